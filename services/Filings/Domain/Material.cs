using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>What a file is.</summary>
public enum MediaType
{
    /// <summary>PDF.</summary>
    Pdf,

    /// <summary>EPUB.</summary>
    Epub,

    /// <summary>A text of a word processor.</summary>
    Word,

    /// <summary>Slides.</summary>
    Slides,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>Sound.</summary>
    Audio,

    /// <summary>Moving pictures.</summary>
    Video,
}

/// <summary>Where the filing of a material stands.</summary>
public enum MaterialState
{
    /// <summary>Not filed.</summary>
    Draft,

    /// <summary>Filed and in use.</summary>
    Filed,

    /// <summary>Out of use and kept.</summary>
    Retired,

    /// <summary>Destroyed after its time.</summary>
    Disposed,
}

/// <summary>What a reviewer held.</summary>
/// <param name="Passed">Whether the material may be used.</param>
/// <param name="On">Day of the review.</param>
/// <param name="Opinion">Opinion.</param>
public sealed record MaterialReview(bool Passed, DateOnly On, string Opinion);

/// <summary>One version of a material.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Sha256">Digest of the file.</param>
/// <param name="Media">What the file is.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Summary">What it holds.</param>
/// <param name="Internal">Review within the institution.</param>
/// <param name="External">Review by experts outside.</param>
/// <param name="CurrentUntil">Last day for which it is current; null when nobody says.</param>
public sealed record MaterialVersion(
    int Number, string Sha256, MediaType Media, long Bytes, string Summary, MaterialReview? Internal, MaterialReview? External, DateOnly? CurrentUntil);

/// <summary>What is stated of a material.</summary>
/// <param name="Title">Title.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Class">What is taught to whom.</param>
/// <param name="ChoiceReason">Why it was chosen.</param>
public sealed record MaterialContent(string Title, string Subject, ClassFacts Class, string ChoiceReason);

/// <summary>A training material of an institution (F7).</summary>
public sealed class Material : FiledMatter
{
    private const string StateReason = "MATERIAL_STATE";
    private const long BytesOfMegabyte = 1024 * 1024;

    private Material()
    {
    }

    /// <summary>What is stated.</summary>
    public MaterialContent Content { get; private set; } = null!;

    /// <summary>Versions, oldest first.</summary>
    public IReadOnlyList<MaterialVersion> Versions { get; private set; } = [];

    /// <summary>Number of the version that is filed; 0 without one.</summary>
    public int FiledVersion { get; private set; }

    /// <summary>Where the filing stands.</summary>
    public MaterialState State { get; private set; }

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>What persons held.</summary>
    public IReadOnlyList<Held> Determinations { get; private set; } = [];

    /// <summary>Day after the last for which the filed version is current, so that it is judged again; null for none.</summary>
    public DateOnly? RejudgeOn { get; private set; }

    /// <summary>Day it went out of use.</summary>
    public DateOnly? RetiredOn { get; private set; }

    /// <summary>Stores a material without a version.</summary>
    public static Material Draft(Owner owner, MaterialContent content, DateTimeOffset now)
    {
        var material = new Material { Content = content, State = MaterialState.Draft };
        material.Begin(owner, now);
        return material;
    }

    /// <summary>Adds a version; the filed one stays in use until this one is filed.</summary>
    public void Add(MaterialVersion version, LawAt law, DateTimeOffset now)
    {
        Require(StateReason, State, MaterialState.Draft, MaterialState.Filed);
        if (Versions.FirstOrDefault(v => v.Sha256 == version.Sha256) is { } same) throw FilingRefusals.VersionExists(same.Number);
        var type = Refusal.Word($"{version.Media}");
        if (law.Limit(Law.MaterialTypes) is { } types && !types.Value.Contains(type)) throw FilingRefusals.TypeNotAllowed(type, types.Value);
        if (law.Limit(Law.MaterialMegabytes) is { } most && version.Bytes > most.Value * BytesOfMegabyte) throw FilingRefusals.TooLarge(most.Value);
        Versions = [.. Versions, version with { Number = Versions.Count + 1 }];
        Touch(now);
    }

    /// <summary>Files the newest version.</summary>
    public void File(IReadOnlyList<Held> held, LawAt law, DateTimeOffset now)
    {
        Require(StateReason, State, MaterialState.Draft, MaterialState.Filed);
        if (Versions.Count == 0) throw FilingRefusals.NoVersion();
        var newest = Versions[^1];
        var findings = MaterialRules.Judge(new MaterialFacts(Content, newest), law);
        FilingGate.Pass(findings, held);
        (Findings, Determinations, FiledVersion, State) = (findings, held, newest.Number, MaterialState.Filed);
        RejudgeOn = newest.CurrentUntil?.AddDays(1) is { } day && day > law.Date ? day : null;
        Touch(now);
    }

