namespace ShuangJian.Policy.Tests;

/// <summary>Rules as the services write them.</summary>
public static class SampleRules
{
    [Rule("书面作业超过每天平均时间", "Written homework takes longer than the daily average allows",
        Capability = "S3", Clauses = ["KM-3", "TZ-1", "JLP-C10", "BJ-5"], Parameters = [nameof(Law.HomeworkMinutesGrades3To6)])]
    public static Finding? HomeworkTakesTooLong(string schoolClass, int minutes, LawAt law) => law.AtMost(
        Law.HomeworkMinutesGrades3To6, schoolClass, minutes,
        "书面作业{observed}，超过上限{limit}。", "Written homework takes {observed} minutes; the limit is {limit}.");

    [Rule("课后服务结束过早", "After-school service ends too early",
        Capability = "S6", Clauses = ["BJ-8"], Parameters = [nameof(Law.AfterSchoolEndsEarliest), nameof(Law.AfterSchoolEndInPrinciple)])]
    public static Finding? AfterSchoolServiceEndsTooEarly(string school, TimeOnly end, LawAt law)
    {
        var finding = law.AtLeast(
            Law.AfterSchoolEndsEarliest, school, end, "{observed}结束，早于{limit}。", "It ends at {observed}, before {limit}.");
        return law.Limit(Law.AfterSchoolEndInPrinciple) is { Value: true } ? finding?.AsWarning() : finding;
    }

    [Rule("设立新的学科类机构", "A new academic institution is founded",
        Capability = "I1", Clauses = ["KM-6"], Parameters = [nameof(Law.NewAcademicCompulsoryProhibited)])]
    public static Finding? NewAcademicInstitution(string application, bool isNew, LawAt law) => law.Forbidden(
        Law.NewAcademicCompulsoryProhibited, application, isNew, "不再审批新的学科类机构。", "No new academic institution is approved.");

    [Rule("家长被要求批改作业", "Parents are asked to mark homework", Capability = "S4", Clauses = ["KM-4", "JLP-C9", "BJ-4"])]
    public static Finding? ParentsMarkHomework(string homework, bool asked, LawAt law) => asked
        ? law.ByClauses(Severity.Breach, homework, "要求家长批改作业。", "Parents are asked to mark it.", ["KM-4", "JLP-C9", "BJ-4"])
        : null;

    [Rule("学科类培训占用节假日或休息日", "Academic training on a holiday or rest day",
        Capability = "F2", Clauses = ["KM-7", "TZ-14"], Parameters = [nameof(Law.AcademicOnFreeDaysForbidden)])]
    public static Finding? AcademicClassOnFreeDay(string lesson, LawAt law)
    {
        if (!law.TryLimit(Law.AcademicOnFreeDaysForbidden, lesson, out var forbidden, out var open))
            return open;
        var works = law.Law.Calendar.IsWorkingDay(law.Date);
        if (works.UnknownYear is { } year)
            return forbidden.UnknownYear(lesson, year);
        return works.Value || !forbidden.Value ? null : forbidden.Breach(lesson, true, "该日为节假日或休息日。", "That day is a holiday or rest day.");
    }
}
