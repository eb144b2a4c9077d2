using System.Runtime.CompilerServices;
using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>What was done with personal data of pupils or parents.</summary>
public enum LeakConduct
{
    /// <summary>They became known to somebody who has no right to them.</summary>
    Leaked,

    /// <summary>A pupil was recommended, or the data were given, to an institution.</summary>
    PupilPassedOn,
}

/// <summary>Who did it.</summary>
public enum LeakHolder
{
    /// <summary>A training institution.</summary>
    Institution,

    /// <summary>A school.</summary>
    School,

    /// <summary>A person.</summary>
    Person,
}

/// <summary>Where a case about a leak stands.</summary>
public enum LeakState
{
    /// <summary>Being looked into.</summary>
    Open,

    /// <summary>It was so.</summary>
    Upheld,

    /// <summary>It was not so.</summary>
    Unfounded,
}

/// <summary>What is reported.</summary>
/// <param name="Conduct">What was done.</param>
/// <param name="Holder">Who did it.</param>
/// <param name="RecipientCode">Credit code of the institution that received data or pupil; empty when not known.</param>
/// <param name="Persons">Persons whose data it is; 0 when not known.</param>
/// <param name="On">Day on which it happened or was noticed.</param>
public sealed record LeakFacts(LeakConduct Conduct, LeakHolder Holder, string RecipientCode, int Persons, DateOnly On);

/// <summary>A case about a leak of personal data, or about a pupil who was passed on (F10).</summary>
public sealed class Leak : FiledMatter
{
    private Leak()
    {
    }

    /// <summary>What is reported.</summary>
    public LeakFacts Facts { get; private set; } = null!;

    /// <summary>What was seen; encrypted, for it may name persons.</summary>
    public string DescriptionCipher { get; private set; } = "";

    /// <summary>Where the case stands.</summary>
    public LeakState State { get; private set; }

    /// <summary>What the rules find.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Day of the decision.</summary>
    public DateOnly? DecidedOn { get; private set; }

    /// <summary>Department that decided.</summary>
    public string DecidedBy { get; private set; } = "";

    /// <summary>Why, and what was ordered.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Opens a case.</summary>
    /// <param name="holder">Place, and code of who did it; empty for a person.</param>
    /// <param name="facts">What is reported.</param>
    /// <param name="descriptionCipher">What was seen, encrypted.</param>
    /// <param name="law">The law of the place today.</param>
    /// <param name="now">The moment.</param>
    public static Leak Report(Owner holder, LeakFacts facts, string descriptionCipher, LawAt law, DateTimeOffset now)
    {
        var leak = new Leak { Facts = facts, DescriptionCipher = descriptionCipher, State = LeakState.Open, Findings = LeakRules.Judge(facts, upheld: false, law.On(facts.On)) };
        leak.Begin(holder, now);
        return leak;
    }

    /// <summary>Decides the case; what was done is judged by the law of its day.</summary>
    public void Decide(bool upheld, string department, string reason, LawAt law, DateTimeOffset now)
    {
        Require("LEAK_STATE", State, LeakState.Open);
        Findings = upheld ? LeakRules.Judge(Facts, upheld: true, law.On(Facts.On)) : [];
        (State, DecidedOn, DecidedBy, Reason) = (upheld ? LeakState.Upheld : LeakState.Unfounded, law.Date, department, reason);
        Touch(now);
    }
}

/// <summary>No school, institution or person leaks personal data of pupils and parents (F10).</summary>
public static class LeakRules
{
    /// <summary>Applies every rule. A report is a sign that a person decides; what was upheld is a breach.</summary>
    public static IReadOnlyList<Finding> Judge(LeakFacts facts, bool upheld, LawAt law)
    {
        var severity = upheld ? Severity.Breach : Severity.Undetermined;
        Finding?[] findings = [PersonalDataLeaked(facts, severity, law), PupilPassedOn(facts, severity, law)];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>Personal data of pupils or parents became known to somebody without a right to them.</summary>
    [Rule("泄露家长和学生个人信息", "Personal data of pupils or parents leaked", Capability = "F10", Clauses = ["KM-7", "TZ-17", "BJ-14"])]
    public static Finding? PersonalDataLeaked(LeakFacts facts, Severity severity, LawAt law) => facts.Conduct != LeakConduct.Leaked ? null : Of(
        severity, law, "不得泄露家长和学生个人信息", "Personal data of pupils and parents must not be leaked", ["KM-7", "TZ-17", "BJ-14"]);

    /// <summary>A pupil was passed on to an institution, or what is known of one.</summary>
    [Rule("为校外培训机构介绍学生或提供学生信息", "Pupil passed on to an institution", Capability = "F10", Clauses = ["KM-7", "TZ-17", "BJ-14", "BJ-26"])]
    public static Finding? PupilPassedOn(LeakFacts facts, Severity severity, LawAt law) => facts.Conduct != LeakConduct.PupilPassedOn ? null : Of(
        severity, law, "不得为校外培训机构介绍学生或提供学生信息", "Pupils, and what is known of them, must not be passed on to institutions",
        facts.Holder == LeakHolder.Institution ? ["KM-7", "TZ-17", "BJ-14"] : ["KM-7", "TZ-17", "BJ-26"]);

    private static Finding? Of(Severity severity, LawAt law, string zh, string en, string[] clauses, [CallerMemberName] string rule = "") => severity == Severity.Breach
        ? law.ByClauses(severity, "leak", $"{zh}，已查实。", $"{en}; it was upheld.", clauses, rule)
        : law.ByClauses(severity, "leak", $"{zh}，有待查实。", $"{en}; a person decides whether it was so.", clauses, rule);
}
