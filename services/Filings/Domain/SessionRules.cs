using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>What the rules look at when they judge one session.</summary>
/// <param name="Class">Who is taught what.</param>
/// <param name="Session">The session.</param>
/// <param name="Subject">Path of the session, for example <c>sessions[3]</c>.</param>
/// <param name="Schools">Calendar of the schools there on the day; null when none is known.</param>
public readonly record struct SessionFacts(ClassFacts Class, Session Session, string Subject, SchoolCalendar? Schools);

/// <summary>When a class may be given (F2, F4): every session is judged by the law of its own day.</summary>
public static class SessionRules
{
    /// <summary>No academic class on a statutory holiday.</summary>
    [Rule("法定节假日组织学科类培训", "Academic class on a statutory holiday",
        Capability = "F2", Clauses = ["KM-7", "TZ-14", "JLP-C30", "YC-3.3", "BJ-13"],
        Parameters = [nameof(Law.AcademicOnFreeDaysForbidden)])]
    public static Finding? AcademicClassOnStatutoryHoliday(SessionFacts facts, LawAt law) => OnFreeDay(
        facts, law, DayKind.StatutoryHoliday, "法定节假日不得组织学科类培训。", "No academic training on statutory holidays.", nameof(AcademicClassOnStatutoryHoliday));

    /// <summary>No academic class on a rest day; a Saturday or Sunday on which people work instead of another day is none.</summary>
    [Rule("休息日组织学科类培训", "Academic class on a rest day",
        Capability = "F2", Clauses = ["KM-7", "TZ-14", "JLP-C30", "YC-3.3", "BJ-13"],
        Parameters = [nameof(Law.AcademicOnFreeDaysForbidden)])]
    public static Finding? AcademicClassOnRestDay(SessionFacts facts, LawAt law) => OnFreeDay(
        facts, law, DayKind.RestDay, "休息日不得组织学科类培训。", "No academic training on rest days.", nameof(AcademicClassOnRestDay));

    /// <summary>Whether a day is free cannot be said before the State Council's notice of its year.</summary>
    [Rule("放假安排未公布，无法判定", "Holidays of the year are not known",
        Capability = "F2", Clauses = ["KM-7", "TZ-14", "JLP-C30", "YC-3.3", "BJ-13"],
        Parameters = [nameof(Law.AcademicOnFreeDaysForbidden)])]
    public static Finding? HolidaysOfYearUnknown(SessionFacts facts, LawAt law)
    {
        if (!facts.Class.IsAcademic || law.Law.Calendar.Knows(facts.Session.Date.Year)
            || !law.TryLimit(Law.AcademicOnFreeDaysForbidden, facts.Subject, out var forbidden, out _) || !forbidden.Value) return null;
        return forbidden.UnknownYear(facts.Subject, facts.Session.Date.Year);
    }

    /// <summary>No academic class in winter or summer vacation, as the schools of the place have them.</summary>
    [Rule("寒暑假组织学科类培训", "Academic class in vacation",
        Capability = "F2", Clauses = ["KM-7", "TZ-14", "JLP-C30", "YC-3.3", "BJ-13"],
        Parameters = [nameof(Law.AcademicOnFreeDaysForbidden)])]
    public static Finding? AcademicClassInVacation(SessionFacts facts, LawAt law)
    {
        if (!facts.Class.IsAcademic) return null;
        if (!law.TryLimit(Law.AcademicOnFreeDaysForbidden, facts.Subject, out var forbidden, out var open)) return open;
        if (!forbidden.Value) return null;
        if (facts.Schools is not { } schools)
            return forbidden.Undetermined(facts.Subject, "无法判定：当地未报送该日的学校校历。", "Cannot be decided: the place has filed no school calendar for that day.");
        return schools.VacationOn(facts.Session.Date) is { } vacation
            ? forbidden.Breach(facts.Subject, true, $"{vacation.NameZh}期间不得组织学科类培训。", "No academic training in winter and summer vacation.")
            : null;
    }

    /// <summary>No academic class while the schools of the place teach those ages.</summary>
    [Rule("学科类培训与学校教学时间冲突", "Academic class in school hours",
        Capability = "F2", Clauses = ["BJ-13"], Parameters = [nameof(Law.AcademicInSchoolHoursForbidden)])]
    public static Finding? AcademicClassInSchoolHours(SessionFacts facts, LawAt law)
    {
        if (!facts.Class.IsAcademic) return null;
        if (!law.TryLimit(Law.AcademicInSchoolHoursForbidden, facts.Subject, out var forbidden, out var open)) return open;
        if (!forbidden.Value || IsFree(facts, law)) return null;
        if (facts.Schools is not { } schools)
            return forbidden.Undetermined(facts.Subject, "无法判定：当地未报送该日的学校教学时间。", "Cannot be decided: the place has filed no school hours for that day.");
        var (session, stages) = (facts.Session, facts.Class.Stages);
        return schools.Hours.Any(h => stages.Contains(h.Stage) && session.Start < h.End && h.Begin < session.End)
            ? forbidden.Breach(facts.Subject, true, "学科类培训时间不得与中小学校教学时间相冲突。", "Academic training must not take place in school hours.")
            : null;
    }

