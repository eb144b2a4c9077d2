using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>What schools teach in a grade.</summary>
/// <param name="Id">Identifier, unique in the edition.</param>
/// <param name="Grade">School grade, 1 to 12; of a stage its first.</param>
/// <param name="Title">Title.</param>
/// <param name="Aliases">Other names by which outlines call it.</param>
/// <param name="LastGrade">Last grade of a stage; 0 when the grade alone has it.</param>
public sealed record CurriculumUnit(string Id, int Grade, string Title, IReadOnlyList<string> Aliases, int LastGrade = 0)
{
    /// <summary>The grade or grades in words, for example <c>5</c> or <c>5–6</c>.</summary>
    internal string Grades => LastGrade > Grade ? $"{Grade}–{LastGrade}" : $"{Grade}";
}

/// <summary>An edition of the catalogue of a subject, as outlines are compared with it.</summary>
public sealed class Syllabus
{
    private readonly Dictionary<string, CurriculumUnit> _byId;
    private readonly NameIndex<CurriculumUnit> _names;

    /// <summary>Takes the units of an edition.</summary>
    /// <param name="law">The law whose ways of writing count.</param>
    /// <param name="source">Where the edition comes from.</param>
    /// <param name="units">The units.</param>
    public Syllabus(Law law, string source, IReadOnlyCollection<CurriculumUnit> units)
    {
        Source = source;
        _byId = units.ToDictionary(u => u.Id, StringComparer.Ordinal);
        _names = new NameIndex<CurriculumUnit>(law, units.SelectMany(u => u.Aliases.Prepend(u.Title).Select(name => (name, u))));
    }

    /// <summary>The themes of the national standards as an edition.</summary>
    /// <param name="law">The law that has them.</param>
    /// <param name="national">Those of a subject.</param>
    public static Syllabus Of(Law law, NationalCurriculum national) => new(law, national.Source, [.. national.Units.Select(UnitOf)]);

    /// <summary>A theme of a national standard as a unit.</summary>
    /// <param name="unit">The theme.</param>
    public static CurriculumUnit UnitOf(NationalUnit unit) => new(unit.Id, unit.FromGrade, unit.Title, unit.Aliases, unit.ToGrade);

    /// <summary>Where the edition comes from.</summary>
    public string Source { get; }

    /// <summary>The unit of an identifier; null when there is none.</summary>
    internal CurriculumUnit? Unit(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The unit that a title names, of the lowest grade that has one of that name; null when it names none.</summary>
    internal CurriculumUnit? Named(string title) => _names.Named(title).MinBy(u => u.Grade);

    /// <summary>For each name in a text, the unit of the lowest grade that has it.</summary>
    internal IReadOnlyList<CurriculumUnit> Mentioned(string text) => [.. _names.Mentioned(text).Select(units => units.MinBy(u => u.Grade)!).Distinct()];
}
