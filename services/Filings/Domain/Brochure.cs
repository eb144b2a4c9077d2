using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>Where the filing of a brochure stands.</summary>
public enum BrochureState
{
    /// <summary>A person has to determine something.</summary>
    Submitted,

    /// <summary>Filed.</summary>
    Filed,
}

/// <summary>How recruiting came to be known.</summary>
public enum ObservationSource
{
    /// <summary>A patrol or inspection.</summary>
    Patrol,

    /// <summary>A complaint.</summary>
    Complaint,
}

/// <summary>A course that is offered.</summary>
/// <param name="CourseId">Identifier.</param>
/// <param name="Title">Title.</param>
/// <param name="FeeFen">Fee of the whole course in fen.</param>
public sealed record OfferedCourse(string CourseId, string Title, long FeeFen);

/// <summary>What a brochure says.</summary>
/// <param name="From">First day of recruiting.</param>
/// <param name="To">Last day of recruiting.</param>
/// <param name="Courses">Courses offered.</param>
/// <param name="TutorIds">Tutors named.</param>
/// <param name="Class">What is taught to whom.</param>
/// <param name="Online">Whether any of it is given over the internet.</param>
/// <param name="Text">Text.</param>
public sealed record BrochureContent(
    DateOnly From, DateOnly To, IReadOnlyList<OfferedCourse> Courses, IReadOnlyList<string> TutorIds, ClassFacts Class, bool Online, string Text);

/// <summary>A recruitment brochure (F9).</summary>
public sealed class Brochure : FiledMatter
{
    private Brochure()
    {
    }

    /// <summary>What it says.</summary>
    public BrochureContent Content { get; private set; } = null!;

    /// <summary>First day of recruiting, beside the content to be searched.</summary>
    public DateOnly RecruitsFrom { get; private set; }

    /// <summary>Last day of recruiting.</summary>
    public DateOnly RecruitsTo { get; private set; }

    /// <summary>Where the filing stands.</summary>
    public BrochureState State { get; private set; }

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>What persons held.</summary>
    public IReadOnlyList<Held> Determinations { get; private set; } = [];

    /// <summary>Day of the filing.</summary>
    public DateOnly? FiledOn { get; private set; }

    /// <summary>Files a brochure, or submits it when a person has to determine something.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="content">What it says.</param>
    /// <param name="filedTutors">Which of the tutors named are filed.</param>
    /// <param name="law">The law of the place today.</param>
    /// <param name="now">The moment.</param>
    public static Brochure File(Owner owner, BrochureContent content, IReadOnlySet<string> filedTutors, LawAt law, DateTimeOffset now)
    {
        var findings = BrochureRules.Judge(new BrochureFacts(content, filedTutors), law);
        FilingGate.Pass([.. findings.Where(f => f.Severity == Severity.Breach)], []);
        var open = findings.Any(f => f.Severity == Severity.Undetermined);
        var brochure = new Brochure
        {
            Content = content, RecruitsFrom = content.From, RecruitsTo = content.To, Findings = findings,
            State = open ? BrochureState.Submitted : BrochureState.Filed, FiledOn = open ? null : law.Date,
        };
        brochure.Begin(owner, now);
        return brochure;
    }

    /// <summary>Files it by what a person holds, judged anew today.</summary>
    public void Confirm(IReadOnlySet<string> filedTutors, IReadOnlyList<Held> held, LawAt law, DateTimeOffset now)
    {
        Require("BROCHURE_STATE", State, BrochureState.Submitted);
        var findings = BrochureRules.Judge(new BrochureFacts(Content, filedTutors), law);
        FilingGate.Pass(findings, held);
        (Findings, Determinations, State, FiledOn) = (findings, held, BrochureState.Filed, law.Date);
        Touch(now);
    }
}

/// <summary>What the rules on brochures look at.</summary>
/// <param name="Content">What the brochure says.</param>
/// <param name="FiledTutors">Which of the tutors named are filed for the institution.</param>
public sealed record BrochureFacts(BrochureContent Content, IReadOnlySet<string> FiledTutors);

/// <summary>Recruiting as it was observed, with the brochures of that day.</summary>
/// <param name="Offers">Courses offered.</param>
/// <param name="Filed">Brochures filed by the day and covering it.</param>
public sealed record RecruitmentFacts(IReadOnlyList<OfferedCourse> Offers, IReadOnlyList<BrochureContent> Filed);

/// <summary>What a brochure may say and when it is filed (F9).</summary>
public static class BrochureRules
{
    /// <summary>Applies every rule to a brochure, those on texts included.</summary>
    public static IReadOnlyList<Finding> Judge(BrochureFacts facts, LawAt law)
    {
        Finding?[] findings = [BrochureFiledAfterRecruitingBegan(facts, law), BrochureNamesTutorNotFiled(facts, law), BrochureCourseNotChecked(facts, law)];
        return
        [
            .. findings.OfType<Finding>(),
            .. ContentRules.Judge(new TextFacts(facts.Content.Class, facts.Content.Online, "brochure.text", facts.Content.Text), law),
        ];
    }

