using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>Two lessons of the same pupils that follow each other on one day.</summary>
/// <param name="Before">The earlier one.</param>
/// <param name="After">The later one.</param>
/// <param name="Subject">Path of the later one.</param>
public readonly record struct FollowingSessions(Session Before, Session After, string Subject);

/// <summary>Judges all sessions of a timetable, each by the law of its own day, and how they lie to each other.</summary>
public static class TimetableRules
{
    private static readonly string[] Subjects = [.. Enumerable.Range(0, Timetable.MostSessions).Select(i => $"sessions[{i}]")];

    /// <summary>Applies every rule to every session. The findings come in the order of the sessions.</summary>
    /// <param name="facts">Who is taught what.</param>
    /// <param name="sessions">Sessions in the order of time.</param>
    /// <param name="schools">Calendars of the schools there.</param>
    /// <param name="law">Law of the place; the day comes from each session.</param>
    public static IReadOnlyList<Finding> Judge(ClassFacts facts, IReadOnlyList<Session> sessions, SchoolCalendars schools, LawAt law)
    {
        var findings = new List<Finding>();
        for (var i = 0; i < sessions.Count; i++)
        {
            var session = sessions[i];
            var day = law.On(session.Date);
            var about = new SessionFacts(facts, session, SubjectOf(i), schools.On(session.Date));
            JudgeOne(about, day, findings);
            if (i > 0 && sessions[i - 1].Date == session.Date)
                Add(findings, OnlineGapTooShort(new FollowingSessions(sessions[i - 1], session, about.Subject), day));
            JudgePlaces(sessions, i, about.Subject, findings);
        }
        return findings;
    }

    /// <summary>Between two online lessons there is a break; a begun minute of it does not count.</summary>
    [Rule("线上课程间隔过短", "Break between online lessons too short",
        Capability = "F2", Clauses = ["TZ-14", "JLP-C40", "BJ-13"], Parameters = [nameof(Law.OnlineGapMinutes)])]
    public static Finding? OnlineGapTooShort(FollowingSessions facts, LawAt law) => !facts.Before.Online || !facts.After.Online ? null : law.AtLeast(
        Law.OnlineGapMinutes, facts.Subject, Math.Max(0, (int)Math.Floor((facts.After.Start.ToTimeSpan() - facts.Before.End.ToTimeSpan()).TotalMinutes)),
        "线上课程间隔不少于{limit}，此前间隔为{observed}。", "Between online lessons there are at least {limit} minutes; here there are {observed}.");

    /// <summary>Path of a session; made once, for sessions are judged by the ten thousand.</summary>
    private static string SubjectOf(int index) => index < Subjects.Length ? Subjects[index] : $"sessions[{index}]";

    private static void JudgeOne(SessionFacts facts, LawAt law, List<Finding> findings)
    {
        Add(findings, SessionRules.AcademicClassOnStatutoryHoliday(facts, law));
        Add(findings, SessionRules.AcademicClassOnRestDay(facts, law));
        Add(findings, SessionRules.HolidaysOfYearUnknown(facts, law));
        Add(findings, SessionRules.AcademicClassInVacation(facts, law));
        Add(findings, SessionRules.AcademicClassInSchoolHours(facts, law));
        Add(findings, SessionRules.OfflineClassEndsTooLate(facts, law));
        Add(findings, SessionRules.OnlineClassEndsTooLate(facts, law));
        Add(findings, SessionRules.OnlineLessonTooLong(facts, law));
        Add(findings, SessionRules.OnlineClassForPreschool(facts, law));
        Add(findings, SessionRules.OfflineAcademicClassForPreschool(facts, law));
    }

    /// <summary>A room or a tutor that is wanted twice at once; no clause forbids it, so it is a warning.</summary>
    private static void JudgePlaces(IReadOnlyList<Session> sessions, int index, string subject, List<Finding> findings)
    {
        var session = sessions[index];
        for (var i = index - 1; i >= 0 && sessions[i].Date == session.Date; i--)
        {
            if (!sessions[i].Overlaps(session)) continue;
            if (session.Room.Length > 0 && sessions[i].Room == session.Room)
                findings.Add(Twice("RoomBookedTwice", subject, $"教室与 sessions[{i}] 时间重叠。", $"The room is taken by sessions[{i}] at the same time."));
            if (session.Tutor.Length > 0 && sessions[i].Tutor == session.Tutor)
                findings.Add(Twice("TutorBookedTwice", subject, $"教师与 sessions[{i}] 时间重叠。", $"The tutor teaches sessions[{i}] at the same time."));
        }
    }

    private static Finding Twice(string rule, string subject, string zh, string en) => new(rule, Severity.Warning, zh, en, subject, null, null, []);

    private static void Add(List<Finding> findings, Finding? finding)
    {
        if (finding is not null) findings.Add(finding);
    }
}
