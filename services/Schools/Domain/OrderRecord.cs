using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>What the rules on order look at beside the content.</summary>
/// <param name="Content">What the record says.</param>
/// <param name="Grade">Grade of the class; 0 when it is about no class.</param>
public sealed record OrderFacts(OrderContent Content, int Grade)
{
    /// <summary>Of a paper: its place among the papers of the grade, subject and term, from 1 in the order of their days.</summary>
    public int Ordinal { get; init; } = 1;

    /// <summary>School calendar that applies on its day; null when none is known.</summary>
    public SchoolCalendar? Calendar { get; init; }

    /// <summary>Quota of the year before; null when none is recorded.</summary>
    public QuotaPlan? Previous { get; init; }

    /// <summary>Whether it is about compulsory education, grades 1 to 9.</summary>
    public bool Compulsory => GradeOf is >= 1 and <= 9;

    private int GradeOf => Content switch
    {
        Exam exam => exam.Grade,
        CollectiveLessons lessons => lessons.Grade,
        _ => Grade,
    };
}

/// <summary>Something that shows whether a school keeps the order of teaching, exams, sport and enrolment.</summary>
public sealed class OrderRecord : Versioned, IOwned
{
    private OrderRecord()
    {
    }

    /// <summary>Code of the school; empty when it is about an authority.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <inheritdoc/>
    public string OwnerCode => SchoolCode;

    /// <summary>What it is about.</summary>
    public OrderKind Kind { get; private set; }

    /// <summary>What tells it from others; null where nothing does, or when it is withdrawn.</summary>
    public string? RecordKey { get; private set; }

    /// <summary>Papers that are counted together; empty for everything else.</summary>
    public string Series { get; private set; } = "";

    /// <summary>Day whose law judged it.</summary>
    public DateOnly Date { get; private set; }

    /// <summary>Calendar year in which its school year begins.</summary>
    public int SchoolYear { get; private set; }

    /// <summary>Grade of the class; 0 when it is about no class.</summary>
    public int Grade { get; private set; }

    /// <summary>What it says.</summary>
    public OrderContent Content { get; private set; } = null!;

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Whether a breach is among it.</summary>
    public bool HasBreach { get; private set; }

    /// <summary>Whether an authority recorded it.</summary>
    public bool ByAuthority { get; private set; }

    /// <summary>Whether it was withdrawn.</summary>
    public bool Withdrawn { get; private set; }

    /// <summary>Puts a record. It is judged next.</summary>
    public static OrderRecord Put(string division, string school, OrderContent content, int grade, bool byAuthority, DateTimeOffset now)
    {
        var one = new OrderRecord { SchoolCode = school, Kind = content.Kind, Grade = grade, ByAuthority = byAuthority };
        one.Begin(division, now);
        one.Say(content);
        return one;
    }

    /// <summary>What tells a record of an owner from others; null where nothing does.</summary>
    public static string? KeyOf(string owner, OrderContent content) => content.Key is { } key ? $"{owner}/{content.Kind}/{key}" : null;

    /// <summary>Judges what it says.</summary>
    /// <returns>Whether anything is found otherwise than before.</returns>
    public bool Judge(OrderFacts facts, LawAt law)
    {
        var found = OrderRules.Judge(facts, law);
        if (found.Select(Sign).SequenceEqual(Findings.Select(Sign))) return false;
        Findings = found;
        HasBreach = found.Any(f => f.Severity == Severity.Breach);
        return true;
    }

    /// <summary>Judges it again because something beside it changed.</summary>
    public void JudgeAgain(OrderFacts facts, LawAt law, DateTimeOffset now)
    {
        if (Judge(facts, law)) Touch(now);
    }

    /// <summary>Says something else about the same thing.</summary>
    /// <exception cref="Refusal">ORDER_RECORD_WITHDRAWN; ORDER_RECORD_OF_AUTHORITY.</exception>
    public OrderRevision Correct(OrderContent content, bool byAuthority, string by, string reason, DateTime now)
    {
        var before = Revise(byAuthority, by, reason, now);
        Say(content);
        Touch(now);
        return before;
    }

    /// <summary>Takes it back.</summary>
    /// <exception cref="Refusal">As of <see cref="Correct"/>.</exception>
    public OrderRevision Withdraw(bool byAuthority, string by, string reason, DateTime now)
    {
        var before = Revise(byAuthority, by, reason, now);
        (Withdrawn, RecordKey, Findings, HasBreach) = (true, null, [], false);
        Touch(now);
        return before;
    }

    private static (string, Severity, string, Quantity?) Sign(Finding finding) => (finding.Rule, finding.Severity, finding.Subject, finding.Observed);

    private OrderRevision Revise(bool byAuthority, string by, string reason, DateTime now)
    {
        if (Withdrawn) throw SchoolRefusals.OrderWithdrawn(Id);
        if (ByAuthority && !byAuthority) throw SchoolRefusals.OrderOfAuthority(Id);
        return new OrderRevision { RecordId = Id, Version = Version, By = by, At = now, Reason = reason, Content = Content, Findings = Findings };
    }

    private void Say(OrderContent content)
    {
        Content = content;
        RecordKey = KeyOf(SchoolCode.Length > 0 ? SchoolCode : Division, content);
        Series = content is Exam { Counts: true } exam ? exam.Series : "";
        (Date, SchoolYear) = (content.Day, content.SchoolYear);
    }
}

/// <summary>What a record said before it changed.</summary>
public sealed class OrderRevision
{
    /// <summary>The record.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>Version that ended.</summary>
    public required long Version { get; init; }

    /// <summary>Who changed it.</summary>
    public required string By { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>What it said.</summary>
    public required OrderContent Content { get; init; }

    /// <summary>What was found.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}

/// <summary>The papers of one school, grade, subject and term. Whoever raises its turn first decides first.</summary>
public sealed class ExamSeries
{
    /// <summary>Code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Year, term, grade and subject.</summary>
    public required string Series { get; init; }

    /// <summary>Grows with every change.</summary>
    public long Turn { get; set; }
}
