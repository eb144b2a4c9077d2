using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>A pupil in a course, as the institution files it. The pupil is known by keyed hash only.</summary>
public sealed class Enrolment : FiledMatter
{
    private Enrolment()
    {
    }

    /// <summary>Keyed hash of the pupil's number.</summary>
    public string PupilHash { get; private set; } = "";

    /// <summary>The course.</summary>
    public Guid CourseId { get; private set; }

    /// <summary>First day on which the pupil attends.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last day; null until the course ends.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Credit code of the pupil's school; empty when not stated.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <summary>Whether it was compared with the brochures that recruited for it.</summary>
    public bool Compared { get; private set; }

    /// <summary>Enrols a pupil.</summary>
    public static Enrolment Of(Owner owner, string pupilHash, Guid courseId, DateOnly from, DateOnly? to, DateTimeOffset now, string schoolCode = "")
    {
        var enrolment = new Enrolment { PupilHash = pupilHash, CourseId = courseId, From = from, To = to, SchoolCode = schoolCode };
        enrolment.Begin(owner, now);
        return enrolment;
    }

    /// <summary>Replaces the days and the school.</summary>
    /// <returns>Whether they were others.</returns>
    public bool Attend(DateOnly from, DateOnly? to, DateTimeOffset now, string schoolCode = "")
    {
        if (From == from && To == to && SchoolCode == schoolCode) return false;
        if (From != from) Compared = false;
        (From, To, SchoolCode) = (from, to, schoolCode);
        Touch(now);
        return true;
    }

    /// <summary>Keeps the pupil under the current key from now on.</summary>
    public void Rehash(string pupilHash, DateTimeOffset now)
    {
        if (PupilHash == pupilHash) return;
        PupilHash = pupilHash;
        Touch(now);
    }

    /// <summary>Notes that it was compared with the brochures.</summary>
    public void Compare() => Compared = true;

    /// <summary>Last day on which the enrolment must be kept; null while it runs and where nobody has set how long.</summary>
    /// <param name="courseEndsOn">Day of the course's last session; null when not known.</param>
    /// <param name="law">The law of the place today.</param>
    public DateOnly? KeptUntil(DateOnly? courseEndsOn, LawAt law) =>
        (To ?? courseEndsOn) is { } day && law.Limit(Law.EnrolmentRecordYears) is { } years ? day.AddYears(years.Value) : null;

    /// <summary>Whether the pupil attends on a day.</summary>
    public bool Covers(DateOnly day) => From <= day && (To is null || day <= To);
}

/// <summary>An online session as part of a pupil's time.</summary>
/// <param name="Division">County-level division of the institution.</param>
/// <param name="InstitutionCode">Credit code of the institution.</param>
/// <param name="CourseId">The course.</param>
/// <param name="Date">Day.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
public sealed record PupilSession(string Division, string InstitutionCode, Guid CourseId, DateOnly Date, TimeOnly Start, TimeOnly End);

/// <summary>Sessions of one pupil on one day without a pause that is long enough.</summary>
/// <param name="Sessions">The sessions in the order of time.</param>
/// <param name="Minutes">From the first begin to the last end; a begun minute counts.</param>
public sealed record ContinuousTime(IReadOnlyList<PupilSession> Sessions, int Minutes)
{
    /// <summary>Day.</summary>
    public DateOnly Date => Sessions[0].Date;

    /// <summary>
    /// Puts sessions together. A pause ends a continuous time when it is as long as the pause that online lessons need;
    /// where no text sets one, any pause does. Classes at the same moment count once.
    /// </summary>
    /// <param name="sessions">Online sessions of one pupil.</param>
    /// <param name="pauseMinutes">The pause; null where none is set.</param>
    public static IEnumerable<ContinuousTime> Of(IEnumerable<PupilSession> sessions, int? pauseMinutes)
    {
        var pause = TimeSpan.FromMinutes(pauseMinutes ?? 0);
        var (together, end) = (new List<PupilSession>(), TimeOnly.MinValue);
        foreach (var session in sessions.OrderBy(s => s.Date).ThenBy(s => s.Start).ThenBy(s => s.End))
        {
            if (together.Count > 0 && (together[0].Date != session.Date || Paused(end, session.Start, pause)))
            {
                yield return Close(together, end);
                (together, end) = ([], TimeOnly.MinValue);
            }
            together.Add(session);
            if (session.End > end) end = session.End;
        }
        if (together.Count > 0) yield return Close(together, end);
    }

