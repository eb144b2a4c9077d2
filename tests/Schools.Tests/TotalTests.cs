using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;
using Homework = ShuangJian.Protos.School.V1.Homework;
using HomeworkKind = ShuangJian.Protos.School.V1.HomeworkKind;
using HomeworkLayer = ShuangJian.Protos.School.V1.HomeworkLayer;
using HomeworkPlace = ShuangJian.Protos.School.V1.HomeworkPlace;
using HomeworkTotal = ShuangJian.Protos.School.V1.HomeworkTotal;
using Marking = ShuangJian.Protos.School.V1.Marking;
using State = ShuangJian.Schools.Domain.HomeworkState;

namespace ShuangJian.Schools.Tests;

/// <summary>Whatever happens to homework, every sum is what a recount of the homework gives.</summary>
public sealed class TotalTests(RaceTests.Postgres postgres) : SchoolsTest, IClassFixture<RaceTests.Postgres>
{
    private static readonly string[] Days = ["2026-11-18", "2026-11-19", "2026-11-20"];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Sums_equal_a_recount_after_any_history(int seed, bool onPostgres)
    {
        await MoveAsync(onPostgres, postgres);
        var random = new Random(seed);
        var standing = new List<Homework>();
        for (var step = 0; step < 60; step++)
        {
            await StepAsync(random, standing);
            if (step % 20 == 19) await MustAgreeAsync();
        }
        await Eventually.TrueAsync("all notes are added", async () =>
        {
            await using var db = await _host.OpenAsync();
            return !await db.Changes.AnyAsync();
        });
        await MustAgreeAsync();
    }

    [Fact]
    public async Task Sums_of_a_day_are_told_once_it_is_over()
    {
        var homework = await _host.EnterAsync(_host.Draft());
        await _host.RestartAsync("2026-11-21");
        var told = await _host.HearAsync<HomeworkCounted>($"{_host.Code}/homework/{homework.Date}");
        Assert.Equal((1L, 1L, homework.Minutes * told.ClassSizes), (told.Entries, told.ClassDays, told.WrittenMinutes));
    }

    [Fact]
    public async Task A_day_whose_homework_is_all_withdrawn_is_no_day_with_homework()
    {
        var homework = await _host.EnterAsync(_host.Draft());
        await _host.Homework.WithdrawHomeworkAsync(new() { RequestId = Registry.NewId(), HomeworkId = homework.HomeworkId, Reason = "取消" });
        Assert.Empty((await _host.Totals.GetDivisionTotalsAsync(new() { Division = "530102", From = Days[0], To = Days[2] })).Totals);
        Assert.Equal(new HomeworkTotal { Grade = 4 }, (await _host.Totals.GetClassTotalsAsync(new() { ClassId = _host.Classes[4].ClassId, From = Days[0], To = Days[2] })).Total);
    }

