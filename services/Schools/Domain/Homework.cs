using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

#pragma warning disable CS1591 // The words of these enums are those of the contract, where each is explained.
/// <summary>Kinds of homework.</summary>
public enum HomeworkKind { Written, Reading, Practice, Oral, Sport, Labour, Arts }

/// <summary>For whom homework is.</summary>
public enum HomeworkLayer { WholeClass, Level, Individual }

/// <summary>How homework reaches pupils.</summary>
public enum HomeworkChannel { InClass, AfterClass, Phone }

/// <summary>Who marks homework.</summary>
public enum HomeworkMarker { Teacher, Pupil, Parent }

/// <summary>Where homework is done.</summary>
public enum HomeworkPlace { School, Home }

/// <summary>Where homework stands.</summary>
public enum HomeworkState { Reserved, Published, Withdrawn }
#pragma warning restore CS1591

/// <summary>What homework says.</summary>
/// <param name="Subject">Subject.</param>
/// <param name="TeacherId">Teacher who sets it.</param>
/// <param name="Kind">What kind of work it is.</param>
/// <param name="Minutes">Minutes that it takes a pupil on average.</param>
/// <param name="Layer">For whom of the class.</param>
/// <param name="Pupils">Pupils of a layer; 0 for the whole class.</param>
/// <param name="Channel">How it reaches the pupils.</param>
/// <param name="Marker">Who marks it.</param>
/// <param name="Place">Where it is done.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="AsksParents">Whether parents have to do or check something.</param>
/// <param name="BeyondStandard">Whether it goes beyond the curriculum standard.</param>
public sealed record HomeworkContent(
    string Subject, Guid TeacherId, HomeworkKind Kind, int Minutes, HomeworkLayer Layer, int Pupils, HomeworkChannel Channel, HomeworkMarker Marker, HomeworkPlace Place,
    string Text, bool AsksParents, bool BeyondStandard);

/// <summary>How homework was marked and given back, in copies.</summary>
public sealed record Marking(int HandedIn, int ByTeacher, int ByPupils, int ByParents, int Explained, int FinishedInSchool)
{
    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>Homework of one class, subject and day.</summary>
public sealed class Homework
{
    private Homework()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>Division of the school.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Code of the school.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <summary>The class.</summary>
    public Guid ClassId { get; private set; }

    /// <summary>The day.</summary>
    public DateOnly Date { get; private set; }

    /// <summary>Grade of the class.</summary>
    public int Grade { get; private set; }

    /// <summary>Pupils of the class on that day.</summary>
    public int ClassPupils { get; private set; }

    /// <summary>What it says.</summary>
    public HomeworkContent Content { get; private set; } = null!;

    /// <summary>Where it stands.</summary>
    public HomeworkState State { get; private set; }

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>How it was marked; null until recorded.</summary>
    public Marking? Marked { get; private set; }

