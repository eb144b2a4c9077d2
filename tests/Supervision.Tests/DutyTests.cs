using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;
using Department = ShuangJian.Protos.Type.V1.Department;

namespace ShuangJian.Supervision.Tests;

[Collection(nameof(PolicyHost))]
public sealed class DutyTests(PolicyHost supervision)
{
    private DutyService.DutyServiceClient Duties => new(supervision.Host.Channel);

    [Theory]
    [InlineData("advertising", "530102", "2022-01-08", Department.MarketRegulation, "PLATFORM")]
    [InlineData("advertising", "530102", "2022-01-09", Department.MarketRegulation, "KM-11")]
    [InlineData("advertising", "110105", "2021-08-17", Department.MarketRegulation, "BJ-28")]
    [InlineData("advertising", "331002", "2026-11-20", Department.MarketRegulation, "PLATFORM")]
    [InlineData("capital", "530102", "2026-11-20", Department.FinancialRegulation, "KM-10")]
    [InlineData("unlicensed-training", "620321", "2021-12-30", Department.Education, "PLATFORM")]
    [InlineData("unlicensed-training", "620321", "2021-12-31", Department.Education, "YC-3.1")]
    [InlineData("site-safety", "110105", "2026-11-20", Department.EmergencyManagement, "BJ-28")]
    [InlineData("online-training", "110105", "2026-11-20", Department.IndustryInformation, "BJ-28")]
    [InlineData("online-training", "530102", "2026-11-20", Department.Education, "KM-7")]
    public async Task The_clause_in_force_in_the_place_says_who_leads(string matter, string division, string date, Department lead, string clause)
    {
        var duty = (await Duties.GetDutyAsync(new() { Matter = matter, Division = division, Date = date })).Duty;
        Assert.Equal((lead, clause), (duty.Lead[0], duty.Basis.Clause));
        Assert.NotEmpty(duty.TitleZh);
    }

    [Fact]
    public async Task All_clauses_about_a_matter_are_named_and_those_of_other_places_are_not()
    {
        var duty = (await Duties.GetDutyAsync(new() { Matter = "homework", Division = "530102" })).Duty;
        Assert.Equal(["KM-1", "KM-2", "KM-3", "KM-4"], duty.Clauses.Select(c => c.Clause));
        Assert.Equal([Department.LocalGovernment], duty.Assist);
    }

    [Fact]
    public async Task Lists_the_matters_of_a_department_page_by_page()
    {
        var all = await Pages.ReadAsync<MatterDuty>(3, async token =>
        {
            var page = await Duties.ListDutiesAsync(new() { Division = "530102", Department = Department.FinancialRegulation, PageSize = 3, PageToken = token });
            return (page.Duties, page.NextPageToken);
        });
        Assert.Equal(["capital", "other"], all.Select(d => d.Matter));
        Assert.Equal(Law.Current.Duties.All.Select(m => m.Id), (await Duties.ListDutiesAsync(new() { Division = "530102" })).Duties.Select(d => d.Matter));
    }

    [Fact]
    public async Task A_matter_that_is_none_is_not_found() =>
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(Duties.GetDutyAsync(new() { Matter = "weather", Division = "530102" }))).Reason);

    [Fact]
    public void Every_department_of_every_matter_is_one_of_the_contract() => Assert.All(
        Law.Current.Duties.All.SelectMany(m => m.Entries.Select(e => e.Parties).Append(m.Otherwise)).SelectMany(p => p.Lead.Concat(p.Assist)),
        code => Assert.True(Codes.TryDepartment(code, out _), code));

    [Fact]
    public void A_local_source_goes_before_the_clause_from_its_day_on()
    {
        var folder = Directory.CreateTempSubdirectory("shuangjian-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "duties"));
            File.WriteAllText(Path.Combine(folder.FullName, "duties", "wuhua.yaml"), """
                local:
                  - { matter: advertising, division: "530102", from: 2026-01-01, source: NATIONAL-PLATFORM, lead: [URBAN_MANAGEMENT], assist: [MARKET_REGULATION] }
                """);
            var book = Law.Load(folder.FullName).Duties;
            string Lead(string place, string day) => book.Of(book.Find("advertising")!, DivisionCode.Parse(place), DateOnly.Parse(day)).Parties.Lead[0];
            Assert.Equal(
                ("MARKET_REGULATION", "URBAN_MANAGEMENT", "MARKET_REGULATION"),
                (Lead("530102", "2025-12-31"), Lead("530102", "2026-01-01"), Lead("530103", "2026-01-01")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
