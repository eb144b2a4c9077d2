using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace ShuangJian.Events;

/// <summary>Events that were acknowledged together and have no receipt yet.</summary>
public sealed class Acknowledged
{
    private readonly SortedDictionary<string, long> _types = new(StringComparer.Ordinal);

    /// <summary>Position of the first.</summary>
    public long First { get; private set; }

    /// <summary>Position of the last.</summary>
    public long Last { get; private set; }

    /// <summary>How many.</summary>
    public long Events { get; private set; }

    /// <summary>By type: <c>custody.refund-paid=3;…</c>.</summary>
    public string Types => string.Join(';', _types.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key}={t.Value}")));

    /// <summary>Adds an event; they come in order.</summary>
    public void Add(long sequence, string type)
    {
        if (Events++ == 0) First = sequence;
        Last = sequence;
        _types[type] = _types.GetValueOrDefault(type) + 1;
    }

    /// <summary>Reads types with their counts.</summary>
    public static IEnumerable<(string Type, long Events)> Parse(string types) =>
        types.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(t => t.Split('=')).Select(t => (t[0], long.Parse(t[1], CultureInfo.InvariantCulture)));
}

/// <summary>Files receipts, each chained to the one before.</summary>
public static class Receipts
{
    private const int MostFaults = 100;

    /// <summary>
    /// Files a receipt and moves the subscriber on, in one save; null when another stream has taken over. Events that have a receipt
    /// already get no other: whoever hears something again acknowledges nothing new.
    /// </summary>
    public static async Task<Receipt?> FileAsync(EventsDb db, Guid subscription, Guid? stream, Acknowledged what, Proof proof, DateTime now, CancellationToken cancellation)
    {
        var progress = await db.Progress.SingleAsync(p => p.SubscriptionId == subscription, cancellation);
        if (progress.StreamId != stream || what.Last <= progress.Acknowledged) return null;
        var number = progress.Receipts + 1;
        var receipt = new Receipt
        {
            SubscriptionId = subscription, Number = number, First = what.First, Last = what.Last, Events = what.Events, Types = what.Types, Proof = proof, At = now,
            Hash = HashOf(progress.Hash, subscription, number, what.First, what.Last, what.Events, what.Types, proof, now),
        };
        db.Receipts.Add(receipt);
        (progress.Acknowledged, progress.AcknowledgedAt, progress.Receipts, progress.Hash) = (what.Last, now, number, receipt.Hash);
        progress.Events += what.Events;
        await db.SaveChangesAsync(cancellation);
        return receipt;
    }

    /// <summary>Walks the chain of a subscription.</summary>
    public static async Task<(long Read, byte[] Hash, IReadOnlyList<(long Number, string Kind)> Faults)> VerifyAsync(EventsDb db, Guid subscription, CancellationToken cancellation)
    {
        var faults = new List<(long, string)>();
        var (read, expected, previous) = (0L, 1L, new byte[32]);
        await foreach (var one in db.Receipts.AsNoTracking().Where(r => r.SubscriptionId == subscription).OrderBy(r => r.Number).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            read++;
            var gap = one.Number != expected;
            if (gap) faults.Add((expected, "MISSING"));
            else if (!one.Hash.AsSpan().SequenceEqual(HashOf(previous, subscription, one.Number, one.First, one.Last, one.Events, one.Types, one.Proof, one.At))) faults.Add((one.Number, "CHANGED"));
            // Go on from what the row says, so that one fault is told once and not for every row after it.
            (previous, expected) = (one.Hash, one.Number + 1);
            if (faults.Count >= MostFaults) break;
        }
        var head = await db.Progress.AsNoTracking().SingleAsync(p => p.SubscriptionId == subscription, cancellation);
        if (faults.Count < MostFaults && (head.Receipts != expected - 1 || !head.Hash.AsSpan().SequenceEqual(previous))) faults.Add((head.Receipts, "HEAD_DIFFERS"));
        return (read, previous, faults);
    }

    private static byte[] HashOf(byte[] previous, Guid subscription, long number, long first, long last, long events, string types, Proof proof, DateTime at)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{subscription}|{number}|{first}|{last}|{events}|{types}|{proof}|{at:O}");
        return SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes(text)]);
    }
}