    /// <summary>Digest of what was sent in a stream; empty otherwise.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>When it last changed, UTC.</summary>
    public DateTime UpdatedAt { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>What it takes of its class's day.</summary>
    public Standing Standing => State == HomeworkState.Withdrawn ? default : new Standing(
        Content.Kind == HomeworkKind.Written ? PupilMinutes : 0, State == HomeworkState.Published ? Figures() : default);

    private long PupilMinutes => (long)Content.Minutes * (Content.Layer == HomeworkLayer.WholeClass ? ClassPupils : Content.Pupils);

    /// <summary>Enters homework and takes its minutes of the day.</summary>
    /// <exception cref="Refusal">SCHOOL_BREACH_STANDS or HOMEWORK_LIMIT_REACHED; the day is then as before.</exception>
    public static (Homework Homework, Figures Change) Enter(Guid id, ClassDay day, HomeworkContent content, bool reserveOnly, string digest, LawAt law, DateTime now)
    {
        var one = new Homework
        {
            Id = id, Division = day.Division, SchoolCode = day.SchoolCode, ClassId = day.ClassId, Date = day.Date, Grade = day.Grade, ClassPupils = day.Pupils, Content = content,
            State = reserveOnly ? HomeworkState.Reserved : HomeworkState.Published, Digest = digest,
        };
        one.Findings = HomeworkRules.Judge(new HomeworkFacts(content, day.Grade), law);
        return (one, one.Settle(default, day, law, now));
    }

    /// <summary>Publishes what was reserved.</summary>
    public Figures Publish(ClassDay day, LawAt law, DateTime now)
    {
        Require(HomeworkState.Reserved);
        var before = Standing;
        State = HomeworkState.Published;
        return Settle(before, day, law, now);
    }

    /// <summary>Corrects what it says.</summary>
    public Figures Correct(HomeworkContent content, ClassDay day, LawAt law, DateTime now)
    {
        var before = Replace(content, law);
        return Settle(before, day, law, now);
    }

    /// <summary>Gives it other minutes, and publishes it if asked to; the day is judged by whoever gives several.</summary>
    public Figures Adjust(int minutes, bool publish, ClassDay day, LawAt law, DateTime now)
    {
        var before = Replace(Content with { Minutes = minutes }, law);
        if (publish) State = HomeworkState.Published;
        Touch(now);
        return day.Apply(before, Standing);
    }

    /// <summary>Takes it back.</summary>
    public Figures Withdraw(ClassDay day, LawAt law, DateTime now)
    {
        Require(HomeworkState.Reserved, HomeworkState.Published);
        var before = Standing;
        State = HomeworkState.Withdrawn;
        return Settle(before, day, law, now);
    }

    /// <summary>Records how it was marked.</summary>
    public Figures Mark(Marking marking, ClassDay day, LawAt law, DateTime now)
    {
        Require(HomeworkState.Published);
        var before = Standing;
        Marked = marking with { Findings = MarkingRules.Judge(new MarkingFacts(marking, Grade, Content.Kind), law) };
        return Settle(before, day, law, now);
    }

    /// <summary>What it says now, to be kept when it changes.</summary>
    public HomeworkRevision Revise(string by, string reason, DateTime now) => new()
    {
        HomeworkId = Id, Version = Version, By = by, At = now, Reason = reason, Content = Content, State = State,
    };

    private Standing Replace(HomeworkContent content, LawAt law)
    {
        Require(HomeworkState.Reserved, HomeworkState.Published);
        var before = Standing;
        Content = content;
        Findings = HomeworkRules.Judge(new HomeworkFacts(content, Grade), law);
        return before;
    }

    /// <summary>Refuses what may not stand; else changes the day.</summary>
    private Figures Settle(Standing before, ClassDay day, LawAt law, DateTime now)
    {
        var after = Standing;
        if (State != HomeworkState.Withdrawn && Findings.Where(f => f.Severity == Severity.Breach).ToList() is { Count: > 0 } breaches) throw SchoolRefusals.BreachStands(breaches);
        if (day.Judge(before, after, law) is { } open) Findings = [.. Findings.Where(f => f.Rule != open.Rule), open];
        Touch(now);
        return day.Apply(before, after);
    }

    private Figures Figures()
    {
        var (written, minutes) = (Content.Kind == HomeworkKind.Written, PupilMinutes);
        return new Figures(
            1, Content.Layer == HomeworkLayer.WholeClass ? 0 : 1, written ? minutes : 0, written && Content.Place == HomeworkPlace.School ? minutes : 0, written ? 0 : minutes, 0, 0,
            Marked?.HandedIn ?? 0, Marked?.ByTeacher ?? 0, Marked?.Explained ?? 0, Marked?.FinishedInSchool ?? 0);
    }

    private void Touch(DateTime now)
    {
        UpdatedAt = now;
        Version++;
    }

    private void Require(params HomeworkState[] allowed)
    {
        if (!allowed.Contains(State)) throw Refusal.OfState("HOMEWORK_STATE", State, allowed);
    }
}

/// <summary>What homework said before it was changed.</summary>
public sealed class HomeworkRevision
{
    /// <summary>The homework.</summary>
    public required Guid HomeworkId { get; init; }

    /// <summary>Version that it had.</summary>
    public required long Version { get; init; }

    /// <summary>Who changed it.</summary>
    public required string By { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>What it said.</summary>
    public required HomeworkContent Content { get; init; }

    /// <summary>Where it stood.</summary>
    public required HomeworkState State { get; init; }
}