    /// <summary>A class on site ends in time; it may end on the very second of the limit.</summary>
    [Rule("线下培训结束过晚", "Class on site ends too late",
        Capability = "F2", Clauses = ["TZ-14", "YC-3.3", "BJ-13"], Parameters = [nameof(Law.OfflineClassEndsLatest)])]
    public static Finding? OfflineClassEndsTooLate(SessionFacts facts, LawAt law) => facts.Session.Online ? null : law.AtMost(
        Law.OfflineClassEndsLatest, facts.Subject, facts.Session.End,
        "线下培训结束时间不得晚于{limit}，该课时至{observed}。", "A class on site must end by {limit}; this one ends at {observed}.");

    /// <summary>A class online ends in time; it may end on the very second of the limit.</summary>
    [Rule("线上培训结束过晚", "Class online ends too late",
        Capability = "F2", Clauses = ["TZ-14", "JLP-C40", "YC-3.3", "BJ-13"], Parameters = [nameof(Law.OnlineClassEndsLatest)])]
    public static Finding? OnlineClassEndsTooLate(SessionFacts facts, LawAt law) => !facts.Session.Online ? null : law.AtMost(
        Law.OnlineClassEndsLatest, facts.Subject, facts.Session.End,
        "线上培训结束时间不得晚于{limit}，该课时至{observed}。", "A class online must end by {limit}; this one ends at {observed}.");

    /// <summary>An online lesson is short; a begun minute counts as one.</summary>
    [Rule("线上每课时过长", "Online lesson too long",
        Capability = "F2", Clauses = ["TZ-14", "JLP-C40", "BJ-13"], Parameters = [nameof(Law.OnlineLessonMinutes)])]
    public static Finding? OnlineLessonTooLong(SessionFacts facts, LawAt law) => !facts.Session.Online ? null : law.AtMost(
        Law.OnlineLessonMinutes, facts.Subject, (int)Math.Ceiling(facts.Session.Length.TotalMinutes),
        "线上培训每课时不超过{limit}，该课时为{observed}。", "An online lesson lasts at most {limit} minutes; this one lasts {observed}.");

    /// <summary>No online class for children of ages 3 to 6.</summary>
    [Rule("面向学龄前儿童的线上培训", "Online class for preschool children",
        Capability = "F4", Clauses = ["TZ-15", "YC-3.2", "BJ-31"])]
    public static Finding? OnlineClassForPreschool(SessionFacts facts, LawAt law) =>
        facts.Session.Online && facts.Class.IsForPreschool
            ? law.ByClauses(Severity.Breach, facts.Subject, "不得开展面向学龄前儿童的线上培训。", "No online training for preschool children.", ["TZ-15", "YC-3.2", "BJ-31"])
            : null;

    /// <summary>No academic class on site for children of ages 3 to 6, foreign languages included.</summary>
    [Rule("面向学龄前儿童的线下学科类培训", "Academic class on site for preschool children",
        Capability = "F4", Clauses = ["KM-P", "YC-3.2", "BJ-31"])]
    public static Finding? OfflineAcademicClassForPreschool(SessionFacts facts, LawAt law) =>
        !facts.Session.Online && facts.Class.IsForPreschool && facts.Class.IsAcademic
            ? law.ByClauses(Severity.Breach, facts.Subject, "不得面向学龄前儿童开展线下学科类（含外语）培训。",
                "No academic class on site for preschool children, foreign languages included.", ["KM-P", "YC-3.2", "BJ-31"])
            : null;

    /// <summary>Whether schools do not teach on the day as far as is known: by their calendar, else by the holidays alone.</summary>
    private static bool IsFree(SessionFacts facts, LawAt law)
    {
        var (day, holidays) = (facts.Session.Date, law.Law.Calendar);
        var teaches = facts.Schools is { } schools ? schools.Teaches(day, holidays) : holidays.IsWorkingDay(day);
        return !teaches.TryGet(out var known) || !known;
    }

    private static Finding? OnFreeDay(SessionFacts facts, LawAt law, DayKind kind, string zh, string en, string rule)
    {
        if (!facts.Class.IsAcademic || !law.Law.Calendar.KindOf(facts.Session.Date).TryGet(out var day) || day != kind) return null;
        return law.Forbidden(Law.AcademicOnFreeDaysForbidden, facts.Subject, true, zh, en, rule);
    }
}
