namespace ShuangJian.Institutions.Domain;

/// <content>What the other services count of the institution (I11). None of it is a change of the institution itself.</content>
public sealed partial class Institution
{
    /// <summary>Tutors that are filed and published.</summary>
    public int Staff { get; private set; }

    /// <summary>Pupils enrolled, as counted last.</summary>
    public int Pupils { get; private set; }

    /// <summary>Prepaid money held, in fen, as counted last.</summary>
    public long PrepaidFen { get; private set; }

    /// <summary>When pupils and money were counted last, UTC; null until then.</summary>
    public DateTime? FiguresAt { get; private set; }

    /// <summary>Notes that a tutor was published or withdrawn.</summary>
    /// <param name="joined">Whether there is one more.</param>
    public void CountStaff(bool joined) => Staff = Math.Max(0, Staff + (joined ? 1 : -1));

    /// <summary>Takes what was counted, unless something later is known.</summary>
    /// <param name="pupils">Pupils enrolled; null when they were not counted.</param>
    /// <param name="prepaidFen">Prepaid money in fen; null when it was not counted.</param>
    /// <param name="at">When it was counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public void TakeFigures(int? pupils, long? prepaidFen, DateTime at)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pupils ?? 0, nameof(pupils));
        ArgumentOutOfRangeException.ThrowIfNegative(prepaidFen ?? 0, nameof(prepaidFen));
        if (FiguresAt > at) return;
        (Pupils, PrepaidFen, FiguresAt) = (pupils ?? Pupils, prepaidFen ?? PrepaidFen, at);
    }
}
