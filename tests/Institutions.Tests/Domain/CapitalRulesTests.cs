using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public class CapitalRulesTests
{
    private static readonly CapitalParty Person = OwnershipTests.Party("n") with { Type = PartyType.NaturalPerson };
    private static readonly CapitalParty Foreigner = OwnershipTests.Party("f") with { Foreign = true };
    private static readonly CapitalParty Listed = OwnershipTests.Party("l") with { Listed = true };
    private static readonly CapitalParty Middle = OwnershipTests.Party("m");

    [Fact]
    public void Owners_at_home_without_the_stock_market_are_fine() => Assert.Empty(Judge([Person], ["n institution 1000000"]));

    [Theory]
    [InlineData("f institution 1", "n institution 999999", "ForeignCapitalHoldsShares")]
    [InlineData("f institution 500000", "n institution 500000", "ForeignCapitalHoldsShares")]
    [InlineData("f institution 500001", "n institution 499999", "ForeignCapitalControls,ForeignCapitalHoldsShares")]
    [InlineData("f institution VIE", "n institution 1000000", "ForeignCapitalControls")]
    [InlineData("f institution FRANCHISE", "n institution 1000000", "ForeignCapitalControls")]
    [InlineData("f institution ENTRUSTED", "n institution 1000000", "ForeignCapitalControls")]
    public void Foreign_capital_neither_controls_nor_holds_shares(string first, string second, string rules) =>
        Assert.Equal(rules, string.Join(',', Judge([Person, Foreigner], [first, second]).Select(f => f.Rule)));

    [Fact]
    public void Foreign_capital_is_found_behind_a_company_at_home() => Assert.Equal(
        ["ForeignCapitalHoldsShares"],
        Judge([Person, Foreigner, Middle], ["f m 10000", "n m 990000", "m institution 1000000"]).Select(f => f.Rule));

    [Theory]
    [InlineData(MoneySource.Own, null)]
    [InlineData(MoneySource.StockMarket, Severity.Breach)]
    [InlineData(null, Severity.Undetermined)]
    public void A_listed_company_brings_no_money_of_the_stock_market(MoneySource? money, Severity? severity)
    {
        var tie = OwnershipTests.Tie("l m 1000000") with { Money = money };
        var found = CapitalRules.ListedCompanyInvestsStockMarketMoney(Facts([Listed, Middle], [tie, OwnershipTests.Tie("m institution 1000000")]), Law("2026-09-17"));
        Assert.Equal(severity, found?.Severity);
    }

    [Theory]
    [InlineData("l institution ASSETS", true)]
    [InlineData("m institution ASSETS", false)]
    public void A_listed_company_buys_no_assets(string purchase, bool breach) => Assert.Equal(
        breach, Judge([Person, Listed, Middle], ["n institution 1000000", purchase]).Any(f => f.Rule == "ListedCompanyBuysAssets"));

    [Theory]
    [InlineData(ListingState.None, false)]
    [InlineData(ListingState.Preparing, true)]
    [InlineData(ListingState.Listed, true)]
    public void An_academic_institution_is_not_listed(ListingState listing, bool breach)
    {
        var facts = Facts([Person], [OwnershipTests.Tie("n institution 1000000")]) with { Listing = listing };
        Assert.Equal(breach, CapitalRules.Judge(facts, Law("2026-09-17")).Any(f => f is { Rule: "AcademicInstitutionIsListed", Severity: Severity.Breach }));
        Assert.Empty(CapitalRules.Judge(facts with { Academic = false }, Law("2026-09-17")));
    }

    [Theory]
    [InlineData("n institution 999999", true)]
    [InlineData("n institution 1000000", false)]
    public void What_has_no_declared_owner_leaves_it_open(string tie, bool open) => Assert.Equal(
        open, Judge([Person], [tie]).Any(f => f is { Rule: "OwnersNotFullyDeclared", Severity: Severity.Undetermined }));

    [Fact]
    public void A_company_without_declared_owners_leaves_it_open() =>
        Assert.Equal(["OwnersNotFullyDeclared"], Judge([Middle], ["m institution 1000000"]).Select(f => f.Rule));

    // The national Opinion of 24 July 2021 first, each place's own text from its day, Jiulongpo's only until November 2022.
    [Theory]
    [InlineData("530102", "2021-07-23", null)]
    [InlineData("530102", "2021-07-24", "OPINION-2021-40")]
    [InlineData("530102", "2022-01-08", "OPINION-2021-40")]
    [InlineData("530102", "2022-01-09", "KM-10")]
    [InlineData("331002", "2021-12-31", "TZ-18")]
    [InlineData("110101", "2021-08-17", "BJ-17")]
    [InlineData("500107", "2022-11-30", "JLP-C27")]
    [InlineData("500107", "2022-12-01", "OPINION-2021-40")]
    [InlineData("620321", "2026-09-17", "OPINION-2021-40")]
    public void The_bans_are_cited_by_place_and_day(string place, string day, string? clause)
    {
        var facts = Facts([Person, Foreigner], [OwnershipTests.Tie("n institution 400000"), OwnershipTests.Tie("f institution 600000")]) with { Listing = ListingState.Listed };
        var findings = CapitalRules.Judge(facts, Given.LawOf(place, day));
        if (clause is null) Assert.Empty(findings);
        else
        {
            Assert.Equal(3, findings.Count);
            Assert.All(findings, f => Assert.Equal(clause, Assert.Single(f.Basis).Clause));
        }
    }

    private static IReadOnlyList<Finding> Judge(CapitalParty[] parties, string[] ties) =>
        CapitalRules.Judge(Facts(parties, [.. ties.Select(OwnershipTests.Tie)]), Law("2026-09-17"));

    private static CapitalFacts Facts(CapitalParty[] parties, CapitalTie[] ties) =>
        new(true, ListingState.None, parties, ties, Ownership.Of(parties, ties)!, new Ratio(1, 2));

    private static LawAt Law(string day) => Given.LawOf(Given.Kunming, day);
}
