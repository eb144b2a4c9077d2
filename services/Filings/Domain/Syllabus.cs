using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>What schools teach in a grade.</summary>
/// <param name="Id">Identifier, unique in the edition.</param>
/// <param name="Grade">School grade, 1 to 12.</param>
/// <param name="Title">Title.</param>
/// <param name="Aliases">Other names by which outlines call it.</param>
public sealed record CurriculumUnit(string Id, int Grade, string Title, IReadOnlyList<string> Aliases);

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

    /// <summary>Where the edition comes from.</summary>
    public string Source { get; }

    /// <summary>The unit of an identifier; null when there is none.</summary>
    internal CurriculumUnit? Unit(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The unit that a title names, of the lowest grade that has one of that name; null when it names none.</summary>
    internal CurriculumUnit? Named(string title) => _names.Named(title).MinBy(u => u.Grade);

    /// <summary>For each name in a text, the unit of the lowest grade that has it.</summary>
    internal IReadOnlyList<CurriculumUnit> Mentioned(string text) => [.. _names.Mentioned(text).Select(units => units.MinBy(u => u.Grade)!).Distinct()];
}
