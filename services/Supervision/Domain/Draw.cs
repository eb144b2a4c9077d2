using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

#pragma warning disable CS1591 // The words of the enum are those of the contract, where each is explained.
/// <summary>Where a draw stands.</summary>
public enum DrawState { Committed, Drawn }
#pragma warning restore CS1591

/// <summary>An object of a list.</summary>
public sealed record DrawObject(string Code, string Name, int Weight, string Zh);

/// <summary>An inspector of a list.</summary>
public sealed record DrawInspector(string Id, string Badge, string Department);

/// <summary>A pair that is not drawn together.</summary>
public sealed record DrawConflict(string InspectorId, string Code);

/// <summary>An object that was drawn with its inspectors, empty where nobody could be drawn.</summary>
public sealed record DrawnObject(string Code, IReadOnlyList<string> InspectorIds);

/// <summary>What is drawn from.</summary>
public sealed record DrawList(IReadOnlyList<DrawObject> Objects, IReadOnlyList<DrawInspector> Inspectors, IReadOnlyList<DrawConflict> Conflicts, int SampleSize, IReadOnlyList<string> Team)
{
    /// <summary>The text whose digest is published; its form is part of the contract.</summary>
    public string Text(string nonceDigest)
    {
        var text = new StringBuilder("shuangjian-draw 1\n");
        text.Append($"objects {Objects.Count}\n");
        foreach (var o in Objects) text.Append($"{o.Code} {o.Weight}\n");
        text.Append($"inspectors {Inspectors.Count}\n");
        foreach (var i in Inspectors) text.Append($"{i.Id} {i.Badge} {i.Department}\n");
        text.Append($"conflicts {Conflicts.Count}\n");
        foreach (var c in Conflicts) text.Append($"{c.InspectorId} {c.Code}\n");
        return text.Append($"sample {SampleSize}\nteam {string.Join(',', Team)}\nnonce {nonceDigest}\n").ToString();
    }
}

/// <summary>Draws by a seed. The same list and seed always give the same result, in whatever language it is worked out.</summary>
public static class Drawing
{
    /// <summary>SHA-256 of a text in lower-case hexadecimal.</summary>
    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The seed of a list, a nonce and the words called out.</summary>
    public static string Seed(string listDigest, string nonce, string words) => Digest($"{listDigest}\n{nonce}\n{words}");

    /// <summary>Draws objects by weight and inspectors for each.</summary>
    public static IReadOnlyList<DrawnObject> Draw(DrawList list, string seed)
    {
        var (held, load) = (list.Conflicts.ToHashSet(), list.Inspectors.ToDictionary(i => i.Id, _ => 0));
        return [.. Objects(list, seed).Select((o, position) => new DrawnObject(o.Code, Team(list, seed, o.Code, position, held, load)))];
    }

    private static List<DrawObject> Objects(DrawList list, string seed)
    {
        List<DrawObject> remaining = [.. list.Objects], drawn = [];
        long total = remaining.Sum(o => (long)o.Weight);
        for (var k = 0; k < list.SampleSize && remaining.Count > 0; k++)
        {
            var rest = (long)(Number(seed, "object", k) % total);
            var at = 0;
            while (rest >= remaining[at].Weight) rest -= remaining[at++].Weight;
            drawn.Add(remaining[at]);
            total -= remaining[at].Weight;
            remaining.RemoveAt(at);
        }
        return drawn;
    }

    private static List<string> Team(DrawList list, string seed, string code, int position, HashSet<DrawConflict> held, Dictionary<string, int> load)
    {
        var team = new List<string>();
        for (var q = 0; q < list.Team.Count; q++)
        {
            var fit = list.Inspectors.Where(i => i.Department == list.Team[q] && !team.Contains(i.Id) && !held.Contains(new(i.Id, code))).ToList();
            var least = fit.Count == 0 ? 0 : fit.Min(i => load[i.Id]);
            fit.RemoveAll(i => load[i.Id] > least);
            if (fit.Count == 0)
            {
                team.Add("");
                continue;
            }
            var chosen = fit[(int)(Number(seed, "inspector", (position * list.Team.Count) + q) % fit.Count)].Id;
            team.Add(chosen);
            load[chosen]++;
        }
        return team;
    }

    private static BigInteger Number(string seed, string label, int i) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{label}/{i}")), isUnsigned: true, isBigEndian: true);
}

/// <summary>A draw: first a list that is fixed, then words called out, then the result.</summary>
public sealed class Draw : Versioned
{
    private Draw()
    {
    }

    /// <summary>The plan.</summary>
    public Guid PlanId { get; private set; }

    /// <summary>Where it stands.</summary>
    public DrawState State { get; private set; }

    /// <summary>The list.</summary>
    public DrawList List { get; private set; } = null!;

    /// <summary>Digest of the list's text.</summary>
    public string ListDigest { get; private set; } = "";

    /// <summary>The nonce; shown once it is drawn.</summary>
    public string Nonce { get; private set; } = "";

    /// <summary>Words called out; empty until it is drawn.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The seed; empty until it is drawn.</summary>
    public string Seed { get; private set; } = "";

    /// <summary>What was drawn.</summary>
    public IReadOnlyList<DrawnObject> Drawn { get; private set; } = [];

    /// <summary>When it was drawn; null until then.</summary>
    public DateTimeOffset? DrawnAt { get; private set; }

    /// <summary>The text whose digest is published.</summary>
    public string Text => List.Text(Drawing.Digest(Nonce));

    /// <summary>Fixes a list.</summary>
    public static Draw Commit(InspectionPlan plan, DrawList list, string nonce, DateTimeOffset now)
    {
        var draw = new Draw { PlanId = plan.Id, List = list, Nonce = nonce };
        draw.ListDigest = Drawing.Digest(draw.Text);
        draw.Begin(plan.Division, now);
        return draw;
    }

    /// <summary>Draws.</summary>
    /// <exception cref="Refusal">DRAW_STATE.</exception>
    public void Perform(string words, DateTimeOffset now)
    {
        if (State != DrawState.Committed) throw Refusal.OfState("DRAW_STATE", State, [DrawState.Committed]);
        (State, Words, Seed, DrawnAt) = (DrawState.Drawn, words, Drawing.Seed(ListDigest, Nonce, words), now);
        Drawn = Drawing.Draw(List, Seed);
        Touch(now);
    }
}
