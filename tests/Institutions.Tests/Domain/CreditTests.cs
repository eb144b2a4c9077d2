using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public class CreditTests
{
    private const string Code = "91350100M000100Y43";

    [Theory]
    [InlineData("", 100, CreditGrade.A, 1)]
    [InlineData("Complaint Complaint", 90, CreditGrade.A, 1)]
    [InlineData("Complaint SelfDiscipline Dispute", 87, CreditGrade.B, 2)]
    [InlineData("Penalty Complaint", 75, CreditGrade.B, 2)]
    [InlineData("Penalty Complaint Dispute", 72, CreditGrade.C, 4)]
    [InlineData("Penalty Penalty", 60, CreditGrade.C, 4)]
    [InlineData("Penalty Penalty Dispute", 57, CreditGrade.D, 12)]
    [InlineData("Penalty Penalty Penalty Penalty OverdueCase OverdueCase Complaint", 0, CreditGrade.D, 12)]
    public void Points_are_taken_off_and_the_grade_sets_the_inspections(string events, int score, CreditGrade grade, int inspections)
    {
        var entries = events.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(kind => Entry(Enum.Parse<CreditEventKind>(kind), "2026-05-01"));
        var standing = Of("2026-09-17", [.. entries]);
        Assert.Equal((score, grade, inspections), (standing.Score, standing.Grade, standing.InspectionsPerYear));
        Assert.Equal(standing.Score, Math.Max(0, 100 - standing.Contributions.Sum(c => c.Points)));
        Assert.All(standing.Uses, use => Assert.Equal("PLATFORM", use.Basis!.Document));
    }

    [Theory]
    [InlineData("2026-04-30", 0)]
    [InlineData("2026-05-01", 20)]
    [InlineData("2026-06-09", 20)]
    [InlineData("2026-06-10", 10)]
    [InlineData("2028-04-30", 10)]
    [InlineData("2028-05-01", 0)]
    public void An_event_costs_from_its_day_half_once_it_is_rectified_and_nothing_after_its_months(string day, int points)
    {
        var entry = Entry(CreditEventKind.Penalty, "2026-05-01", "2026-06-10");
        Assert.Equal(points, Of(day, entry).Contributions.Sum(c => c.Points));
    }

    [Fact]
    public void What_a_rectified_event_still_costs_is_rounded_up() =>
        Assert.Equal(3, Assert.Single(Of("2026-09-17", Entry(CreditEventKind.Complaint, "2026-05-01", "2026-05-02")).Contributions).Points);

    [Fact]
    public void The_history_tells_every_change_from_the_licence_on()
    {
        CreditEntry[] entries = [Entry(CreditEventKind.Penalty, "2025-01-10", "2025-03-01"), Entry(CreditEventKind.Complaint, "2025-02-01")];
        var history = CreditStanding.History(entries, new(2024, 1, 2), Given.LawOf(Given.Kunming, "2027-06-01"));
        Assert.Equal(
            [("2024-01-02", 100, CreditGrade.A), ("2025-01-10", 80, CreditGrade.B), ("2025-02-01", 75, CreditGrade.B), ("2025-03-01", 85, CreditGrade.B), ("2027-01-10", 95, CreditGrade.A), ("2027-02-01", 100, CreditGrade.A)],
            history.Select(change => ($"{change.Day:yyyy-MM-dd}", change.Standing.Score, change.Standing.Grade)));
    }

    [Fact]
    public void Before_any_weights_are_in_force_there_is_no_standing() =>
        Assert.Equal("LAW_MISSING", Assert.Throws<Refusal>(() => Of("2020-12-31")).Reason);

    private static CreditStanding Of(string day, params CreditEntry[] entries) => CreditStanding.Of(entries, Given.LawOf(Given.Kunming, day));

    private static CreditEntry Entry(CreditEventKind kind, string day, string? rectified = null)
    {
        var entry = CreditEntry.Record(Given.Kunming, Code, kind, $"things/{Guid.NewGuid()}", DateOnly.Parse(day), Given.Now);
        if (rectified is not null) entry.Rectify(DateOnly.Parse(rectified), Given.Now);
        return entry;
    }
}
