using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Institutions.Tests.Service;

public sealed class StandingTests : IAsyncLifetime
{
    private LifeHost _life = null!;

    public async Task InitializeAsync() => _life = await LifeHost.StartAsync();

    public async Task DisposeAsync() => await _life.DisposeAsync();

    [Fact]
    public async Task A_suspended_institution_leaves_the_white_list_is_found_with_since_when_and_why_and_comes_back_by_a_decision()
    {
        var institution = await _life.LicenseAsync();
        Assert.Equal(1, await WhiteAsync(institution.Code));
        var suspended = (await _life.Office().SuspendInstitutionAsync(Suspend(institution.Id, "2026-12-18"))).Standing;

        Assert.Equal(0, await WhiteAsync(institution.Code));
        var found = await _life.LookUpAsync(institution);
        Assert.Equal((InstitutionState.Suspended, "2026-11-20", "消防通道堵塞", "2026-12-18"), Seen(found.Institution));
        Assert.Empty(found.Entries);
        var measure = Assert.Single(suspended.Measures);
        Assert.Equal((MeasureType.Suspension, "CULTURE_TOURISM", "2026-11-20"), (measure.Type, measure.Authority, measure.DecidedOn));
        Assert.Equal(
            [("filings", "2026-12-04"), ("custody", "2026-12-04"), ("schools", "2026-12-04")],
            measure.Consequences.Select(c => (c.Service, c.DueDate)));
        var told = await _life.HearAsync<InstitutionSuspended>(institution.Id.ToString());
        Assert.Equal((3, "UNQUALIFIED", new DateOnly(2026, 12, 18)), (told.Consequences.Count, Assert.Single(told.Grounds), told.RectifyBy));

        var back = (await _life.Office().ReinstateInstitutionAsync(new()
        {
            RequestId = Registry.NewId(), InstitutionId = institution.Id.ToString(), Etag = suspended.Etag, Reason = "整改完成并经复查",
        })).Standing;
        Assert.Equal([MeasureType.Reinstatement, MeasureType.Suspension], back.Measures.Select(m => m.Type));
        Assert.Equal(1, await WhiteAsync(institution.Code));
        Assert.Equal((InstitutionState.Licensed, "2026-11-20", "", ""), Seen((await _life.LookUpAsync(institution)).Institution));
        await _life.HearAsync<InstitutionReinstated>(institution.Id.ToString());
        var entries = (await _life.Lists.ListEntriesAsync(new() { Division = "110101", Kind = ListKind.White, IncludeEnded = true, UnifiedSocialCreditCode = institution.Code })).Entries;
        Assert.Equal([("整改完成并经复查", "", true), ("取得办学许可", "消防通道堵塞", false)], entries.Select(e => (e.Reason, e.EndReason, e.InForce)));
    }

    [Fact]
    public async Task A_revoked_institution_stands_on_the_black_list_and_four_services_have_to_see_to_it()
    {
        var institution = await _life.LicenseAsync();
        var request = new RevokeInstitutionRequest
        {
            RequestId = Registry.NewId(), InstitutionId = institution.Id.ToString(), Grounds = { MeasureGround.MaliciousRecruitment }, Reason = "在校园内恶意招揽生源",
        };
        var trial = request.Clone();
        trial.ValidateOnly = true;
        Assert.Equal(InstitutionState.Revoked, (await _life.Office().RevokeInstitutionAsync(trial)).Standing.Institution.State);
        Assert.Equal(InstitutionState.Licensed, (await _life.LookUpAsync(institution)).Institution.State);

        var first = await _life.Office().RevokeInstitutionAsync(request);
        Assert.Equal(first, await _life.Office().RevokeInstitutionAsync(request));
        Assert.Equal(["filings", "custody", "schools", "supervision"], Assert.Single(first.Standing.Measures).Consequences.Select(c => c.Service));
        var found = await _life.LookUpAsync(institution);
        Assert.Equal(InstitutionState.Revoked, found.Institution.State);
        var entry = Assert.Single(found.Entries);
        Assert.Equal((ListKind.Black, "在校园内恶意招揽生源", "2026-11-20", "2029-11-19", true), (entry.Kind, entry.Reason, entry.StartsOn, entry.EndsOn, entry.InForce));
        await _life.HearAsync<InstitutionRevoked>(institution.Id.ToString());
        await _life.HearAsync<BlackListEntered>(entry.EntryId);

        var exit = await RichError.OfAsync(_life.Office().ExitInstitutionAsync(new() { RequestId = Registry.NewId(), InstitutionId = institution.Id.ToString(), Reason = "自行终止" }));
        Assert.Equal((StatusCode.FailedPrecondition, "INSTITUTION_STATE", "REVOKED", "LICENSED,SUSPENDED,CLOSING"), (exit.Code, exit.Reason, exit.Facts["state"], exit.Facts["allowed"]));
    }