    [Fact]
    public async Task An_average_is_that_of_pupils_and_days_with_homework()
    {
        await _host.EnterAsync(_host.Draft(minutes: 30));
        var other = _host.Draft(minutes: 45);
        other.Date = Days[0];
        await _host.EnterAsync(other);
        var total = Assert.Single((await _host.Totals.GetSchoolTotalsAsync(new() { SchoolCode = _host.Code, From = Days[0], To = Days[2] })).Totals);
        Assert.Equal((4, 2, 2, 80, 375), (total.Grade, total.Entries, total.ClassDays, total.PupilDays, total.WrittenMinutesTenths));
        Assert.Equal(["to"], (await RichError.OfAsync(_host.Totals.GetSchoolTotalsAsync(new() { SchoolCode = _host.Code, From = "2026-01-01", To = "2026-07-21" }))).Fields.Keys);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(_host.Totals.GetDivisionTotalsAsync(new() { Division = "530000", From = Days[0], To = Days[2] }))).Reason);
    }

    private async Task StepAsync(Random random, List<Homework> standing)
    {
        var one = standing.Count > 0 ? standing[random.Next(standing.Count)] : null;
        try
        {
            switch (one is null ? 0 : random.Next(8))
            {
                case <= 3:
                    standing.Add(await _host.EnterAsync(Some(random), reserve: random.Next(3) == 0));
                    break;
                case 4:
                    var better = Some(random);
                    (better.ClassId, better.Date) = (one!.ClassId, one.Date);
                    await _host.Homework.CorrectHomeworkAsync(new() { RequestId = Registry.NewId(), HomeworkId = one.HomeworkId, Homework = better, Reason = "更正" });
                    break;
                case 5:
                    await _host.Homework.PublishHomeworkAsync(new() { RequestId = Registry.NewId(), HomeworkId = one!.HomeworkId });
                    break;
                case 6:
                    var handedIn = random.Next(10, 41);
                    await _host.Homework.RecordMarkingAsync(new()
                    {
                        RequestId = Registry.NewId(), HomeworkId = one!.HomeworkId,
                        Marking = new Marking { HandedIn = handedIn, ByTeacher = random.Next(handedIn), Explained = random.Next(handedIn), FinishedInSchool = random.Next(handedIn) },
                    });
                    break;
                default:
                    await _host.Homework.WithdrawHomeworkAsync(new() { RequestId = Registry.NewId(), HomeworkId = one!.HomeworkId, Reason = "取消" });
                    break;
            }
        }
        catch (RpcException e) when (RichError.Of(e).Reason is "HOMEWORK_LIMIT_REACHED" or "HOMEWORK_STATE")
        {
            // Refused: nothing may have changed, which the recount shows.
        }
    }

    private Homework Some(Random random)
    {
        var homework = _host.Draft(random.Next(3, 6), random.Next(5, 25), SchoolsHost.Subjects[random.Next(3)]);
        homework.Date = Days[random.Next(Days.Length)];
        homework.Kind = random.Next(3) == 0 ? HomeworkKind.Reading : HomeworkKind.Written;
        homework.Place = random.Next(2) == 0 ? HomeworkPlace.Home : HomeworkPlace.School;
        if (random.Next(3) == 0) (homework.Layer, homework.Pupils) = (HomeworkLayer.Level, random.Next(5, 30));
        return homework;
    }

    private async Task MustAgreeAsync()
    {
        await using var db = await _host.OpenAsync();
        var all = await db.Homework.AsNoTracking().Where(h => h.State == State.Published).ToListAsync();
        foreach (var (from, to) in Days.Select(d => (d, d)).Append((Days[0], Days[2])))
        {
            var within = all.Where(h => h.Date >= DateOnly.Parse(from) && h.Date <= DateOnly.Parse(to)).GroupBy(h => h.Grade).OrderBy(g => g.Key).Select(g => Recount(g.Key, [.. g])).ToList();
            Assert.Equal(within, (await _host.Totals.GetSchoolTotalsAsync(new() { SchoolCode = _host.Code, From = from, To = to })).Totals);
            foreach (var division in new[] { "530102", "530100", "530000" })
            {
                var totals = new HomeworkTotalService.HomeworkTotalServiceClient(_host.Officer("530000"));
                Assert.Equal(within, (await totals.GetDivisionTotalsAsync(new() { Division = division, From = from, To = to })).Totals);
            }
            foreach (var expected in within)
                Assert.Equal(expected, (await _host.Totals.GetClassTotalsAsync(new() { ClassId = _host.Classes[expected.Grade].ClassId, From = from, To = to })).Total);
        }
    }

    /// <summary>Counts from the homework alone, in another way than the service does.</summary>
    private static HomeworkTotal Recount(int grade, List<Domain.Homework> rows)
    {
        long Minutes(Domain.Homework h) => h.Content.Minutes * (h.Content.Pupils > 0 ? h.Content.Pupils : 40);
        var written = rows.Where(h => h.Content.Kind == Domain.HomeworkKind.Written).ToList();
        var days = rows.Select(h => h.Date).Distinct().Count();
        return new HomeworkTotal
        {
            Grade = grade,
            Entries = rows.Count,
            LayeredEntries = rows.Count(h => h.Content.Pupils > 0),
            WrittenPupilMinutes = written.Sum(Minutes),
            WrittenInSchoolPupilMinutes = written.Where(h => h.Content.Place == Domain.HomeworkPlace.School).Sum(Minutes),
            OtherPupilMinutes = rows.Except(written).Sum(Minutes),
            ClassDays = days,
            PupilDays = days * 40,
            WrittenMinutesTenths = (int)Math.Ceiling(written.Sum(Minutes) / (days * 4.0)),
            HandedIn = rows.Sum(h => h.Marked?.HandedIn ?? 0),
            ByTeacher = rows.Sum(h => h.Marked?.ByTeacher ?? 0),
            Explained = rows.Sum(h => h.Marked?.Explained ?? 0),
            FinishedInSchool = rows.Sum(h => h.Marked?.FinishedInSchool ?? 0),
        };
    }
}
