using System.Runtime.CompilerServices;
using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>One text of a filing that is screened.</summary>
/// <param name="Class">Who is taught what.</param>
/// <param name="Online">Whether any of it is given over the internet.</param>
/// <param name="Subject">Path of the text, for example <c>course.outline[2].text</c>.</param>
/// <param name="Text">The text.</param>
public readonly record struct TextFacts(ClassFacts Class, bool Online, string Subject, string Text)
{
    /// <summary>What was found in the text when it was screened for everything at once; null when it was not.</summary>
    internal ScreenedText? Screened { get; init; }
}

/// <summary>
/// What the texts of a course give away (F1, F3, F4, F5, F6). Where the words alone are the breach the verdict is one;
/// where they are a sign, a person looks.
/// </summary>
public static class ContentRules
{
    /// <summary>Applies every rule to one text.</summary>
    public static IReadOnlyList<Finding> Judge(TextFacts facts, LawAt law)
    {
        // Nearly every text is clean, and that is known after reading it once.
        facts = facts with { Screened = law.Law.Screening.Find(facts.Text) };
        if (facts.Screened.IsClean) return [];
        Finding?[] findings =
        [
            OffersOverseasCurriculum(facts, law),
            OffersPhotoSearch(facts, law),
            GivesHomework(facts, law),
            DisguisesPreschoolClass(facts, law),
            TeachesAcademicContent(facts, law),
            GoesBeyondTheSyllabus(facts, law),
            HidesTraining(facts, law),
        ];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>No curriculum from abroad.</summary>
    [Rule("提供境外教育课程", "Overseas curriculum", Capability = "F1", Clauses = ["KM-7", "TZ-15", "YC-3.3", "BJ-14"])]
    public static Finding? OffersOverseasCurriculum(TextFacts facts, LawAt law) => Screen(
        "overseas_curriculum", facts, law, "严禁提供境外教育课程", "Overseas curricula are forbidden");

    /// <summary>No photo search and no aid like it, by those who teach online.</summary>
    [Rule("线上提供拍照搜题等不良学习方法", "Photo search by an online institution", Capability = "F5", Clauses = ["TZ-15", "BJ-14"])]
    public static Finding? OffersPhotoSearch(TextFacts facts, LawAt law) => !facts.Online ? null : Screen(
        "photo_search", facts, law, "线上培训机构不得提供和传播拍照搜题等不良学习方法", "Online institutions must not offer photo search or aids like it");

    /// <summary>No homework from an institution.</summary>
    [Rule("培训机构留作业", "Homework given by an institution", Capability = "F3", Clauses = ["TZ-14", "JLP-C31"])]
    public static Finding? GivesHomework(TextFacts facts, LawAt law) => Screen(
        "homework_after_class", facts, law, "培训不得留课后作业", "Institutions give no homework");

    /// <summary>No academic class for preschool children under another name. In a class of other ages the name alone is a sign.</summary>
    [Rule("以学前班等名义开展学前学科类培训", "Academic preschool class under another name", Capability = "F4", Clauses = ["KM-P", "BJ-31"])]
    public static Finding? DisguisesPreschoolClass(TextFacts facts, LawAt law) => Screen(
        "preschool_disguise", facts, law, "严禁以学前班、幼小衔接班、思维训练班等名义面向学龄前儿童开展学科类培训",
        "No academic class for preschool children under such names", certain: facts.Class.IsForPreschool);

    /// <summary>Who may not teach school subjects does not teach them under another title.</summary>
    [Rule("非学科类培训疑似含学科类内容", "Academic content in non-academic training", Capability = "F1", Clauses = ["KM-7", "TZ-15", "YC-3.3", "BJ-14"])]
    public static Finding? TeachesAcademicContent(TextFacts facts, LawAt law) => facts.Class.IsAcademic ? null : Screen(
        "academic_disguise", facts, law, "严禁非学科类培训机构从事学科类培训", "Non-academic institutions must not give academic training");

    /// <summary>Academic classes keep to the syllabus of the grade.</summary>
    [Rule("疑似超标超前培训", "Signs of training ahead of or beyond the syllabus", Capability = "F1", Clauses = ["KM-7", "TZ-15", "YC-3.3", "BJ-14"])]
    public static Finding? GoesBeyondTheSyllabus(TextFacts facts, LawAt law) => !facts.Class.IsAcademic ? null : Screen(
        "beyond_syllabus", facts, law, "严禁超标超前培训", "Training ahead of or beyond the syllabus is forbidden");

    /// <summary>Training does not hide behind custody, housekeeping or one-to-one tutoring.</summary>
    [Rule("疑似隐形变异培训", "Signs of hidden training", Capability = "F6", Clauses = ["TZ-15", "JLP-C37"])]
    public static Finding? HidesTraining(TextFacts facts, LawAt law) => Screen(
        "hidden_variants", facts, law, "严禁以一对一、托管等名义开展变相培训", "Hidden training, one-to-one or under the name of custody, is forbidden");

    private static Finding? Screen(
        string list, TextFacts facts, LawAt law, string zh, string en, bool certain = true, [CallerMemberName] string rule = "")
    {
        var phrases = law.Law.Phrases[list];
        var hits = facts.Screened?.Of(phrases) ?? phrases.Find(facts.Text);
        if (hits.Count == 0) return null;
        var words = string.Join("、", hits.Select(h => facts.Text.Substring(h.Start, h.Length)).Distinct().Select(w => $"“{w}”"));
        return certain && phrases.Certain && hits.Any(h => !h.BySound)
            ? law.ByClauses(Severity.Breach, facts.Subject, $"{zh}：{words}。", $"{en}: {words}.", [.. phrases.Clauses], rule)
            : law.ByClauses(Severity.Undetermined, facts.Subject, $"{zh}，文本出现{words}，须人工判定。", $"{en}; the text says {words}; a person decides.", [.. phrases.Clauses], rule);
    }
}
