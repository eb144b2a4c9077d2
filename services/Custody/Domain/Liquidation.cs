namespace ShuangJian.Custody.Domain;

/// <summary>Shares what there is among those who come first at the end of an institution.</summary>
public static class Liquidation
{
    /// <summary>
    /// Gives every claim in full when there is enough; else each in proportion, the fen that remain to the largest
    /// remainders, so that the sum is exactly what there is.
    /// </summary>
    /// <param name="available">What there is, fen.</param>
    /// <param name="claims">Claims, fen.</param>
    public static IReadOnlyList<long> Share(long available, IReadOnlyList<long> claims)
    {
        var total = claims.Aggregate(Int128.Zero, (sum, claim) => sum + claim);
        if (total <= available) return claims;
        var shares = claims.Select(claim => (long)((Int128)available * claim / total)).ToArray();
        var left = available - shares.Sum();
        foreach (var i in Enumerable.Range(0, claims.Count).OrderByDescending(i => (Int128)available * claims[i] % total).ThenBy(i => i).Take((int)left)) shares[i]++;
        return shares;
    }
}
