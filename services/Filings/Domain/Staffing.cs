using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>Staff and pupils as an institution states them.</summary>
/// <param name="OtherStaff">Staff who do not teach.</param>
/// <param name="OfflinePupils">Pupils on site, without those of ages 3 to 6.</param>
/// <param name="PreschoolPupils">Pupils of ages 3 to 6.</param>
/// <param name="OnlinePupils">Pupils online.</param>
public sealed record StaffingStatement(int OtherStaff, int OfflinePupils, int PreschoolPupils, int OnlinePupils);

/// <summary>Filed tutors, counted.</summary>
/// <param name="All">All of them.</param>
/// <param name="FullTime">Those who are full-time.</param>
/// <param name="Offline">Those who teach on site, other ages than 3 to 6.</param>
/// <param name="Preschool">Those who teach ages 3 to 6.</param>
/// <param name="Online">Those who teach online.</param>
public sealed record TutorCount(int All, int FullTime, int Offline, int Preschool, int Online);

/// <summary>What the ratios are judged by.</summary>
/// <param name="Stated">Staff and pupils.</param>
/// <param name="Tutors">Filed tutors.</param>
/// <param name="Attending">Pupils of the enrolments filed; null while none are.</param>
public sealed record StaffingFacts(StaffingStatement Stated, TutorCount Tutors, AttendanceCount? Attending = null)
{
    // Whoever states fewer pupils than attend does not lower the ratio, and who files no enrolments is taken at the word.
    internal int OfflinePupils => Math.Max(Stated.OfflinePupils, Attending?.Offline ?? 0);

    internal int PreschoolPupils => Math.Max(Stated.PreschoolPupils, Attending?.Preschool ?? 0);

    internal int OnlinePupils => Math.Max(Stated.OnlinePupils, Attending?.Online ?? 0);
}

/// <summary>Pupils who attend the filed courses of an institution today, each counted once of a kind.</summary>
/// <param name="Offline">Those on site, other ages than 3 to 6.</param>
/// <param name="Preschool">Those of ages 3 to 6.</param>
/// <param name="Online">Those online.</param>
public sealed record AttendanceCount(int Offline, int Preschool, int Online);

/// <summary>Staff and pupils of one institution, judged whenever they or its filed tutors change.</summary>
public sealed class Staffing : FiledMatter
{
    private Staffing()
    {
    }

    /// <summary>What is stated.</summary>
    public StaffingStatement Stated { get; private set; } = null!;

    /// <summary>What the rules found last.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Next day on which a pupil begins or has ended; null when none is known.</summary>
    public DateOnly? RejudgeOn { get; private set; }

    /// <summary>States it for the first time.</summary>
    public static Staffing Of(Owner owner, StaffingStatement stated, DateTimeOffset now)
    {
        var staffing = new Staffing { Stated = stated };
        staffing.Begin(owner, now);
        return staffing;
    }

    /// <summary>States it anew.</summary>
    public void State(StaffingStatement stated, DateTimeOffset now)
    {
        Stated = stated;
        Touch(now);
    }

    /// <summary>Judges by the tutors and enrolments filed now.</summary>
    /// <param name="tutors">Filed tutors.</param>
    /// <param name="attending">Pupils who attend today.</param>
    /// <param name="rejudgeOn">Next day on which that changes by itself; null when none is known.</param>
    /// <param name="law">The law of the place today.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Whether a rule is broken that was not broken before.</returns>
    public bool Judge(TutorCount tutors, AttendanceCount attending, DateOnly? rejudgeOn, LawAt law, DateTimeOffset now)
    {
        var before = Breaches();
        RejudgeOn = rejudgeOn;
        Findings = StaffingRules.Judge(new StaffingFacts(Stated, tutors, attending), law);
        Touch(now);
        return Breaches().Except(before).Any();
    }

    private HashSet<string> Breaches() => [.. Findings.Where(f => f.Severity == Severity.Breach).Select(f => f.Rule)];
}

/// <summary>Whether there are teachers enough (F8).</summary>
public static class StaffingRules
{
    /// <summary>Applies every rule.</summary>
    public static IReadOnlyList<Finding> Judge(StaffingFacts facts, LawAt law)
    {
        Finding?[] findings = [TooFewFullTimeTeachers(facts, law), TooFewTeachersForPupils(facts, law), TooFewTeachersForPreschool(facts, law), TooFewTutorsOnline(facts, law)];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>Full-time teaching staff among all staff.</summary>
    [Rule("专职教学教研人员比例不足", "Too few full-time teachers among the staff", Capability = "F8", Parameters = [nameof(Law.FullTimeTeachingShare)])]
    public static Finding? TooFewFullTimeTeachers(StaffingFacts facts, LawAt law) => Share(
        Law.FullTimeTeachingShare, "staffing.full_time", facts.Tutors.FullTime, facts.Tutors.All + facts.Stated.OtherStaff, law,
        "专职教学教研人员占从业人员{observed}，低于{limit}。", "Full-time teachers are {observed} of the staff, below {limit}.", nameof(TooFewFullTimeTeachers));

    /// <summary>Teachers for pupils on site.</summary>
    [Rule("线下教学人员与学员之比不足", "Too few teachers for the pupils on site", Capability = "F8", Parameters = [nameof(Law.OfflineTeachersPerPupil)])]
    public static Finding? TooFewTeachersForPupils(StaffingFacts facts, LawAt law) => Share(
        Law.OfflineTeachersPerPupil, "staffing.offline_pupils", facts.Tutors.Offline, facts.OfflinePupils, law,
        "线下教学教研人员与学员之比为{observed}，低于{limit}。", "Teachers on site are {observed} of the pupils, below {limit}.", nameof(TooFewTeachersForPupils));

    /// <summary>Teachers for children of ages 3 to 6.</summary>
    [Rule("面向3至6岁学员的教学人员不足", "Too few teachers for ages 3 to 6", Capability = "F8", Parameters = [nameof(Law.PreschoolTeachersPerPupil)])]
    public static Finding? TooFewTeachersForPreschool(StaffingFacts facts, LawAt law) => Share(
        Law.PreschoolTeachersPerPupil, "staffing.preschool_pupils", facts.Tutors.Preschool, facts.PreschoolPupils, law,
        "面向3至6岁学员的教学人员与学员之比为{observed}，低于{limit}。", "Teachers for ages 3 to 6 are {observed} of the pupils, below {limit}.", nameof(TooFewTeachersForPreschool));

    /// <summary>Tutors for pupils online.</summary>
    [Rule("线上教学人员不足", "Too few tutors online", Capability = "F8", Parameters = [nameof(Law.OnlineTutorsPerPupil)])]
    public static Finding? TooFewTutorsOnline(StaffingFacts facts, LawAt law) => Share(
        Law.OnlineTutorsPerPupil, "staffing.online_pupils", facts.Tutors.Online, facts.OnlinePupils, law,
        "线上教学人员与学员之比为{observed}，低于{limit}。", "Tutors online are {observed} of the pupils, below {limit}.", nameof(TooFewTutorsOnline));

    private static Finding? Share(ParameterKey<Ratio> key, string subject, int part, int whole, LawAt law, string zh, string en, string rule) =>
        whole == 0 ? null : law.Judge(key, subject, new Ratio(part, whole), least => least.IsReachedBy(part, whole), zh, en, rule);
}
