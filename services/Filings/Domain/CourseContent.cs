using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>How a course is given.</summary>
public enum CourseMode
{
    /// <summary>On site.</summary>
    Offline,

    /// <summary>Over the internet.</summary>
    Online,

    /// <summary>Both.</summary>
    Mixed,
}

/// <summary>A unit of an outline.</summary>
/// <param name="Title">Title.</param>
/// <param name="Text">What is taught in it.</param>
/// <param name="CurriculumUnits">Identifiers of the units of the curriculum catalogue that it teaches; null or empty when none are stated.</param>
public sealed record OutlineUnit(string Title, string Text, IReadOnlyList<string>? CurriculumUnits = null)
{
    /// <inheritdoc />
    public bool Equals(OutlineUnit? other) =>
        other is not null && Title == other.Title && Text == other.Text && (CurriculumUnits ?? []).SequenceEqual(other.CurriculumUnits ?? []);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Title, Text);
}

/// <summary>What an institution states of a course.</summary>
/// <param name="Title">Title.</param>
/// <param name="Item">Subject or item, by the name under which it was classified; empty while not stated.</param>
/// <param name="Category">What is taught.</param>
/// <param name="Stages">Ages that are taught.</param>
/// <param name="Grades">School grades that are taught.</param>
/// <param name="Mode">How it is given; null while not stated.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Outline">Units.</param>
/// <param name="Timetable">When it is held; null while not stated.</param>
/// <param name="PriceFen">Price of the whole course in fen.</param>
/// <param name="Subject">School subject as a curriculum catalogue names it; empty when the item is named like it.</param>
public sealed record CourseContent(
    string Title, string Item, TrainingCategory Category, IReadOnlyList<EducationStage> Stages, IReadOnlyList<int> Grades, CourseMode? Mode,
    string Description, IReadOnlyList<OutlineUnit> Outline, Timetable? Timetable, long PriceFen, string Subject = "")
{
    /// <summary>Subject under which a catalogue is looked for.</summary>
    public string CurriculumSubject => Subject.Length > 0 ? Subject : Item;

    /// <summary>Fields in which it differs from another, by the names of the contract.</summary>
    public IReadOnlyList<string> ChangedFrom(CourseContent other)
    {
        (string Field, bool Same)[] fields =
        [
            ("title", Title == other.Title), ("item_name", Item == other.Item), ("subject", Subject == other.Subject), ("category", Category == other.Category),
            ("stages", Stages.SequenceEqual(other.Stages)), ("grades", Grades.SequenceEqual(other.Grades)), ("mode", Mode == other.Mode),
            ("description", Description == other.Description), ("outline", Outline.SequenceEqual(other.Outline)),
            ("timetable", Timetable?.IsAs(other.Timetable) ?? other.Timetable is null), ("price_fen", PriceFen == other.PriceFen),
        ];
        return [.. fields.Where(f => !f.Same).Select(f => f.Field)];
    }

    /// <summary>Every session in the order of time.</summary>
    public IReadOnlyList<Session> Sessions() => Timetable?.Sessions() ?? [];

    /// <summary>Paths of what a submission needs and does not find.</summary>
    public IEnumerable<string> Missing()
    {
        if (Item.Length == 0) yield return "course.item_name";
        if (Stages.Count == 0) yield return "course.stages";
        if (Mode is null) yield return "course.mode";
        if (Outline.Count == 0) yield return "course.outline";
        if (Sessions().Count == 0) yield return "course.timetable";
    }

    /// <summary>Every text that is screened, with its path.</summary>
    internal IEnumerable<(string Subject, string Text)> Texts()
    {
        yield return ("course.title", Title);
        if (Item.Length > 0) yield return ("course.item_name", Item);
        if (Description.Length > 0) yield return ("course.description", Description);
        for (var i = 0; i < Outline.Count; i++)
        {
            yield return ($"course.outline[{i}].title", Outline[i].Title);
            if (Outline[i].Text.Length > 0) yield return ($"course.outline[{i}].text", Outline[i].Text);
        }
    }
}

/// <summary>A remark on one field.</summary>
/// <param name="Field">Path of the field.</param>
/// <param name="Remark">What has to be mended, in Chinese.</param>
public sealed record CourseRemark(string Field, string Remark);

/// <summary>What a person holds about a rule that the platform could not decide.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Breached">Whether it is broken.</param>
/// <param name="Reason">Reason, in Chinese.</param>
public sealed record CourseDetermination(string Rule, bool Breached, string Reason);

/// <summary>How a course was decided.</summary>
/// <param name="Filed">True when it was filed.</param>
/// <param name="Automatic">True when a breach refused it without a person.</param>
/// <param name="Department">Department that decided; empty when automatic.</param>
/// <param name="Reason">Reason, in Chinese.</param>
/// <param name="Determinations">What the person determined.</param>
/// <param name="DecidedOn">Day of the decision.</param>
public sealed record CourseDecision(
    bool Filed, bool Automatic, string Department, string Reason, IReadOnlyList<CourseDetermination> Determinations, DateOnly DecidedOn);
