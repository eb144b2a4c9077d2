using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using Institution = ShuangJian.Institutions.Domain.Institution;
using InstitutionState = ShuangJian.Protos.Institution.V1.InstitutionState;
using MeasureGround = ShuangJian.Protos.Institution.V1.MeasureGround;
using TrainingCategory = ShuangJian.Policy.TrainingCategory;

namespace ShuangJian.Institutions.Tests.Service;

public sealed class CensusTests : IAsyncLifetime
{
    private static readonly string[] Counties = ["110101", "110105", "530102", "331002"];
    private static readonly TrainingCategory[] Categories = [TrainingCategory.Arts, TrainingCategory.Academic, TrainingCategory.Sports];

    private LifeHost _life = null!;

    public async Task InitializeAsync() => _life = await LifeHost.StartAsync();

    public async Task DisposeAsync() => await _life.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Totals_and_white_list_are_what_a_full_count_says_after_any_history(int seed)
    {
        var random = new Random(seed);
        var ids = new List<Guid>();
        for (var step = 0; step < 80; step++)
        {
            if (ids.Count == 0 || random.Next(3) == 0)
                ids.Add((await _life.LicenseAsync($"第{step}培训中心", Counties[random.Next(Counties.Length)], Categories[random.Next(Categories.Length)], random.Next(4) == 0)).Id);
            await using var change = await _life.DbAsync();
            // Several in one transaction, as an import makes them; what a state does not allow leaves its institution as it was.
            foreach (var id in ids.OrderBy(_ => random.Next()).Take(random.Next(1, 4)))
            {
                var institution = (await change.Institutions.FindAsync(id))!;
                try { Change(institution, random.Next(8), random); }
                catch (Refusal) { continue; }
            }
            await change.SaveChangesAsync();
        }
        await using var db = await _life.DbAsync();
        var institutions = await db.Institutions.ToListAsync();
        var counted = institutions.GroupBy(i => (i.Division, i.Category, i.Mode, i.State, i.Sample))
            .ToDictionary(g => g.Key, g => (g.Count(), g.Sum(i => i.Staff), g.Sum(i => i.Pupils), g.Sum(i => i.PrepaidFen)));
        var kept = (await db.CensusCounts.Where(c => c.Count != 0).ToListAsync())
            .ToDictionary(c => (c.Division, c.Category, c.Mode, c.State, c.Sample), c => (c.Count, c.Staff, c.Pupils, c.PrepaidFen));
        Assert.Equal(counted, kept);
        Assert.All(await db.CensusCounts.Where(c => c.Count == 0).ToListAsync(), c => Assert.Equal((0, 0, 0L), (c.Staff, c.Pupils, c.PrepaidFen)));
        Assert.True(institutions.Sum(i => i.Staff) > 0 && institutions.Sum(i => i.PrepaidFen) > 0 && institutions.Any(i => i.Sample));
        Assert.Empty(await CensusGrpc.RecountAsync(db, DivisionCode.Parse("000000")));
        Assert.Equal(ids.Count, await db.CensusCounts.SumAsync(c => c.Count));
        Assert.True(kept.Count > 5);
        var licensed = await db.Institutions.Where(i => i.State == Institutions.Domain.InstitutionState.Licensed).Select(i => i.Id).OrderBy(i => i).ToListAsync();
        var listed = await db.ListEntries.Where(e => e.Kind == Institutions.Domain.ListKind.White && !e.Ended).Select(e => e.InstitutionId!.Value).OrderBy(i => i).ToListAsync();
        Assert.Equal(licensed, listed);
    }

