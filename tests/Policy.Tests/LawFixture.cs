namespace ShuangJian.Policy.Tests;

/// <summary>A small law of text files: one document AA in force in 530100, two other sources, one parameter.</summary>
internal sealed class LawFixture
{
    internal const string National = "parameters/topic/limit.yaml";
    internal const string City = "parameters/local/530100/topic/limit.yaml";
    internal const string County = "parameters/local/530102/topic/limit.yaml";
    internal const string Head = "description_zh: 上限\ndescription_en: Limit.\nunit: minutes\nlast_reviewed: 2026-01-01\n";
    internal const string LocalHead = "last_reviewed: 2026-01-01\n";
    internal const string Opinion = "{ document: OPINION, clause: OPINION, title_zh: 意见, date: 2021-07-24, grade: A }";
    internal const string ClauseAa = "{ document: AA, clause: AA-1, title_zh: 上限, date: 2022-01-09, grade: S }";

    internal static readonly ParameterKey<int> Limit = new("topic/limit");

    private readonly Dictionary<string, string> _files = new()
    {
        ["data/divisions.csv"] = """
            code,name,level,parent,valid_from,valid_to
            000000,全国,NATION,,,
            110000,北京市,PROVINCE,000000,,
            110100,市辖区,PLACEHOLDER,110000,,
            110101,东城区,COUNTY,110100,,
            530000,云南省,PROVINCE,000000,,
            530100,昆明市,CITY,530000,,
            530102,五华区,COUNTY,530100,,
            530122,晋宁县,COUNTY,530100,,2016-11-23
            """,
        ["data/holidays.csv"] = "date,name,kind,source\n2022-01-01,元旦,OFF,x\n2022-01-03,元旦,OFF,x\n2022-01-29,春节,WORK,x\n",
        ["data/curricula.csv"] = "id,subject,starts_on,source\nc1,数学,2022-09-01,课标\n",
        ["data/subject_names.csv"] = "name,subject,senior_subject\n",
        ["data/curriculum_units.csv"] = "id,curriculum,from_grade,to_grade,title,aliases\nu1,c1,3,4,运算律,\n",
        ["clauses/departments.yaml"] = "departments:\n  - { code: EDUCATION, title_zh: 教育, title_en: Education }\n",
        ["clauses/other-sources.yaml"] = """
            sources:
              - { id: OPINION, title_zh: 意见, title_en: Opinion, date: 2021-07-24, grade: A }
              - { id: REPOST, title_zh: 转载, title_en: Repost, date: 2021-12-31, grade: C }
            """,
        ["clauses/AA.yaml"] = Document(),
        [National] = Head + "values:\n" + Entry("2021-07-24", "value: 60", Opinion),
    };

    internal static string Document(string end = "null", string clause = "") => $$"""
        document: AA
        title_zh: 方案
        title_en: Plan
        division: "530100"
        issued: 2022-01-09
        issued_precision: day
        in_force_from: 2022-01-09
        in_force_to: {{end}}
        clauses:
          - { id: AA-1, title_zh: 上限, title_en: Limit, kind: limit, lead: [EDUCATION], assist: [], group: null, due: null,
              duties: [{ department: EDUCATION, matter_zh: 牵头, matter_en: Lead }],
              served_by: [{ rule: HomeworkTakesTooLong }, { planned: S3 }] }
        {{clause}}
        """;

    internal static string Entry(string from, string what, string basis) => $"  - from: {from}\n    {what}\n    basis: {basis}\n";

    internal LawFixture With(string path, string text)
    {
        _files[path] = text;
        return this;
    }

    internal Law Load(params ParameterKey[] more) =>
        Law.FromFiles([.. _files.Select(file => new LawFile(file.Key, file.Value))], [Limit, .. more]);
}
