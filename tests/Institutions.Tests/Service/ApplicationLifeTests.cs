using Grpc.Core;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class ApplicationLifeTests(RegistryHost registry)
{
    private readonly Registry _county = registry.In();

    [Fact]
    public async Task An_application_goes_from_draft_through_return_and_review_to_a_licence()
    {
        var draft = await _county.CreateAsync();
        Assert.Equal((ApplicationState.Draft, "\"1\"", ""), (draft.State, draft.Etag, draft.DueDate));
        var submitted = await _county.ResubmitAsync(draft.ApplicationId);
        Assert.Equal((ApplicationState.Submitted, "2026-11-20", "2026-11-27"), (submitted.State, submitted.SubmittedOn, submitted.DueDate));
        var returned = (await _county.Office.ReturnApplicationAsync(new()
        {
            RequestId = Registry.NewId(), ApplicationId = draft.ApplicationId,
            Remarks = { new FieldRemark { Field = "sites[0].lease_ends_on", Remark = "租期不足一年" } },
        })).Application;
        Assert.Equal((ApplicationState.Returned, "", "租期不足一年"), (returned.State, returned.DueDate, Assert.Single(returned.Remarks).Remark));
        var mended = await UpdateAsync(draft.ApplicationId, new() { Sites = { new Site { Address = "测试路三号一层", AreaSquareMetres = 280 } } }, "sites");
        Assert.Equal(("测试路三号一层", ""), (Assert.Single(mended.Sites).Address, mended.Sites[0].LeaseEndsOn));
        Assert.Empty((await _county.ResubmitAsync(draft.ApplicationId)).Remarks);
        var accepted = (await _county.Office.AcceptApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = draft.ApplicationId })).Application;
        Assert.Equal((ApplicationState.Accepted, "2026-12-18"), (accepted.State, accepted.DueDate));
        Assert.Equal(
            [(Department.CultureTourism, ReviewRole.Competent), (Department.MarketRegulation, ReviewRole.Registration)],
            accepted.Reviews.Select(r => (r.Department, r.Role)));
        await _county.GiveAsync(accepted, Department.CultureTourism, ReviewOpinion.Agree);
        var reviewed = await _county.GiveAsync(accepted, Department.MarketRegulation, ReviewOpinion.Agree, "登记事项齐全");
        Assert.All(reviewed.Reviews, r => Assert.Equal((ReviewOpinion.Agree, true), (r.Opinion, r.GiveTime is not null)));
        var approved = (await _county.Decide(reviewed)).Application;
        Assert.Equal((ApplicationState.Approved, "", false), (approved.State, approved.DueDate, approved.Decision.Automatic));
        Assert.Equal((Verdict.Approve, "2026-11-20"), (approved.Decision.Verdict, approved.Decision.DecidedOn));
        Assert.StartsWith("110101-2026-", approved.Decision.LicenceNumber, StringComparison.Ordinal);
        Assert.Equal(approved, await _county.GetAsync(draft.ApplicationId));
    }

    [Theory]
    [InlineData("institution_name")]
    [InlineData("category")]
    [InlineData("stages")]
    [InlineData("mode")]
    [InlineData("legal_representative")]
    [InlineData("sites")]
    [InlineData("documents")]
    public async Task An_update_changes_the_field_that_the_mask_names_and_no_other(string path)
    {
        var before = await _county.CreateAsync();
        var other = new Application
        {
            InstitutionName = "测试改名中心", Category = TrainingCategory.Sports, Stages = { EducationStage.Junior }, Mode = TrainingMode.Mixed,
            LegalRepresentative = new Person { Name = "例子人", IdentityNumber = Registry.OtherIdentityNumber, Phone = "13900000012" },
            Sites = { new Site { Address = "测试路九号", AreaSquareMetres = 90 } },
            Documents = { new Document { Type = DocumentType.Articles, Title = "章程", Sha256 = new string('b', 64) } },
        };
        var after = await UpdateAsync(before.ApplicationId, other, path);
        Assert.Equal([path], Application.Descriptor.Fields.InDeclarationOrder().Where(f => !Equals(f.Accessor.GetValue(before), f.Accessor.GetValue(after))).Select(f => f.Name)
            .Except(["etag", "update_time"]));
        Assert.Equal("\"2\"", after.Etag);
    }

    [Fact]
    public async Task An_update_may_send_only_the_fields_that_the_mask_names()
    {
        var draft = await _county.CreateAsync();
        var renamed = await UpdateAsync(draft.ApplicationId, new() { InstitutionName = "测试改名中心" }, "institution_name");
        Assert.Equal(("测试改名中心", TrainingCategory.Arts), (renamed.InstitutionName, renamed.Category));
        Assert.Empty((await UpdateAsync(draft.ApplicationId, new(), "stages", "documents")).Stages);
    }

    [Theory]
    [InlineData("application.institution_name", "institution_name")]
    [InlineData("application.category", "category")]
    [InlineData("application.legal_representative", "legal_representative")]
    [InlineData("update_mask.paths[1]", "stages", "division")]
    [InlineData("update_mask.paths[0]", "no_such_field")]
    [InlineData("update_mask")]
    public async Task A_mask_that_names_what_is_not_sent_or_cannot_be_changed_is_refused_by_its_path(string field, params string[] paths)
    {
        var draft = await _county.CreateAsync();
        var error = await RichError.OfAsync(_county.Office.UpdateApplicationAsync(Update(draft.ApplicationId, new(), paths)));
        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Fields).Key));
        Assert.Equal(draft, await _county.GetAsync(draft.ApplicationId));
    }

    [Fact]
    public async Task What_an_update_sends_is_checked_by_the_limits_of_its_fields()
    {
        var draft = await _county.CreateAsync();
        var update = Update(draft.ApplicationId, new() { InstitutionName = "短", Sites = { new Site { AreaSquareMetres = 0 } } }, "institution_name", "sites");
        var error = await RichError.OfAsync(_county.Office.UpdateApplicationAsync(update));
        Assert.Equal(
            ["application.institution_name", "application.sites[0].address", "application.sites[0].area_square_metres"],
            error.Fields.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_stale_etag_is_refused_with_the_current_one()
    {
        var draft = await _county.CreateAsync();
        await UpdateAsync(draft.ApplicationId, new() { Mode = TrainingMode.Online }, "mode");
        var late = Update(draft.ApplicationId, new() { Mode = TrainingMode.Mixed }, "mode");
        late.Etag = draft.Etag;
        var error = await RichError.OfAsync(_county.Office.UpdateApplicationAsync(late));
        Assert.Equal((StatusCode.Aborted, "ETAG_MISMATCH", "\"2\""), (error.Code, error.Reason, error.Facts["current_etag"]));
        late.Etag = error.Facts["current_etag"];
        Assert.Equal(TrainingMode.Mixed, (await _county.Office.UpdateApplicationAsync(late)).Application.Mode);
    }

    [Fact]
    public async Task An_incomplete_draft_is_not_submitted_and_every_lack_is_named()
    {
        var content = _county.Draft();
        content.Stages.Clear();
        content.Sites.Clear();
        (content.Mode, content.LegalRepresentative) = (TrainingMode.Unspecified, null);
        var draft = await _county.CreateAsync(content);
        var error = await RichError.OfAsync(_county.Office.SubmitApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = draft.ApplicationId }));
        Assert.Equal((StatusCode.FailedPrecondition, "APPLICATION_INCOMPLETE"), (error.Code, error.Reason));
        Assert.Equal(
            ["application.legal_representative", "application.mode", "application.sites", "application.stages"], error.Fields.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(ApplicationState.Draft, (await _county.GetAsync(draft.ApplicationId)).State);
    }

    [Theory]
    [InlineData("000000")]
    [InlineData("110000")]
    [InlineData("110100")]
    [InlineData("530100")]
    public async Task Only_a_division_of_county_level_decides_on_applications(string division)
    {
        var everywhere = new Registry(registry.Host, "000000");
        var draft = _county.Draft();
        draft.Division = division;
        var error = await RichError.OfAsync(everywhere.Office.CreateApplicationAsync(new() { RequestId = Registry.NewId(), Application = draft }));
        Assert.Equal((StatusCode.InvalidArgument, "application.division"), (error.Code, Assert.Single(error.Fields).Key));
    }

    [Fact]
    public async Task An_applicant_withdraws_until_the_decision_and_only_once()
    {
        var code = Registry.NewCode();
        var applicant = _county.AsApplicant(code);
        var accepted = await _county.AcceptAsync(_county.Draft(code));
        var withdrawn = (await applicant.WithdrawApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = accepted.ApplicationId })).Application;
        Assert.Equal((ApplicationState.Withdrawn, ""), (withdrawn.State, withdrawn.DueDate));
        var again = await RichError.OfAsync(applicant.WithdrawApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = accepted.ApplicationId }));
        Assert.Equal((StatusCode.FailedPrecondition, "APPLICATION_STATE", "WITHDRAWN"), (again.Code, again.Reason, again.Facts["state"]));
    }

    private async Task<Application> UpdateAsync(string id, Application values, params string[] paths) =>
        (await _county.Office.UpdateApplicationAsync(Update(id, values, paths))).Application;

    private static UpdateApplicationRequest Update(string id, Application values, params string[] paths) => new()
    {
        RequestId = Registry.NewId(), ApplicationId = id, Application = values, UpdateMask = new() { Paths = { paths } },
    };
}
