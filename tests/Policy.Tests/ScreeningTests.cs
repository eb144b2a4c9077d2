namespace ShuangJian.Policy.Tests;

/// <summary>Ways in which texts dodge the lists, and texts that mean something else and must pass.</summary>
public sealed class ScreeningTests
{
    [Theory]
    // Separators, widths, other characters.
    [InlineData("homework_after_class", "每晚完成课_后_作_业", "课后作业")]
    [InlineData("homework_after_class", "课 后 作 业 打 卡", "课后作业打卡")]
    [InlineData("homework_after_class", "課後作業", "课后作业")]
    [InlineData("homework_after_class", "课(后)作(业)", "课后作业")]
    [InlineData("homework_after_class", "课❤后❤作❤业", "课后作业")]
    [InlineData("homework_after_class", "课😀后😀作😀业", "课后作业")]
    [InlineData("photo_search", "拍－照－搜－题", "拍照搜题")]
    [InlineData("photo_search", "拍\u3000照\u3000搜\u3000題", "拍照搜题")]
    [InlineData("photo_search", "一鍵搜題", "一键搜题")]
    [InlineData("overseas_curriculum", "Ａ－Ｌｅｖｅｌ課程", "A-Level课程")]
    [InlineData("overseas_curriculum", "i.g.c.s.e", "IGCSE")]
    [InlineData("overseas_curriculum", "ＣＯＭＭＯＮ ＣＯＲＥ", "CommonCore")]
    [InlineData("overseas_curriculum", "選用新加坡教育部教材", "新加坡教育部教材")]
    [InlineData("preschool_disguise", "幼/小/衔/接", "幼小衔接")]
    [InlineData("preschool_disguise", "學前拼音班", "学前拼音班")]
    [InlineData("preschool_disguise", "大 班 拼 音", "大班拼音")]
    [InlineData("academic_disguise", "數|學|思|維", "数学思维")]
    [InlineData("academic_disguise", "奧、數", "奥数")]
    [InlineData("academic_disguise", "小.升.初", "小升初")]
    [InlineData("academic_disguise", "新-概-念-英-語", "新概念英语")]
    [InlineData("beyond_syllabus", "超~前~授~课", "超前授课")]
    [InlineData("beyond_syllabus", "拔★高★班", "拔高班")]
    [InlineData("hidden_variants", "住 家 教 師", "住家教师")]
    // Digits for numerals.
    [InlineData("hidden_variants", "1对1", "一对一")]
    [InlineData("hidden_variants", "１對１", "一对一")]
    [InlineData("hidden_variants", "①对①", "一对一")]
    [InlineData("hidden_variants", "壹对壹", "一对一")]
    [InlineData("hidden_variants", "1对多辅导", "一对多辅导")]
    [InlineData("beyond_syllabus", "提前1学期", "提前一学期")]
    [InlineData("photo_search", "1键搜题", "一键搜题")]
    public void A_dodge_is_found_as_what_it_is(string list, string text, string phrase)
    {
        var hit = Assert.Single(Law.Current.Phrases[list].Find(text));

        Assert.Equal((phrase, false), (hit.Phrase, hit.BySound));
    }

    [Theory]
    [InlineData("homework_after_class", "课后作液", "课后作业")]
    [InlineData("homework_after_class", "课后zuo业", "课后作业")]
    [InlineData("homework_after_class", "刻后作业", "课后作业")]
    [InlineData("homework_after_class", "留做业", "留作业")]
    [InlineData("photo_search", "拍照馊题", "拍照搜题")]
    [InlineData("photo_search", "拍zhao搜题", "拍照搜题")]
    [InlineData("overseas_curriculum", "镜外教材", "境外教材")]
    [InlineData("preschool_disguise", "右小衔接", "幼小衔接")]
    [InlineData("preschool_disguise", "幼小xian接", "幼小衔接")]
    [InlineData("academic_disguise", "叔学思维", "数学思维")]
    [InlineData("academic_disguise", "鹰语启蒙", "英语启蒙")]
    [InlineData("academic_disguise", "大yu文", "大语文")]
    [InlineData("beyond_syllabus", "抄前学习", "超前学习")]
    [InlineData("hidden_variants", "1V1", "一对一")]
    [InlineData("hidden_variants", "一vs一", "一对一")]
    [InlineData("hidden_variants", "上门付导", "上门辅导")]
    [InlineData("hidden_variants", "托管布课", "托管补课")]
    public void What_sounds_alike_is_found_and_left_to_a_person(string list, string text, string phrase)
    {
        var hit = Assert.Single(Law.Current.Phrases[list].Find(text));

        Assert.Equal((phrase, true), (hit.Phrase, hit.BySound));
    }

    [Theory]
    [InlineData("认识颜料与纸张，调色与平涂，完成一幅静物写生")]
    [InlineData("力量与柔韧同步提高，掌握三步上篮")]
    [InlineData("请假可在同一学期内补课一次")]
    [InlineData("艺术学启蒙：看懂一幅画")]
    [InlineData("美术学思维导图与构图")]
    [InlineData("一校一队一品，足球基本功")]
    [InlineData("物流作业与仓储安全")]
    [InlineData("课后练习体育舞蹈的基本步")]
    [InlineData("课堂上布置练习，当堂完成并讲评")]
    [InlineData("古筝考级曲目练习，不留课后作业")]
    [InlineData("本课程不留作业，也不布置作业")]
    [InlineData("不提供拍照搜题等功能")]
    [InlineData("严禁提供境外教育课程")]
    [InlineData("本班不设幼小衔接内容，非学前班")]
    [InlineData("不开展超前学习，严禁超前学习")]
    [InlineData("先提出问题，课前学生讨论")]
    [InlineData("软件应用提升与机器人编程入门")]
    [InlineData("国际象棋开局，中国象棋残局")]
    [InlineData("游泳：蛙泳换气，一人一道")]
    [InlineData("少儿编程：认识变量与循环")]
    [InlineData("陶艺：拉坯、施釉、烧制")]
    [InlineData("合唱排练，第1声部与第2声部")]
    [InlineData("摄影：拍照构图与用光")]
    [InlineData("境外旅行见闻分享会")]
    [InlineData("作业本由家长自备")]
    [InlineData("幼儿舞蹈与音乐律动")]
    [InlineData("运动会成绩提高训练：短跑起跑")]
    [InlineData("Impact drums, level 2")]
    [InlineData("")]
    public void What_means_something_else_passes(string text) => Assert.True(Law.Current.Screening.Find(text).IsClean, string.Join('、',
        Law.Current.Phrases.Values.SelectMany(list => list.Find(text).Select(hit => $"{list.Id}:{hit.Phrase}"))));

    [Fact]
    public void All_lists_together_find_what_each_finds_alone()
    {
        var text = string.Join('，', Law.Current.Phrases.Values.Where(list => !list.IsHalf).SelectMany(list => (string[])[list.Phrases[0], list.Phrases[^1]])) + "，留做业";

        var all = Law.Current.Screening.Find(text);

        foreach (var list in Law.Current.Phrases.Values.Where(list => !list.IsHalf))
        {
            Assert.NotEmpty(list.Find(text));
            Assert.Equal(list.Find(text), all.Of(list));
        }
    }

    [Fact]
    public void The_lists_are_long_and_each_cites_a_clause()
    {
        Assert.InRange(Law.Current.Phrases.Values.Sum(list => list.Phrases.Count), 500, int.MaxValue);
        Assert.All(Law.Current.Phrases.Values, list => Assert.NotEmpty(list.Clauses));
    }
}
