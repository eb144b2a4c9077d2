using ShuangJian.Policy;

namespace ShuangJian.Custody.Domain;

/// <summary>Where a lesson stands.</summary>
public enum LessonState
{
    /// <summary>Reported by the institution; the family has not said anything.</summary>
    Reported,

    /// <summary>Confirmed by the family.</summary>
    Confirmed,

    /// <summary>The family was silent for so long that it counts as confirmed.</summary>
    Deemed,

    /// <summary>The family says it did not take place.</summary>
    Denied,

    /// <summary>Taken back; it counts as not taught.</summary>
    Withdrawn,
}

/// <summary>One lesson of a contract (M4).</summary>
public sealed class Lesson
{
    private Lesson()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The contract.</summary>
    public Guid Contract { get; private set; }

    /// <summary>Day on which it was taught.</summary>
    public DateOnly TaughtOn { get; private set; }

    /// <summary>Where it stands.</summary>
    public LessonState State { get; private set; }

    /// <summary>First day on which silence counts as consent; null when no text in force says after how long.</summary>
    public DateOnly? DeemedOn { get; private set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>A lesson as the institution reports it.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="taughtOn">Day on which it was taught.</param>
    /// <param name="silentUntil">Last day of the family's time to answer; null when no text sets it.</param>
    /// <param name="now">The moment.</param>
    public static Lesson Report(Guid contract, DateOnly taughtOn, DateOnly? silentUntil, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), Contract = contract, TaughtOn = taughtOn, DeemedOn = silentUntil?.AddDays(1), UpdatedAt = now, Version = 1,
    };

    /// <summary>The family, or its silence, confirms it.</summary>
    public void Confirm(LessonState how, DateTimeOffset now) => To(how, now, LessonState.Reported);

    /// <summary>The family denies it.</summary>
    public void Deny(DateTimeOffset now) => To(LessonState.Denied, now, LessonState.Reported);

    /// <summary>A denied lesson is settled: it was taught, or it is taken back.</summary>
    public void Settle(bool taught, DateTimeOffset now) => To(taught ? LessonState.Confirmed : LessonState.Withdrawn, now, LessonState.Denied);

    private void To(LessonState next, DateTimeOffset now, LessonState allowed)
    {
        if (State != allowed) throw Refusal.OfState("LESSON_STATE", State, [allowed]);
        (State, UpdatedAt) = (next, now);
        Version++;
    }
}

/// <summary>Where a refund stands.</summary>
public enum RefundState
{
    /// <summary>Asked for; the institution has not answered.</summary>
    Asked,

    /// <summary>The institution refuses; the money is held until the dispute is settled.</summary>
    Refused,

    /// <summary>Agreed, by the institution, by its silence or by decision; the bank was told to pay.</summary>
    Agreed,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>Dropped after a dispute.</summary>
    Dropped,
}

/// <summary>A refund of lessons that were not taught, with its two clocks: for the answer and for the payment (M4).</summary>
public sealed class Refund
{
    private Refund()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The contract.</summary>
    public Guid Contract { get; private set; }

    /// <summary>County-level division that answers for the institution.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Credit code of the institution.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>Lessons asked back.</summary>
    public int Lessons { get; private set; }

    /// <summary>Why, in Chinese.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Day on which it was asked for.</summary>
    public DateOnly AskedOn { get; private set; }

    /// <summary>Last day for the institution's answer; null when no text sets it.</summary>
    public DateOnly? AnswerBy { get; private set; }

    /// <summary>Last day for the payment; null when no text sets it.</summary>
    public DateOnly? PayBy { get; private set; }

    /// <summary>Where it stands.</summary>
    public RefundState State { get; private set; }

    /// <summary>Whether it was agreed by silence.</summary>
    public bool Deemed { get; private set; }

    /// <summary>Whether its last day passed without payment.</summary>
    public bool Overdue { get; private set; }

    /// <summary>What goes back, fen; 0 until agreed.</summary>
    public long Fen { get; private set; }

    /// <summary>What the institution or the authority said, in Chinese.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>When it was first stored.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>A refund as the family asks for it.</summary>
    public static Refund Ask(PrepaidContract contract, int lessons, string reason, DateOnly today, DateOnly? answerBy, DateOnly? payBy, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), Contract = contract.Id, Division = contract.Division, InstitutionCode = contract.InstitutionCode,
        Lessons = lessons, Reason = reason, AskedOn = today, AnswerBy = answerBy, PayBy = payBy, CreatedAt = now, UpdatedAt = now, Version = 1,
    };

    /// <summary>It is agreed.</summary>
    public void Agree(long fen, bool deemed, string answer, DateTimeOffset now)
    {
        To(RefundState.Agreed, now, RefundState.Asked, RefundState.Refused);
        (Fen, Deemed, Answer) = (fen, deemed, answer);
        // Nothing was paid for these lessons: there is nothing for the bank to do.
        if (fen == 0) State = RefundState.Paid;
    }

    /// <summary>The institution refuses.</summary>
    public void Refuse(string answer, DateTimeOffset now)
    {
        To(RefundState.Refused, now, RefundState.Asked);
        Answer = answer;
    }

    /// <summary>It is dropped when the dispute is settled.</summary>
    public void Drop(string answer, DateTimeOffset now)
    {
        To(RefundState.Dropped, now, RefundState.Asked, RefundState.Refused);
        Answer = answer;
    }

    /// <summary>The bank has paid.</summary>
    public void Pay(DateTimeOffset now)
    {
        To(RefundState.Paid, now, RefundState.Agreed);
        Overdue = false;
    }

    /// <summary>Notes that the last day passed; that day itself is still in time.</summary>
    /// <returns>Whether it became overdue just now.</returns>
    public bool MarkOverdue(DateOnly today, DateTimeOffset now)
    {
        if (Overdue || State is RefundState.Paid or RefundState.Dropped || PayBy is not { } last || today <= last) return false;
        Overdue = true;
        (UpdatedAt, Version) = (now, Version + 1);
        return true;
    }

    private void To(RefundState next, DateTimeOffset now, params RefundState[] allowed)
    {
        if (!allowed.Contains(State)) throw Refusal.OfState("REFUND_STATE", State, allowed);
        (State, UpdatedAt) = (next, now);
        Version++;
    }
}
