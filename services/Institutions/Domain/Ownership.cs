using System.Numerics;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>An ultimate owner or controller of the institution.</summary>
/// <param name="Party">Identifier of the party.</param>
/// <param name="SharePpm">Effective share in parts per million, rounded down, at least 1 when anything is held.</param>
/// <param name="Controls">Whether it controls the institution.</param>
/// <param name="ByAgreement">Whether an agreement, and not shares alone, leads to the institution.</param>
/// <param name="Chain">The shortest way to the institution, both ends included.</param>
public sealed record UltimateOwner(string Party, int SharePpm, bool Controls, bool ByAgreement, IReadOnlyList<string> Chain);

/// <summary>
/// Who owns and controls an institution in the end. A party's effective share is the sum, over every path to the
/// institution, of the product of the shares along it. Cross-holdings make endlessly many paths; their sum is the
/// solution of v = e + A·v, which is found exactly: by elimination without fractions on whole numbers, rounded once
/// at the end. Whoever controls a party controls what that party holds: by an agreement, or by more than the control
/// share together with all it controls already.
/// </summary>
public sealed class Ownership
{
    /// <summary>The institution itself, as ties name it.</summary>
    public const string Institution = "institution";

    private const int Whole = 1_000_000;

    private readonly IReadOnlyList<CapitalTie> _ties;
    private readonly Dictionary<string, int> _index;
    private readonly BigInteger[] _shares;
    private readonly BigInteger _denominator;

    private Ownership(IReadOnlyList<CapitalTie> ties, Dictionary<string, int> index, BigInteger[] shares, BigInteger denominator)
    {
        (_ties, _index, _shares, _denominator) = (ties, index, shares, denominator);
    }

    /// <summary>Adds up the shares of a structure.</summary>
    /// <param name="parties">Everyone but the institution.</param>
    /// <param name="ties">Who holds whom; of one party at most the whole is held, and no party holds itself.</param>
    /// <returns>The ownership; null when parties hold one another entirely, so that nobody outside owns them.</returns>
    public static Ownership? Of(IReadOnlyList<CapitalParty> parties, IReadOnlyList<CapitalTie> ties)
    {
        string[] names = [Institution, .. parties.Select(party => party.Id)];
        var index = names.Select((name, i) => (name, i)).ToDictionary(n => n.name, n => n.i);
        var rows = new BigInteger[names.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new BigInteger[names.Length + 1];
            rows[i][i] = Whole;
        }
        rows[0][names.Length] = Whole;
        foreach (var tie in ties.Where(tie => tie.Type == TieType.Shares))
            rows[index[tie.Holder]][index[tie.Held]] -= tie.SharePpm;
        return Eliminate(rows) is { } denominator
            ? new Ownership(ties, index, [.. rows.Select(row => row[^1])], denominator)
            : null;
    }

    /// <summary>Whether a party holds anything of the institution, directly or through others.</summary>
    /// <param name="party">The party.</param>
    public bool Holds(string party) => !_shares[_index[party]].IsZero;

    /// <summary>Effective share of a party in parts per million, rounded down, at least 1 when anything is held.</summary>
    /// <param name="party">The party.</param>
    public int SharePpm(string party) => Holds(party) ? (int)BigInteger.Max(1, _shares[_index[party]] * Whole / _denominator) : 0;

    /// <summary>Whether parties control the institution when they act as one.</summary>
    /// <param name="parties">The parties.</param>
    /// <param name="threshold">Share that has to be exceeded to control by shares.</param>
    public bool Control(IEnumerable<string> parties, Ratio threshold)
    {
        var controlled = parties.ToHashSet();
        for (var before = 0; before < controlled.Count;)
        {
            before = controlled.Count;
            controlled.UnionWith(_ties.Where(tie => tie.IsAgreement && controlled.Contains(tie.Holder)).Select(tie => tie.Held).ToList());
            controlled.UnionWith(_ties
                .Where(tie => tie.Type == TieType.Shares && controlled.Contains(tie.Holder))
                .GroupBy(tie => tie.Held)
                .Where(held => held.Sum(tie => (long)tie.SharePpm) * threshold.Denominator > threshold.Numerator * Whole)
                .Select(held => held.Key).ToList());
        }
        return controlled.Contains(Institution);
    }

