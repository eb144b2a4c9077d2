namespace ShuangJian.Policy.Tests;

/// <summary>Screening of texts: what hides a phrase, and what only looks like one.</summary>
public sealed class PhraseTests
{
    [Theory]
    [InlineData("课后安排课后作业", "课后作业", 4, 4)]
    [InlineData("課後有課后作業", "课后作业", 3, 4)]
    [InlineData("课 后·作*业", "课后作业", 0, 7)]
    [InlineData("课\u200B后\u200B作\u200B业", "课后作业", 0, 7)]
    [InlineData("布\n置作业", "布置作业", 0, 5)]
    public void Finds_a_phrase_however_it_is_written(string text, string phrase, int start, int length) =>
        Assert.Equal([new PhraseHit(phrase, start, length)], List("homework_after_class").Find(text));

    [Theory]
    [InlineData("ＩＢ课程", "IB课程")]
    [InlineData("ib 課程", "IB课程")]
    [InlineData("A—level课程", "A-Level课程")]
    [InlineData("a.l.e.v.e.l.课程", "A-Level课程")]
    public void Finds_letters_of_any_width_and_size(string text, string phrase) =>
        Assert.Equal(phrase, Assert.Single(List("overseas_curriculum").Find(text)).Phrase);

    [Theory]
    [InlineData("homework_after_class", "本机构不留课后作业")]
    [InlineData("homework_after_class", "不 留、课后作业")]
    [InlineData("homework_after_class", "作业本由家长自备")]
    [InlineData("overseas_curriculum", "严禁提供境外教育课程")]
    [InlineData("overseas_curriculum", "境外旅行见闻课程")]
    [InlineData("preschool_disguise", "幼儿舞蹈启蒙")]
    public void Leaves_texts_alone_that_only_look_alike(string list, string text) => Assert.Empty(List(list).Find(text));

    [Fact]
    public void Finds_every_phrase_in_the_order_of_the_text() => Assert.Equal(
        ["拍照搜题", "搜题", "作业代写"], List("photo_search").Find("先拍照搜题，再搜题，最后作业代写").Select(h => h.Phrase));

    [Fact]
    public void Reads_texts_longer_than_its_buffer_to_the_end()
    {
        var text = new string('好', 5000) + "留 作 业";

        Assert.Equal([new PhraseHit("留作业", 5000, 5)], List("homework_after_class").Find(text));
    }

    [Theory]
    [InlineData("x", "title_zh: x\ntitle_en: x\ncertain: true\nclauses: [AA-9]\nphrases: [甲乙]\n", "there is no clause AA-9")]
    [InlineData("x", "title_zh: x\ntitle_en: x\ncertain: true\nclauses: []\nphrases: [甲乙]\n", "cites the clauses")]
    [InlineData("x", "title_zh: x\ntitle_en: x\ncertain: true\nclauses: [AA-1]\nphrases: []\n", "a list has phrases")]
    [InlineData("x", "title_zh: x\ntitle_en: x\ncertain: true\nclauses: [AA-1]\nphrases: [甲]\n", "shorter than two characters")]
    [InlineData("x", "title_zh: x\ntitle_en: x\ncertain: true\nclauses: [AA-1]\nphrases: [甲乙, 甲-乙]\n", "listed twice")]
    [InlineData("x", "title_zh: x\ntitle_en: x\ncertain: true\nclauses: [AA-1]\nphrases: [甲乙]\nother: 1\n", "unknown key 'other'")]
    [InlineData("variants", "pairs: [課]\n", "is no pair")]
    [InlineData("variants", "pairs: [課课, 課果]\n", "is listed twice")]
    public void Refuses_a_list_that_is_not_as_it_must_be(string file, string text, string problem)
    {
        var refused = Assert.Throws<LawDataException>(() => new LawFixture().With($"phrases/{file}.yaml", text).Load());

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_list_of_the_law_is_found_by_each_of_its_own_phrases()
    {
        Assert.NotEmpty(Law.Current.Phrases);
        foreach (var list in Law.Current.Phrases.Values)
            foreach (var phrase in list.Phrases)
                Assert.Contains(phrase, list.Find($"内容{phrase}等").Select(h => h.Phrase));
    }

    private static PhraseList List(string name) => Law.Current.Phrases[name];
}
