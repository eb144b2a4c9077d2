using System.Text;
using System.Text.Json;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Platform.Personal;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Testing;
using BarGround = ShuangJian.Protos.Filing.V1.BarGround;
using Tutor = ShuangJian.Protos.Filing.V1.Tutor;
using Person = ShuangJian.Contracts.TutorFacts;
using TutorState = ShuangJian.Protos.Filing.V1.TutorState;

namespace ShuangJian.Filings.Tests;

public sealed class TutorServiceTests : IAsyncLifetime
{
    private FilingsHost _filing = null!;

    public async Task InitializeAsync() => _filing = await FilingsHost.StartAsync();

    public async Task DisposeAsync() => await _filing.DisposeAsync();

    [Fact]
    public async Task A_filed_tutor_is_shown_publicly_and_masked_to_everybody()
    {
        var tutor = await _filing.FileTutorAsync();
        Assert.Equal((TutorState.Filed, "2026-11-20", 0), (tutor.State, tutor.PublishedOn, tutor.Findings.Count));
        Assert.Equal(("测**", "110105********002X", "138******78"), (tutor.Person.Name, tutor.Person.IdentityNumber, tutor.Person.Phone));
        Assert.Equal("20*************01", tutor.Qualifications[0].CertificateNumber);
        var filed = await _filing.HearAsync<TutorFiled>(tutor.TutorId);
        Assert.Equal((_filing.Code, "ACADEMIC", true), (filed.InstitutionCode, filed.Category, filed.FullTime));
        var shown = await _filing.HearAsync<TutorPublished>(tutor.TutorId);
        var keys = _filing.Host.Services.GetRequiredService<PersonalData>();
        Assert.Equal(new Person("测试人", "数学", "20265301041000001"), JsonSerializer.Deserialize<Person>(keys.Reveal(shown.Sealed)));
    }

