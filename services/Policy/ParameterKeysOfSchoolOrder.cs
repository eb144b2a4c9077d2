namespace ShuangJian.Policy;

/// <content>Keys of the order of teaching, exams and enrolment in schools.</content>
public sealed partial class Law
{
    /// <summary>Lessons a week in grades 1 and 2.</summary>
    public static readonly ParameterKey<int> WeeklyLessonsGrades1To2 = new("teaching/weekly_lessons_grades_1_2");
    /// <summary>Lessons a week in grades 3 to 6.</summary>
    public static readonly ParameterKey<int> WeeklyLessonsGrades3To6 = new("teaching/weekly_lessons_grades_3_6");
    /// <summary>Lessons a week in grades 7 to 9.</summary>
    public static readonly ParameterKey<int> WeeklyLessonsGrades7To9 = new("teaching/weekly_lessons_grades_7_9");
    /// <summary>Lessons by which the pace may differ from the teaching plan.</summary>
    public static readonly ParameterKey<int> PaceToleranceLessons = new("teaching/pace_tolerance_lessons");
    /// <summary>Most paper exams of a subject in a term in grades 1 and 2.</summary>
    public static readonly ParameterKey<int> PapersPerTermGrades1To2 = new("exams/papers_per_term_grades_1_2");
    /// <summary>Most paper exams of a subject in a term in grades 3 to 6.</summary>
    public static readonly ParameterKey<int> PapersPerTermGrades3To6 = new("exams/papers_per_term_grades_3_6");
    /// <summary>Most paper exams of a subject in a term in grades 7 to 9.</summary>
    public static readonly ParameterKey<int> PapersPerTermGrades7To9 = new("exams/papers_per_term_grades_7_9");
    /// <summary>Whether senior-high schools may admit nobody from outside their area.</summary>
    public static readonly ParameterKey<bool> OutsideAreaForbidden = new("enrolment/outside_area_forbidden");
    /// <summary>Whether public and private senior-high schools enrol at the same time.</summary>
    public static readonly ParameterKey<bool> SeparateTimesForbidden = new("enrolment/separate_times_forbidden");

    /// <summary>Working days for accepting a case on the conduct of a teacher.</summary>
    public static readonly ParameterKey<int> TeacherAcceptanceWorkingDays = new("cases/teacher_acceptance_working_days");
    /// <summary>Working days for investigating it.</summary>
    public static readonly ParameterKey<int> TeacherInvestigationWorkingDays = new("cases/teacher_investigation_working_days");
    /// <summary>Working days for deciding it.</summary>
    public static readonly ParameterKey<int> TeacherDecisionWorkingDays = new("cases/teacher_decision_working_days");

    /// <summary>Subjects prescribed in grades 1 and 2; names for the same subject are parted by a slash.</summary>
    public static readonly ParameterKey<TextList> PrescribedSubjectsGrades1To2 = new("teaching/prescribed_subjects_grades_1_2");
    /// <summary>The same in grades 3 to 6.</summary>
    public static readonly ParameterKey<TextList> PrescribedSubjectsGrades3To6 = new("teaching/prescribed_subjects_grades_3_6");
    /// <summary>The same in grades 7 to 9, as far as they are the same in all three.</summary>
    public static readonly ParameterKey<TextList> PrescribedSubjectsGrades7To9 = new("teaching/prescribed_subjects_grades_7_9");
}
