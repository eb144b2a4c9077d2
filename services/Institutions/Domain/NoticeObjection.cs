namespace ShuangJian.Institutions.Domain;

/// <summary>What somebody holds against an application on public notice. The decision answers it.</summary>
public sealed class NoticeObjection
{
    private NoticeObjection()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The application.</summary>
    public Guid ApplicationId { get; private set; }

    /// <summary>What is held against it.</summary>
    public string Text { get; private set; } = "";

    /// <summary>How to reach who objects, encrypted.</summary>
    public string ContactCipher { get; private set; } = "";

    /// <summary>When it was raised.</summary>
    public DateTimeOffset RaisedAt { get; private set; }

    /// <summary>The answer given with the decision; empty until then.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>Raises an objection.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="application">The application, on public notice.</param>
    /// <param name="text">What is held against it.</param>
    /// <param name="contactCipher">How to reach who objects, encrypted.</param>
    /// <param name="today">Today; the last day of the notice is still in time.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Policy.Refusal">NOTICE_NOT_OPEN.</exception>
    public static NoticeObjection Raise(Guid id, Application application, string text, string contactCipher, DateOnly today, DateTimeOffset now)
    {
        if (!application.NoticeOpen || application.NoticeUntil < today)
            throw Refusals.NoNotice();
        return new NoticeObjection { Id = id, ApplicationId = application.Id, Text = text, ContactCipher = contactCipher, RaisedAt = now };
    }

    /// <summary>Answers every objection to an application.</summary>
    /// <param name="objections">All of them.</param>
    /// <param name="answers">Answers by objection.</param>
    /// <exception cref="Policy.Refusal">OBJECTIONS_UNANSWERED.</exception>
    public static void AnswerAll(IReadOnlyList<NoticeObjection> objections, IReadOnlyDictionary<Guid, string> answers)
    {
        var open = objections.Where(objection => !answers.ContainsKey(objection.Id)).Select(objection => objection.Id).ToList();
        if (open.Count > 0)
            throw Refusals.ObjectionsUnanswered(open);
        foreach (var objection in objections)
            objection.Answer = answers[objection.Id];
    }
}
