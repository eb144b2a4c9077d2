namespace ShuangJian.Policy;

/// <summary>What a dated entry says about its parameter.</summary>
public enum EntryState
{
    /// <summary>A value is in force.</summary>
    Value,

    /// <summary>The value of this division ends; the next level up applies again.</summary>
    Repealed,

    /// <summary>There is a provision, and its text has not been verified: rules answer UNDETERMINED.</summary>
    Unverified,
}

/// <summary>One dated entry of a parameter in one division.</summary>
/// <param name="Division">Where it is in force.</param>
/// <param name="From">Its first day; it lasts until the next entry of the same division.</param>
/// <param name="State">Whether it sets, repeals or leaves open.</param>
/// <param name="Value">The typed value; null unless one is set.</param>
/// <param name="Basis">Where it comes from.</param>
/// <param name="Source">File and line.</param>
public sealed record DatedEntry(
    DivisionCode Division, DateOnly From, EntryState State, object? Value, LegalBasis Basis, string Source);

/// <summary>A parameter of the law with all its dated entries.</summary>
/// <param name="Name">Topic and name, such as <c>training/offline_class_ends_latest</c>.</param>
/// <param name="DescriptionZh">What it limits, in Chinese.</param>
/// <param name="DescriptionEn">What it limits, in English.</param>
/// <param name="Unit">The unit of its values.</param>
/// <param name="LastReviewed">When somebody last held it against its sources.</param>
/// <param name="LocalOnly">Whether it is set by places only, so that having no national value is no gap.</param>
/// <param name="Entries">All entries, by division and date.</param>
public sealed record Parameter(
    string Name,
    string DescriptionZh,
    string DescriptionEn,
    Unit Unit,
    DateOnly LastReviewed,
    bool LocalOnly,
    IReadOnlyList<DatedEntry> Entries)
{
    /// <summary>The folder it is in.</summary>
    public string Topic => Name[..Name.IndexOf('/')];
}

/// <summary>A value of the law with the day, the place and the text it comes from.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="From">The first day on which it is in force.</param>
/// <param name="Division">The division that set it.</param>
/// <param name="Unit">The unit, for messages.</param>
/// <param name="Basis">Where it comes from.</param>
public sealed record Dated<T>(T Value, DateOnly From, DivisionCode Division, Unit Unit, LegalBasis Basis)
    where T : notnull
{
    /// <summary>The value as a quantity with its unit.</summary>
    public Quantity Quantity => Unit.Quantity(Value);
}

/// <summary>What the law says about a parameter at a place on a day.</summary>
public enum ParameterStatus
{
    /// <summary>No text known to the platform sets it there: nothing to judge by.</summary>
    Absent,

    /// <summary>A value is in force.</summary>
    InForce,

    /// <summary>It was set and repealed, and no higher level sets it.</summary>
    Repealed,

    /// <summary>It is set, and the text is not verified: a rule answers UNDETERMINED.</summary>
    Unverified,
}

/// <summary>The answer to a look-up by name, with everything that explains it.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Status">What the law says.</param>
/// <param name="Entry">The entry that decided; null when absent.</param>
public sealed record ParameterAnswer(Parameter Parameter, ParameterStatus Status, DatedEntry? Entry)
{
    /// <summary>The value with its unit; null unless one is in force.</summary>
    public Quantity? Quantity => Status == ParameterStatus.InForce ? Parameter.Unit.Quantity(Entry!.Value!) : null;
}