    /// <summary>Whether a way with an agreement on it leads from a party to the institution.</summary>
    /// <param name="party">The party.</param>
    public bool ReachesByAgreement(string party) => _ties.Any(tie => tie.IsAgreement
        && (tie.Holder == party || Chain(party, tie.Holder).Count > 0)
        && (tie.Held == Institution || Chain(tie.Held).Count > 0));

    /// <summary>Whether a way of shares or agreements leads from a party to the institution.</summary>
    /// <param name="party">The party.</param>
    public bool Reaches(string party) => Chain(party).Count > 0;

    /// <summary>The parties that nobody holds or controls, as far as a way leads from them to the institution; the greatest share first.</summary>
    /// <param name="threshold">Share that has to be exceeded to control by shares.</param>
    public IReadOnlyList<UltimateOwner> UltimateOwners(Ratio threshold)
    {
        var held = _ties.Where(tie => tie.Type != TieType.AssetPurchase).Select(tie => tie.Held).ToHashSet();
        return
        [
            .. _index.Keys
                .Where(party => party != Institution && !held.Contains(party))
                .Select(party => (Party: party, Chain: Chain(party)))
                .Where(found => found.Chain.Count > 0)
                .Select(found => new UltimateOwner(
                    found.Party, SharePpm(found.Party), Control([found.Party], threshold),
                    ReachesByAgreement(found.Party), found.Chain))
                .OrderByDescending(owner => owner.SharePpm).ThenBy(owner => owner.Party, StringComparer.Ordinal),
        ];
    }

    /// <summary>Share of the institution that belongs to no declared ultimate owner, in parts per million, rounded up.</summary>
    public int UndeclaredPpm()
    {
        var held = _ties.Where(tie => tie.Type == TieType.Shares).Select(tie => tie.Held).ToHashSet();
        var owned = _index.Where(entry => entry.Key != Institution && !held.Contains(entry.Key))
            .Aggregate(BigInteger.Zero, (sum, entry) => sum + _shares[entry.Value]);
        var missing = (_denominator - owned) * Whole;
        return missing.Sign <= 0 ? 0 : (int)((missing + _denominator - 1) / _denominator);
    }

    /// <summary>The shortest way from one party to another; empty when there is none.</summary>
    private List<string> Chain(string from, string to = Institution)
    {
        var before = new Dictionary<string, string> { [from] = "" };
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var party))
        {
            foreach (var tie in _ties.Where(tie => tie.Holder == party && tie.Type != TieType.AssetPurchase))
            {
                if (!before.TryAdd(tie.Held, party)) continue;
                if (tie.Held != to)
                {
                    queue.Enqueue(tie.Held);
                    continue;
                }
                var chain = new List<string>();
                for (var step = to; step.Length > 0; step = before[step]) chain.Insert(0, step);
                return chain;
            }
        }
        return [];
    }

    /// <summary>Bareiss elimination to a diagonal: the last column becomes the solution times the answer.</summary>
    /// <returns>The common denominator, positive; null when there is no single solution.</returns>
    private static BigInteger? Eliminate(BigInteger[][] rows)
    {
        var before = BigInteger.One;
        for (var k = 0; k < rows.Length; k++)
        {
            var pivot = Array.FindIndex(rows, k, row => !row[k].IsZero);
            if (pivot < 0) return null;
            if (pivot != k)
            {
                (rows[k], rows[pivot]) = (rows[pivot], rows[k]);
                // Exchanging two rows turns the sign of the determinant; the other sign in one of them keeps it.
                rows[k] = [.. rows[k].Select(BigInteger.Negate)];
            }
            for (var i = 0; i < rows.Length; i++)
            {
                if (i == k) continue;
                var factor = rows[i][k];
                for (var j = 0; j <= rows.Length; j++)
                    rows[i][j] = (rows[k][k] * rows[i][j] - factor * rows[k][j]) / before;
            }
            before = rows[k][k];
        }
        if (before.Sign > 0) return before;
        foreach (var row in rows) row[^1] = -row[^1];
        return BigInteger.Negate(before);
    }
}
