using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>Sport every day, and skills (S11).</summary>
public static class SportRules
{
    private const string Subject = "content.sport_day";

    /// <summary>Enough sport a day, in and outside school together.</summary>
    [Rule("每天锻炼时间不足", "Too little sport a day", Capability = "S11", Clauses = ["KM-19", "BJ-8"], Parameters = [nameof(Law.SportMinutesPerDay)])]
    public static Finding? TooLittleSport(SportDay day, LawAt law) => law.AtLeast(
        Law.SportMinutesPerDay, Subject, day.InSchool + day.OutsideSchool, "学生每天锻炼不得少于{limit}，实为{observed}。", "Pupils need at least {limit} minutes of sport a day; there were {observed}.");

    /// <summary>Enough sport in school.</summary>
    [Rule("校内体育活动时间不足", "Too little sport in school", Capability = "S11", Clauses = ["JLP-C55"], Parameters = [nameof(Law.SportMinutesInSchool)])]
    public static Finding? TooLittleSportInSchool(SportDay day, LawAt law) => law.AtLeast(
        Law.SportMinutesInSchool, $"{Subject}.minutes_in_school", day.InSchool, "每天校内体育活动不得少于{limit}，实为{observed}。", "At least {limit} minutes of sport in school; there were {observed}.");

    /// <summary>Enough sport outside school.</summary>
    [Rule("校外体育活动时间不足", "Too little sport outside school", Capability = "S11", Clauses = ["JLP-C55"], Parameters = [nameof(Law.SportMinutesOutsideSchool)])]
    public static Finding? TooLittleSportOutsideSchool(SportDay day, LawAt law) => law.AtLeast(
        Law.SportMinutesOutsideSchool, $"{Subject}.minutes_outside_school", day.OutsideSchool, "每天校外体育活动不得少于{limit}，实为{observed}。", "At least {limit} minutes of sport outside school; there were {observed}.");

    /// <summary>Each pupil has a skill in sport; the text says that pupils are guided to it, so it is a sign.</summary>
    [Rule("有学生未掌握运动技能", "Pupils without a skill in sport", Capability = "S11", Clauses = ["KM-19"], Parameters = [nameof(Law.SportSkillsLeast)])]
    public static Finding? TooFewSportSkills(SkillResult result, LawAt law) => Skills(
        Law.SportSkillsLeast, result.Sport, "content.skills.sport", "每位学生应当掌握{limit}以上运动技能，有{0}名学生未达到。", "Each pupil should have {limit} skills in sport or more; {0} have not.", law, nameof(TooFewSportSkills));

    /// <summary>Each pupil has a skill in arts, likewise.</summary>
    [Rule("有学生未掌握艺术技能", "Pupils without a skill in arts", Capability = "S11", Clauses = ["KM-19", "JLP-C55"], Parameters = [nameof(Law.ArtsSkillsLeast)])]
    public static Finding? TooFewArtsSkills(SkillResult result, LawAt law) => Skills(
        Law.ArtsSkillsLeast, result.Arts, "content.skills.arts", "每位学生应当掌握{limit}以上艺术技能，有{0}名学生未达到。", "Each pupil should have {limit} skills in arts or more; {0} have not.", law, nameof(TooFewArtsSkills));

    private static Finding? Skills(ParameterKey<int> key, IReadOnlyList<SkillCount> counts, string subject, string zh, string en, LawAt law, string rule)
    {
        if (!law.TryLimit(key, subject, out var limit, out var open, rule)) return open;
        var below = counts.Where(c => c.Skills < limit.Value && c.Pupils > 0).ToList();
        if (below.Count == 0) return null;
        var pupils = $"{below.Sum(c => (long)c.Pupils)}";
        return limit.Breach(subject, below.Min(c => c.Skills), zh.Replace("{0}", pupils, StringComparison.Ordinal), en.Replace("{0}", pupils, StringComparison.Ordinal), rule).AsWarning();
    }
}
