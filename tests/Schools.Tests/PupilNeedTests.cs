using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Protos.Operation.V1;
using ShuangJian.Protos.School.V1;
using ShuangJian.Schools.Domain;
using ShuangJian.Testing;
using EnrolmentOutcome = ShuangJian.Protos.School.V1.EnrolmentOutcome;
using Need = ShuangJian.Protos.School.V1.PupilNeed;
using NeedKind = ShuangJian.Protos.School.V1.PupilNeedKind;
using ProgrammeKind = ShuangJian.Protos.School.V1.ProgrammeKind;
using ProviderKind = ShuangJian.Protos.School.V1.ProviderKind;
using Resource = ShuangJian.Protos.School.V1.Resource;

namespace ShuangJian.Schools.Tests;

/// <summary>Pupils in need: protected, first where the texts say so, and whatever is stored of one person shown and erased.</summary>
public sealed class PupilNeedTests() : SchoolsTest("110101")
{
    private const string Beijing = "110101", Kunming = "530102", Jiulongpo = "500107";

    private PupilNeedService.PupilNeedServiceClient Mine => new(_host.Caller());

    private PupilNeedService.PupilNeedServiceClient Office => new(_host.Officer());

    private PersonalDataService.PersonalDataServiceClient Persons => new(_host.Officer());

    private protected override Task FillAsync() => _host.PlanAsync();

    [Theory]
    [InlineData(Domain.PupilNeedKind.Learning, Beijing, "2026-11-20", 3, 2, "WARNING BJ-9")]
    [InlineData(Domain.PupilNeedKind.Learning, Beijing, "2026-11-20", 3, 3, "")]
    [InlineData(Domain.PupilNeedKind.Learning, Beijing, "2021-08-16", 3, 0, "")]
    [InlineData(Domain.PupilNeedKind.Learning, Beijing, "2021-08-17", 3, 0, "WARNING BJ-9")]
    [InlineData(Domain.PupilNeedKind.ExtendedCare, Beijing, "2026-11-20", 1, 0, "WARNING BJ-8")]
    [InlineData(Domain.PupilNeedKind.Learning, Jiulongpo, "2022-11-30", 1, 0, "WARNING JLP-C19")]
    [InlineData(Domain.PupilNeedKind.ExtendedCare, Jiulongpo, "2022-11-30", 1, 0, "WARNING JLP-C17")]
    [InlineData(Domain.PupilNeedKind.ExtendedCare, Jiulongpo, "2022-12-01", 1, 0, "")]
    [InlineData(Domain.PupilNeedKind.Learning, Kunming, "2026-11-20", 1, 0, "")]
    [InlineData(Domain.PupilNeedKind.Poor, Beijing, "2026-11-20", 5, 0, "")]
    public void Who_is_in_need_is_reached_where_the_text_says_so(Domain.PupilNeedKind kind, string place, string day, int pupils, int reached, string expected)
    {
        var finding = NeedRules.PupilsInNeedAreNotReached(new NeedFacts(kind, pupils, reached), AfterSchoolRulesTests.At(place, day));
        Assert.Equal(expected, finding is null ? "" : $"{finding.Severity.ToString().ToUpperInvariant()} {finding.Basis.Single().Clause}");
    }

    [Theory]
    [InlineData(Domain.PupilNeedKind.Learning, Domain.ProgrammeKind.HomeworkHelp, Beijing, true)]
    [InlineData(Domain.PupilNeedKind.Learning, Domain.ProgrammeKind.Tutoring, Beijing, true)]
    [InlineData(Domain.PupilNeedKind.Learning, Domain.ProgrammeKind.Arts, Beijing, false)]
    [InlineData(Domain.PupilNeedKind.Learning, Domain.ProgrammeKind.Tutoring, Kunming, false)]
    [InlineData(Domain.PupilNeedKind.ExtendedCare, Domain.ProgrammeKind.ExtendedCare, Beijing, true)]
    [InlineData(Domain.PupilNeedKind.Poor, Domain.ProgrammeKind.Tutoring, Beijing, false)]
    public void Places_go_first_to_whom_the_text_names(Domain.PupilNeedKind kind, Domain.ProgrammeKind programme, string place, bool first) =>
        Assert.Equal(first, NeedRules.GoesFirst([kind], programme, AfterSchoolRulesTests.At(place, "2026-11-20")));