    [Fact]
    public async Task An_institution_that_closes_of_its_own_will_enters_no_black_list()
    {
        var institution = await _life.LicenseAsync();
        await _life.Office().ExitInstitutionAsync(new() { RequestId = Registry.NewId(), InstitutionId = institution.Id.ToString(), Reason = "举办者申请终止办学" });
        var found = await _life.LookUpAsync(institution);
        Assert.Equal((InstitutionState.Exited, "举办者申请终止办学", 0), (found.Institution.State, found.Institution.StateReason, found.Entries.Count));
        Assert.Equal(4, (await _life.HearAsync<InstitutionExited>(institution.Id.ToString())).Consequences.Count);
    }

    [Fact]
    public async Task Only_the_competent_department_of_the_place_decides_and_only_with_grounds()
    {
        var institution = await _life.LicenseAsync();
        var wrong = await RichError.OfAsync(_life.Office(department: "SPORTS").SuspendInstitutionAsync(Suspend(institution.Id)));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_COMPETENT", "CULTURE_TOURISM"), (wrong.Code, wrong.Reason, wrong.Facts["competent"]));
        var elsewhere = await RichError.OfAsync(_life.Office("110102").SuspendInstitutionAsync(Suspend(institution.Id)));
        Assert.Equal("OUT_OF_JURISDICTION", elsewhere.Reason);
        var groundless = Suspend(institution.Id);
        groundless.Grounds.Clear();
        Assert.Contains("grounds", (await RichError.OfAsync(_life.Office().SuspendInstitutionAsync(groundless))).Fields.Keys);
        Assert.Contains("rectify_by", (await RichError.OfAsync(_life.Office().SuspendInstitutionAsync(Suspend(institution.Id, "2026-11-20")))).Fields.Keys);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(_life.Office().SuspendInstitutionAsync(Suspend(Guid.CreateVersion7())))).Code);
        Assert.Equal(InstitutionState.Licensed, (await _life.LookUpAsync(institution)).Institution.State);
        var stranger = new StandingService.StandingServiceClient(_life.Host.AsInstitution("110101", Registry.NewCode()));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.GetStandingAsync(new() { InstitutionId = institution.Id.ToString() }))).Code);
        var itself = new StandingService.StandingServiceClient(_life.Host.AsInstitution("110101", institution.Code));
        Assert.Empty((await itself.GetStandingAsync(new() { InstitutionId = institution.Id.ToString() })).Standing.Measures);
    }

    [Fact]
    public async Task Of_two_measures_at_once_one_wins_and_the_other_learns_why()
    {
        var institution = await _life.LicenseAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try { return (await _life.Office().SuspendInstitutionAsync(Suspend(institution.Id))).Standing.Institution.State.ToString(); }
            catch (RpcException e) { return RichError.Of(e).Reason; }
        }));
        Assert.Equal(["INSTITUTION_STATE", "Suspended"], outcomes.Order(StringComparer.Ordinal));
        await using var db = await _life.DbAsync();
        Assert.Equal(1, await db.Measures.CountAsync(m => m.InstitutionId == institution.Id));
    }

    [Fact]
    public async Task Each_service_confirms_by_event_or_an_officer_by_hand_and_what_is_late_is_announced()
    {
        var institution = await _life.LicenseAsync();
        var owed = (await _life.Office().SuspendInstitutionAsync(Suspend(institution.Id, "2026-12-07"))).Standing.Measures[0].Consequences;
        await _life.DeliverAsync("institutions.consequences", new ConsequenceConfirmed
        {
            Division = "110101", ConsequenceId = owed[0].ConsequenceId, Service = "filings", Note = "3门课程已停止招生",
        });
        var byHand = (await _life.Office().ConfirmConsequenceAsync(new() { RequestId = Registry.NewId(), ConsequenceId = owed[1].ConsequenceId, Reason = "银行书面确认已冻结" })).Consequence;
        Assert.Equal(("CULTURE_TOURISM", "银行书面确认已冻结"), (byHand.ConfirmedBy, byHand.Note));
        var again = await RichError.OfAsync(_life.Office().ConfirmConsequenceAsync(new() { RequestId = Registry.NewId(), ConsequenceId = owed[0].ConsequenceId, Reason = "再次确认" }));
        Assert.Equal(("CONSEQUENCE_CONFIRMED", "filings"), (again.Reason, again.Facts["confirmed_by"]));
        var open = Assert.Single((await _life.Office().ListConsequencesAsync(new() { Division = "110101", OpenOnly = true })).Consequences.Where(c => c.InstitutionId == institution.Id.ToString()).ToList());
        Assert.Equal(("schools", false), (open.Service, open.Overdue));

        // What is confirmed is never late, whoever confirmed it.
        await _life.RestartAsync("2026-12-05");
        var late = await _life.HearAsync<ConsequenceOverdue>(open.ConsequenceId);
        Assert.Equal(("schools", "AFTER_SCHOOL", new DateOnly(2026, 12, 4)), (late.Service, late.Kind, late.DueDate));
        Assert.Equal(open.ConsequenceId, Assert.Single((await _life.Office().ListConsequencesAsync(new() { Division = "110101", OverdueOnly = true })).Consequences).ConsequenceId);
        Assert.DoesNotContain(_life.Heard.Events, e => e.Name == "institution.rectification-term-passed");
        await _life.RestartAsync("2026-12-08");
        Assert.Equal(new DateOnly(2026, 12, 7), (await _life.HearAsync<RectificationTermPassed>(institution.Id.ToString())).RectifyBy);
    }

    [Fact]
    public async Task A_service_confirms_only_what_it_owes_and_an_officer_only_in_the_own_county()
    {
        var institution = await _life.LicenseAsync();
        var owed = (await _life.Office().SuspendInstitutionAsync(Suspend(institution.Id))).Standing.Measures[0].Consequences[0];
        await _life.DeliverAsync("institutions.consequences", new ConsequenceConfirmed { Division = "110101", ConsequenceId = owed.ConsequenceId, Service = "custody" });
        var request = new ConfirmConsequenceRequest { RequestId = Registry.NewId(), ConsequenceId = owed.ConsequenceId, Reason = "已停止招生", Etag = "\"9\"" };
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(_life.Office("110105").ConfirmConsequenceAsync(request))).Reason);
        Assert.Equal(("ETAG_MISMATCH", "\"1\""), await StaleAsync(request));
        var standing = (await _life.Office().GetStandingAsync(new() { InstitutionId = institution.Id.ToString() })).Standing;
        Assert.Null(Assert.Single(standing.Measures).Consequences[0].ConfirmTime);
    }

    private async Task<(string Reason, string Current)> StaleAsync(ConfirmConsequenceRequest request)
    {
        var error = await RichError.OfAsync(_life.Office().ConfirmConsequenceAsync(request));
        return (error.Reason, error.Facts["current_etag"]);
    }

    private static SuspendInstitutionRequest Suspend(Guid id, string rectifyBy = "") => new()
    {
        RequestId = Registry.NewId(), InstitutionId = id.ToString(), Grounds = { MeasureGround.Unqualified }, Reason = "消防通道堵塞", RectifyBy = rectifyBy,
    };

    private static (InstitutionState State, string Since, string Reason, string RectifyBy) Seen(ListedInstitution i) => (i.State, i.StateSince, i.StateReason, i.RectifyBy);

    private async Task<int> WhiteAsync(string code) =>
        (await _life.Directory.ListWhiteListAsync(new() { Division = "110101", UnifiedSocialCreditCode = code })).Institutions.Count;
}