    /// <summary>Applies every rule to recruiting that was observed.</summary>
    public static IReadOnlyList<Finding> JudgeRecruitment(RecruitmentFacts facts, LawAt law)
    {
        Finding?[] findings = [RecruitingWithoutBrochure(facts, law), RecruitingBeyondBrochure(facts, law)];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>A brochure is filed before each recruitment: the first day itself is still in time.</summary>
    [Rule("招生开始后才报备招生简章", "Brochure filed after recruiting began", Capability = "F9", Clauses = ["BJ-15"])]
    public static Finding? BrochureFiledAfterRecruitingBegan(BrochureFacts facts, LawAt law) => law.Date <= facts.Content.From ? null : law.ByClauses(
        Severity.Breach, "brochure.recruits_from", $"每次招生前须报备，招生已于{facts.Content.From:yyyy-MM-dd}开始。", "A brochure is filed before each recruitment.", ["BJ-15"]);

    /// <summary>A truthful brochure names tutors who are filed.</summary>
    [Rule("招生简章列有未备案的教师", "Brochure names a tutor who is not filed", Capability = "F9", Clauses = ["KM-11", "BJ-15"])]
    public static Finding? BrochureNamesTutorNotFiled(BrochureFacts facts, LawAt law)
    {
        var missing = facts.Content.TutorIds.Where(id => !facts.FiledTutors.Contains(id)).ToList();
        return missing.Count == 0 ? null : law.ByClauses(
            Severity.Breach, "brochure.tutor_ids", $"招生简章应实事求是，所列{missing.Count}名教师未备案。", $"{missing.Count} of the tutors named are not filed.", ["KM-11", "BJ-15"]);
    }

    /// <summary>Whether courses and fees are as filed is not known here: a person compares.</summary>
    [Rule("招生简章的课程和收费待核对", "Courses of a brochure are not checked", Capability = "F9", Clauses = ["KM-11", "BJ-15"])]
    public static Finding? BrochureCourseNotChecked(BrochureFacts facts, LawAt law) => facts.Content.Courses.Count == 0 ? null : law.ByClauses(
        Severity.Undetermined, "brochure.courses", "招生简章的课程、收费与备案是否一致须人工核对。", "A person compares the courses and fees with what is filed.", ["KM-11", "BJ-15"]);

    /// <summary>No recruiting without a brochure.</summary>
    [Rule("未备案招生简章即招生", "Recruiting without a brochure", Capability = "F9", Clauses = ["KM-11", "BJ-15"])]
    public static Finding? RecruitingWithoutBrochure(RecruitmentFacts facts, LawAt law) => facts.Filed.Count > 0 ? null : law.ByClauses(
        Severity.Breach, "recruitment", $"{law.Date:yyyy-MM-dd}没有有效的备案招生简章，不得招生。", "There is no filed brochure for that day.", ["KM-11", "BJ-15"]);

    /// <summary>No recruiting for other courses or fees than the brochure says.</summary>
    [Rule("超出备案招生简章招生", "Recruiting beyond the brochure", Capability = "F9", Clauses = ["KM-11", "BJ-15"])]
    public static Finding? RecruitingBeyondBrochure(RecruitmentFacts facts, LawAt law)
    {
        if (facts.Filed.Count == 0) return null;
        var beyond = facts.Offers.Where(offer => !facts.Filed.Any(b => b.Courses.Any(c => c.CourseId == offer.CourseId && c.FeeFen == offer.FeeFen))).ToList();
        return beyond.Count == 0 ? null : law.ByClauses(
            Severity.Breach, "recruitment.offers", $"招生的{beyond.Count}门课程或其收费与备案招生简章不一致。",
            $"{beyond.Count} of the courses offered, or their fees, are not those of the brochure.", ["KM-11", "BJ-15"]);
    }
}

/// <summary>Recruiting, or a sign of collusion in it, that was reported (F9, F11).</summary>
public sealed class RecruitmentReport : FiledMatter
{
    private RecruitmentReport()
    {
    }

    /// <summary>Day it was observed.</summary>
    public DateOnly ObservedOn { get; private set; }

    /// <summary>How it came to be known.</summary>
    public ObservationSource Source { get; private set; }

    /// <summary>Credit code of the school that seems to collude; empty for recruiting alone.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <summary>What was seen; encrypted, for it may name persons.</summary>
    public string DescriptionCipher { get; private set; } = "";

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Records a report.</summary>
    public static RecruitmentReport Of(
        Owner owner, DateOnly observedOn, ObservationSource source, string schoolCode, string descriptionCipher, IReadOnlyList<Finding> findings, DateTimeOffset now)
    {
        var report = new RecruitmentReport
        {
            ObservedOn = observedOn, Source = source, SchoolCode = schoolCode, DescriptionCipher = descriptionCipher, Findings = findings,
        };
        report.Begin(owner, now);
        return report;
    }
}
