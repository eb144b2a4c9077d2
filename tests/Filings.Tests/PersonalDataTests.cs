using System.Text;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Policy;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Testing;
using LeakConduct = ShuangJian.Protos.Filing.V1.LeakConduct;
using LeakHolder = ShuangJian.Protos.Filing.V1.LeakHolder;
using LeakState = ShuangJian.Protos.Filing.V1.LeakState;
using Leak = ShuangJian.Protos.Filing.V1.Leak;
using TutorState = ShuangJian.Protos.Filing.V1.TutorState;

namespace ShuangJian.Filings.Tests;

public sealed class PersonalDataTests : IAsyncLifetime
{
    private FilingsHost _filing = null!;

    private PersonalDataService.PersonalDataServiceClient Office => Of(_filing.Officer());

    public async Task InitializeAsync() => _filing = await FilingsHost.StartAsync();

    public async Task DisposeAsync() => await _filing.DisposeAsync();

    [Fact]
    public async Task A_person_gets_everything_that_is_stored_and_an_institution_what_it_filed()
    {
        var tutor = await _filing.FileTutorAsync();
        await _filing.TellTeacherAsync(division: "530102", to: "2025-01-31");
        var all = await Office.ExportPersonAsync(Export());
        Assert.Equal((tutor.TutorId, Registry.IdentityNumber, "测试人"), (Assert.Single(all.Tutors).TutorId, all.Tutors[0].Person.IdentityNumber, all.Tutors[0].Person.Name));
        Assert.Equal((_filing.School, "2025-01-31"), (Assert.Single(all.Services).SchoolCode, all.Services[0].To));
        var own = await Of(_filing.Owner()).ExportPersonAsync(Export());
        Assert.Equal((1, 0), (own.Tutors.Count, own.Services.Count));
        Assert.Empty((await Of(_filing.Owner(Registry.NewCode())).ExportPersonAsync(Export())).Tutors);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(Of(_filing.Officer("530103")).ExportPersonAsync(Export()))).Reason);
        var silent = Export();
        silent.Purpose = "";
        Assert.Equal(["purpose"], (await RichError.OfAsync(Office.ExportPersonAsync(silent))).Fields.Keys);
        await using var db = await _filing.Host.OpenAsync<FilingsDb>();
        Assert.Equal(3, (await db.Database.SqlQueryRaw<string>("SELECT \"Resource\" AS \"Value\" FROM audit WHERE \"Purpose\" = '本人申请查阅'").ToListAsync()).Count);
    }

    [Fact]
    public async Task A_person_is_erased_as_a_whole_once_nothing_has_to_be_kept()
    {
        var tutor = await _filing.FileTutorAsync();
        ErasePersonRequest Erase() => new() { RequestId = Registry.NewId(), Division = FilingsHost.County, IdentityNumber = Registry.IdentityNumber, Purpose = "本人申请删除" };
        Assert.Equal(("RETENTION_RUNS", "UNKNOWN"), await RefusedAsync(Erase()));
        await FilingsHost.Tutors(_filing.Owner()).EndTutorAsync(new() { RequestId = Registry.NewId(), TutorId = tutor.TutorId, EndedOn = "2026-11-20" });
        Assert.Equal(("RETENTION_RUNS", "2028-11-20"), await RefusedAsync(Erase()));
        _filing.Clock.Now = FilingsHost.Noon("2028-11-21");
        var trial = Erase();
        trial.ValidateOnly = true;
        Assert.Equal(1, (await Office.ErasePersonAsync(trial)).Tutors);
        Assert.Single((await Office.ExportPersonAsync(Export())).Tutors);
        var request = Erase();
        var erased = await Office.ErasePersonAsync(request);
        Assert.Equal((1, 0, 2), (erased.Tutors, erased.Enrolments, erased.KeptZh.Count));
        Assert.Equal(erased, await Office.ErasePersonAsync(request));
        Assert.Empty((await Office.ExportPersonAsync(Export())).Tutors);
        Assert.Equal((true, TutorState.Ended), ((await _filing.TutorAsync(tutor.TutorId)).Erased, (await _filing.TutorAsync(tutor.TutorId)).State));
        Assert.Equal(0, (await Office.ErasePersonAsync(Erase())).Tutors);
        var files = new TutorBulkService.TutorBulkServiceClient(_filing.Officer());
        var given = await FileCall.ReceiveAsync(
            files.ExportTutors(new() { Division = FilingsHost.County, Format = Protos.Institution.V1.FileFormat.Json, Purpose = "全国监管平台数据对接" }), part => (part.Data, part.Rows, part.NextPageToken));
        Assert.Equal(0, given.Rows);
    }

    [Theory]
    [InlineData("2027-12-29", false)]
    [InlineData("2027-12-30", true)]
    public async Task What_is_known_of_a_pupil_is_kept_for_a_year_after_the_course(string day, bool erased)
    {
        var institution = await _filing.LicenseAsync();
        var draft = FilingsHost.Draft(institution, end: "18:30:00");
        (draft.Mode, draft.Timetable.WeeklyLessons[0].Online, draft.Timetable.WeeklyLessons[0].Room) = (TrainingMode(), true, "");
        var course = (await _filing.Office().FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = (await _filing.SubmitAsync(institution, draft)).CourseId })).Course.CourseId;
        var caller = _filing.Host.AsInstitution(institution.Division, institution.Code);
        await new OnlineTimeService.OnlineTimeServiceClient(caller).RecordEnrolmentsAsync(new()
        {
            RequestId = Registry.NewId(), Division = institution.Division, InstitutionId = $"{institution.Id}", InstitutionCode = institution.Code,
            Enrolments = { new Protos.Filing.V1.Enrolment { PupilNumber = Registry.OtherIdentityNumber, CourseId = course, From = "2026-11-20" } },
        });
        ExportPersonRequest export = new() { Division = "110101", IdentityNumber = Registry.OtherIdentityNumber, Purpose = "本人申请查阅" };
        Assert.Equal(course, Assert.Single((await Of(caller).ExportPersonAsync(export)).Enrolments).CourseId);
        _filing.Clock.Now = FilingsHost.Noon(day);
        ErasePersonRequest erase = new() { RequestId = Registry.NewId(), Division = "110101", IdentityNumber = Registry.OtherIdentityNumber, Purpose = "本人申请删除" };
        if (erased)
        {
            Assert.Equal(1, (await Of(caller).ErasePersonAsync(erase)).Enrolments);
            Assert.Empty((await Of(caller).ExportPersonAsync(export)).Enrolments);
            return;
        }
        var kept = await RichError.OfAsync(Of(caller).ErasePersonAsync(erase));
        Assert.Equal(("RETENTION_RUNS", "2027-12-29"), (kept.Reason, kept.Facts["kept_until"]));
    }

    [Fact]
    public async Task A_leak_opens_a_case_that_is_told_without_what_was_seen_and_decided_once()
    {
        var school = Of(_filing.Host.With(_filing.Host.Token("SCHOOL", FilingsHost.County, organization: _filing.School)));
        var id = (await school.ReportLeakAsync(new() { RequestId = Registry.NewId(), Leak = Leak() })).LeakId;
        var told = await _filing.HearAsync<PersonalDataLeakReported>(id);
        Assert.Equal(("LEAKED", "INSTITUTION", _filing.Code), (told.Conduct, told.Holder, told.HolderCode));
        Assert.Equal(("PersonalDataLeaked", "UNDETERMINED", "KM-7"), (Assert.Single(told.Findings).Rule, told.Findings[0].Severity, told.Findings[0].Clauses[0]));
        Assert.All(_filing.Heard, e => Assert.DoesNotContain("家长通讯录", Encoding.UTF8.GetString(e.Body.Span), StringComparison.Ordinal));

        var open = (await Office.GetLeakAsync(new() { LeakId = id })).Leak;
        Assert.Equal((LeakState.Open, "", 40), (open.State, open.Description, open.Persons));
        Assert.Equal("家长通讯录在网上出售", (await Office.RevealLeakAsync(new() { LeakId = id, Purpose = "核查泄露线索" })).Leak.Description);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(Of(_filing.Officer("530103")).GetLeakAsync(new() { LeakId = id }))).Reason);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(school.GetLeakAsync(new() { LeakId = id }))).Reason);
        Assert.Equal(id, Assert.Single((await Of(_filing.Officer("530100")).ListLeaksAsync(new() { Division = "530100", States = { LeakState.Open }, HolderCode = _filing.Code })).Leaks).LeakId);
        Assert.Empty((await Office.ListLeaksAsync(new() { Division = FilingsHost.County, States = { LeakState.Upheld } })).Leaks);

        DecideLeakRequest Decide() => new() { RequestId = Registry.NewId(), LeakId = id, Etag = open.Etag, Upheld = true, Reason = "已查实，责令改正并移送" };
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(Of(_filing.Officer(department: "SPORTS")).DecideLeakAsync(Decide()))).Reason);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try
            {
                return $"{(await Office.DecideLeakAsync(Decide())).Leak.State}";
            }
            catch (RpcException e)
            {
                return RichError.Of(e).Reason;
            }
        }));
        Assert.Equal(["ETAG_MISMATCH", "Upheld"], outcomes.Order(StringComparer.Ordinal));
        Assert.Equal(("BREACH", true), (Assert.Single((await _filing.HearAsync<PersonalDataLeakDecided>(id)).Findings).Severity, true));
        var again = Decide();
        again.Etag = "";
        var late = await RichError.OfAsync(Office.DecideLeakAsync(again));
        Assert.Equal(("LEAK_STATE", "UPHELD"), (late.Reason, late.Facts["state"]));
    }

    [Fact]
    public async Task What_was_seen_is_encrypted_anew_under_a_new_key_and_can_still_be_read()
    {
        var id = (await Office.ReportLeakAsync(new() { RequestId = Registry.NewId(), Leak = Leak() })).LeakId;
        var file = _filing.Host.PersonalKeys;
        var ring = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        ring["keys"]!["k2"] = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
        ring["current"] = "k2";
        await File.WriteAllTextAsync(file, ring.ToJsonString());
        await _filing.RestartAsync("2026-11-20");
        await Eventually.ValueAsync(
            "the case under the new key",
            async () =>
            {
                await using var db = await _filing.Host.OpenAsync<FilingsDb>();
                return (await db.Set<Domain.Leak>().AsNoTracking().SingleAsync()).DescriptionCipher;
            },
            cipher => cipher.StartsWith("k2.", StringComparison.Ordinal));
        Assert.Equal("家长通讯录在网上出售", (await Office.RevealLeakAsync(new() { LeakId = id, Purpose = "核查泄露线索" })).Leak.Description);
    }

    [Theory]
    [InlineData(LeakHolder.Institution, false)]
    [InlineData(LeakHolder.School, false)]
    [InlineData(LeakHolder.Person, true)]
    public async Task A_case_names_the_institution_or_school_and_no_person(LeakHolder holder, bool coded)
    {
        var leak = Leak();
        (leak.Holder, leak.HolderCode) = (holder, coded ? _filing.Code : "");
        Assert.Equal(["leak.holder_code"], (await RichError.OfAsync(Office.ReportLeakAsync(new() { RequestId = Registry.NewId(), Leak = leak }))).Fields.Keys);
    }

    [Theory]
    [InlineData("530102", Domain.LeakConduct.Leaked, Domain.LeakHolder.Person, "PersonalDataLeaked KM-7")]
    [InlineData("110101", Domain.LeakConduct.Leaked, Domain.LeakHolder.Institution, "PersonalDataLeaked BJ-14")]
    [InlineData("110101", Domain.LeakConduct.PupilPassedOn, Domain.LeakHolder.Person, "PupilPassedOn BJ-26")]
    [InlineData("331002", Domain.LeakConduct.PupilPassedOn, Domain.LeakHolder.School, "PupilPassedOn TZ-17")]
    [InlineData("620321", Domain.LeakConduct.Leaked, Domain.LeakHolder.School, "")]
    public void The_clause_is_the_one_in_force_at_the_place(string division, Domain.LeakConduct conduct, Domain.LeakHolder holder, string found)
    {
        var law = Law.Current.At(DivisionCode.Parse(division), new DateOnly(2026, 11, 20));
        var findings = LeakRules.Judge(new LeakFacts(conduct, holder, "", 1, law.Date), upheld: true, law);
        Assert.Equal(found, string.Join(',', findings.Select(f => $"{f.Rule} {Assert.Single(f.Basis).Clause}")));
        Assert.All(findings, f => Assert.Equal(Severity.Breach, f.Severity));
    }

    private static Protos.Institution.V1.TrainingMode TrainingMode() => Protos.Institution.V1.TrainingMode.Online;

    private static PersonalDataService.PersonalDataServiceClient Of(CallInvoker caller) => new(caller);

    private static ExportPersonRequest Export() => new() { Division = FilingsHost.County, IdentityNumber = Registry.IdentityNumber, Purpose = "本人申请查阅" };

    private async Task<(string Reason, string Until)> RefusedAsync(ErasePersonRequest request)
    {
        var refused = await RichError.OfAsync(Office.ErasePersonAsync(request));
        return (refused.Reason, refused.Facts["kept_until"]);
    }

    private Leak Leak() => new()
    {
        Division = FilingsHost.County, Conduct = LeakConduct.Leaked, Holder = LeakHolder.Institution, HolderCode = _filing.Code, Persons = 40, OccurredOn = "2026-11-19",
        Description = "家长通讯录在网上出售",
    };
}
