using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

#pragma warning disable CS1591 // The words of this enum are those of the contract, where each is explained.
/// <summary>What a pupil is in need of, or why.</summary>
public enum PupilNeedKind { Learning, ExtendedCare, LeftBehind, Disabled, Poor, Migrant }
#pragma warning restore CS1591

/// <summary>A pupil in need: a keyed hash to find the pupil by, and everything else encrypted, the needs as well.</summary>
public sealed class PupilNeed : Versioned, IOwned
{
    private PupilNeed()
    {
    }

    /// <summary>Code of the school.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <inheritdoc />
    public string OwnerCode => SchoolCode;

    /// <summary>Keyed hash of the identity number.</summary>
    public string PupilHash { get; private set; } = "";

    /// <summary>Person, needs and note, encrypted.</summary>
    public string Cipher { get; private set; } = "";

    /// <summary>Enters a pupil.</summary>
    public static PupilNeed Enter(School school, string hash, string cipher, DateTimeOffset now)
    {
        var one = new PupilNeed { SchoolCode = school.Code, PupilHash = hash, Cipher = cipher };
        one.Begin(school.Division, now);
        return one;
    }

    /// <summary>Enters the pupil anew, under the hash of the current key.</summary>
    public void Renew(string hash, string cipher, DateTimeOffset now)
    {
        (PupilHash, Cipher) = (hash, cipher);
        Touch(now);
    }
}

/// <summary>Pupils with one need.</summary>
/// <param name="Kind">The need.</param>
/// <param name="Pupils">Pupils in need.</param>
/// <param name="Reached">Of these, those whom the service reaches.</param>
public sealed record NeedFacts(PupilNeedKind Kind, int Pupils, int Reached);

/// <summary>What pupils in need can expect of after-school service (S6, S7).</summary>
public static class NeedRules
{
    private static readonly string[] s_learning = ["JLP-C19", "BJ-9"], s_care = ["JLP-C17", "BJ-8"];

    /// <summary>Programmes that serve a need; none where any programme does.</summary>
    public static IReadOnlyList<ProgrammeKind> ServedBy(PupilNeedKind kind) => kind switch
    {
        PupilNeedKind.Learning => [ProgrammeKind.HomeworkHelp, ProgrammeKind.Tutoring],
        PupilNeedKind.ExtendedCare => [ProgrammeKind.ExtendedCare],
        _ => [],
    };

    /// <summary>Whether the text of the place gives the first places of a programme to pupils with one of these needs.</summary>
    public static bool GoesFirst(IEnumerable<PupilNeedKind> needs, ProgrammeKind programme, LawAt law) =>
        needs.Any(n => ServedBy(n).Contains(programme) && law.ByClauses(Severity.Warning, "", "", "", ClausesOf(n)) is not null);

    /// <summary>Pupils in need are reached. Taking part is voluntary, so whoever is not is a sign and no breach.</summary>
    [Rule("有需要的学生未享受对应课后服务", "Pupils in need are not reached", Capability = "S7", Clauses = ["JLP-C17", "JLP-C19", "BJ-8", "BJ-9"])]
    public static Finding? PupilsInNeedAreNotReached(NeedFacts facts, LawAt law)
    {
        if (facts.Reached >= facts.Pupils || ClausesOf(facts.Kind) is not { Length: > 0 } clauses) return null;
        var zh = facts.Kind == PupilNeedKind.Learning ? "学习有困难的学生应得到课业答疑和辅导。" : "有特殊需要的学生应得到延时托管服务。";
        var en = facts.Kind == PupilNeedKind.Learning ? "Pupils for whom learning is hard are to be helped." : "Pupils with a special need are to be cared for longer.";
        var finding = law.ByClauses(Severity.Warning, "coverage", zh, en, clauses);
        return finding is null ? null : finding with { Limit = new Quantity($"{facts.Pupils}", "pupils"), Observed = new Quantity($"{facts.Reached}", "pupils") };
    }

    private static string[] ClausesOf(PupilNeedKind kind) => kind switch
    {
        PupilNeedKind.Learning => s_learning,
        PupilNeedKind.ExtendedCare => s_care,
        _ => [],
    };
}
