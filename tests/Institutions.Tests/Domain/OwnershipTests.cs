using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public class OwnershipTests
{
    private static readonly Ratio Half = new(1, 2);

    [Fact]
    public void Shares_multiply_along_a_path_and_add_up_over_paths()
    {
        // p holds 60 % of a and 30 % of b; a holds 50 % of the institution, b the other half: 0.6·0.5 + 0.3·0.5.
        var owned = Of("p a 600000", "q a 400000", "p b 300000", "q b 700000", "a institution 500000", "b institution 500000");
        Assert.Equal((450_000, 550_000, 0), (owned.SharePpm("p"), owned.SharePpm("q"), owned.UndeclaredPpm()));
        Assert.Equal(["q", "p"], owned.UltimateOwners(Half).Select(o => o.Party));
        Assert.Equal(["p", "a", "institution"], owned.UltimateOwners(Half)[1].Chain);
    }

    [Fact]
    public void A_circle_is_summed_to_its_end_and_the_outside_owners_share_the_whole()
    {
        // a and b hold a tenth of each other; outside, p owns the rest of a and q the rest of b.
        var owned = Of("p a 900000", "b a 100000", "q b 900000", "a b 100000", "a institution 600000", "b institution 400000");
        // a: (0.6 + 0.1·0.4) ÷ 0.99 of which p has nine tenths.
        Assert.Equal((581_818, 418_181, 0), (owned.SharePpm("p"), owned.SharePpm("q"), owned.UndeclaredPpm()));
    }

    [Fact]
    public void What_the_institution_holds_of_its_own_holder_goes_round()
    {
        var owned = Of("p a 500000", "institution a 500000", "a institution 1000000");
        Assert.Equal((1_000_000, 0), (owned.SharePpm("p"), owned.UndeclaredPpm()));
    }

    [Fact]
    public void Parties_that_hold_one_another_entirely_have_no_owner() =>
        Assert.Null(TryOf("a b 1000000", "b a 1000000", "a institution 1000000"));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(999_999, 999_999)]
    public void The_least_share_is_seen_through_many_levels(int share, int last)
    {
        var owned = Of($"p a {share}", "a b 1", "b institution 1000000");
        Assert.True(owned.Holds("p"));
        Assert.Equal(1, owned.SharePpm("p"));
        Assert.Equal(last, Of($"p institution {share}").SharePpm("p"));
    }

    [Theory]
    [InlineData(500_000, false)]
    [InlineData(500_001, true)]
    public void More_than_half_controls(int share, bool controls) =>
        Assert.Equal(controls, Of($"p institution {share}").Control(["p"], Half));

    [Fact]
    public void Who_controls_a_holder_controls_with_it_though_the_effective_share_is_small()
    {
        var owned = Of("p a 510000", "a b 510000", "b institution 510000");
        Assert.Equal(132_651, owned.SharePpm("p"));
        Assert.True(owned.Control(["p"], Half));
        Assert.False(Of("p a 500000", "a institution 1000000").Control(["p"], Half));
        Assert.True(Of("p a 510000", "a institution 300000", "p institution 210000").Control(["p"], Half));
    }

    [Theory]
    [InlineData("VIE")]
    [InlineData("FRANCHISE")]
    [InlineData("ENTRUSTED")]
    public void An_agreement_controls_without_a_share(string agreement)
    {
        var owned = Of("p a 510000", $"a institution {agreement}", "n institution 1000000");
        var p = owned.UltimateOwners(Half).Single(o => o.Party == "p");
        Assert.Equal((0, true, true), (p.SharePpm, p.Controls, p.ByAgreement));
        var n = owned.UltimateOwners(Half).Single(o => o.Party == "n");
        Assert.Equal((1_000_000, true, false), (n.SharePpm, n.Controls, n.ByAgreement));
    }

    [Fact]
    public void What_nobody_is_declared_to_hold_is_missing() => Assert.Equal(200_000, Of("p institution 800000").UndeclaredPpm());

    [Fact]
    public void Fifty_parties_that_all_hold_one_another_are_counted()
    {
        var ties = new List<string> { "p0 institution 1000000", "owner p0 500000" };
        for (var i = 0; i < 50; i++)
            for (var j = 0; j < 50; j++)
                if (i != j) ties.Add($"p{i} p{j} 10000");
        var owned = Of([.. ties]);
        Assert.InRange(owned.SharePpm("owner"), 500_000, 1_000_000);
    }

    [Fact]
    public void Flaws_are_told_by_their_fields()
    {
        CapitalParty[] parties = [Party("a"), Party("a"), Party("institution"), Party("n") with { Type = PartyType.NaturalPerson }];
        CapitalTie[] ties =
        [
            Tie("a institution 600000"), Tie("n institution 400001"), Tie("x a 1"), Tie("a a 1"), Tie("a institution VIE") with { SharePpm = 5 },
            Tie("n a 1") with { SharePpm = 0 }, Tie("a n 1"),
        ];
        Assert.Equal(
            ["parties[1].party_id", "parties[2].party_id", "ties[2].holder_id", "ties[3].held_id", "ties[4].share_ppm", "ties[5].share_ppm", "ties[6].held_id", "ties"],
            CapitalStructure.Flaws(parties, ties).Select(flaw => flaw.Field));
        Assert.Empty(CapitalStructure.Flaws([Party("a")], [Tie("a institution 1000000")]));
    }

    internal static CapitalParty Party(string id) => new(id, PartyType.Organisation, id, "", false, false);

    internal static CapitalTie Tie(string text)
    {
        var parts = text.Split(' ');
        var type = parts[2] switch
        {
            "VIE" => TieType.Vie, "FRANCHISE" => TieType.Franchise, "ENTRUSTED" => TieType.EntrustedOperation, "ASSETS" => TieType.AssetPurchase, _ => TieType.Shares,
        };
        return new CapitalTie(parts[0], parts[1], type, type == TieType.Shares ? int.Parse(parts[2]) : 0, null, null);
    }

    [Theory]
    [InlineData("n institution 400000", "n2 institution 600000", 1_000_000)]
    [InlineData("n institution 400000", "n2 m 500000", 700_000)]
    [InlineData("n m 500000", "n2 m 500000", 600_000)]
    public void A_person_given_twice_adds_up_under_the_first_identifier(string first, string second, int share)
    {
        var person = Guid.CreateVersion7();
        CapitalParty[] parties = [Person("n", person), Person("n2", person), Party("m")];
        CapitalTie[] ties = [Tie(first), Tie(second), .. first.Contains('m') || second.Contains(" m ") ? new[] { Tie("m institution 600000") } : []];
        var (merged, ways) = CapitalStructure.Merged(parties, ties);
        Assert.Empty(CapitalStructure.Flaws(parties, ties));
        var owner = Ownership.Of(merged, ways)!.UltimateOwners(new Ratio(1, 2)).First(o => o.SharePpm > 0);
        Assert.Equal(("n", share), (owner.Party, owner.SharePpm));
    }

    [Fact]
    public void Two_persons_stay_two_and_one_code_is_one_organisation()
    {
        CapitalParty[] parties = [Person("n", Guid.CreateVersion7()), Person("n2", Guid.CreateVersion7()), Party("a") with { Code = "c" }, Party("b") with { Code = "c", Foreign = true }];
        CapitalTie[] ties = [Tie("n institution 500000"), Tie("n2 institution 200000"), Tie("a institution 100000"), Tie("b institution 200000")];
        var (merged, ways) = CapitalStructure.Merged(parties, ties);
        Assert.Equal([("n", false), ("n2", false), ("a", true)], merged.Select(p => (p.Id, p.Foreign)));
        Assert.Equal([("n", 500_000), ("a", 300_000), ("n2", 200_000)], Ownership.Of(merged, ways)!.UltimateOwners(new Ratio(1, 2)).Select(o => (o.Party, o.SharePpm)));
        Assert.Equal(["ties[0].held_id"], CapitalStructure.Flaws(parties, [Tie("a b 100000")]).Select(f => f.Field));
        Assert.Equal(["ties"], CapitalStructure.Flaws(parties, [Tie("a institution 600000"), Tie("b institution 400001")]).Select(f => f.Field));
    }

    private static CapitalParty Person(string id, Guid person) => Party(id) with { Type = PartyType.NaturalPerson, Person = person };

    private static Ownership Of(params string[] ties) => TryOf(ties)!;

    private static Ownership? TryOf(params string[] texts)
    {
        var ties = texts.Select(Tie).ToList();
        var names = ties.SelectMany(tie => new[] { tie.Holder, tie.Held }).Distinct().Where(name => name != Ownership.Institution);
        return Ownership.Of([.. names.Select(Party)], ties);
    }
}
