using ShuangJian.Protos.Monitoring.V1;
using ShuangJian.Testing;
using Words = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Monitoring.Tests;

/// <summary>Fee standards that are published at the same instant, on a server where transactions do not wait for each other by themselves.</summary>
public sealed class FeeRaceTests : IAsyncLifetime
{
    private const int AtOnce = 12;
    private readonly PostgresServer _postgres = Server();
    private TestHost _host = null!;

    private static PostgresServer Server() => new();

    public async Task InitializeAsync()
    {
        await _postgres.StartAsync();
        _host = await TestHost.StartAsync([new MonitoringModule()], new SetClock(MonitoringHost.Noon("2026-11-20")), new Dictionary<string, string?>
        {
            ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = _postgres.ConnectionString("fee_race"),
        });
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    [Fact]
    public async Task Of_standards_of_one_course_at_the_same_instant_one_is_published()
    {
        for (var round = 0; round < 3; round++)
        {
            var (code, course) = (Registry.NewCode(), Registry.NewId());
            var mine = new FeeService.FeeServiceClient(_host.AsInstitution(MonitoringHost.County, code));
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => mine.FileFeeStandardAsync(new()
            {
                RequestId = Registry.NewId(), FeeStandard = Standard(code, course, 8000 + i),
            }).ResponseAsync));
            var stored = (await mine.ListFeeStandardsAsync(new() { Division = MonitoringHost.County, InstitutionCode = code })).FeeStandards;
            Assert.Equal(AtOnce, stored.Count);
            Assert.Single(stored, f => f.State == FeeStandardState.Published);
        }
    }

    private static FeeStandard Standard(string code, string course, long fee) => new()
    {
        Division = MonitoringHost.County, InstitutionId = Registry.NewId(), InstitutionCode = code, CourseId = course, Title = "少儿水彩画",
        Category = Words.TrainingCategory.Arts, Stages = { Words.EducationStage.Primary }, ClassSizeFrom = 1, ClassSizeTo = 10, LessonMinutes = 45, Lessons = 16, LessonFen = fee,
        Costs = { new CostItem { Name = "教师课酬", LessonFen = 7000 } }, RefundStandard = "未消课时全额退还", EffectiveFrom = "2026-11-20",
    };
}
