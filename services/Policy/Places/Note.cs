namespace ShuangJian.Policy;

/// <summary>A change of sums that is not yet part of them.</summary>
public interface INote
{
    /// <summary>Identifier.</summary>
    Guid Id { get; }

    /// <summary>Division in which it happened.</summary>
    string Division { get; }

    /// <summary>Code of the school; empty when no sums of schools are kept.</summary>
    string SchoolCode => "";
}

/// <summary>Tells what a note is part of.</summary>
public static class Notes
{
    /// <summary>School, county, city and province whose sums a note is part of, each once.</summary>
    public static IEnumerable<string> Scopes(this INote note)
    {
        var place = DivisionCode.Parse(note.Division);
        return new[] { note.SchoolCode, $"{place}", $"{place.City}", $"{place.Province}" }.Where(scope => scope.Length > 0).Distinct();
    }
}
