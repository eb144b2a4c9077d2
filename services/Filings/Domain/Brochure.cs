using System.Runtime.CompilerServices;
using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>Where the filing of a brochure stands.</summary>
public enum BrochureState
{
    /// <summary>A person has to determine something.</summary>
    Submitted,

    /// <summary>Filed.</summary>
    Filed,

    /// <summary>Was filed; a course or tutor of it is not filed any more.</summary>
    NoLongerHolds,
}

/// <summary>A course that is offered.</summary>
/// <param name="CourseId">Identifier.</param>
/// <param name="Title">Title.</param>
/// <param name="FeeFen">Fee of the whole course in fen.</param>
/// <param name="Lessons">Lessons of the whole course; 0 when not stated.</param>
public sealed record OfferedCourse(string CourseId, string Title, long FeeFen, int Lessons = 0);

/// <summary>A course as it is filed.</summary>
/// <param name="Title">Title.</param>
/// <param name="PriceFen">Price of the whole course in fen.</param>
/// <param name="Lessons">Lessons of the whole course.</param>
/// <param name="StandardFen">What the filed fee standard makes of it; null while none is known.</param>
public sealed record FiledCourse(string Title, long PriceFen, int Lessons, long? StandardFen);

/// <summary>What a brochure is compared with.</summary>
/// <param name="Tutors">Which of the tutors named are filed for the institution.</param>
/// <param name="Courses">Those of the courses offered that are filed for the institution, by identifier.</param>
public sealed record FiledSide(IReadOnlySet<string> Tutors, IReadOnlyDictionary<string, FiledCourse> Courses);

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
    /// <param name="filed">What is filed.</param>
    /// <param name="law">The law of the place today.</param>
    /// <param name="now">The moment.</param>
    public static Brochure File(Owner owner, BrochureContent content, FiledSide filed, LawAt law, DateTimeOffset now)
    {
        var findings = BrochureRules.Judge(new BrochureFacts(content, filed), law);
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
    public void Confirm(FiledSide filed, IReadOnlyList<Held> held, LawAt law, DateTimeOffset now)
    {
        Require("BROCHURE_STATE", State, BrochureState.Submitted);
        var findings = BrochureRules.Judge(new BrochureFacts(Content, filed), law);
        FilingGate.Pass(findings, held);
        (Findings, Determinations, State, FiledOn) = (findings, held, BrochureState.Filed, law.Date);
        Touch(now);
    }

    /// <summary>Notes that courses or tutors are not filed any more. A brochure that names one holds no longer; nothing changes it after that.</summary>
    /// <param name="gone">Their identifiers.</param>
    /// <param name="law">The law of the place today.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Whether it holds no longer just now.</returns>
    public bool Lose(IReadOnlySet<string> gone, LawAt law, DateTimeOffset now)
    {
        if (State != BrochureState.Filed || RecruitsTo < law.Date) return false;
        var left = new FiledSide(
            Content.TutorIds.Where(id => !gone.Contains(id)).ToHashSet(),
            Content.Courses.Where(c => !gone.Contains(c.CourseId)).DistinctBy(c => c.CourseId)
                .ToDictionary(c => c.CourseId, c => new FiledCourse(c.Title, c.FeeFen, c.Lessons, c.FeeFen)));
        var facts = new BrochureFacts(Content, left);
        IReadOnlyList<Finding> breaches = [.. new[] { BrochureRules.BrochureNamesTutorNotFiled(facts, law), BrochureRules.BrochureCourseNotFiled(facts, law) }.OfType<Finding>()];
        if (breaches.Count == 0) return false;
        (Findings, State) = (breaches, BrochureState.NoLongerHolds);
        Touch(now);
        return true;
    }
}

/// <summary>What the rules on brochures look at.</summary>
/// <param name="Content">What the brochure says.</param>
/// <param name="Filed">What is filed for the institution.</param>
public sealed record BrochureFacts(BrochureContent Content, FiledSide Filed);

/// <summary>What a brochure may say and when it is filed (F9).</summary>
public static class BrochureRules
{
    /// <summary>Applies every rule to a brochure, those on texts included.</summary>
    public static IReadOnlyList<Finding> Judge(BrochureFacts facts, LawAt law)
    {
        Finding?[] findings =
        [
            BrochureFiledAfterRecruitingBegan(facts, law), BrochureNamesTutorNotFiled(facts, law), BrochureCourseNotFiled(facts, law),
            BrochureDiffersFromCourse(facts, law), BrochureFeeAboveStandard(facts, law), BrochureFeeNotChecked(facts, law),
            BrochureOverstates(facts, law), RecruitmentRules.DrawsTeachersAway("brochure.text", facts.Content.Text, law),
        ];
        return
        [
            .. findings.OfType<Finding>(),
            .. ContentRules.Judge(new TextFacts(facts.Content.Class, facts.Content.Online, "brochure.text", facts.Content.Text), law),
        ];
    }

