using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>The five managements and the school's own file (S18, S23).</summary>
public static class SchoolFileRules
{
    private const string Subject = "content.school_file";
    private static readonly Dictionary<ManagementKind, string> s_names = new()
    {
        [ManagementKind.Homework] = "作业", [ManagementKind.Sleep] = "睡眠", [ManagementKind.Phones] = "手机", [ManagementKind.Reading] = "读物", [ManagementKind.Physique] = "体质",
    };

    /// <summary>Applies every rule on the file.</summary>
    public static IEnumerable<Finding?> Judge(OwnFile file, LawAt law) =>
        [FileIsNoKeyWork(file, law), FileHasNoPlan(file, law), FileHasNoLeadingGroup(file, law), FileLacksRoadMap(file, law), FileHasNoInspection(file, law), FileNamesNobodyResponsible(file, law)];

    /// <summary>Each management covers each school.</summary>
    [Rule("五项管理未覆盖", "A management does not cover the school", Capability = "S18", Clauses = ["TZ-2", "YC-2.1"])]
    public static Finding? ManagementNotCovered(ManagementKind management, LawAt law) => law.ByClauses(
        Severity.Breach, $"managements/{Refusal.Word($"{management}")}", $"五项管理应当覆盖所有中小学：缺少{s_names[management]}管理的证明材料。", $"The five managements cover every school: evidence of {management} is missing.", ["TZ-2", "YC-2.1"]);

    /// <summary>Sleep goes before homework.</summary>
    [Rule("未完成作业也应按时就寝", "Homework goes before sleep", Capability = "S18", Clauses = ["BJ-5"])]
    public static Finding? HomeworkBeforeSleep(ManagementEvidence evidence, LawAt law) => evidence is { Management: ManagementKind.Sleep, BedBeforeHomework: false }
        ? law.ByClauses(Severity.Breach, "content.management.bed_before_homework", "学生经努力仍未完成书面作业的，也应按时就寝。", "Pupils go to bed on time even with homework unfinished.", ["BJ-5"])
        : null;

    /// <summary>A school has a file.</summary>
    [Rule("学校未建立双减工作档案", "A school has no file on the policy", Capability = "S23", Clauses = ["JLP-C2", "YC-1"])]
    public static Finding? SchoolHasNoFile(LawAt law) => law.ByClauses(
        Severity.Breach, "file", "学校应当周密安排部署，有实施办法和责任人。", "A school has to have a plan and somebody who answers for it.", ["JLP-C2", "YC-1"]);

    /// <summary>It is key work.</summary>
    [Rule("未列入学校工作重点", "The policy is not key work of the school", Capability = "S23", Clauses = ["JLP-C1", "YC-1"])]
    public static Finding? FileIsNoKeyWork(OwnFile file, LawAt law) => file.KeyWork ? null : law.ByClauses(
        Severity.Breach, $"{Subject}.key_work", "应当纳入学校工作重点和重要议事日程。", "It has to be part of the key work of the school.", ["JLP-C1", "YC-1"]);

    /// <summary>There is a plan.</summary>
    [Rule("学校无实施办法", "The school has no plan", Capability = "S23", Clauses = ["JLP-C2", "YC-1"])]
    public static Finding? FileHasNoPlan(OwnFile file, LawAt law) => file.PlanTitle.Length > 0 && file.PlanSha256.Length > 0 ? null : law.ByClauses(
        Severity.Breach, $"{Subject}.plan_title", "学校应当结合实际制定实施办法。", "A school has to have a plan of its own.", ["JLP-C2", "YC-1"]);

    /// <summary>There is a leading group.</summary>
    [Rule("学校无领导机构", "The school has no leading group", Capability = "S23", Clauses = ["JLP-C3"])]
    public static Finding? FileHasNoLeadingGroup(OwnFile file, LawAt law) => file.LeadingGroup.Count > 0 ? null : law.ByClauses(
        Severity.Breach, $"{Subject}.leading_group", "学校应当建立领导机构。", "A school has to have a leading group.", ["JLP-C3"]);

    /// <summary>There are a working body and a road map with days and posts.</summary>
    [Rule("学校无工作机构、路线图、时间表", "The school has no working body or road map", Capability = "S23", Clauses = ["JLP-C4", "JLP-C5", "YC-1"])]
    public static Finding? FileLacksRoadMap(OwnFile file, LawAt law) => file.WorkingBody.Length == 0
        ? law.ByClauses(Severity.Breach, $"{Subject}.working_body", "学校应当建立专门工作机构。", "A school has to have a working body.", ["JLP-C4"])
        : file.Timetable.Count > 0 ? null
        : law.ByClauses(Severity.Breach, $"{Subject}.timetable", "学校应当明确路线图、时间表和责任人。", "A school has to have a road map with days and owners.", ["JLP-C4", "JLP-C5", "YC-1"]);

    /// <summary>The school inspects itself.</summary>
    [Rule("学校未开展自查", "The school does not inspect itself", Capability = "S23", Clauses = ["JLP-C6", "JLP-§3", "KM-4.4"])]
    public static Finding? FileHasNoInspection(OwnFile file, LawAt law) => file.Inspections.Count > 0 ? null : law.ByClauses(
        Severity.Breach, $"{Subject}.inspections", "学校应当开展自查。", "A school has to inspect itself.", ["JLP-C6", "JLP-§3", "KM-4.4"]);

    /// <summary>The head is the first responsible person.</summary>
    [Rule("未明确第一责任人", "Nobody is named as first responsible", Capability = "S23", Clauses = ["YC-1"])]
    public static Finding? FileNamesNobodyResponsible(OwnFile file, LawAt law) => file.FirstResponsiblePost.Length > 0 ? null : law.ByClauses(
        Severity.Breach, $"{Subject}.first_responsible_post", "校长为第一责任人，应当明确。", "The head is the first responsible person and has to be named by post.", ["YC-1"]);
}
