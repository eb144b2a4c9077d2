using Grpc.Core;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class RequestIdTests(RegistryHost registry)
{
    private readonly Registry _county = registry.In("110115");

    [Fact]
    public async Task The_same_request_gets_the_first_answer_again_and_has_one_effect()
    {
        var request = new CreateApplicationRequest { RequestId = Registry.NewId(), Application = _county.Draft() };
        var first = await _county.Office.CreateApplicationAsync(request);
        Assert.Equal(first, await _county.Office.CreateApplicationAsync(request));
        var id = first.Application.ApplicationId;
        var submit = new SubmitApplicationRequest { RequestId = Registry.NewId(), ApplicationId = id, Etag = first.Application.Etag };
        var submitted = await _county.Office.SubmitApplicationAsync(submit);
        await _county.Office.AcceptApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = id });
        Assert.Equal(submitted, await _county.Office.SubmitApplicationAsync(submit));
        Assert.Equal("\"3\"", (await _county.GetAsync(id)).Etag);
    }

    [Fact]
    public async Task The_same_request_sent_many_times_at_once_has_one_effect_and_one_answer()
    {
        var code = Registry.NewCode();
        var create = new CreateApplicationRequest { RequestId = Registry.NewId(), Application = _county.Draft(code) };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await _county.Office.CreateApplicationAsync(create)));
        Assert.Single(answers.Distinct());
        Assert.Single((await _county.AsApplicant(code).ListApplicationsAsync(new() { Division = "110115" })).Applications);

        var reviewed = await _county.ReviewAsync();
        var decide = new DecideApplicationRequest { RequestId = Registry.NewId(), ApplicationId = reviewed.ApplicationId, Verdict = Verdict.Approve };
        var decisions = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await _county.As("CULTURE_TOURISM").DecideApplicationAsync(decide)));
        Assert.Equal(await _county.GetAsync(reviewed.ApplicationId), Assert.Single(decisions.Distinct()).Application);
    }

    [Fact]
    public async Task A_request_id_with_other_content_or_of_another_method_is_refused()
    {
        var request = new CreateApplicationRequest { RequestId = Registry.NewId(), Application = _county.Draft() };
        var first = await _county.Office.CreateApplicationAsync(request);
        request.Application.InstitutionName = "测试另一中心";
        AssertReused(await RichError.OfAsync(_county.Office.CreateApplicationAsync(request)), request.RequestId);
        AssertReused(await RichError.OfAsync(_county.Office.SubmitApplicationAsync(new()
        {
            RequestId = request.RequestId, ApplicationId = first.Application.ApplicationId,
        })), request.RequestId);
        Assert.Equal(ApplicationState.Draft, (await _county.GetAsync(first.Application.ApplicationId)).State);
    }

    [Fact]
    public async Task A_request_id_belongs_to_its_caller()
    {
        var request = new CreateApplicationRequest { RequestId = Registry.NewId(), Application = _county.Draft() };
        var first = await _county.As("EDUCATION", "officer-one").CreateApplicationAsync(request);
        var second = await _county.As("EDUCATION", "officer-two").CreateApplicationAsync(request);
        Assert.NotEqual(first.Application.ApplicationId, second.Application.ApplicationId);
    }

    [Fact]
    public async Task A_rehearsal_of_any_step_says_the_outcome_and_changes_nothing()
    {
        var code = Registry.NewCode();
        var (office, applicant) = (_county.Office, _county.AsApplicant(code));
        var rehearsed = (await office.CreateApplicationAsync(new() { RequestId = Registry.NewId(), Application = _county.Draft(code), ValidateOnly = true })).Application;
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(office.GetApplicationAsync(new() { ApplicationId = rehearsed.ApplicationId }))).Code);
        Assert.Empty((await applicant.ListApplicationsAsync(new() { Division = "110115" })).Applications);

        var draft = await _county.CreateAsync(_county.Draft(code));
        var id = draft.ApplicationId;
        Assert.Equal("测试改名中心", (await office.UpdateApplicationAsync(new()
        {
            RequestId = Registry.NewId(), ApplicationId = id, ValidateOnly = true,
            Application = new() { InstitutionName = "测试改名中心" }, UpdateMask = new() { Paths = { "institution_name" } },
        })).Application.InstitutionName);
        Assert.Equal("2026-11-27", (await office.SubmitApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = id, ValidateOnly = true })).Application.DueDate);
        Assert.Equal(draft.Etag, (await _county.GetAsync(id)).Etag);

        var submitted = await _county.ResubmitAsync(id);
        var remark = new FieldRemark { Field = "sites", Remark = "请补充" };
        Assert.Equal(ApplicationState.Returned, (await office.ReturnApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = id, Remarks = { remark }, ValidateOnly = true })).Application.State);
        Assert.Equal(2, (await office.AcceptApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = id, ValidateOnly = true })).Application.Reviews.Count);
        Assert.Equal(ApplicationState.Withdrawn, (await applicant.WithdrawApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = id, ValidateOnly = true })).Application.State);
        Assert.Equal(submitted, await _county.GetAsync(id));
    }

    [Fact]
    public async Task A_rehearsed_decision_neither_licenses_nor_takes_a_number()
    {
        var county = registry.In("110116");
        var reviewed = await county.ReviewAsync();
        var review = new ReviewApplicationRequest
        {
            RequestId = Registry.NewId(), ApplicationId = reviewed.ApplicationId, Opinion = ReviewOpinion.Object, Reason = "反对", ValidateOnly = true,
            Checks = { "site", "safety", "staff" },
        };
        Assert.Contains((await county.As("CULTURE_TOURISM").ReviewApplicationAsync(review)).Application.Reviews, r => r.Opinion == ReviewOpinion.Object);
        var rehearsal = new DecideApplicationRequest
        {
            RequestId = Registry.NewId(), ApplicationId = reviewed.ApplicationId, Verdict = Verdict.Approve, ValidateOnly = true,
        };
        var rehearsed = await county.As("CULTURE_TOURISM").DecideApplicationAsync(rehearsal);
        Assert.Equal(ApplicationState.Approved, rehearsed.Application.State);
        Assert.Equal(reviewed, await county.GetAsync(reviewed.ApplicationId));
        Assert.Empty((await registry.Directory.ListWhiteListAsync(new() { Division = "110116" })).Institutions);
        Assert.Equal("110116-2026-00001", (await county.Decide(reviewed)).Application.Decision.LicenceNumber);
    }

    [Fact]
    public async Task A_rehearsal_is_refused_as_the_step_would_be_and_says_what_the_gate_would_do()
    {
        var draft = await _county.CreateAsync(_county.Draft(category: TrainingCategory.ForeignLanguage));
        var submit = new SubmitApplicationRequest { RequestId = Registry.NewId(), ApplicationId = draft.ApplicationId, ValidateOnly = true };
        var verdict = (await _county.Office.SubmitApplicationAsync(submit)).Application;
        Assert.Equal((ApplicationState.Refused, true), (verdict.State, verdict.Decision.Automatic));
        Assert.Equal(ApplicationState.Draft, (await _county.GetAsync(draft.ApplicationId)).State);
        var accept = new AcceptApplicationRequest { RequestId = Registry.NewId(), ApplicationId = draft.ApplicationId, ValidateOnly = true };
        var error = await RichError.OfAsync(_county.Office.AcceptApplicationAsync(accept));
        Assert.Equal(("APPLICATION_STATE", "DRAFT", "SUBMITTED"), (error.Reason, error.Facts["state"], error.Facts["allowed"]));
    }

    private static void AssertReused(RichError error, string id) =>
        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED", id), (error.Code, error.Reason, error.Facts["request_id"]));
}
