using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>What the rules on capital look at.</summary>
/// <param name="Academic">Whether the institution is academic; the rules are for no other.</param>
/// <param name="Listing">Whether it is listed.</param>
/// <param name="Parties">Everyone in the structure.</param>
/// <param name="Ties">Who holds or controls whom.</param>
/// <param name="Ownership">What the ties add up to.</param>
/// <param name="ControlShare">Share that has to be exceeded to control by shares.</param>
public sealed record CapitalFacts(
    bool Academic, ListingState Listing, IReadOnlyList<CapitalParty> Parties, IReadOnlyList<CapitalTie> Ties, Ownership Ownership, Ratio ControlShare)
{
    internal IReadOnlyList<string> Foreign => [.. Parties.Where(party => party.Foreign).Select(party => party.Id)];

    internal bool ForeignControls => Foreign.Count > 0 && Ownership.Control(Foreign, ControlShare);

    /// <summary>Ties of listed companies that carry money towards the institution.</summary>
    internal IReadOnlyList<CapitalTie> ListedInvestments =>
    [
        .. Ties.Where(tie => tie.Type == TieType.Shares
            && Parties.Any(party => party.Listed && party.Id == tie.Holder)
            && (tie.Held == Ownership.Institution || Ownership.Holds(tie.Held))),
    ];
}

/// <summary>Which capital may not be in an academic institution.</summary>
public static class CapitalRules
{
    private const string Parties = "structure.parties";
    private const string Listing = "structure.listing";