    [Fact]
    public async Task The_census_is_answered_for_every_level_now_and_as_it_was_on_earlier_days()
    {
        await RecordedAsync("2026-11-19");
        var first = await _life.LicenseAsync();
        await _life.LicenseAsync(division: "110105");
        await _life.LicenseAsync(division: "530102", category: TrainingCategory.Sports);
        var census = Census("000000");
        var nation = await census.GetCensusAsync(new() { Division = "000000", IncludeParts = true });
        Assert.Equal([(Protos.Institution.V1.TrainingCategory.Arts, 2), (Protos.Institution.V1.TrainingCategory.Sports, 1)], nation.Totals.Select(t => (t.Category, t.Count)));
        Assert.Equal([("110000", 2), ("530000", 1)], nation.Parts.Select(p => (p.Division, p.LicensedCount)));
        Assert.Equal(["110101", "110105"], (await census.GetCensusAsync(new() { Division = "110100", IncludeParts = true })).Parts.Select(p => p.Division));

        await _life.RestartAsync("2026-11-21");
        await RecordedAsync("2026-11-20");
        await _life.Office().SuspendInstitutionAsync(new()
        {
            RequestId = Registry.NewId(), InstitutionId = first.Id.ToString(), Grounds = { MeasureGround.Mismanagement }, Reason = "管理混乱",
        });
        await _life.RestartAsync("2026-11-23");
        await RecordedAsync("2026-11-22");
        census = Census("110000");
        var before = (await census.GetCensusAsync(new() { Division = "110000", Day = "2026-11-20" })).Totals;
        Assert.Equal((InstitutionState.Licensed, 2), (Assert.Single(before).State, before[0].Count));
        var now = (await census.GetCensusAsync(new() { Division = "110000" })).Totals;
        Assert.Equal([(InstitutionState.Licensed, 1), (InstitutionState.Suspended, 1)], now.Select(t => (t.State, t.Count)));
        Assert.Empty((await census.GetCensusAsync(new() { Division = "110000", Day = "2026-11-19" })).Totals);
        var history = (await census.ListCensusHistoryAsync(new() { Division = "110000", From = "2026-11-19", To = "2026-11-23" })).Days;
        Assert.Equal([("2026-11-19", 0, 0), ("2026-11-20", 2, 0), ("2026-11-22", 1, 1)], history.Select(d => (d.Day, d.LicensedCount, d.SuspendedCount)));
        Assert.Contains("day", (await RichError.OfAsync(census.GetCensusAsync(new() { Division = "110000", Day = "2026-11-23" }))).Fields.Keys);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(census.GetCensusAsync(new() { Division = "530000" }))).Reason);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task What_the_history_says_of_a_past_day_is_what_a_full_count_said_then(int seed)
    {
        await RecordedAsync("2026-11-19");
        var random = new Random(seed);
        var ids = new List<Guid>();
        var counted = new Dictionary<string, string[]>();
        for (var day = new DateOnly(2026, 11, 20); day < new DateOnly(2026, 11, 26); day = day.AddDays(1))
        {
            if (day.Day > 20)
            {
                await _life.RestartAsync($"{day:yyyy-MM-dd}");
                await RecordedAsync($"{day.AddDays(-1):yyyy-MM-dd}");
            }
            for (var i = random.Next(4); i >= 0; i--)
                ids.Add((await _life.LicenseAsync($"第{ids.Count}培训中心", Counties[random.Next(2)], Categories[random.Next(Categories.Length)])).Id);
            await using (var change = await _life.DbAsync())
            {
                foreach (var id in ids.OrderBy(_ => random.Next()).Take(3))
                {
                    try { Change((await change.Institutions.FindAsync(id))!, random.Next(8), random); }
                    catch (Refusal) { continue; }
                }
                await change.SaveChangesAsync();
            }
            await using var db = await _life.DbAsync();
            counted[$"{day:yyyy-MM-dd}"] = [.. (await db.Institutions.AsNoTracking().ToListAsync())
                .GroupBy(i => (i.Category, i.Mode, i.State)).OrderBy(g => g.Key)
                .Select(g => $"{g.Key.Category} {g.Key.Mode} {g.Key.State} {g.Count()} {g.Sum(i => i.Staff)} {g.Sum(i => i.Pupils)} {g.Sum(i => i.PrepaidFen)}")];
        }
        await _life.RestartAsync("2026-11-26");
        await RecordedAsync("2026-11-25");
        var census = Census("110000");
        var history = (await census.ListCensusHistoryAsync(new() { Division = "110000", From = "2026-11-19", To = "2026-11-25", IncludeTotals = true })).Days;
        Assert.Equal(7, history.Count);
        foreach (var (day, then) in counted)
        {
            var told = history.Single(d => d.Day == day);
            Assert.Equal(then, Words(told.Totals));
            Assert.Equal(then, Words((await census.GetCensusAsync(new() { Division = "110000", Day = day })).Totals));
            Assert.Equal(told.Totals.Where(t => t.State == InstitutionState.Licensed).Sum(t => t.Count), told.LicensedCount);
        }
        var sports = (await census.ListCensusHistoryAsync(new()
        {
            Division = "110000", From = "2026-11-19", To = "2026-11-25", IncludeTotals = true, Categories = { Protos.Institution.V1.TrainingCategory.Sports },
        })).Days;
        Assert.Equal(counted["2026-11-25"].Where(t => t.StartsWith("Sports", StringComparison.Ordinal)), Words(sports[^1].Totals));
        Assert.Empty((await census.ListCensusHistoryAsync(new()
        {
            Division = "110000", From = "2026-11-19", To = "2026-11-25", IncludeTotals = true, Modes = { Protos.Institution.V1.TrainingMode.Online },
        })).Days.SelectMany(d => d.Totals));

        static IEnumerable<string> Words(IEnumerable<CensusTotal> totals) =>
            totals.Select(t => $"{t.Category} {t.Mode} {t.State} {t.Count} {t.StaffCount} {t.PupilCount} {t.PrepaidFen}");
    }

    [Fact]
    public async Task A_recount_finds_and_mends_a_wrong_total()
    {
        await _life.LicenseAsync();
        await using (var db = await _life.DbAsync()) await db.CensusCounts.ExecuteUpdateAsync(set => set.SetProperty(c => c.Count, 5));
        var operatorCalls = new CensusService.CensusServiceClient(_life.Host.With(_life.Host.Token("OPERATOR", "000000")));
        RecountCensusRequest Request(bool trial) => new() { RequestId = Registry.NewId(), Division = "000000", ValidateOnly = trial };
        foreach (var trial in new[] { true, false })
        {
            var wrong = Assert.Single((await operatorCalls.RecountCensusAsync(Request(trial))).Differences);
            Assert.Equal(("110101", 1, 5), (wrong.Division, wrong.Counted.Count, wrong.KeptCount));
        }
        Assert.Empty((await operatorCalls.RecountCensusAsync(Request(true))).Differences);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(Census("000000").RecountCensusAsync(Request(true)))).Reason);
    }

    [Fact]
    public async Task Staff_pupils_and_money_come_by_events_and_samples_are_left_out_unless_asked_for()
    {
        await RecordedAsync("2026-11-19");
        var institution = await _life.LicenseAsync();
        var sample = await _life.LicenseAsync(sample: true);
        await PublishAsync(institution, "a");
        await PublishAsync(institution, "a");
        await PublishAsync(institution, "b");
        await PublishAsync(sample, "c");
        await _life.DeliverAsync("institutions.disclosure", new Contracts.DisclosureWithdrawn { Division = "110101", InstitutionId = $"{institution.Id}", ItemKind = "TUTOR", ItemId = "b" });
        await CountAsync(institution, 30, 120_000, 0);
        await CountAsync(institution, 9, 9, -60);
        await CountAsync(institution, null, 90_000, 60);
        var census = Census("110000");
        var real = Assert.Single((await census.GetCensusAsync(new() { Division = "110000" })).Totals);
        Assert.Equal((1, 1, 30, 90_000L), (real.Count, real.StaffCount, real.PupilCount, real.PrepaidFen));
        var all = await census.GetCensusAsync(new() { Division = "110100", IncludeSamples = true, IncludeParts = true });
        Assert.Equal((2, 2), (Assert.Single(all.Totals).Count, all.Totals[0].StaffCount));
        Assert.Equal(("110101", 2, 30, 90_000L), (Assert.Single(all.Parts).Division, all.Parts[0].StaffCount, all.Parts[0].PupilCount, all.Parts[0].PrepaidFen));

        await _life.Office().SuspendInstitutionAsync(new()
        {
            RequestId = Registry.NewId(), InstitutionId = $"{institution.Id}", Grounds = { MeasureGround.Mismanagement }, Reason = "管理混乱",
        });
        var suspended = Assert.Single((await census.GetCensusAsync(new() { Division = "110101" })).Totals);
        Assert.Equal((InstitutionState.Suspended, 1, 30), (suspended.State, suspended.StaffCount, suspended.PupilCount));
        await _life.RestartAsync("2026-11-21");
        await RecordedAsync("2026-11-20");
        var past = Assert.Single((await Census("110000").GetCensusAsync(new() { Division = "110000", Day = "2026-11-20" })).Totals);
        Assert.Equal((1, 1, 30, 90_000L), (past.Count, past.StaffCount, past.PupilCount, past.PrepaidFen));
        Assert.Equal(2, (await Census("110000").ListCensusHistoryAsync(new() { Division = "110000", From = "2026-11-19", To = "2026-11-20", IncludeSamples = true })).Days.Sum(d => d.LicensedCount + d.SuspendedCount));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => { institution.TakeFigures(-1, null, DateTime.MaxValue); return Task.CompletedTask; });
    }

    private Task PublishAsync(Institution institution, string tutor) => _life.DeliverAsync("institutions.disclosure", new Contracts.TutorPublished
    {
        Division = institution.Division, InstitutionId = $"{institution.Id}", TutorId = tutor, Foreign = false,
        Sealed = _life.Host.Services.GetRequiredService<Platform.Personal.PersonalData>().Protect("{}"),
    });

    private Task CountAsync(Institution institution, int? pupils, long? fen, int seconds) => _life.DeliverAsync(
        "institutions.figures",
        new Contracts.InstitutionFiguresCounted { Division = institution.Division, InstitutionId = $"{institution.Id}", Enrolled = pupils, PrepaidFen = fen },
        _life.Clock.Now.UtcDateTime.AddSeconds(seconds));

    private static void Change(Institution institution, int choice, Random random)
    {
        var law = Law.Current.At(DivisionCode.Parse(institution.Division), new DateOnly(2026, 11, 20));
        var competent = Competence.Of(institution.Category, law).Reviewers[0].Department;
        switch (choice)
        {
            case 0 or 1: institution.Suspend("整改", competent, null, law); break;
            case 2: institution.Reinstate("复查合格", competent, law); break;
            case 3: institution.Revoke("吊销", competent, law); break;
            case 4: institution.CountStaff(random.Next(3) > 0); break;
            case 5 or 6: institution.TakeFigures(random.Next(200), random.Next(1_000_000), DateTime.UnixEpoch); break;
            default: institution.Exit("终止", competent, law); break;
        }
    }

    private CensusService.CensusServiceClient Census(string division) => new(_life.Host.AsRegulator(division));

    private Task RecordedAsync(string day) => Eventually.TrueAsync($"history of {day}", async () =>
    {
        await using var db = await _life.DbAsync();
        return await db.CensusMarks.AnyAsync(m => m.Day == DateOnly.Parse(day));
    });
}
