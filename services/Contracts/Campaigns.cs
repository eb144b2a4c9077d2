namespace ShuangJian.Contracts;

/// <summary>A campaign to review existing institutions again was opened.</summary>
[EventName("institution", "campaign-opened")]
public sealed record CampaignOpened : DomainEvent
{
    /// <summary>Identifier of the campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Title, in Chinese.</summary>
    public required string Title { get; init; }

    /// <summary>Institutions at the opening.</summary>
    public required int BaselineCount { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly DueDate { get; init; }
}

/// <summary>A campaign was closed.</summary>
[EventName("institution", "campaign-closed")]
public sealed record CampaignClosed : DomainEvent
{
    /// <summary>Identifier of the campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Title, in Chinese.</summary>
    public required string Title { get; init; }

    /// <summary>Institutions at the opening.</summary>
    public required int BaselineCount { get; init; }

    /// <summary>Institutions that remained.</summary>
    public required int RemainingCount { get; init; }

    /// <summary>Reduction in hundredths of a percent of the baseline.</summary>
    public required int ReductionBasisPoints { get; init; }
}

/// <summary>The last day of a campaign is near and institutions have not come to it.</summary>
[EventName("institution", "campaign-due-soon")]
public sealed record CampaignDueSoon : DomainEvent
{
    /// <summary>Identifier of the campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Title, in Chinese.</summary>
    public required string Title { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly DueDate { get; init; }

    /// <summary>Institutions that have not applied.</summary>
    public required int NotCome { get; init; }

    /// <summary>Institutions that have applied and wait for a decision.</summary>
    public required int Waiting { get; init; }
}

/// <summary>The last day of a campaign passed while it was open.</summary>
[EventName("institution", "campaign-overdue")]
public sealed record CampaignOverdue : DomainEvent
{
    /// <summary>Identifier of the campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Title, in Chinese.</summary>
    public required string Title { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly DueDate { get; init; }

    /// <summary>Institutions that have not applied.</summary>
    public required int NotCome { get; init; }

    /// <summary>Institutions that have applied and wait for a decision.</summary>
    public required int Waiting { get; init; }
}