    [Fact]
    public async Task A_roster_change_turns_a_filed_tutor_of_another_county_into_a_breach_and_back()
    {
        var tutor = await _filing.FileTutorAsync();
        await _filing.TellTeacherAsync();
        var broken = await _filing.TutorAsync(tutor.TutorId);
        Assert.Equal((TutorState.NoLongerHolds, "", "TutorIsInServiceTeacher"), (broken.State, broken.PublishedOn, Assert.Single(broken.Findings).Rule));
        var told = await _filing.HearAsync<TutorNoLongerHolds>(tutor.TutorId);
        Assert.Equal((_filing.Code, "TutorIsInServiceTeacher"), (told.InstitutionCode, Assert.Single(told.Findings).Rule));
        Assert.Equal("TUTOR", (await _filing.HearAsync<DisclosureWithdrawn>(tutor.TutorId)).ItemKind);
        await _filing.TellTeacherAsync(to: "2026-11-19");
        Assert.Equal(TutorState.Submitted, (await _filing.TutorAsync(tutor.TutorId)).State);
        Assert.Empty((await _filing.HearAsync<TutorSubmitted>(tutor.TutorId)).Findings);
        Assert.All(_filing.Heard, e => Assert.DoesNotContain("测试人", Encoding.UTF8.GetString(e.Body.Span), StringComparison.Ordinal));
        foreach (var secret in new[] { Registry.IdentityNumber, "13800000078", "20265301041000001" })
            Assert.All(_filing.Heard, e => Assert.DoesNotContain(secret, Encoding.UTF8.GetString(e.Body.Span), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_teacher_on_the_roster_is_not_filed()
    {
        await _filing.TellTeacherAsync();
        var tutor = await _filing.SubmitTutorAsync();
        Assert.Equal("TutorIsInServiceTeacher", Assert.Single(tutor.Findings).Rule);
        var refused = await RichError.OfAsync(FilingsHost.Tutors(_filing.Officer()).FileTutorAsync(new() { RequestId = Registry.NewId(), TutorId = tutor.TutorId }));
        Assert.Equal(("FILING_BREACH_STANDS", "KM-8"), (refused.Reason, Assert.Single(refused.Findings).Basis[0].Clause));
    }

    [Fact]
    public async Task Who_goes_into_service_later_is_found_on_that_day()
    {
        var tutor = await _filing.FileTutorAsync();
        await _filing.TellTeacherAsync(from: "2026-11-23");
        Assert.Equal(TutorState.Filed, (await _filing.TutorAsync(tutor.TutorId)).State);
        await _filing.RestartAsync("2026-11-23");
        Assert.Equal("TutorIsInServiceTeacher", Assert.Single((await _filing.HearAsync<TutorNoLongerHolds>(tutor.TutorId)).Findings).Rule);
    }

    [Fact]
    public async Task A_teacher_hashed_under_an_older_key_is_still_found()
    {
        var tutor = await _filing.FileTutorAsync();
        await _filing.TellTeacherAsync(from: "2026-11-23");
        var file = _filing.Host.PersonalKeys;
        var ring = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        ring["keys"]!["k2"] = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
        ring["current"] = "k2";
        await File.WriteAllTextAsync(file, ring.ToJsonString());
        await _filing.RestartAsync("2026-11-23");
        await _filing.HearAsync<TutorNoLongerHolds>(tutor.TutorId);
        await Eventually.ValueAsync(
            "the tutor under the new key",
            async () =>
            {
                await using var db = await _filing.Host.OpenAsync<FilingsDb>();
                return await db.Set<Domain.Tutor>().AsNoTracking().SingleAsync();
            },
            found => found.PersonCipher!.StartsWith("k2.", StringComparison.Ordinal) && found.ActiveHash!.StartsWith("k2.", StringComparison.Ordinal));
        await _filing.TellTeacherAsync(to: "2026-11-23");
        Assert.Equal(TutorState.NoLongerHolds, (await _filing.TutorAsync(tutor.TutorId)).State);
        await _filing.RestartAsync("2026-11-24");
        await Eventually.ValueAsync("the tutor waiting again", () => _filing.TutorAsync(tutor.TutorId), found => found.State == TutorState.Submitted);
    }

    [Fact]
    public async Task A_bar_turns_a_filed_tutor_into_a_breach_until_it_is_lifted()
    {
        var tutor = await _filing.FileTutorAsync();
        var bars = new BarredPersonService.BarredPersonServiceClient(_filing.Officer("530100", "PUBLIC_SECURITY"));
        var bar = (await bars.BarPersonAsync(new()
        {
            RequestId = Registry.NewId(), IdentityNumber = Registry.IdentityNumber,
            Bar = new Bar { Division = "530100", Ground = BarGround.ImprisonedForIntentionalCrime, Document = "测试一号", From = "2026-01-01" },
        })).Bar;
        Assert.Equal("TutorIsBarred", Assert.Single((await _filing.HearAsync<TutorNoLongerHolds>(tutor.TutorId)).Findings).Rule);
        await bars.LiftBarAsync(new() { RequestId = Registry.NewId(), BarId = bar.BarId, Until = "2026-11-19" });
        Assert.Equal(TutorState.Submitted, (await _filing.TutorAsync(tutor.TutorId)).State);
        var again = await RichError.OfAsync(bars.LiftBarAsync(new() { RequestId = Registry.NewId(), BarId = bar.BarId, Until = "2026-11-18" }));
        Assert.Equal(("BAR_LIFTED", "2026-11-19"), (again.Reason, again.Facts["until"]));
    }

    [Fact]
    public async Task To_reveal_a_tutor_takes_a_purpose_that_is_audited_and_no_other_county()
    {
        var tutor = await _filing.SubmitTutorAsync();
        var shown = (await FilingsHost.Tutors(_filing.Officer()).RevealTutorAsync(new() { TutorId = tutor.TutorId, Purpose = "核对教师资格证" })).Tutor;
        Assert.Equal((Registry.IdentityNumber, "20265301041000001"), (shown.Person.IdentityNumber, shown.Qualifications[0].CertificateNumber));
        await using var db = await _filing.Host.OpenAsync<FilingsDb>();
        Assert.Equal($"tutors/{tutor.TutorId}", Assert.Single(await db.Database.SqlQueryRaw<string>("SELECT \"Resource\" AS \"Value\" FROM audit WHERE \"Purpose\" = '核对教师资格证'").ToListAsync()));
        Assert.Equal("FIELD_INVALID", (await RichError.OfAsync(FilingsHost.Tutors(_filing.Officer()).RevealTutorAsync(new() { TutorId = tutor.TutorId }))).Reason);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(
            FilingsHost.Tutors(_filing.Officer("530103")).RevealTutorAsync(new() { TutorId = tutor.TutorId, Purpose = "核对教师资格证" }))).Reason);
        var own = await FilingsHost.Tutors(_filing.Owner()).ExportPersonalDataAsync(new() { TutorId = tutor.TutorId, Purpose = "本人申请查阅" });
        Assert.Equal((Registry.IdentityNumber, 2), (own.Tutor.Person.IdentityNumber, own.StoredZh.Count));
    }

    [Fact]
    public async Task What_is_anothers_does_not_exist_and_what_is_elsewhere_is_refused()
    {
        var tutor = await _filing.SubmitTutorAsync();
        var other = FilingsHost.Tutors(_filing.Owner(Registry.NewCode()));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(other.GetTutorAsync(new() { TutorId = tutor.TutorId }))).Code);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(other.CreateTutorAsync(new() { RequestId = Registry.NewId(), Tutor = _filing.Statement() }))).Code);
        Assert.Empty((await other.ListTutorsAsync(new() { Division = FilingsHost.County })).Tutors);
        var elsewhere = FilingsHost.Tutors(_filing.Officer("530103"));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(elsewhere.FileTutorAsync(new() { RequestId = Registry.NewId(), TutorId = tutor.TutorId }))).Reason);
        var sports = await RichError.OfAsync(FilingsHost.Tutors(_filing.Officer(department: "SPORTS")).FileTutorAsync(new() { RequestId = Registry.NewId(), TutorId = tutor.TutorId }));
        Assert.Equal(("FILING_NOT_COMPETENT", "EDUCATION"), (sports.Reason, sports.Facts["competent"]));
        Assert.Equal(tutor.TutorId, Assert.Single((await FilingsHost.Tutors(_filing.Officer("530100")).ListTutorsAsync(
            new() { Division = "530100", IdentityNumber = Registry.IdentityNumber, States = { TutorState.Submitted } })).Tutors).TutorId);
    }

    [Fact]
    public async Task A_repeated_request_is_answered_alike_and_the_same_person_is_stated_once()
    {
        var mine = FilingsHost.Tutors(_filing.Owner());
        CreateTutorRequest request = new() { RequestId = Registry.NewId(), Tutor = _filing.Statement() };
        var first = await mine.CreateTutorAsync(request);
        Assert.Equal(first, await mine.CreateTutorAsync(request));
        var twice = await RichError.OfAsync(mine.CreateTutorAsync(new() { RequestId = Registry.NewId(), Tutor = _filing.Statement() }));
        Assert.Equal(("TUTOR_EXISTS", first.Tutor.TutorId), (twice.Reason, twice.Facts["tutor_id"]));
    }

    [Fact]
    public async Task Two_at_once_state_a_person_once()
    {
        var mine = FilingsHost.Tutors(_filing.Owner());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await mine.CreateTutorAsync(new() { RequestId = Registry.NewId(), Tutor = _filing.Statement() });
                return "OK";
            }
            catch (RpcException e)
            {
                return RichError.Of(e).Reason;
            }
        }));
        Assert.Equal(["OK", "TUTOR_EXISTS", "TUTOR_EXISTS", "TUTOR_EXISTS"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_masked_number_is_not_taken_and_an_update_needs_a_new_filing()
    {
        var tutor = await _filing.FileTutorAsync();
        var mine = FilingsHost.Tutors(_filing.Owner());
        async Task<IEnumerable<string>> RefusedAsync(Action<Tutor> change)
        {
            var statement = _filing.Statement();
            change(statement);
            return (await RichError.OfAsync(mine.UpdateTutorAsync(new() { RequestId = Registry.NewId(), TutorId = tutor.TutorId, Tutor = statement }))).Fields.Keys;
        }

        Assert.Equal(["tutor.person.identity_number"], await RefusedAsync(s => s.Person.IdentityNumber = tutor.Person.IdentityNumber));
        Assert.Equal(["tutor.person.name"], await RefusedAsync(s => s.Person.Name = tutor.Person.Name));
        Assert.Equal(["tutor.qualifications[0].certificate_number"], await RefusedAsync(s => s.Qualifications[0].CertificateNumber = tutor.Qualifications[0].CertificateNumber));
        var other = await RichError.OfAsync(mine.UpdateTutorAsync(new() { RequestId = Registry.NewId(), TutorId = tutor.TutorId, Tutor = _filing.Statement(Registry.OtherIdentityNumber) }));
        Assert.Equal(["tutor.person.identity_number"], other.Fields.Keys);
        var changed = (await mine.UpdateTutorAsync(new() { RequestId = Registry.NewId(), TutorId = tutor.TutorId, Etag = tutor.Etag, Tutor = _filing.Statement() })).Tutor;
        Assert.Equal((TutorState.Draft, ""), (changed.State, changed.PublishedOn));
        await _filing.HearAsync<DisclosureWithdrawn>(tutor.TutorId);
    }

    [Fact]
    public async Task The_person_is_erased_two_years_after_leaving()
    {
        var tutor = await _filing.FileTutorAsync();
        var mine = FilingsHost.Tutors(_filing.Owner());
        await mine.EndTutorAsync(new() { RequestId = Registry.NewId(), TutorId = tutor.TutorId, EndedOn = "2026-11-20" });
        ErasePersonalDataRequest Erase() => new() { RequestId = Registry.NewId(), TutorId = tutor.TutorId, Purpose = "本人申请删除" };
        var early = await RichError.OfAsync(mine.ErasePersonalDataAsync(Erase()));
        Assert.Equal(("RETENTION_RUNS", "2028-11-20"), (early.Reason, early.Facts["kept_until"]));
        _filing.Clock.Now = new DateTimeOffset(2028, 11, 21, 12, 0, 0, TimeSpan.FromHours(8));
        var erased = await mine.ErasePersonalDataAsync(Erase());
        Assert.Equal((true, null, ""), (erased.Tutor.Erased, erased.Tutor.Person, erased.Tutor.Qualifications[0].CertificateNumber));
        Assert.NotEmpty(erased.KeptZh);
        Assert.Empty((await mine.ListTutorsAsync(new() { Division = FilingsHost.County, IdentityNumber = Registry.IdentityNumber })).Tutors);
    }

    [Fact]
    public async Task A_filing_that_is_not_made_anew_lapses_after_a_year_and_one_that_is_goes_on()
    {
        var (renewed, lapsing) = (await _filing.FileTutorAsync(), await _filing.FileTutorAsync(_filing.Statement(Registry.OtherIdentityNumber)));
        Assert.Equal(("2026-11-20", "2027-11-19"), (lapsing.FiledOn, lapsing.HoldsUntil));
        _filing.Clock.Now = FilingsHost.Noon("2027-11-01");
        var again = await _filing.FileTutorAsync(renewed.TutorId);
        Assert.Equal((TutorState.Filed, "2027-11-01", "2028-10-31", "2026-11-20"), (again.State, again.FiledOn, again.HoldsUntil, again.PublishedOn));
        await _filing.RestartAsync("2027-11-20");
        Assert.Equal("TutorFilingLapsed", Assert.Single((await _filing.HearAsync<TutorNoLongerHolds>(lapsing.TutorId)).Findings).Rule);
        Assert.Equal(TutorState.Filed, (await _filing.TutorAsync(renewed.TutorId)).State);
        var mine = FilingsHost.Tutors(_filing.Owner());
        Assert.Empty((await mine.SubmitTutorAsync(new() { RequestId = Registry.NewId(), TutorId = lapsing.TutorId })).Tutor.Findings);
        Assert.Equal("2028-11-19", (await _filing.FileTutorAsync(lapsing.TutorId)).HoldsUntil);
    }

    [Fact]
    public async Task A_submission_is_taken_back_and_only_a_submission()
    {
        var tutor = await _filing.SubmitTutorAsync();
        var mine = FilingsHost.Tutors(_filing.Owner());
        WithdrawTutorRequest Withdraw() => new() { RequestId = Registry.NewId(), TutorId = tutor.TutorId };
        Assert.Equal((TutorState.Draft, 0), ((await mine.WithdrawTutorAsync(Withdraw())).Tutor.State, 0));
        Assert.Equal(("TUTOR_STATE", "SUBMITTED"), ((await RichError.OfAsync(mine.WithdrawTutorAsync(Withdraw()))).Reason, (await RichError.OfAsync(mine.WithdrawTutorAsync(Withdraw()))).Facts["allowed"]));
    }

    [Fact]
    public async Task Who_comes_from_a_school_is_a_sign_of_poaching_that_does_not_hinder_the_filing()
    {
        await _filing.TellTeacherAsync(to: "2025-12-31");
        var tutor = await _filing.FileTutorAsync();
        Assert.Equal((TutorState.Filed, "TutorCameFromSchoolLately"), (tutor.State, Assert.Single(tutor.Findings).Rule));
        var told = await _filing.HearAsync<PoachingSuspected>(tutor.TutorId);
        Assert.Equal(("TUTOR", _filing.Code), (told.Source, told.InstitutionCode));
    }

    [Fact]
    public async Task Staffing_is_judged_again_when_a_tutor_leaves()
    {
        var tutor = await _filing.FileTutorAsync();
        var staffing = new StaffingService.StaffingServiceClient(_filing.Owner());
        var judged = await staffing.JudgeStaffingAsync(new()
        {
            RequestId = Registry.NewId(), Division = FilingsHost.County, InstitutionId = _filing.InstitutionId, InstitutionCode = _filing.Code, OtherStaff = 1, OfflinePupils = 50,
        });
        Assert.Equal((0, 1, 1), (judged.Findings.Count, judged.Teachers, judged.FullTimeTeachers));
        await _filing.TellTeacherAsync();
        var told = await Eventually.ValueAsync(
            "too few teachers", () => Task.FromResult(_filing.Heard.FirstOrDefault(e => e.Name == "filing.staffing-no-longer-holds")), found => found is not null);
        Assert.Equal(
            ["TooFewFullTimeTeachers", "TooFewTeachersForPupils"],
            ShuangJian.Platform.Messaging.CloudEvents.DataOf<StaffingNoLongerHolds>(told!).Findings.Select(f => f.Rule));
        Assert.Equal(TutorState.NoLongerHolds, (await _filing.TutorAsync(tutor.TutorId)).State);
    }
}
