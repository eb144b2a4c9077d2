using ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision.Tests;

/// <summary>Visits held against what the law asks.</summary>
public sealed class InspectionCoverageTests
{
    private const string Jiulongpo = "500107";

    /// <summary>Jiulongpo, 2022: a visit a month from April to November (JLP-M2), 200 schools, gaps planted by a seed and all listed.</summary>
    [Fact]
    public async Task A_county_of_200_schools_through_a_year_of_inspections_with_planted_gaps_all_listed()
    {
        await using var host = await SupervisionHost.StartAsync();
        await host.RestartAsync("2022-03-01");
        var schools = await InspectionYear.SchoolsAsync(host, 200, Jiulongpo);
        var (desk, plans) = (new InspectionService.InspectionServiceClient(host.Inspector(Jiulongpo)), new InspectionPlanService.InspectionPlanServiceClient(host.Officer(division: Jiulongpo)));
        var random = new Random(7);
        var planted = new HashSet<(string Code, string Month)>();
        for (var month = 1; month <= 12; month++)
        {
            host.Clock.Now = SupervisionHost.Noon($"2022-{month:D2}-28");
            var visits = new List<Inspection>();
            foreach (var code in schools)
            {
                // One visit in fifty is left out; in the months in which the plan asks for none, nobody visits.
                if (month is < 4 or > 11) continue;
                if (random.Next(50) == 0) planted.Add((code, $"2022-{month:D2}"));
                else visits.Add(InspectionYear.Visit(code, $"2022-{month:D2}-{random.Next(15, 29)}", Jiulongpo));
            }
            await InspectionYear.SubmitAsync(desk, Jiulongpo, visits);
        }
        host.Clock.Now = SupervisionHost.Noon("2023-01-05");
        var listed = await Pages.ReadAsync(7, async token =>
        {
            var page = await plans.ListGapsAsync(new() { Division = Jiulongpo, Obligation = Obligation.MonthlyVisit, Year = 2022, PageSize = 7, PageToken = token });
            return ((IReadOnlyList<Gap>)page.Gaps, page.NextPageToken);
        });
        Assert.InRange(planted.Count, 10, 60);
        Assert.Equal(planted.Order(), listed.SelectMany(g => g.Periods.Select(p => (g.Object.Code, p.Period))).Order());
        Assert.All(listed.SelectMany(g => g.Periods), p => Assert.Equal((1, 0, true), (p.Required, p.Visits, p.Over)));

        var coverage = (await plans.GetCoverageAsync(new() { Division = Jiulongpo, Obligation = Obligation.MonthlyVisit, Year = 2022 })).Counts;
        Assert.Equal(Enumerable.Range(4, 8).Select(m => $"2022-{m:D2}"), coverage.Select(c => c.Period));
        Assert.All(coverage, c => Assert.Equal((200, 200 - planted.Count(p => p.Month == c.Period)), (c.Owed, c.Visited)));
        var year = await plans.ListGapsAsync(new() { Division = Jiulongpo, Obligation = Obligation.YearlyCoverage, Year = 2022 });
        Assert.Empty(year.Gaps); // Kunming's text asks for it, Jiulongpo's does not.
    }

    [Fact]
    public async Task The_years_full_coverage_lists_who_was_never_visited_and_knows_who_came_late_and_who_left()
    {
        await using var host = await SupervisionHost.StartAsync();
        await host.RestartAsync("2025-02-10");
        var schools = await InspectionYear.SchoolsAsync(host, 4, SupervisionHost.County);
        var desk = new InspectionService.InspectionServiceClient(host.Inspector());
        var plans = new InspectionPlanService.InspectionPlanServiceClient(host.Officer());
        host.Clock.Now = SupervisionHost.Noon("2025-06-10");
        await InspectionYear.SubmitAsync(desk, SupervisionHost.County, [InspectionYear.Visit(schools[0], "2025-06-03", SupervisionHost.County, InspectionKind.CountyCheck)]);
        // A self-check is no visit.
        await InspectionYear.SubmitAsync(new(host.School(schools[1])), SupervisionHost.County, [InspectionYear.Visit(schools[1], "2025-06-03", SupervisionHost.County, InspectionKind.SelfCheck)]);
        await host.TellAsync(InspectionYear.Consumer, "schools", $"schools/{schools[2]}", new Contracts.SchoolChanged
        {
            Division = SupervisionHost.County, SchoolCode = schools[2], Name = "样例学校3", Stages = ["PRIMARY"], ClosedOn = new DateOnly(2025, 8, 31),
        }, 2);
        Assert.Equal([schools[1], schools[3]], await GapsAsync(2025, over: false));
        host.Clock.Now = SupervisionHost.Noon("2026-01-02");
        Assert.Equal([schools[1], schools[3]], await GapsAsync(2025, over: true));
        Assert.Empty(await GapsAsync(2024, over: true)); // Nobody was there.
        Assert.Equal([schools[0], schools[1], schools[3]], await GapsAsync(2026, over: false));

        async Task<List<string>> GapsAsync(int year, bool over)
        {
            var gaps = (await plans.ListGapsAsync(new() { Division = SupervisionHost.County, Obligation = Obligation.YearlyCoverage, Year = year })).Gaps;
            Assert.All(gaps.SelectMany(g => g.Periods), p => Assert.Equal(($"{year}", over), (p.Period, p.Over)));
            return [.. gaps.Select(g => g.Object.Code)];
        }
    }

    [Theory]
    [InlineData("A", 1)]
    [InlineData("B", 2)]
    [InlineData("C", 4)]
    [InlineData("D", 12)]
    [InlineData("", 1)]
    public async Task An_institution_is_visited_as_often_as_its_grade_asks(string grade, int required)
    {
        await using var host = await SupervisionHost.StartAsync();
        var (_, code) = await InspectionYear.InstitutionAsync(host);
        if (grade.Length > 0)
        {
            await host.TellAsync(InspectionYear.Consumer, "institutions", $"credit/{code}", new Contracts.CreditGradeChanged
            {
                Division = SupervisionHost.County, InstitutionCode = code, GradeBefore = "A", Grade = grade, Score = 80, InspectionsPerYear = required,
            });
        }
        var plans = new InspectionPlanService.InspectionPlanServiceClient(host.Officer());
        var desk = new InspectionService.InspectionServiceClient(host.Inspector());
        var query = new ListGapsRequest { Division = SupervisionHost.County, Obligation = Obligation.YearlyByGrade, Year = 2026 };
        for (var visits = 0; visits < required; visits++)
        {
            var gap = Assert.Single(Assert.Single((await plans.ListGapsAsync(query)).Gaps).Periods);
            Assert.Equal((required, visits), (gap.Required, gap.Visits));
            await InspectionYear.SubmitAsync(desk, SupervisionHost.County, [InspectionYear.Visit(code, "2026-11-20", SupervisionHost.County, InspectionKind.CountyCheck, "institution-check")]);
        }
        Assert.Empty((await plans.ListGapsAsync(query)).Gaps);
    }
}