    /// <summary>Judges the filed version again because its day has come.</summary>
    /// <returns>Whether something new was found.</returns>
    public bool Rejudge(LawAt law, DateTimeOffset now)
    {
        RejudgeOn = null;
        if (State != MaterialState.Filed) return false;
        var before = Findings.Select(f => f.Rule).ToHashSet();
        Findings = MaterialRules.Judge(new MaterialFacts(Content, Versions[FiledVersion - 1]), law);
        Touch(now);
        return Findings.Any(f => !before.Contains(f.Rule));
    }

    /// <summary>Takes the material out of use.</summary>
    public void Retire(DateOnly today, DateTimeOffset now)
    {
        Require(StateReason, State, MaterialState.Draft, MaterialState.Filed);
        (State, RetiredOn, RejudgeOn) = (MaterialState.Retired, today, null);
        Touch(now);
    }

    /// <summary>Last day on which it must be kept; null while in use or when no verified text says how long.</summary>
    public DateOnly? KeptUntil(LawAt law) => RetiredOn is { } day && law.Limit(Law.MaterialRetentionYears) is { } years ? day.AddYears(years.Value) : null;

    /// <summary>Notes that the material was destroyed. Nothing is destroyed while nobody has set how long it must be kept.</summary>
    public void Dispose(LawAt law, DateTimeOffset now)
    {
        Require(StateReason, State, MaterialState.Retired);
        var until = KeptUntil(law);
        if (until is null || law.Date <= until) throw FilingRefusals.RetentionRuns(until);
        State = MaterialState.Disposed;
        Versions = [.. Versions.Select(v => v with { Summary = "" })];
        Touch(now);
    }
}

/// <summary>What the rules look at.</summary>
/// <param name="Content">What is stated.</param>
/// <param name="Newest">The version to be filed.</param>
public sealed record MaterialFacts(MaterialContent Content, MaterialVersion Newest);

/// <summary>What a material must have and may not hold (F7).</summary>
public static class MaterialRules
{
    /// <summary>Applies every rule, those on texts included.</summary>
    public static IReadOnlyList<Finding> Judge(MaterialFacts facts, LawAt law)
    {
        Finding?[] findings = [MaterialLacksReview(facts, law), MaterialNotCurrent(facts, law), MaterialHoldsWhatIsForbidden(facts, law)];
        return
        [
            .. findings.OfType<Finding>(),
            .. ContentRules.Judge(new TextFacts(facts.Content.Class, false, "material.title", facts.Content.Title), law),
            .. ContentRules.Judge(new TextFacts(facts.Content.Class, false, "version.summary", facts.Newest.Summary), law),
        ];
    }

    /// <summary>A material is filed once it was reviewed within and outside. That both are needed is the platform's reading of 备案审查.</summary>
    [Rule("培训材料未经内外部审核", "Material lacks a review", Capability = "F7", Clauses = ["TZ-15", "JLP-C29", "BJ-14"])]
    public static Finding? MaterialLacksReview(MaterialFacts facts, LawAt law) =>
        facts.Newest is { Internal.Passed: true, External.Passed: true } ? null : law.ByClauses(
            Severity.Breach, "material.versions",
            "培训材料须经审核，现缺少内部或者外部审核通过的意见。", "The material lacks a review, within or outside, that it passed.", ["TZ-15", "JLP-C29", "BJ-14"]);

    /// <summary>Nothing low or unlawful, and nothing pirated. The words are a sign; a person looks.</summary>
    [Rule("培训材料疑似含有禁止内容", "Signs of forbidden content in a material", Capability = "F7", Clauses = ["KM-7", "TZ-15", "BJ-14"])]
    public static Finding? MaterialHoldsWhatIsForbidden(MaterialFacts facts, LawAt law) => PhraseSigns.Find(
        "forbidden_content", Severity.Undetermined, "version.summary", $"{facts.Content.Title}\n{facts.Newest.Summary}", law,
        "培训材料不得含有低俗违法、盗版侵权等内容", "Materials hold nothing low, unlawful or pirated");

    /// <summary>A material that is not current any more needs a person's eye; none of the texts sets a term.</summary>
    [Rule("培训材料已过时效", "Material is not current", Capability = "F7", Clauses = ["TZ-15", "JLP-C29", "BJ-14"])]
    public static Finding? MaterialNotCurrent(MaterialFacts facts, LawAt law) =>
        facts.Newest.CurrentUntil is not { } until || law.Date <= until ? null : law.ByClauses(
            Severity.Undetermined, "material.versions", $"培训材料的适用期至{until:yyyy-MM-dd}，是否仍适用须人工认定。",
            $"The material was current until {until:yyyy-MM-dd}; a person decides whether it still is.", ["TZ-15", "JLP-C29", "BJ-14"]);
}