    // The difference of two times of day wraps at midnight, so it is taken only when the pause is one.
    private static bool Paused(TimeOnly end, TimeOnly start, TimeSpan pause) => start > end && start - end >= pause;

    private static ContinuousTime Close(List<PupilSession> together, TimeOnly end) =>
        new(together, (int)Math.Ceiling((end - together[0].Start).TotalMinutes));
}

/// <summary>How long one pupil may be online (F12).</summary>
public static class PupilTimeRules
{
    private const string Subject = "pupil_time";

    /// <summary>The continuous times of one pupil in which a place's institutions take part, each with what its law says.</summary>
    public static IEnumerable<(ContinuousTime Time, Finding? Finding)> Judge(IReadOnlyList<PupilSession> sessions, string division, Law law) =>
        from day in sessions.GroupBy(s => s.Date)
        let local = law.At(DivisionCode.Parse(division), day.Key)
        from time in ContinuousTime.Of(day, local.Limit(Law.OnlineGapMinutes)?.Value)
        where time.Sessions.Any(s => DivisionCode.Parse(division).Contains(DivisionCode.Parse(s.Division)))
        select (time, PupilOnlineTooLong(time, local));

    /// <summary>A pupil is not online too long without a pause. Beijing asks for it and sets no number: a person decides until a place does.</summary>
    [Rule("学生连续线上培训时间过长", "Pupil online too long without a pause", Capability = "F12", Clauses = ["BJ-13"],
        Parameters = [nameof(Law.ContinuousOnlineMinutes)])]
    public static Finding? PupilOnlineTooLong(ContinuousTime time, LawAt law) => law.Limit(Law.ContinuousOnlineMinutes) is null
        ? law.ByClauses(
            Severity.Undetermined, Subject, $"无法判定：学生连续线上培训{time.Minutes}分钟，当地尚未规定上限。",
            $"Cannot be decided: {time.Minutes} minutes online without a pause, and the place has set no limit.", ["BJ-13"])
            ?? law.Undetermined(Law.ContinuousOnlineMinutes, Subject)
        : law.AtMost(
            Law.ContinuousOnlineMinutes, Subject, time.Minutes,
            "学生连续线上培训时间不得超过{limit}，实际为{observed}。", "A pupil is online at most {limit} minutes without a pause; this one is for {observed}.");
}

/// <summary>A pupil online too long, as one of the places concerned sees it.</summary>
public sealed class PupilTimeBreach : FiledMatter
{
    private PupilTimeBreach()
    {
    }

    /// <summary>Keyed hash of the pupil's number; never shown.</summary>
    public string PupilHash { get; private set; } = "";

    /// <summary>Day of the sessions.</summary>
    public DateOnly Date { get; private set; }

    /// <summary>The time.</summary>
    public ContinuousTime Time { get; private set; } = null!;

    /// <summary>The breach.</summary>
    public Finding Finding { get; private set; } = null!;

    /// <summary>Day on which it was found.</summary>
    public DateOnly FoundOn { get; private set; }

    /// <summary>Day on which a change ended it before it came.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Notes a breach.</summary>
    public static PupilTimeBreach Of(string division, string pupilHash, ContinuousTime time, Finding finding, DateOnly today, DateTimeOffset now)
    {
        var breach = new PupilTimeBreach { PupilHash = pupilHash, Date = time.Date, Time = time, Finding = finding, FoundOn = today };
        breach.Begin(new Owner(division, "", ""), now);
        return breach;
    }

    /// <summary>Whether it is about the same begin on the same day in the same place.</summary>
    public bool IsOf(string division, ContinuousTime time) => Division == division && Date == time.Date && Time.Sessions[0].Start == time.Sessions[0].Start;

    /// <summary>Takes over how it looks now.</summary>
    public void Renew(ContinuousTime time, Finding finding, DateTimeOffset now)
    {
        if (Time.Sessions.SequenceEqual(time.Sessions) && Finding.MessageZh == finding.MessageZh) return;
        (Time, Finding) = (time, finding);
        Touch(now);
    }

    /// <summary>Forgets whom it was about.</summary>
    public void Forget(DateTimeOffset now)
    {
        PupilHash = "";
        Touch(now);
    }

    /// <summary>Notes that it will not come.</summary>
    public void End(DateOnly today, DateTimeOffset now)
    {
        EndedOn = today;
        Touch(now);
    }
}
