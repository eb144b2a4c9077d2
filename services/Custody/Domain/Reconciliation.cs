using ShuangJian.Policy;

namespace ShuangJian.Custody.Domain;

/// <summary>Whose statement.</summary>
public enum StatementSide
{
    /// <summary>The bank's.</summary>
    Bank,

    /// <summary>The institution's.</summary>
    Institution,
}

/// <summary>What differs.</summary>
public enum DifferenceKind
{
    /// <summary>The platform has it, the bank's file does not.</summary>
    MissingAtBank,

    /// <summary>The platform has it, the institution's statement does not.</summary>
    MissingAtInstitution,

    /// <summary>The statement has it, the platform does not.</summary>
    MissingHere,

    /// <summary>Both have it with different amounts.</summary>
    AmountDiffers,

    /// <summary>The statement has it more than once.</summary>
    Doubled,

    /// <summary>The statement has it on a later day than the platform.</summary>
    Late,

    /// <summary>The balance at the end of the day is another than that of the ledger, beyond what movements that differ explain.</summary>
    ClosingDiffers,
}

/// <summary>Where a difference stands.</summary>
public enum DifferenceState
{
    /// <summary>Somebody has to see to it.</summary>
    Open,

    /// <summary>Worked off by a person.</summary>
    Settled,

    /// <summary>Nobody saw to it in time; departments were told.</summary>
    Escalated,
}

/// <summary>A movement on the platform, or a line of a statement.</summary>
/// <param name="Reference">Reference of the bank.</param>
/// <param name="Fen">Amount; what leaves the account is negative.</param>
/// <param name="On">Day of it.</param>
public sealed record Movement(string Reference, long Fen, DateOnly On);

/// <summary>One day of a special account as a bank or institution states it.</summary>
public sealed class Statement
{
    /// <summary>Identifier.</summary>
    public Guid Id { get; init; }

    /// <summary>The agreement.</summary>
    public Guid Agreement { get; init; }

    /// <summary>Whose.</summary>
    public StatementSide Side { get; init; }

    /// <summary>The day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Digest of header and lines.</summary>
    public byte[] Digest { get; init; } = [];

    /// <summary>Number of lines.</summary>
    public int Lines { get; init; }

    /// <summary>Lines that agree.</summary>
    public int Matched { get; init; }

    /// <summary>Balance at the end of the day, fen.</summary>
    public long ClosingFen { get; init; }

