using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;

namespace ShuangJian.Institutions;

/// <summary>What institutions are counted by.</summary>
internal sealed record CensusKey(string Division, TrainingCategory Category, TrainingMode Mode, InstitutionState State, bool Sample)
{
    public static CensusKey Of(CensusCount count) => new(count.Division, count.Category, count.Mode, count.State, count.Sample);
}

/// <summary>What is counted: institutions with their staff, pupils and prepaid money.</summary>
internal readonly record struct CensusFigures(int Count, int Staff, int Pupils, long PrepaidFen)
{
    public static CensusFigures Of(CensusCount? count) => count is null ? default : new(count.Count, count.Staff, count.Pupils, count.PrepaidFen);

    public static CensusFigures operator +(CensusFigures a, CensusFigures b) => new(a.Count + b.Count, a.Staff + b.Staff, a.Pupils + b.Pupils, a.PrepaidFen + b.PrepaidFen);

    public static CensusFigures operator -(CensusFigures a, CensusFigures b) => new(a.Count - b.Count, a.Staff - b.Staff, a.Pupils - b.Pupils, a.PrepaidFen - b.PrepaidFen);
}

/// <summary>What one institution adds to the census, and where.</summary>
internal sealed record CensusEntry(CensusKey Key, CensusFigures Figures)
{
    public static CensusEntry Of(Institution institution) => new(
        new(institution.Division, institution.Category, institution.Mode, institution.State, institution.Sample),
        new(1, institution.Staff, institution.Pupils, institution.PrepaidFen));

    public static CensusEntry Of(Microsoft.EntityFrameworkCore.ChangeTracking.PropertyValues values) => new(
        new(
            values.GetValue<string>(nameof(Institution.Division)),
            values.GetValue<TrainingCategory>(nameof(Institution.Category)),
            values.GetValue<TrainingMode>(nameof(Institution.Mode)),
            values.GetValue<InstitutionState>(nameof(Institution.State)),
            values.GetValue<bool>(nameof(Institution.Sample))),
        new(
            1,
            values.GetValue<int>(nameof(Institution.Staff)),
            values.GetValue<int>(nameof(Institution.Pupils)),
            values.GetValue<long>(nameof(Institution.PrepaidFen))));
}

/// <summary>
/// Number of institutions of a county, category, mode and state, with their staff, pupils and prepaid money, kept up with
/// every change of one (I11). Sample data is counted apart.
/// </summary>
public sealed class CensusCount
{
    /// <summary>The county.</summary>
    public required string Division { get; init; }

    /// <summary>What they train.</summary>
    public required TrainingCategory Category { get; init; }

    /// <summary>How they train.</summary>
    public required TrainingMode Mode { get; init; }

    /// <summary>Where they stand.</summary>
    public required InstitutionState State { get; init; }

    /// <summary>Whether they are sample data.</summary>
    public required bool Sample { get; init; }

    /// <summary>How many there are.</summary>
    public int Count { get; set; }

    /// <summary>Published tutors of theirs.</summary>
    public int Staff { get; set; }

    /// <summary>Pupils enrolled with them.</summary>
    public int Pupils { get; set; }

    /// <summary>Prepaid money they hold, in fen.</summary>
    public long PrepaidFen { get; set; }

    /// <summary>How many there were when the history was last written.</summary>
    public int Recorded { get; set; }

    /// <summary>Staff when the history was last written.</summary>
    public int RecordedStaff { get; set; }

    /// <summary>Pupils when the history was last written.</summary>
    public int RecordedPupils { get; set; }

    /// <summary>Prepaid money when the history was last written.</summary>
    public long RecordedPrepaidFen { get; set; }

    internal static CensusCount Empty(CensusKey key) => new()
    {
        Division = key.Division, Category = key.Category, Mode = key.Mode, State = key.State, Sample = key.Sample,
    };

    internal void Set(CensusFigures figures) => (Count, Staff, Pupils, PrepaidFen) = (figures.Count, figures.Staff, figures.Pupils, figures.PrepaidFen);
}

/// <summary>Takes in what another service counted of institutions.</summary>
public sealed class FiguresConsumer(IDbContextFactory<InstitutionsDb> databases, TimeProvider clock, ILogger<FiguresConsumer> log)
    : EventConsumer<InstitutionsDb>(databases, clock, log)
{
    /// <inheritdoc />
    public override string Name => "institutions.figures";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics => ["#.institution-figures-counted"];

    /// <inheritdoc />
    protected override async Task ApplyAsync(InstitutionsDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        var fact = CloudEvents.DataOf<InstitutionFiguresCounted>(received);
        var institution = await db.Institutions.FindAsync([Guid.Parse(fact.InstitutionId)], cancellation)
            // Parked for operators: figures of nobody are no part of the census.
            ?? throw new InvalidOperationException("There is no such institution.");
        institution.TakeFigures(fact.Enrolled, fact.PrepaidFen, received.Time);
    }
}
