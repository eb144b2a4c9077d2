namespace ShuangJian.Institutions.Domain;

/// <summary>What a change of the licence concerns.</summary>
public enum ChangedMatter
{
    /// <summary>The name.</summary>
    Name,

    /// <summary>The premises, all of them anew.</summary>
    Address,

    /// <summary>What is trained.</summary>
    Category,

    /// <summary>The organisation that runs the institution.</summary>
    Owner,

    /// <summary>Ages and manner of training.</summary>
    Scope,
}

/// <summary>What an academic institution turns into.</summary>
public enum TransformationTarget
{
    /// <summary>An institution of the non-academic category that the application states.</summary>
    NonAcademic,

    /// <summary>An institution for adults only.</summary>
    Adult,
}

/// <summary>What a change concerns. The new values are those of the application itself; only matters named here take effect.</summary>
/// <param name="Matters">The matters, each once.</param>
/// <param name="OwnerName">Name of the new owner, an organisation; empty unless the owner changes.</param>
/// <param name="OwnerCode">Its unified social credit code; likewise.</param>
public sealed record ChangeDetails(IReadOnlyList<ChangedMatter> Matters, string OwnerName, string OwnerCode);

/// <summary>How an institution closes.</summary>
/// <param name="ClosesOn">Its last day.</param>
/// <param name="Pupils">Pupils still enrolled.</param>
/// <param name="PrepaidFen">Their money not yet taught for, in fen.</param>
/// <param name="Settlement">How it is paid back or taught out, in Chinese.</param>
public sealed record ClosurePlan(DateOnly ClosesOn, int Pupils, long PrepaidFen, string Settlement);

/// <summary>What an application states beyond the institution itself; what its kind does not need is left out.</summary>
/// <param name="Change">For a change.</param>
/// <param name="Target">For a transformation.</param>
/// <param name="Closure">For a closure.</param>
/// <param name="FilingNumber">Number of the filing, for a re-approval of an online institution that was never licensed; else empty.</param>
public sealed record Particulars(
    ChangeDetails? Change = null, TransformationTarget? Target = null, ClosurePlan? Closure = null, string FilingNumber = "")
{
    /// <summary>Nothing beyond the institution itself.</summary>
    public static readonly Particulars None = new();
}

/// <summary>A field with its value as people read it.</summary>
/// <param name="Field">Path of the field.</param>
/// <param name="Text">The value; personal data is masked.</param>
public sealed record FieldText(string Field, string Text);

/// <summary>A field that was changed between return and resubmission.</summary>
/// <param name="Field">Path of the field.</param>
/// <param name="Old">The value when it was returned; personal data is masked.</param>
/// <param name="New">The value as submitted again, likewise.</param>
public sealed record FieldChange(string Field, string Old, string New);

/// <summary>What an application held when it was returned.</summary>
/// <param name="Fields">Its fields as texts.</param>
/// <param name="RepresentativeReplaced">Whether the legal representative was stated anew since.</param>
public sealed record ReturnedContent(IReadOnlyList<FieldText> Fields, bool RepresentativeReplaced);
