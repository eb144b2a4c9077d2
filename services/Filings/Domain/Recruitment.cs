using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>How recruiting came to be known.</summary>
public enum ObservationSource
{
    /// <summary>A patrol or inspection.</summary>
    Patrol,

    /// <summary>A complaint.</summary>
    Complaint,

    /// <summary>The enrolments that the institution itself has filed.</summary>
    Enrolment,
}

/// <summary>What is reported of recruiting.</summary>
public enum ReportKind
{
    /// <summary>Recruiting itself.</summary>
    Recruitment,

    /// <summary>A sign of collusion with a school.</summary>
    Collusion,

    /// <summary>A sign of teachers drawn away from a school with high pay.</summary>
    Poaching,
}

/// <summary>Recruiting as it was observed, with the brochures of that day.</summary>
/// <param name="Offers">Courses offered.</param>
/// <param name="Filed">Brochures filed by the day and covering it.</param>
/// <param name="Description">What was seen.</param>
public sealed record RecruitmentFacts(IReadOnlyList<OfferedCourse> Offers, IReadOnlyList<BrochureContent> Filed, string Description = "");

/// <summary>Pupils who began at an institution lately, by school.</summary>
/// <param name="Pupils">All whose school is known.</param>
/// <param name="OfSchool">Those of one school.</param>
public sealed record OriginFacts(int Pupils, int OfSchool);

/// <summary>What recruiting that was observed gives away (F8, F9, F11).</summary>
public static class RecruitmentRules
{
    /// <summary>Applies every rule to recruiting that was observed.</summary>
    public static IReadOnlyList<Finding> Judge(RecruitmentFacts facts, LawAt law)
    {
        Finding?[] findings =
            [RecruitingWithoutBrochure(facts, law), RecruitingBeyondBrochure(facts, law), DrawsTeachersAway("recruitment.description", facts.Description, law)];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>No teachers drawn away from schools with high pay. The words are a signal that supervision follows.</summary>
    [Rule("疑似以高薪挖抢学校教师招聘", "Signs of teachers drawn away with high pay", Capability = "F8", Clauses = ["KM-8", "BJ-14"])]
    public static Finding? DrawsTeachersAway(string subject, string text, LawAt law) => PhraseSigns.Find(
        "teacher_poaching", Severity.Warning, subject, text, law, "不得高薪挖抢学校教师", "No teachers are drawn away from schools with high pay");

    /// <summary>The same signal, from who saw it.</summary>
    public static IReadOnlyList<Finding> Reported(LawAt law) => law.ByClauses(
        Severity.Warning, "recruitment.description", "有线索反映高薪挖抢学校教师，须人工核查。", "Somebody saw teachers drawn away from a school with high pay; a person decides.",
        ["KM-8", "BJ-14"], nameof(DrawsTeachersAway)) is { } sign ? [sign] : [];

    /// <summary>No recruiting hand in glove with a school. What was seen is a sign that a person decides.</summary>
    [Rule("疑似与学校勾连招生", "Signs of collusion with a school in recruiting", Capability = "F11", Clauses = ["KM-6", "KM-7", "TZ-23", "BJ-26"])]
    public static Finding? ColludesWithSchool(LawAt law) => law.ByClauses(
        Severity.Undetermined, "recruitment.description", "严禁与学校勾连招生，有线索反映，须人工核查。", "No collusion with schools in recruiting; there is a sign of it, and a person decides.",
        ["KM-6", "KM-7", "TZ-23", "BJ-26"]);

    /// <summary>Pupils who come from one school nearly all are a sign of collusion that a person decides.</summary>
    [Rule("学员集中来自同一学校", "Pupils come from one school nearly all", Capability = "F11", Clauses = ["KM-6", "KM-7", "TZ-23", "BJ-26"],
        Parameters = [nameof(Law.CollusionSignPupils), nameof(Law.CollusionSignShare)])]
    public static Finding? PupilsComeFromOneSchool(OriginFacts facts, LawAt law)
    {
        if (law.Limit(Law.CollusionSignPupils) is not { } least || law.Limit(Law.CollusionSignShare) is not { } share) return null;
        return facts.OfSchool < least.Value || !share.Value.IsReachedBy(facts.OfSchool, facts.Pupils) ? null : law.ByClauses(
            Severity.Undetermined, "enrolments.school_code",
            $"近期就读的{facts.Pupils}名学员中有{facts.OfSchool}名来自同一学校，疑似与学校勾连招生，须人工核查。",
            $"Of {facts.Pupils} pupils who began lately {facts.OfSchool} come from one school: a sign of collusion that a person decides.",
            ["KM-6", "KM-7", "TZ-23", "BJ-26"]);
    }

    /// <summary>Pupils attend only what a brochure filed before has offered.</summary>
    [Rule("就读课程未经备案招生简章招生", "Pupils attend what no brochure filed before has offered", Capability = "F9", Clauses = ["KM-11", "BJ-15"])]
    public static Finding? AttendedWithoutBrochure(IReadOnlyList<string> courses, LawAt law) => courses.Count == 0 ? null : law.ByClauses(
        Severity.Breach, "enrolments.course_id", $"{law.Date:yyyy-MM-dd}起有学员就读此前备案的招生简章未列的课程：{string.Join('、', courses)}。",
        $"From {law.Date:yyyy-MM-dd} pupils attend {courses.Count} courses that no brochure filed before has offered.", ["KM-11", "BJ-15"]);

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

/// <summary>Recruiting, or a sign in it, that was reported (F9, F11).</summary>
public sealed class RecruitmentReport : FiledMatter
{
    private RecruitmentReport()
    {
    }

    /// <summary>What is reported.</summary>
    public ReportKind Kind { get; private set; }

    /// <summary>Day it was observed.</summary>
    public DateOnly ObservedOn { get; private set; }

    /// <summary>How it came to be known.</summary>
    public ObservationSource Source { get; private set; }

    /// <summary>Credit code of the school concerned; empty for recruiting alone.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <summary>What was seen; encrypted, for it may name persons.</summary>
    public string DescriptionCipher { get; private set; } = "";

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Records a report.</summary>
    /// <param name="owner">The institution.</param>
    /// <param name="kind">What is reported.</param>
    /// <param name="seen">Day and source.</param>
    /// <param name="schoolCode">Credit code of the school concerned; empty for recruiting alone.</param>
    /// <param name="descriptionCipher">What was seen, encrypted.</param>
    /// <param name="findings">What the rules found.</param>
    /// <param name="now">The moment.</param>
    public static RecruitmentReport Of(
        Owner owner, ReportKind kind, (DateOnly On, ObservationSource Source) seen, string schoolCode, string descriptionCipher,
        IReadOnlyList<Finding> findings, DateTimeOffset now)
    {
        var report = new RecruitmentReport
        {
            Kind = kind, ObservedOn = seen.On, Source = seen.Source, SchoolCode = schoolCode, DescriptionCipher = descriptionCipher, Findings = findings,
        };
        report.Begin(owner, now);
        return report;
    }
}
