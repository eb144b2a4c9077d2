using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

#pragma warning disable CS1591 // The words of these enums are those of the contract, where each is explained.
/// <summary>Who has to mend, or is inspected.</summary>
public enum SubjectKind { School, Institution, Jurisdiction }

/// <summary>What a notice comes from.</summary>
public enum RectificationSource { Inspection, Complaint, Penalty, Event, Authority }

/// <summary>Where an account stands.</summary>
public enum RectificationState { Ordered, Filed, Verified, Closed }

/// <summary>What happened to an account.</summary>
public enum RectificationAct { Ordered, Filed, Verified, Rejected, Extended, Escalated, Listed, Lifted, Closed, Reopened }
#pragma warning restore CS1591

/// <summary>A file that proves something.</summary>
/// <param name="Sha256">Digest of the file.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="Location">Where it is kept; may be empty.</param>
/// <param name="SizeBytes">Size; 0 when not known.</param>
public sealed record EvidenceFile(string Sha256, string MediaType, string Location, long SizeBytes)
{
    private const long Megabyte = 1 << 20;

    /// <summary>Refuses a file that is too large or of a type that is not taken.</summary>
    /// <param name="law">The law of the place and day.</param>
    /// <exception cref="Refusal">EVIDENCE_TYPE_NOT_ALLOWED; EVIDENCE_TOO_LARGE.</exception>
    public void MustBeTaken(LawAt law)
    {
        if (law.Limit(Law.ProofTypes) is { } types && !types.Value.Contains(MediaType))
            throw Refusal.Of("EVIDENCE_TYPE_NOT_ALLOWED", "不接受此类证据文件。", "Evidence of that type is not taken.", ("type", MediaType), ("allowed", string.Join(',', types.Value)));
        MustFit(law);
    }

    /// <summary>Refuses a file that is too large.</summary>
    /// <param name="law">The law of the place and day.</param>
    /// <exception cref="Refusal">EVIDENCE_TOO_LARGE.</exception>
    public void MustFit(LawAt law)
    {
        if (law.Limit(Law.ProofMegabytes) is { } limit && SizeBytes > limit.Value * Megabyte)
            throw Refusal.Of("EVIDENCE_TOO_LARGE", "证据文件超过大小限制。", "The evidence is larger than the limit.", ("limit_megabytes", $"{limit.Value}"));
    }
}

/// <summary>Something that has to be mended.</summary>
/// <param name="Number">Number within the account, from 1.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Demand">What has to be done.</param>
/// <param name="Clause">Clause that it breaches; may be empty.</param>
/// <param name="Rule">Rule that found it; may be empty.</param>
/// <param name="Basis">Where clause and rule come from.</param>
public sealed record RectificationItem(int Number, string Problem, string Demand, string Clause, string Rule, IReadOnlyList<LegalBasis> Basis)
{
    /// <summary>Whether it was verified as mended.</summary>
    public bool Mended { get; init; }

    /// <summary>What was done, as filed last.</summary>
    public string Done { get; init; } = "";

    /// <summary>Evidence, as filed last.</summary>
    public IReadOnlyList<EvidenceFile> Evidence { get; init; } = [];

    /// <summary>What the verifier held last.</summary>
    public string Opinion { get; init; } = "";
}

/// <summary>What was done about an item.</summary>
public sealed record ItemDone(int Number, string Done, IReadOnlyList<EvidenceFile> Evidence);

/// <summary>What is held of an item.</summary>
public sealed record ItemVerdict(int Number, bool Mended, string Opinion);

/// <summary>Who acts on an account.</summary>
/// <param name="Subject">Subject of the token.</param>
/// <param name="Department">Code of the department; empty for the subject of the account, an inspector or the platform.</param>
/// <param name="Jurisdiction">Within which the caller acts; empty for the platform.</param>
public sealed record Actor(string Subject, string Department, string Jurisdiction)
{
    /// <summary>The platform itself.</summary>
    public static Actor Platform { get; } = new("", "", "");
}

/// <summary>Something that happened to an account.</summary>
/// <param name="Act">What.</param>
/// <param name="At">When.</param>
/// <param name="By">Who acted.</param>
/// <param name="Text">In Chinese.</param>
/// <param name="DueDate">Day by which the next step is due after it.</param>
/// <param name="Items">What was filed, or held, at this step.</param>
public sealed record RectificationStep(RectificationAct Act, DateTimeOffset At, Actor By, string Text, DateOnly? DueDate, IReadOnlyList<RectificationItem>? Items = null);

/// <summary>What a new account says.</summary>
public sealed record RectificationContent(
    SubjectKind SubjectKind, string SubjectCode, string SubjectName, RectificationSource Source, string SourceId, IReadOnlyList<RectificationItem> Items, int WorkingDays);

/// <summary>Refusals around accounts, each with the facts that its reason promises.</summary>
internal static class RectificationRefusals
{
    internal static Refusal NotIndependent() => Refusal.Of(
        RefusalKind.Denied, "VERIFIER_NOT_INDEPENDENT", "申报人和整改实施人不得核验。", "Who filed or did the work does not verify it.");

    internal static Refusal HeldAbove(string level) => Refusal.Of(
        RefusalKind.Denied, "HELD_ABOVE", "该账目由上级办理。", "A higher level decides on it.", ("held_by", level));

    internal static Refusal StillListed(string level) => Refusal.Of(
        "STILL_LISTED", "该账目正在挂牌督办。", "It is listed for special supervision.", ("listed_by", level));

    internal static Refusal NotListed() => Refusal.Of("NOT_LISTED", "该账目未挂牌督办。", "It is not listed for special supervision.");

    internal static Refusal ExtensionNotAllowed(int times, int days) => Refusal.Of(
        "EXTENSION_NOT_ALLOWED", "期限已过，或者延期次数、天数超过上限。", "The term is over, or would be extended too often or too far.",
        ("extensions_most", $"{times}"), ("working_days_most", $"{days}"));

    internal static Refusal OrderNotAllowed(string division, string jurisdiction) => Refusal.Of(
        RefusalKind.Denied, "ORDER_NOT_ALLOWED", "对一个地区的整改由其上级下达和核验。", "A jurisdiction is ordered and verified by an authority above it.",
        ("division", division), ("jurisdiction", jurisdiction));
}