    [Fact]
    public async Task Needs_are_kept_encrypted_shown_masked_and_told_in_full_with_a_purpose_only()
    {
        var put = await PutAsync(1, NeedKind.Learning, NeedKind.Poor);
        Assert.Equal(("样**", $"910000********{ServiceSample.Identity(1)[^4..]}", ""), (put.Name, put.IdentityNumber, put.Note));
        Assert.Equal([NeedKind.Learning, NeedKind.Poor], put.Kinds);
        var listed = Assert.Single((await Mine.ListPupilNeedsAsync(new() { SchoolCode = _host.Code })).Needs);
        Assert.Equal(put, listed);
        RevealPupilNeedRequest reveal = new() { NeedId = put.NeedId, Purpose = "安排课业辅导" };
        var shown = (await Office.RevealPupilNeedAsync(reveal)).Need;
        Assert.Equal(("样例学生001", ServiceSample.Identity(1), "需要安静的座位"), (shown.Name, shown.IdentityNumber, shown.Note));
        Assert.Equal(["purpose"], (await RichError.OfAsync(Mine.RevealPupilNeedAsync(new() { NeedId = put.NeedId }))).Fields.Keys);
        await using var db = await _host.OpenAsync();
        var row = await db.Set<Domain.PupilNeed>().AsNoTracking().SingleAsync();
        Assert.DoesNotContain(ServiceSample.Identity(1), row.Cipher + row.PupilHash, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(Domain.PupilNeedKind.Poor), row.Cipher, StringComparison.Ordinal);
        var operators = new OperationService.OperationServiceClient(_host.Host.With(_host.Host.Token("OPERATOR", "000000")));
        var audited = (await operators.ListAuditRecordsAsync(new() { Service = "schools", Resource = $"pupil-needs/{put.NeedId}" })).Records;
        Assert.Contains(audited, a => a.Purpose == "安排课业辅导");

        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(Office.ListPupilNeedsAsync(new() { SchoolCode = _host.Code }))).Reason);
        var finance = new PupilNeedService.PupilNeedServiceClient(_host.Host.AsRegulator(Beijing, "FINANCE"));
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(finance.RevealPupilNeedAsync(reveal))).Reason);
        var stranger = new PupilNeedService.PupilNeedServiceClient(_host.Caller(Registry.NewCode()));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.RevealPupilNeedAsync(reveal))).Code);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.ListPupilNeedsAsync(new() { SchoolCode = _host.Code }))).Code);
        var elsewhere = new PupilNeedService.PupilNeedServiceClient(_host.Officer("110102"));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(elsewhere.RevealPupilNeedAsync(reveal))).Reason);
    }

    [Fact]
    public async Task A_pupil_is_entered_once_and_taken_off_without_a_trace()
    {
        var first = await PutAsync(1, NeedKind.Learning);
        var again = await PutAsync(1, NeedKind.Disabled);
        Assert.Equal((first.NeedId, NeedKind.Disabled), (again.NeedId, Assert.Single(again.Kinds)));
        Assert.Equal("ETAG_MISMATCH", (await RichError.OfAsync(Mine.EndPupilNeedAsync(new() { RequestId = Registry.NewId(), NeedId = first.NeedId, Etag = first.Etag }))).Reason);
        await Mine.EndPupilNeedAsync(new() { RequestId = Registry.NewId(), NeedId = first.NeedId, Etag = again.Etag });
        Assert.Empty((await Mine.ListPupilNeedsAsync(new() { SchoolCode = _host.Code })).Needs);
        var cases = new Dictionary<string, Action<Need>>
        {
            ["need.kinds[1]"] = n => n.Kinds.Add(n.Kinds[0]),
            ["need.kinds"] = n => n.Kinds.Clear(),
            ["need.since"] = n => n.Since = "2026-11-21",
            ["need.identity_number"] = n => n.IdentityNumber = "910000190101010011",
            ["need.grade"] = n => n.Grade = 0,
        };
        foreach (var (path, break_) in cases)
        {
            var draft = Draft(1, NeedKind.Learning);
            break_(draft);
            Assert.Equal([path], (await RichError.OfAsync(Mine.PutPupilNeedAsync(new() { RequestId = Registry.NewId(), Need = draft }))).Fields.Keys);
        }
    }

    [Fact]
    public async Task The_first_places_are_theirs_and_who_is_not_reached_is_told_in_numbers()
    {
        foreach (var number in new[] { 3, 4 }) await PutAsync(number, NeedKind.Learning);
        await PutAsync(5, NeedKind.ExtendedCare, NeedKind.Migrant);
        var help = await _host.OfferAsync(ServiceSample.Draft(_host, capacity: 2, kind: ProgrammeKind.Tutoring));
        var outcomes = (await _host.Enrol(help, ServiceSample.Pupil(1), ServiceSample.Pupil(2), ServiceSample.Pupil(3))).Outcomes;
        Assert.Equal([EnrolmentOutcome.Enrolled, EnrolmentOutcome.NoPlace, EnrolmentOutcome.Enrolled], outcomes.Select(o => o.Outcome));
        GetNeedCoverageRequest ask = new() { SchoolCode = _host.Code, Term = AfterSchoolTests.Autumn, Date = SchoolsHost.Today };
        Assert.Equal("Learning 2 1;ExtendedCare 1 0;Migrant 1 0 WARNING,WARNING", await CoverageAsync(ask));
        var arts = await _host.OfferAsync(ServiceSample.Draft(_host));
        await _host.Enrol(arts, ServiceSample.Pupil(5));
        Assert.Equal("Learning 2 1;ExtendedCare 1 0;Migrant 1 1 WARNING,WARNING", await CoverageAsync(ask));
        ask.Date = "2021-08-16";
        Assert.Equal("Learning 2 1;ExtendedCare 1 0;Migrant 1 1 ", await CoverageAsync(ask));
    }

    [Fact]
    public async Task Everything_of_one_person_is_exported_and_erased_once_nothing_uses_it()
    {
        await PutAsync(1, NeedKind.Learning);
        var programme = await _host.OfferAsync(ServiceSample.Draft(_host));
        var enrolment = (await _host.Enrol(programme, ServiceSample.Pupil(1), ServiceSample.Pupil(2))).Outcomes[0].Enrolment;
        var register = new ResourceService.ResourceServiceClient(_host.Officer());
        var resource = (await register.RegisterResourceAsync(new()
        {
            RequestId = Registry.NewId(),
            Resource = new Resource { Division = Beijing, Kind = ProviderKind.Volunteer, PersonName = "样例学生001", IdentityNumber = ServiceSample.Identity(1), Offers = "合唱" },
        })).Resource;
        var named = await new ResourceService.ResourceServiceClient(_host.Caller()).RevealResourceAsync(new() { ResourceId = resource.ResourceId, Purpose = "核对进校人员" });
        Assert.Equal("样例学生001", named.Resource.PersonName);
        ExportPersonRequest ask = new() { Division = Beijing, IdentityNumber = ServiceSample.Identity(1), Purpose = "本人申请查询" };
        var all = await Persons.ExportPersonAsync(ask);
        Assert.Equal(("样例学生001", enrolment.EnrolmentId, "需要安静的座位", ServiceSample.Identity(1)),
            (all.Pupils.Single().Pupil.Name, all.Pupils[0].Enrolments.Single().EnrolmentId, all.Needs.Single().Note, all.Resources.Single().IdentityNumber));
        // To a school what it keeps itself: the volunteer is the county's.
        var own = await new PersonalDataService.PersonalDataServiceClient(_host.Caller()).ExportPersonAsync(ask);
        Assert.Equal((1, 1, 0), (own.Pupils.Count, own.Needs.Count, own.Resources.Count));
        var stranger = await new PersonalDataService.PersonalDataServiceClient(_host.Caller(Registry.NewCode())).ExportPersonAsync(ask);
        Assert.Equal((0, 0, 0), (stranger.Pupils.Count, stranger.Needs.Count, stranger.Resources.Count));
        var teacher = (await Persons.ExportPersonAsync(new() { Division = Beijing, IdentityNumber = Registry.IdentityNumber, Purpose = "本人申请查询" })).Posts.Single();
        Assert.Equal((_host.Code, "2021-09-01"), (teacher.SchoolCode, teacher.From));

        AsyncUnaryCall<ErasePersonResponse> Erase() =>
            Persons.ErasePersonAsync(new() { RequestId = Registry.NewId(), Division = Beijing, IdentityNumber = ServiceSample.Identity(1), Purpose = "本人申请删除" });
        Assert.Equal($"resources/{resource.ResourceId}", (await RichError.OfAsync(Erase())).Facts["used_by"]);
        await register.EndResourceAsync(new() { RequestId = Registry.NewId(), ResourceId = resource.ResourceId });
        var error = await RichError.OfAsync(Erase());
        Assert.Equal(("PERSON_IN_USE", $"programmes/{programme.ProgrammeId}"), (error.Reason, error.Facts["used_by"]));
        await _host.Programmes().LeaveProgrammeAsync(new() { RequestId = Registry.NewId(), EnrolmentId = enrolment.EnrolmentId });
        var erased = await Erase();
        Assert.Equal((1, 1, 1), (erased.Pupils, erased.Needs, erased.Resources));
        all = await Persons.ExportPersonAsync(ask);
        Assert.Equal((0, 0, 0), (all.Pupils.Count, all.Needs.Count, all.Resources.Count));
        var left = (await _host.Programmes().ListEnrolmentsAsync(new() { OfferId = programme.ProgrammeId, WithLeft = true })).Enrolments;
        Assert.Equal([("", ""), ("样**", $"910000********{ServiceSample.Identity(2)[^4..]}")], left.OrderBy(e => e.Pupil.Name.Length).Select(e => (e.Pupil.Name, e.Pupil.IdentityNumber)));
        Assert.Equal(1, (await _host.TotalAsync(Beijing)).Served);
        // Whoever comes again is a new pupil.
        Assert.Equal(EnrolmentOutcome.Enrolled, (await _host.Enrol(programme, ServiceSample.Pupil(1))).Outcomes[0].Outcome);
    }

    private async Task<string> CoverageAsync(GetNeedCoverageRequest ask)
    {
        var told = await Office.GetNeedCoverageAsync(ask);
        return $"{string.Join(';', told.Coverage.Select(c => $"{c.Kind} {c.Pupils} {c.Reached}"))} {string.Join(',', told.Findings.Select(f => f.Severity.ToString().ToUpperInvariant()))}";
    }

    private async Task<Need> PutAsync(int number, params NeedKind[] kinds) => (await Mine.PutPupilNeedAsync(new() { RequestId = Registry.NewId(), Need = Draft(number, kinds) })).Need;

    private Need Draft(int number, params NeedKind[] kinds) => new()
    {
        SchoolCode = _host.Code, Name = $"样例学生{number:D3}", IdentityNumber = ServiceSample.Identity(number), Grade = 4, Kinds = { kinds }, Since = "2026-09-01", Note = "需要安静的座位",
    };
}
