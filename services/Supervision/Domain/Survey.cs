using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

#pragma warning disable CS1591 // The words of this enum are those of the contract, where each is explained.
/// <summary>Where a round stands.</summary>
public enum SurveyRoundState { Open, Closed }
#pragma warning restore CS1591

/// <summary>A questionnaire that an authority put.</summary>
public sealed class StoredQuestionnaire : Versioned
{
    private StoredQuestionnaire()
    {
    }

    /// <summary>Its name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its version.</summary>
    public int Number { get; private set; }

    /// <summary>What it asks.</summary>
    public Questionnaire Content { get; private set; } = null!;

    /// <summary>Puts a version.</summary>
    public static StoredQuestionnaire Put(string division, Questionnaire content, DateTimeOffset now)
    {
        var one = new StoredQuestionnaire { Name = content.Id, Number = content.Version, Content = content };
        one.Begin(division, now);
        return one;
    }
}

/// <summary>A round of asking.</summary>
public sealed class SurveyRound : Versioned
{
    private SurveyRound()
    {
    }

    /// <summary>Title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The questionnaires, one an audience, as they were when the round was opened.</summary>
    public IReadOnlyList<Questionnaire> Questionnaires { get; private set; } = [];

    /// <summary>First day.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last day.</summary>
    public DateOnly To { get; private set; }

    /// <summary>Where it stands.</summary>
    public SurveyRoundState State { get; private set; }

    /// <summary>Whether everything that was handed in is counted.</summary>
    public bool Counted { get; private set; }

    /// <summary>Opens a round.</summary>
    public static SurveyRound Open(string division, string title, IReadOnlyList<Questionnaire> questionnaires, DateOnly from, DateOnly to, DateTimeOffset now)
    {
        var one = new SurveyRound { Title = title, Questionnaires = questionnaires, From = from, To = to };
        one.Begin(division, now);
        return one;
    }

    /// <summary>What an audience is asked; null when it is not.</summary>
    public Questionnaire? For(SurveyAudience audience) => Questionnaires.FirstOrDefault(q => q.Audience == audience);

    /// <summary>Refuses when tickets are no longer issued.</summary>
    /// <exception cref="Refusal">SURVEY_ROUND_STATE.</exception>
    public void MustBeOpen(DateOnly today)
    {
        if (State != SurveyRoundState.Open || today > To) throw SurveyRefusals.RoundState("CLOSED", "OPEN");
    }

    /// <summary>Refuses when answers are not taken.</summary>
    /// <exception cref="Refusal">SURVEY_ROUND_STATE.</exception>
    public void MustTakeAnswers(DateOnly today)
    {
        MustBeOpen(today);
        if (today < From) throw SurveyRefusals.RoundState("NOT_BEGUN", "OPEN");
    }

    /// <summary>Ends it.</summary>
    /// <exception cref="Refusal">SURVEY_ROUND_STATE.</exception>
    public void Close(DateTimeOffset now)
    {
        if (State != SurveyRoundState.Open) throw SurveyRefusals.RoundState("CLOSED", "OPEN");
        State = SurveyRoundState.Closed;
        Touch(now);
    }

    /// <summary>Notes that everything is counted.</summary>
    public void MarkCounted(DateTimeOffset now)
    {
        Counted = true;
        Touch(now);
    }
}

/// <summary>The refusals around surveys, each with the facts that its reason promises.</summary>
public static class SurveyRefusals
{
    /// <summary>The round is in a state in which this cannot be done.</summary>
    public static Refusal RoundState(string state, string allowed) =>
        Refusal.Of("SURVEY_ROUND_STATE", "问卷轮次当前状态不允许此操作。", "The state of the round does not allow the step.", ("state", state), ("allowed", allowed));

    /// <summary>The ticket was handed in.</summary>
    public static Refusal Spent() => Refusal.Of("SURVEY_TICKET_SPENT", "该问卷码已使用。", "The ticket is spent.");

    /// <summary>Tickets are told once.</summary>
    public static Refusal Issued() => Refusal.Of(RefusalKind.Exists, "SURVEY_TICKETS_ISSUED", "问卷码只告知一次，遗失须重新发放。", "The tickets were told once; issue others in their place.");
}

/// <summary>A ticket. It has no time but that of its batch, and nothing says who holds it.</summary>
public sealed class SurveyTicket
{
    /// <summary>Keyed hash of the code.</summary>
    public required string Hash { get; init; }

    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>Code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>County of the school.</summary>
    public required string Division { get; init; }

    /// <summary>Who is asked.</summary>
    public required SurveyAudience Audience { get; init; }

    /// <summary>Whether it was handed in.</summary>
    public bool Spent { get; set; }
}

/// <summary>Answers of one person, sealed, until they are counted with others. The key is random and says nothing of the order.</summary>
public sealed class SealedAnswers
{
    /// <summary>Random identifier.</summary>
    public required Guid Id { get; init; }

    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>Code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>County of the school.</summary>
    public required string Division { get; init; }

    /// <summary>Who was asked.</summary>
    public required SurveyAudience Audience { get; init; }

    /// <summary>Cipher of the options chosen, one digit a question: all of one questionnaire are equally long.</summary>
    public required string Cipher { get; init; }
}

/// <summary>How often something was answered in a school, or a sum that an index is made of.</summary>
public sealed class SurveyCount
{
    /// <summary>The round.</summary>
    public required Guid RoundId { get; init; }

    /// <summary>County; for what fits nowhere below, division of the round.</summary>
    public required string Division { get; init; }

    /// <summary>Code of the school; empty for what is counted with others of the county.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Who was asked.</summary>
    public required SurveyAudience Audience { get; init; }

    /// <summary>The question; <c>*</c> and a dimension for sums over persons.</summary>
    public required string Question { get; init; }

    /// <summary>The option, or which sum.</summary>
    public required string Option { get; init; }

    /// <summary>The count, or the sum.</summary>
    public long Amount { get; set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; set; }
}
