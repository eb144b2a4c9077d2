using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

#pragma warning disable CS1591 // The words of the enum are those of the contract, where each is explained.
/// <summary>Where a task stands.</summary>
public enum TaskState { Open, Reported, Done }
#pragma warning restore CS1591

/// <summary>A report on a task.</summary>
public sealed record TaskReport(DateTimeOffset At, string Department, int Percent, string Text, IReadOnlyList<EvidenceFile> Evidence);

/// <summary>What a task says.</summary>
public sealed record TaskContent(int Number, string Title, string Clause, IReadOnlyList<string> Owners, DateOnly DueDate, IReadOnlyList<LegalBasis> Basis);

/// <summary>A campaign with its road map.</summary>
public sealed class TaskCampaign : Versioned
{
    private TaskCampaign()
    {
    }

    /// <summary>Title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Document whose tasks it carries out; empty for the jurisdiction's own.</summary>
    public string Document { get; private set; } = "";

    /// <summary>Number of tasks.</summary>
    public int Tasks { get; private set; }

    /// <summary>Tells the campaigns of one division for one document from each other; null without a document.</summary>
    public string? Key { get; private set; }

    /// <summary>Opens a campaign.</summary>
    public static TaskCampaign Open(string division, string title, string document, DateTimeOffset now)
    {
        var one = new TaskCampaign { Title = title, Document = document, Key = KeyOf(division, document) };
        one.Begin(division, now);
        return one;
    }

    /// <summary>Tells the campaigns of one division for one document from each other.</summary>
    public static string? KeyOf(string division, string document) => document.Length == 0 ? null : $"{division}:{document}";

    /// <summary>Takes a number for a further task.</summary>
    public int Next(DateTimeOffset now)
    {
        Tasks++;
        Touch(now);
        return Tasks;
    }
}

/// <summary>A task with its owners, its month and what was reported.</summary>
public sealed class SupervisionTask : Versioned
{
    /// <summary>Ending of the sections of a committee, for which its department reports.</summary>
    private const string Section = "_SECTION";

    private SupervisionTask()
    {
    }

    /// <summary>Campaign.</summary>
    public Guid CampaignId { get; private set; }

    /// <summary>What it says.</summary>
    public TaskContent Content { get; private set; } = null!;

    /// <summary>Last day of its month.</summary>
    public DateOnly DueDate { get; private set; }

    /// <summary>Where it stands.</summary>
    public TaskState State { get; private set; }

    /// <summary>Progress, percent.</summary>
    public int Percent { get; private set; }

    /// <summary>Whether it was told that it is late.</summary>
    public bool Told { get; private set; }

    /// <summary>Day on which it was confirmed; null until then.</summary>
    public DateOnly? DoneOn { get; private set; }

    /// <summary>Who reported it as done; not the one who confirms.</summary>
    public string Reporter { get; private set; } = "";

    /// <summary>Reports.</summary>
    public IReadOnlyList<TaskReport> Reports { get; private set; } = [];

    /// <summary>Sets a task.</summary>
    public static SupervisionTask Set(TaskCampaign campaign, TaskContent content, DateTimeOffset now)
    {
        var one = new SupervisionTask { CampaignId = campaign.Id, Content = content, DueDate = content.DueDate };
        one.Begin(campaign.Division, now);
        return one;
    }

    /// <summary>Whether it is, or was, not done at the end of its month.</summary>
    public bool IsOverdue(DateOnly today) => (DoneOn ?? today) > DueDate;

    /// <summary>Reports progress.</summary>
    /// <exception cref="Refusal">TASK_STATE; NOT_TASK_OWNER.</exception>
    public void Report(int percent, string text, IReadOnlyList<EvidenceFile> evidence, Actor by, DateTimeOffset now)
    {
        if (State != TaskState.Open) throw Refusal.OfState("TASK_STATE", State, [TaskState.Open]);
        if (!Content.Owners.Any(owner => owner == by.Department || (by.Department == "EDUCATION" && owner.EndsWith(Section, StringComparison.Ordinal))))
            throw Refusal.Of(RefusalKind.Denied, "NOT_TASK_OWNER", "不是该任务的责任单位。", "The department does not own the task.", ("owners", string.Join(',', Content.Owners)));
        (Percent, Reports) = (percent, [.. Reports, new TaskReport(now, by.Department, percent, text, evidence)]);
        if (percent == 100) (State, Reporter) = (TaskState.Reported, by.Subject);
        Touch(now);
    }

    /// <summary>Confirms that it is done, or gives it back.</summary>
    /// <exception cref="Refusal">TASK_STATE; VERIFIER_NOT_INDEPENDENT.</exception>
    public void Confirm(bool done, string opinion, Actor by, DateOnly today, DateTimeOffset now)
    {
        if (State != TaskState.Reported) throw Refusal.OfState("TASK_STATE", State, [TaskState.Reported]);
        if (by.Subject == Reporter) throw RectificationRefusals.NotIndependent();
        (State, DoneOn) = done ? (TaskState.Done, today) : (TaskState.Open, (DateOnly?)null);
        Reports = [.. Reports, new TaskReport(now, by.Department, Percent, opinion, [])];
        Touch(now);
    }

    /// <summary>Notes that its month is over.</summary>
    public void Tell(DateTimeOffset now)
    {
        Told = true;
        Touch(now);
    }
}
