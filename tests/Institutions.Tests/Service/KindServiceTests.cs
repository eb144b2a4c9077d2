using Grpc.Core;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class KindServiceTests(RegistryHost registry)
{
    private readonly Registry _county = registry.In("110111");

    [Fact]
    public async Task A_request_that_states_no_kind_sets_up_an_institution()
    {
        var draft = await _county.CreateAsync();
        Assert.Equal((ApplicationKind.New, ""), (draft.Kind, draft.InstitutionId));
        Assert.Null(draft.Stage);
    }

    [Fact]
    public async Task A_renewal_takes_what_is_licensed_and_extends_the_licence_without_a_new_number()
    {
        var (code, listed) = await LicensedAsync();
        Assert.Equal("2029-11-19", listed.ValidUntil);
        var draft = await _county.CreateAsync(Of(ApplicationKind.Renewal, code, listed));
        Assert.Equal((listed.Mode, listed.Sites), (draft.Mode, draft.Sites));
        var approved = await FinishAsync(draft);
        Assert.Equal((ApplicationState.Approved, ""), (approved.State, approved.Decision.LicenceNumber));
        var renewed = await LookUpAsync(code);
        Assert.Equal((listed.LicenceNumber, "2032-11-19"), (renewed.LicenceNumber, renewed.ValidUntil));
    }

    [Fact]
    public async Task A_change_of_name_and_an_additional_site_show_in_the_directory()
    {
        var (code, listed) = await LicensedAsync();
        var change = Of(ApplicationKind.Change, code, listed);
        change.InstitutionName = "测试改名中心";
        change.Change = new ChangeDetails { Matters = { ChangedMatter.Name } };
        await FinishAsync(await _county.CreateAsync(change));
        var site = Of(ApplicationKind.AdditionalSite, code, listed);
        site.Sites.Add(new Site { Address = "测试路七十号", AreaSquareMetres = 120 });
        await FinishAsync(await _county.CreateAsync(site));
        var now = await LookUpAsync(code);
        Assert.Equal(("测试改名中心", 2), (now.Name, now.Sites.Count));
        Assert.Equal("测试路七十号", now.Sites[1].Address);
    }

    [Fact]
    public async Task A_closing_institution_leaves_the_white_list_and_applies_for_nothing_more()
    {
        var (code, listed) = await LicensedAsync();
        var closure = Of(ApplicationKind.Closure, code, listed);
        closure.Closure = new ClosurePlan { ClosesOn = "2026-12-31", Pupils = 3, PrepaidFen = 90_000, Settlement = "年底前全部退费" };
        await FinishAsync(await _county.CreateAsync(closure));
        Assert.Equal(InstitutionState.Closing, (await LookUpAsync(code)).State);
        Assert.Empty((await registry.Directory.ListWhiteListAsync(new() { Division = "110111", UnifiedSocialCreditCode = code })).Institutions);
        var renewal = await _county.CreateAsync(Of(ApplicationKind.Renewal, code, listed));
        var error = await RichError.OfAsync(_county.Office.SubmitApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = renewal.ApplicationId }));
        Assert.Equal((StatusCode.FailedPrecondition, "INSTITUTION_NOT_LICENSED"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task An_online_institution_that_fails_loses_the_licence_and_is_told_to_the_authority_of_permits()
    {
        var (code, listed) = await LicensedAsync();
        var again = Of(ApplicationKind.OnlineReapproval, code, listed);
        again.Mode = TrainingMode.Online;
        var reviewed = await ReviewAsync(await _county.CreateAsync(again));
        registry.On("2026-12-01");
        var refused = (await _county.Decide(reviewed, Verdict.Refuse, "培训内容不符合标准")).Application;
        Assert.Equal(ApplicationState.Refused, refused.State);
        Assert.Equal(InstitutionState.LicenceLost, (await LookUpAsync(code)).State);
        registry.In();
    }

    [Fact]
    public async Task An_institution_is_named_by_its_own_organiser_in_its_own_county_and_only_where_the_kind_asks()
    {
        var (code, listed) = await LicensedAsync();
        foreach (var (draft, field) in new[]
        {
            (Of(ApplicationKind.New, code, listed), "application.institution_id"),
            (Of(ApplicationKind.Renewal, code, null), "application.institution_id"),
        })
        {
            var error = await RichError.OfAsync(_county.Office.CreateApplicationAsync(new() { RequestId = Registry.NewId(), Application = draft }));
            Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Fields).Key));
        }
        var strange = await RichError.OfAsync(_county.Office.CreateApplicationAsync(new()
        {
            RequestId = Registry.NewId(), Application = Of(ApplicationKind.Renewal, Registry.NewCode(), listed),
        }));
        Assert.Equal(StatusCode.NotFound, strange.Code);
    }

    [Fact]
    public async Task An_organiser_has_one_open_application_of_a_kind_until_it_ends()
    {
        var code = Registry.NewCode();
        var first = await _county.SubmitAsync(_county.Draft(code));
        var second = await _county.CreateAsync(_county.Draft(code));
        var submit = new SubmitApplicationRequest { RequestId = Registry.NewId(), ApplicationId = second.ApplicationId };
        var error = await RichError.OfAsync(_county.Office.SubmitApplicationAsync(submit));
        Assert.Equal((StatusCode.AlreadyExists, "APPLICATION_OPEN_ALREADY", first.ApplicationId), (error.Code, error.Reason, error.Facts["application_id"]));
        await _county.AsApplicant(code).WithdrawApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = first.ApplicationId });
        Assert.Equal(ApplicationState.Submitted, (await _county.ResubmitAsync(second.ApplicationId)).State);
    }

    [Fact]
    public async Task Of_two_applications_of_a_kind_submitted_at_once_one_is_refused()
    {
        for (var round = 0; round < 3; round++)
        {
            var code = Registry.NewCode();
            Application[] both = [await _county.CreateAsync(_county.Draft(code)), await _county.CreateAsync(_county.Draft(code))];
            var errors = await Task.WhenAll(both.Select(async draft =>
            {
                try { await _county.ResubmitAsync(draft.ApplicationId); return null; }
                catch (RpcException e) { return RichError.Of(e); }
            }));
            Assert.Equal("APPLICATION_OPEN_ALREADY", Assert.Single(errors, e => e is not null)!.Reason);
        }
    }

    [Fact]
    public async Task The_same_premises_are_told_however_they_are_written()
    {
        var draft = _county.Draft();
        draft.Sites[0].Address = "测试大街八号Ａ座";
        var first = await _county.SubmitAsync(draft);
        var other = _county.Draft();
        other.Sites[0].Address = "测试大街8号 a座";
        var told = Assert.Single((await _county.SubmitAsync(other)).Duplicates, d => d.Rule == "SamePremisesElsewhere");
        Assert.Equal((Severity.Warning, $"applications/{first.ApplicationId}"), (told.Severity, told.Subject));
    }

    [Fact]
    public async Task Of_many_submitted_at_once_each_is_told_of_those_before_it_with_the_same_premises()
    {
        // Twelve organisers, each pair of whom has premises in common; whichever comes second of a pair is told of the other.
        var drafts = new List<Application>();
        for (var i = 0; i < 12; i++)
        {
            var draft = _county.Draft();
            draft.Sites[0].Address = $"同时测试路{i / 2}号";
            drafts.Add(await _county.CreateAsync(draft));
        }
        var submitted = await Task.WhenAll(drafts.Select(d => _county.ResubmitAsync(d.ApplicationId)));
        foreach (var pair in submitted.Chunk(2))
        {
            var told = Assert.Single(pair, a => a.Duplicates.Any(d => d.Rule == "SamePremisesElsewhere"));
            Assert.Equal($"applications/{pair.Single(a => a != told).ApplicationId}", Assert.Single(told.Duplicates).Subject);
        }
    }

    [Fact]
    public async Task Applications_are_listed_by_kind_and_by_the_department_that_owes_a_step()
    {
        var county = registry.In("110112");
        var submitted = await county.SubmitAsync();
        var accepted = await county.AcceptAsync();
        await county.GiveAsync(accepted, Department.CultureTourism, ReviewOpinion.Agree);
        async Task<IEnumerable<string>> OwedAsync(Department department) => (await county.Office.ListApplicationsAsync(new()
        {
            Division = "110112", OwedBy = department, Kinds = { ApplicationKind.New },
        })).Applications.Select(a => a.ApplicationId);
        Assert.Equal([submitted.ApplicationId], await OwedAsync(Department.CultureTourism));
        Assert.Equal([accepted.ApplicationId], await OwedAsync(Department.MarketRegulation));
        Assert.Empty((await county.Office.ListApplicationsAsync(new() { Division = "110112", Kinds = { ApplicationKind.Closure } })).Applications);
    }

    [Fact]
    public async Task A_resubmission_shows_what_was_changed()
    {
        var submitted = await _county.SubmitAsync();
        await _county.Office.ReturnApplicationAsync(new()
        {
            RequestId = Registry.NewId(), ApplicationId = submitted.ApplicationId, Remarks = { new FieldRemark { Field = "institution_name", Remark = "名称不合规" } },
        });
        await _county.Office.UpdateApplicationAsync(new()
        {
            RequestId = Registry.NewId(), ApplicationId = submitted.ApplicationId, Application = new() { InstitutionName = "测试改名中心" },
            UpdateMask = new() { Paths = { "institution_name" } },
        });
        var change = Assert.Single((await _county.ResubmitAsync(submitted.ApplicationId)).Changes);
        Assert.Equal(("institution_name", "测试培训中心", "测试改名中心"), (change.Field, change.OldText, change.NewText));
    }

    private static Application Of(ApplicationKind kind, string code, ListedInstitution? listed) => new()
    {
        Kind = kind, Division = "110111", ApplicantCode = code, InstitutionId = listed?.InstitutionId ?? "", InstitutionName = "测试培训中心",
        Category = TrainingCategory.Arts, LegalRepresentative = new Person { Name = "测试人", IdentityNumber = Registry.IdentityNumber, Phone = "13800000078" },
    };

    private async Task<(string Code, ListedInstitution Listed)> LicensedAsync()
    {
        var code = Registry.NewCode();
        await _county.ApproveAsync(_county.Draft(code));
        return (code, await LookUpAsync(code));
    }

    private async Task<ListedInstitution> LookUpAsync(string code) =>
        (await registry.Directory.LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = code })).Institution;

    private async Task<Application> ReviewAsync(Application draft)
    {
        await _county.ResubmitAsync(draft.ApplicationId);
        var application = (await _county.Office.AcceptApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = draft.ApplicationId })).Application;
        foreach (var review in application.Reviews.ToList()) application = await _county.GiveAsync(application, review.Department, ReviewOpinion.Agree);
        return application;
    }

    private async Task<Application> FinishAsync(Application draft) => (await _county.Decide(await ReviewAsync(draft))).Application;
}
