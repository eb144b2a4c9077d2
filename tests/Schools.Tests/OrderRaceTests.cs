using Grpc.Core;
using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;

namespace ShuangJian.Schools.Tests;

/// <summary>Records of order, cases and records of kinds at the same moment, on PostgreSQL.</summary>
public sealed class OrderRaceTests(RaceTests.Postgres postgres) : IClassFixture<RaceTests.Postgres>
{
    private const string Taizhou = "331002";

    [Fact]
    public async Task Papers_put_at_the_same_moment_are_each_counted_once()
    {
        await using var host = await SchoolsHost.StartAsync(settings: postgres.NewSettings());
        var school = new SchoolOrderService.SchoolOrderServiceClient(host.Caller());
        await Task.WhenAll(Enumerable.Range(1, 20).Select(async i => await school.PutOrderRecordAsync(new()
        {
            RequestId = Registry.NewId(), SchoolCode = host.Code,
            Content = new()
            {
                Exam = new()
                {
                    SchoolYear = 2026, Term = SchoolTerm.Autumn, Grade = 7, Subject = "语文", Purpose = ExamPurpose.Unit, HeldOn = $"2026-10-{i:00}", OnPaper = true,
                    Organiser = ExamOrganiser.School, ResultForm = ExamResultForm.Grades,
                },
            },
        })));
        var papers = (await school.ListOrderRecordsAsync(new() { Division = SchoolsHost.County })).Records;
        Assert.Equal(Enumerable.Range(3, 18).Select(i => (long)i), papers.SelectMany(p => p.Findings).Select(f => long.Parse(f.Observed.Value)).Order());
        var counts = await new SchoolOrderService.SchoolOrderServiceClient(host.Officer("530000")).GetOrderStatisticsAsync(new() { Division = "530000", SchoolYear = 2026 });
        Assert.Equal((20, 18), (counts.Counts.Single().Records, counts.Counts.Single().WithBreach));
    }

    [Fact]
    public async Task One_record_one_case_and_one_decision_win()
    {
        await using var host = await SchoolsHost.StartAsync(Taizhou, postgres.NewSettings());
        var (school, office) = (new SchoolOrderService.SchoolOrderServiceClient(host.Caller()), new TeacherCaseService.TeacherCaseServiceClient(host.Officer()));
        var evidence = await RaceAsync(_ => school.PutOrderRecordAsync(new()
        {
            RequestId = Registry.NewId(), SchoolCode = host.Code,
            Content = new()
            {
                Management = new() { SchoolYear = 2026, Management = ManagementKind.Phones, EvidenceDate = SchoolsHost.Today, Title = "手机管理制度", Sha256 = new string('a', 64) },
            },
        }));
        Assert.Equal((1, 11), (evidence.Count(e => e.Length == 0), evidence.Count(e => e == "ORDER_RECORD_EXISTS")));
        var city = new SchoolOrderService.SchoolOrderServiceClient(host.Officer("331000"));
        Assert.Equal((1, 1), (await city.GetManagementCoverageAsync(new() { Division = "331000", SchoolYear = 2026 })).Coverage.Where(c => c.Management == ManagementKind.Phones)
            .Select(c => (c.Covered, c.Schools)).Single());
        var cases = await RaceAsync(_ => office.OpenTeacherCaseAsync(new()
        {
            RequestId = Registry.NewId(), TeacherId = host.TeacherId, Conducts = { TeacherConduct.PaidTutoring }, ConductDate = "2026-11-01", Source = TeacherCaseSource.Complaint,
            Description = "举报称在校外机构有偿补课",
        }));
        Assert.Equal((1, 11), (cases.Count(e => e.Length == 0), cases.Count(e => e == "TEACHER_CASE_EXISTS")));
    }

    [Fact]
    public async Task A_round_is_counted_whoever_confirms_at_the_same_moment()
    {
        await using var host = await SchoolsHost.StartAsync(settings: postgres.NewSettings());
        var (county, city) = (new SchoolRecordService.SchoolRecordServiceClient(host.Officer()), new SchoolRecordService.SchoolRecordServiceClient(host.Officer("530100")));
        var ids = new List<string>();
        for (var i = 1; i <= 6; i++)
        {
            var draft = (await county.SaveSchoolRecordAsync(new() { RequestId = Registry.NewId(), Record = Visit(host.Code, $"2026-11-0{i}") })).Record;
            await county.SubmitSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = draft.RecordId });
            ids.Add(draft.RecordId);
        }
        await Task.WhenAll(ids.Select(async id => await city.ReviewSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = id, Confirmed = true })));
        var counted = await city.GetRecordStatisticsAsync(new() { Division = "530100", KindId = "routine-inspection", Year = 2026 });
        Assert.Equal((6, 120, 1, 1, 0), (counted.Records, counted.Sums.Single(s => s.FieldId == "items").Sum, counted.CoveredSchools, counted.Schools, counted.Findings.Count));
    }

    private static SchoolRecord Visit(string school, string day) => new()
    {
        KindId = "routine-inspection", Division = SchoolsHost.County, AboutSchoolCode = school, Date = day,
        Values =
        {
            new RecordValue { FieldId = "inspected_on", Text = day }, new RecordValue { FieldId = "items", Number = 20 }, new RecordValue { FieldId = "problems", Number = 0 },
            new RecordValue { FieldId = "solved", Number = 0 }, new RecordValue { FieldId = "result", Text = "good" }, new RecordValue { FieldId = "guidance", Text = "继续保持现有做法" },
        },
    };

    private static Task<string[]> RaceAsync<T>(Func<int, AsyncUnaryCall<T>> call) => Task.WhenAll(Enumerable.Range(0, 12).Select(i => RichError.ReasonAsync(call(i))));
}