    /// <summary>Balance at the end of the day as the ledger has it, fen.</summary>
    public long LedgerFen { get; init; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A line of a statement, kept so that later ones can be held against it.</summary>
public sealed class Stated
{
    /// <summary>Identifier.</summary>
    public Guid Id { get; init; }

    /// <summary>The agreement.</summary>
    public Guid Agreement { get; init; }

    /// <summary>Whose statement.</summary>
    public StatementSide Side { get; init; }

    /// <summary>Day of the statement.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Reference of the bank.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Amount, fen.</summary>
    public long Fen { get; init; }
}

/// <summary>A difference between the platform and a statement, open until a person says why it is settled.</summary>
public sealed class Difference
{
    private Difference()
    {
    }

    /// <summary>Identifier, a UUID of version 7.</summary>
    public Guid Id { get; private set; }

    /// <summary>The agreement.</summary>
    public Guid Agreement { get; private set; }

    /// <summary>Statement that it was found with.</summary>
    public Guid Statement { get; private set; }

    /// <summary>County-level division that answers for the institution.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Credit code of the institution.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>Credit code of the bank.</summary>
    public string BankCode { get; private set; } = "";

    /// <summary>Day of the statement.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>Whose statement.</summary>
    public StatementSide Side { get; private set; }

    /// <summary>What differs.</summary>
    public DifferenceKind Kind { get; private set; }

    /// <summary>Reference of the movement.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>Amount on the platform, fen; 0 when it is not there.</summary>
    public long PlatformFen { get; private set; }

    /// <summary>Amount in the statement, fen; 0 when it is not there.</summary>
    public long StatementFen { get; private set; }

    /// <summary>Where it stands.</summary>
    public DifferenceState State { get; private set; }

    /// <summary>Day on which it was found.</summary>
    public DateOnly FoundOn { get; private set; }

    /// <summary>How often departments were told that nobody sees to it: 1 those of the county, 2 those of the city.</summary>
    public int Escalations { get; private set; }

    /// <summary>Day on which they are told next; null when never.</summary>
    public DateOnly? EscalatesOn { get; private set; }

    /// <summary>Why it is settled; empty until then.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Day on which it was settled; null until then.</summary>
    public DateOnly? SettledOn { get; private set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>A difference as it is found.</summary>
    public static Difference Found(Agreement agreement, Statement statement, Deviation what, LawAt law, DateTimeOffset now) => new()
    {
        FoundOn = law.Date, EscalatesOn = Next(law.Date, 0, law),
        Id = Guid.CreateVersion7(), Agreement = agreement.Id, Statement = statement.Id, Division = agreement.Division,
        InstitutionCode = agreement.InstitutionCode, BankCode = agreement.BankCode, Day = statement.Day, Side = statement.Side,
        Kind = what.Kind, Reference = what.Reference, PlatformFen = what.PlatformFen, StatementFen = what.StatementFen, UpdatedAt = now, Version = 1,
    };

    /// <summary>What was missing came with a later statement.</summary>
    public void CameLate(long statementFen, DateTimeOffset now)
    {
        (Kind, StatementFen, UpdatedAt) = (DifferenceKind.Late, statementFen, now);
        Version++;
    }

    /// <summary>A person has worked it off.</summary>
    public void Settle(string reason, DateOnly today, DateTimeOffset now)
    {
        if (State == DifferenceState.Settled)
            throw Refusal.OfState("DIFFERENCE_STATE", State, [DifferenceState.Open, DifferenceState.Escalated]);
        (State, Reason, SettledOn, EscalatesOn, UpdatedAt) = (DifferenceState.Settled, reason, today, null, now);
        Version++;
    }

    /// <summary>Nobody saw to it: the next ones up are told. Without a finding the limit has grown, and it waits for the new one.</summary>
    public Finding? Escalate(LawAt law, DateTimeOffset now)
    {
        if (State == DifferenceState.Settled) return null;
        var finding = CustodyRules.DifferenceNotWorkedOff(new DifferenceAge(law.Date.DayNumber - FoundOn.DayNumber, Escalations), law);
        if (finding is not null) (State, Escalations) = (DifferenceState.Escalated, Escalations + 1);
        (EscalatesOn, UpdatedAt) = (Next(FoundOn, Escalations, law), now);
        Version++;
        return finding;
    }

    /// <summary>What the statement has more than the platform because of it, fen.</summary>
    public long GapFen => Kind == DifferenceKind.Doubled ? StatementFen : StatementFen - PlatformFen;

    private static DateOnly? Next(DateOnly found, int escalations, LawAt law) => CustodyRules.DifferenceLimit(escalations, law) is { } days ? found.AddDays(days.Value + 1) : null;
}

/// <summary>One thing that differs.</summary>
/// <param name="Kind">What.</param>
/// <param name="Reference">Of which movement.</param>
/// <param name="PlatformFen">Amount on the platform; 0 when it is not there.</param>
/// <param name="StatementFen">Amount in the statement; 0 when it is not there.</param>
public sealed record Deviation(DifferenceKind Kind, string Reference, long PlatformFen, long StatementFen);

/// <summary>Holds the statement of a day against what the platform has.</summary>
public static class Reconciliation
{
    /// <summary>Compares.</summary>
    /// <param name="day">Day of the statement.</param>
    /// <param name="side">Whose statement.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="platform">Movements on the platform of that day, and of any day that a line names, by reference.</param>
    /// <param name="statedBefore">References of the lines that an earlier statement of the same side had.</param>
    public static (int Matched, IReadOnlyList<Deviation> Deviations) Compare(
        DateOnly day, StatementSide side, IReadOnlyList<Movement> lines, IReadOnlyDictionary<string, Movement> platform, IReadOnlySet<string> statedBefore)
    {
        var found = new List<Deviation>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var matched = 0;
        foreach (var line in lines)
        {
            if (Judge(line, day, platform.GetValueOrDefault(line.Reference), !seen.Add(line.Reference) || statedBefore.Contains(line.Reference)) is { } deviation)
                found.Add(deviation);
            else matched++;
        }
        var missing = side == StatementSide.Bank ? DifferenceKind.MissingAtBank : DifferenceKind.MissingAtInstitution;
        found.AddRange(platform.Values.Where(m => m.On == day && !seen.Contains(m.Reference) && !statedBefore.Contains(m.Reference))
            .Select(m => new Deviation(missing, m.Reference, m.Fen, 0)));
        return (matched, found);
    }

    /// <summary>Judges the balance at the end of a day by what the ledger has and what is known to differ.</summary>
    /// <param name="stated">Balance of the statement.</param>
    /// <param name="ledger">Balance of the ledger at the end of that day.</param>
    /// <param name="known">Sum of the gaps that stand until that day.</param>
    public static Deviation? Closing(long stated, long ledger, long known) =>
        stated == ledger + known ? null : new Deviation(DifferenceKind.ClosingDiffers, "", ledger + known, stated);

    private static Deviation? Judge(Movement line, DateOnly day, Movement? here, bool again) => (here, again) switch
    {
        (_, true) => new(DifferenceKind.Doubled, line.Reference, here?.Fen ?? 0, line.Fen),
        (null, _) => new(DifferenceKind.MissingHere, line.Reference, 0, line.Fen),
        _ when here.Fen != line.Fen => new(DifferenceKind.AmountDiffers, line.Reference, here.Fen, line.Fen),
        _ when here.On < day => new(DifferenceKind.Late, line.Reference, here.Fen, line.Fen),
        _ => null,
    };
}