    /// <summary>Applies every rule and puts the findings together.</summary>
    /// <param name="facts">The structure.</param>
    /// <param name="law">The law of the institution's place on the day judged.</param>
    public static IReadOnlyList<Finding> Judge(CapitalFacts facts, LawAt law)
    {
        if (!facts.Academic) return [];
        Finding?[] findings =
        [
            AcademicInstitutionIsListed(facts, law),
            ListedCompanyInvestsStockMarketMoney(facts, law),
            ListedCompanyBuysAssets(facts, law),
            ForeignCapitalControls(facts, law),
            ForeignCapitalHoldsShares(facts, law),
            OwnersNotFullyDeclared(facts, law),
        ];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>The parameters that <see cref="Judge"/> consults.</summary>
    /// <param name="law">The law of the institution's place on the day judged.</param>
    public static IReadOnlyList<ParameterUse> Uses(LawAt law)
    {
        ParameterKey[] keys =
        [
            Law.AcademicListingForbidden, Law.StockMarketMoneyForbidden, Law.AssetPurchaseForbidden, Law.ForeignControlForbidden,
            Law.ForeignSharesForbidden, Law.ControlShare,
        ];
        return [.. keys.Select(key => ParameterUse.Of(law, key))];
    }

    /// <summary>An academic institution is not listed and prepares no listing.</summary>
    [Rule("学科类机构上市融资", "Academic institution is listed",
        Capability = "I10", Clauses = ["KM-10", "TZ-18", "JLP-C27", "BJ-17"], Parameters = [nameof(Law.AcademicListingForbidden)])]
    public static Finding? AcademicInstitutionIsListed(CapitalFacts facts, LawAt law) => law.Forbidden(
        Law.AcademicListingForbidden,
        Listing,
        facts.Academic && facts.Listing != ListingState.None,
        "学科类培训机构一律不得上市融资，严禁资本化运作。",
        "An academic institution may not be listed or raise money towards it.");

    /// <summary>A listed company puts no money of the stock market into an academic institution. Whose money is not stated leaves it open.</summary>
    [Rule("上市公司以股市资金投资学科类机构", "Listed company invests stock-market money",
        Capability = "I10", Clauses = ["KM-10", "TZ-18", "JLP-C27", "BJ-17"], Parameters = [nameof(Law.StockMarketMoneyForbidden)])]
    public static Finding? ListedCompanyInvestsStockMarketMoney(CapitalFacts facts, LawAt law)
    {
        if (!facts.Academic || facts.ListedInvestments.All(tie => tie.Money == MoneySource.Own)) return null;
        if (facts.ListedInvestments.Any(tie => tie.Money == MoneySource.StockMarket))
        {
            return law.Forbidden(Law.StockMarketMoneyForbidden, Parties, true,
                "上市公司不得通过股票市场融资投资学科类培训机构。",
                "A listed company may not put money raised on the stock market into an academic institution.");
        }
        return !law.TryLimit(Law.StockMarketMoneyForbidden, Parties, out var limit, out var open) ? open
            : limit.Value ? limit.Undetermined(Parties,
                "上市公司投资学科类培训机构的资金来源未说明，无法判定是否为股票市场融资。",
                "Where the money of the listed company came from is not stated.")
            : null;
    }

    /// <summary>A listed company buys no assets of an academic institution, neither for shares nor for cash.</summary>
    [Rule("上市公司购买学科类机构资产", "Listed company buys assets",
        Capability = "I10", Clauses = ["KM-10", "TZ-18", "JLP-C27", "BJ-17"], Parameters = [nameof(Law.AssetPurchaseForbidden)])]
    public static Finding? ListedCompanyBuysAssets(CapitalFacts facts, LawAt law) => law.Forbidden(
        Law.AssetPurchaseForbidden,
        Parties,
        facts.Academic && facts.Ties.Any(tie => tie is { Type: TieType.AssetPurchase, Held: Ownership.Institution }
            && facts.Parties.Any(party => party.Listed && party.Id == tie.Holder)),
        "上市公司不得通过发行股份或支付现金等方式购买学科类培训机构资产。",
        "A listed company may not buy assets of an academic institution for shares, cash or otherwise.");

    /// <summary>Foreign capital does not control an academic institution; all foreign capital counts as one.</summary>
    [Rule("外资控股学科类机构", "Foreign capital controls",
        Capability = "I10", Clauses = ["KM-10", "TZ-18", "JLP-C27", "BJ-17"], Parameters = [nameof(Law.ForeignControlForbidden), nameof(Law.ControlShare)])]
    public static Finding? ForeignCapitalControls(CapitalFacts facts, LawAt law) => law.Forbidden(
        Law.ForeignControlForbidden,
        Parties,
        facts.Academic && facts.ForeignControls,
        "外资不得通过兼并收购、受托经营、加盟连锁、利用可变利益实体等方式控股学科类培训机构。",
        "Foreign capital may not control an academic institution by merger, entrusted operation, franchise, VIE or otherwise.");

    /// <summary>Foreign capital holds no share of an academic institution, however small and through however many others.</summary>
    [Rule("外资参股学科类机构", "Foreign capital holds shares",
        Capability = "I10", Clauses = ["KM-10", "TZ-18", "JLP-C27", "BJ-17"], Parameters = [nameof(Law.ForeignSharesForbidden)])]
    public static Finding? ForeignCapitalHoldsShares(CapitalFacts facts, LawAt law) => law.Forbidden(
        Law.ForeignSharesForbidden,
        Parties,
        facts.Academic && facts.Foreign.Any(facts.Ownership.Holds),
        "外资不得参股学科类培训机构，间接持有的也计算在内。",
        "Foreign capital may not hold shares of an academic institution, indirect ones included.");

    /// <summary>Whether the bans are kept cannot be told while part of the institution, or an organisation that holds it, has no declared owner.</summary>
    [Rule("股权未追溯到最终所有者", "Owners not declared in full",
        Capability = "I10", Clauses = ["KM-10", "TZ-18", "JLP-C27", "BJ-17"], Parameters = [nameof(Law.ForeignSharesForbidden)])]
    public static Finding? OwnersNotFullyDeclared(CapitalFacts facts, LawAt law)
    {
        var untraced = facts.Parties.Where(party => party is { Type: PartyType.Organisation, Listed: false, Foreign: false }
            && facts.Ownership.Holds(party.Id) && facts.Ties.All(tie => tie.Held != party.Id)).Select(party => party.Id).ToList();
        var undeclared = facts.Ownership.UndeclaredPpm();
        if (!facts.Academic || (untraced.Count == 0 && undeclared == 0)) return null;
        if (!law.TryLimit(Law.ForeignSharesForbidden, Parties, out var limit, out var open)) return open;
        return limit.Undetermined(Parties,
            $"尚有百万分之{undeclared}的股权没有列明所有者，未追溯的单位：{(untraced.Count == 0 ? "无" : string.Join('、', untraced))}。",
            $"No owner is declared for {undeclared} parts per million; organisations not traced: {(untraced.Count == 0 ? "none" : string.Join(", ", untraced))}.");
    }
}
