using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>Exams, collective lessons and the forming of classes (S13, S21).</summary>
public static class ExamRules
{
    private const string Subject = "content.exam";

    /// <summary>Applies every rule on exams. Those of BJ-20 and KM-20 speak of compulsory education.</summary>
    public static IEnumerable<Finding?> Judge(OrderFacts facts, LawAt law)
    {
        var exam = (Exam)facts.Content;
        return facts.Compulsory
            ? [TooManyPapers(exam, facts.Ordinal, law), UnifiedExamAgainstRules(exam, law), ExamBeyondStandard(exam, law), PupilsAreRanked(exam, law), MarksAreNotGrades(exam, law), EntranceOrPlacementExam(exam, law)]
            : [];
    }

    /// <summary>No more papers in a term than the number in force; JLP-T12 asks for few and sets none.</summary>
    [Rule("考试次数超过上限", "Too many exams in a term", Capability = "S13", Clauses = ["JLP-T12"],
        Parameters = [nameof(Law.PapersPerTermGrades1To2), nameof(Law.PapersPerTermGrades3To6), nameof(Law.PapersPerTermGrades7To9)])]
    public static Finding? TooManyPapers(Exam exam, int ordinal, LawAt law)
    {
        if (!exam.Counts) return null;
        var key = exam.Grade <= 2 ? Law.PapersPerTermGrades1To2 : exam.Grade <= 6 ? Law.PapersPerTermGrades3To6 : Law.PapersPerTermGrades7To9;
        var finding = law.AtMost(key, Subject, ordinal, "每学期纸笔考试不得超过{limit}，这是第{observed}。", "At most {limit} papers a term are allowed; this is number {observed}.");
        var local = law.ByClauses(Severity.Breach, Subject, "", "", ["JLP-T12"]);
        return finding is null || local is null ? finding : finding with { Basis = [.. local.Basis, .. finding.Basis] };
    }

    /// <summary>No exam of several schools without a document that allows it.</summary>
    [Rule("违规统考", "A unified exam against the rules", Capability = "S13", Clauses = ["KM-20", "JLP-C49", "BJ-20"])]
    public static Finding? UnifiedExamAgainstRules(Exam exam, LawAt law) => exam.Organiser != ExamOrganiser.School && exam.Permit.Length == 0
        ? law.ByClauses(Severity.Breach, $"{Subject}.organiser", "不得违规统考。", "No unified exam against the rules.", ["KM-20", "JLP-C49", "BJ-20"])
        : null;

    /// <summary>No exam beyond the curriculum standard.</summary>
    [Rule("考题超标", "An exam beyond the standard", Capability = "S13", Clauses = ["KM-20", "JLP-C49", "JLP-T12", "BJ-20"])]
    public static Finding? ExamBeyondStandard(Exam exam, LawAt law) => exam.BeyondStandard
        ? law.ByClauses(Severity.Breach, $"{Subject}.beyond_standard", "考试内容不得超标超纲。", "Exams stay within the curriculum standard.", ["KM-20", "JLP-C49", "JLP-T12", "BJ-20"])
        : null;

    /// <summary>No ranking by exams.</summary>
    [Rule("考试排名", "Pupils are ranked by an exam", Capability = "S12", Clauses = ["KM-20", "JLP-C49", "BJ-20"])]
    public static Finding? PupilsAreRanked(Exam exam, LawAt law) => exam.Ranked
        ? law.ByClauses(Severity.Breach, $"{Subject}.ranked", "不得进行考试排名。", "Nobody is ranked by an exam.", ["KM-20", "JLP-C49", "BJ-20"])
        : null;

    /// <summary>Results are told as grades.</summary>
    [Rule("考试成绩未实行等级制", "Results are not told as grades", Capability = "S12", Clauses = ["KM-20", "BJ-20"])]
    public static Finding? MarksAreNotGrades(Exam exam, LawAt law) => exam.ResultForm == ExamResultForm.Points
        ? law.ByClauses(Severity.Breach, $"{Subject}.result_form", "考试成绩应当实行等级制呈现。", "Results have to be told as grades.", ["KM-20", "BJ-20"])
        : null;

    /// <summary>No exams to admit or to place.</summary>
    [Rule("组织招生、分班考试", "An entrance or placement exam", Capability = "S21", Clauses = ["BJ-20"])]
    public static Finding? EntranceOrPlacementExam(Exam exam, LawAt law) => exam.Purpose is ExamPurpose.Entrance or ExamPurpose.Placement
        ? law.ByClauses(Severity.Breach, $"{Subject}.purpose", "不得组织任何形式的招生、分班考试。", "No exam is held to admit pupils or to place them in classes.", ["BJ-20"])
        : null;

    /// <summary>
    /// No collective lessons on statutory holidays, rest days and in vacations. A make-up working day is no rest day, nor is a day
    /// that the school calendar takes out of the ordinary week.
    /// </summary>
    [Rule("节假日集体补课", "Collective lessons on a free day", Capability = "S21", Clauses = ["BJ-20"])]
    public static Finding? CollectiveLessonsOnFreeDay(OrderFacts facts, LawAt law)
    {
        const string subject = "content.collective_lessons.held_on";
        if (!facts.Compulsory) return null;
        if (IsFree(law, facts.Calendar) is { } free)
        {
            return free
                ? law.ByClauses(Severity.Breach, subject, $"不得在节假日、休息日及寒暑假组织集体补课：{law.Date:yyyy-MM-dd}。", $"No collective lessons on holidays, rest days and in vacations: {law.Date:yyyy-MM-dd}.", ["BJ-20"])
                : null;
        }
        return law.Law.Calendar.Knows(law.Date.Year)
            ? law.ByClauses(Severity.Undetermined, subject, "无法判定：当地没有校历。", "Cannot be decided: no school calendar of the place is known.", ["BJ-20"])
            : law.ByClauses(Severity.Undetermined, subject, $"无法判定：尚无{law.Date.Year}年的放假安排。", $"Cannot be decided: no holiday notice is known for {law.Date.Year}.", ["BJ-20"]);
    }

    /// <summary>Whether a day is free; null when holidays or vacations that could make it so are not known.</summary>
    private static bool? IsFree(LawAt law, SchoolCalendar? calendar)
    {
        if (calendar?.Moved.FirstOrDefault(m => m.Date == law.Date) is { } moved) return !moved.Teaches;
        if (calendar?.VacationOn(law.Date) is not null) return true;
        if (!law.Law.Calendar.KindOf(law.Date).TryGet(out var kind)) return null;
        if (kind is DayKind.StatutoryHoliday or DayKind.RestDay) return true;
        return calendar is null ? null : false;
    }

    /// <summary>No key or experimental classes.</summary>
    [Rule("划分重点班、实验班", "A key or experimental class", Capability = "S21", Clauses = ["BJ-20"])]
    public static Finding? KeyOrExperimentalClass(ClassGrouping grouping, LawAt law) => grouping.Label != ClassLabel.Ordinary
        ? law.ByClauses(Severity.Breach, "content.class_grouping.label", "严禁划分重点班、实验班。", "There are no key or experimental classes.", ["BJ-20"])
        : null;

    /// <summary>Classes are not formed by results.</summary>
    [Rule("按成绩分班", "A class formed by results", Capability = "S21", Clauses = ["BJ-20"])]
    public static Finding? ClassFormedByResults(ClassGrouping grouping, LawAt law) => grouping.Allotment == ClassAllotment.Results
        ? law.ByClauses(Severity.Breach, "content.class_grouping.allotment", "不得通过考试分班。", "Classes are not formed by exams.", ["BJ-20"])
        : null;
}
