namespace ShuangJian.Contracts;

/// <summary>A round of asking pupils, teachers or parents was opened. Of tickets and answers nothing is announced.</summary>
[EventName("supervision", "survey-round-opened")]
public sealed record SurveyRoundOpened : DomainEvent
{
    /// <summary>Identifier of the round.</summary>
    public required string RoundId { get; init; }

    /// <summary>Title, in Chinese.</summary>
    public required string Title { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly To { get; init; }
}

/// <summary>A round of asking has ended.</summary>
[EventName("supervision", "survey-round-closed")]
public sealed record SurveyRoundClosed : DomainEvent
{
    /// <summary>Identifier of the round.</summary>
    public required string RoundId { get; init; }
}