    /// <summary>A brochure is filed before each recruitment: the first day itself is still in time.</summary>
    [Rule("招生开始后才报备招生简章", "Brochure filed after recruiting began", Capability = "F9", Clauses = ["BJ-15"])]
    public static Finding? BrochureFiledAfterRecruitingBegan(BrochureFacts facts, LawAt law) => law.Date <= facts.Content.From ? null : law.ByClauses(
        Severity.Breach, "brochure.recruits_from", $"每次招生前须报备，招生已于{facts.Content.From:yyyy-MM-dd}开始。", "A brochure is filed before each recruitment.", ["BJ-15"]);

    /// <summary>A truthful brochure names tutors who are filed.</summary>
    [Rule("招生简章列有未备案的教师", "Brochure names a tutor who is not filed", Capability = "F9", Clauses = ["KM-11", "BJ-15"])]
    public static Finding? BrochureNamesTutorNotFiled(BrochureFacts facts, LawAt law)
    {
        var missing = facts.Content.TutorIds.Where(id => !facts.Filed.Tutors.Contains(id)).ToList();
        return missing.Count == 0 ? null : law.ByClauses(
            Severity.Breach, "brochure.tutor_ids", $"招生简章应实事求是，所列{missing.Count}名教师未备案。", $"{missing.Count} of the tutors named are not filed.", ["KM-11", "BJ-15"]);
    }

    /// <summary>A truthful brochure offers courses that are filed.</summary>
    [Rule("招生简章列有未备案的课程", "Brochure offers a course that is not filed", Capability = "F9", Clauses = ["KM-11", "BJ-15"])]
    public static Finding? BrochureCourseNotFiled(BrochureFacts facts, LawAt law) =>
        About(facts.Content.Courses.Where(c => !facts.Filed.Courses.ContainsKey(c.CourseId)), Severity.Breach, law, "未备案", "are not filed");

    /// <summary>A truthful brochure says of a course what is filed of it: title, fee and number of lessons.</summary>
    [Rule("招生简章与课程备案不一致", "Brochure differs from the course as filed", Capability = "F9", Clauses = ["KM-11", "BJ-15"])]
    public static Finding? BrochureDiffersFromCourse(BrochureFacts facts, LawAt law) => About(
        Filed(facts).Where(c => c.Offer.Title != c.Course.Title || c.Offer.FeeFen != c.Course.PriceFen || (c.Offer.Lessons != 0 && c.Offer.Lessons != c.Course.Lessons)).Select(c => c.Offer),
        Severity.Breach, law, "名称、收费或课时与课程备案不一致", "differ in title, fee or lessons from what is filed");

    /// <summary>A brochure asks for no more than the fee standard that is filed.</summary>
    [Rule("招生简章收费高于备案收费标准", "Fee of a brochure is above the standard", Capability = "F9", Clauses = ["KM-11", "BJ-15"])]
    public static Finding? BrochureFeeAboveStandard(BrochureFacts facts, LawAt law) => About(
        Filed(facts).Where(c => c.Offer.FeeFen > c.Course.StandardFen).Select(c => c.Offer), Severity.Breach, law, "收费高于备案的收费标准", "cost more than the fee standard");

    /// <summary>Where no fee standard of a course is known, a person compares.</summary>
    [Rule("招生简章的收费待核对", "Fees of a brochure are not checked", Capability = "F9", Clauses = ["KM-11", "BJ-15"])]
    public static Finding? BrochureFeeNotChecked(BrochureFacts facts, LawAt law) => About(
        Filed(facts).Where(c => c.Course.StandardFen is null).Select(c => c.Offer), Severity.Undetermined, law, "没有已知的收费标准，须人工核对", "have no fee standard that is known; a person compares");

    /// <summary>The text does not overstate. The words are a sign; a person looks.</summary>
    [Rule("招生简章疑似夸大不实", "Brochure seems to overstate", Capability = "F9", Clauses = ["KM-11", "BJ-15"])]
    public static Finding? BrochureOverstates(BrochureFacts facts, LawAt law) => PhraseSigns.Find(
        "untruthful_recruiting", Severity.Undetermined, "brochure.text", facts.Content.Text, law, "招生简章应实事求是", "A brochure is truthful");

    private static IEnumerable<(OfferedCourse Offer, FiledCourse Course)> Filed(BrochureFacts facts) =>
        facts.Content.Courses.Where(c => facts.Filed.Courses.ContainsKey(c.CourseId)).Select(c => (c, facts.Filed.Courses[c.CourseId]));

    private static Finding? About(
        IEnumerable<OfferedCourse> courses, Severity severity, LawAt law, string zh, string en, [CallerMemberName] string rule = "")
    {
        var titles = courses.Select(c => c.Title).ToList();
        return titles.Count == 0 ? null : law.ByClauses(
            severity, "brochure.courses", $"招生简章所列{string.Join("、", titles.Select(t => $"“{t}”"))}{zh}。", $"{titles.Count} of the courses offered {en}.", ["KM-11", "BJ-15"], rule);
    }
}
