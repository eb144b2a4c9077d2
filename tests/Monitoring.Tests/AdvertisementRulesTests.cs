using ShuangJian.Monitoring.Domain;
using ShuangJian.Policy;
using Xunit.Abstractions;

namespace ShuangJian.Monitoring.Tests;

/// <summary>Channel by place, and the table of texts.</summary>
public sealed class AdvertisementRulesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("530102", AdvertisementChannel.NewMedia, TrainingCategory.Arts, "2022-01-09", "AdvertisedOnBarredChannel")]
    [InlineData("530102", AdvertisementChannel.Metro, TrainingCategory.Arts, "2026-11-20", "AdvertisedOnBarredChannel")]
    [InlineData("110101", AdvertisementChannel.BusStop, null, "2021-08-17", "AdvertisedOnBarredChannel")]
    [InlineData("110101", AdvertisementChannel.BusStop, null, "2021-08-16", "")]
    [InlineData("331002", AdvertisementChannel.NetworkPlatform, TrainingCategory.Academic, "2026-11-20", "AdvertisedOnBarredChannel")]
    [InlineData("331002", AdvertisementChannel.NetworkPlatform, TrainingCategory.Arts, "2026-11-20", "")]
    [InlineData("331002", AdvertisementChannel.NetworkPlatform, null, "2026-11-20", "AdvertisedOnBarredChannel?")]
    [InlineData("440304", AdvertisementChannel.Railway, null, "2021-11-30", "AdvertisedOnBarredChannel")]
    [InlineData("440304", AdvertisementChannel.Railway, null, "2021-11-29", "")]
    [InlineData("530102", AdvertisementChannel.SchoolPremises, null, "2026-11-20", "AdvertisedInSchool")]
    [InlineData("530102", AdvertisementChannel.OwnPremises, null, "2026-11-20", "")]
    [InlineData("530102", AdvertisementChannel.Other, null, "2026-11-20", "AdvertisementChannelUnknown?")]
    public void Judges_the_channel_by_place_and_day(string division, AdvertisementChannel channel, TrainingCategory? category, string day, string expected) =>
        Assert.Equal(expected, string.Join(',', Judge(Seen(channel, category: category, day: day), division).Select(Name)));

    [Theory]
    [InlineData("530102", SchoolGoods.Uniform, false, "AdvertisedOnSchoolGoods")]
    [InlineData("530102", SchoolGoods.ExerciseBook, true, "")]
    [InlineData("331002", SchoolGoods.ExerciseBook, true, "PrintedOnLearningGoods")]
    [InlineData("331002", SchoolGoods.ExerciseBook, false, "AdvertisedOnSchoolGoods,PrintedOnLearningGoods")]
    [InlineData("331002", SchoolGoods.SchoolBus, true, "")]
    public void Judges_school_goods(string division, SchoolGoods goods, bool welfare, string expected) =>
        Assert.Equal(expected, string.Join(',', Judge(Seen(AdvertisementChannel.SchoolGoods, goods: goods, welfare: welfare), division).Select(Name)));

    [Fact]
    public void Tells_the_words_and_where_they_stand()
    {
        var seen = Seen(AdvertisementChannel.OwnPremises, text: "本班包 教 包 会", ocr: "名额告急");
        var words = AdvertisementText.Find(seen, Law.Current);
        Assert.Equal([("包教包会", "包 教 包 会", "text", 2), ("名额告急", "名额告急", "ocr_text", 0)], words.Select(w => (w.Phrase, w.Words, w.Field, w.Start)));
    }

    [Fact]
    public void Cites_the_local_clause_and_where_there_is_none_the_national_notice()
    {
        var seen = Seen(AdvertisementChannel.OwnPremises, text: "签约保过");
        Assert.Equal("KM-11", Assert.Single(Assert.Single(Judge(seen, "530102")).Basis).Clause);
        Assert.Equal("SAMR-ADS-2021", Assert.Single(Assert.Single(Judge(seen, "440304")).Basis).Clause);
    }

    [Fact]
    public void A_picture_that_nobody_has_read_is_undetermined() =>
        Assert.Equal("TextNotRead?", Name(Assert.Single(Judge(Seen(AdvertisementChannel.OwnPremises, text: ""), "530102"))));

    // Two words that say it only together, in one sentence and close; a denial anywhere in the part of the sentence; sounds.
    [Theory]
    [InlineData("签订协议，费用按课时逐月计算，名列前茅者有奖", "")]
    [InlineData("签订协议后名列前茅", "TextGuaranteesResults?")]
    [InlineData("没有进步的学员全额退还学费", "")]
    [InlineData("没进步的学员全额退还学费", "TextGuaranteesResults?")]
    [InlineData("没进步。全额退还学费", "")]
    [InlineData("两周背完全册单词", "TextExaggeratesEffects?")]
    [InlineData("周二背完全册单词", "")]
    [InlineData("提分神器", "TextExaggeratesEffects")]
    [InlineData("⼀周见效", "TextExaggeratesEffects")]
    [InlineData("提 分 神 器", "TextExaggeratesEffects")]
    [InlineData("超強大腦訓練", "TextExaggeratesEffects")]
    [InlineData("请家长谨防以保过为名的收费", "")]
    [InlineData("谨防虚假宣传，报名保过", "TextGuaranteesResults")]
    [InlineData("报名保过的宣传均属违法", "")]
    [InlineData("褒证通过考试", "TextGuaranteesResults?")]
    public void Tells_breaches_signs_and_denials_apart(string text, string expected) =>
        Assert.Equal(expected, string.Join(',', Judge(Seen(AdvertisementChannel.OwnPremises, text: text), "530102").Select(Name)));

    /// <summary>The lists were made with the development half alone; the floors are what the test half showed, rounded down.</summary>
    [Theory]
    [InlineData("development", 95, 95)]
    [InlineData("test", 85, 85)]
    public void Finds_the_forbidden_texts_of_the_table_and_leaves_the_clean_ones(string half, int recallFloor, int precisionFloor)
    {
        var rows = File.ReadAllLines(Table()).Skip(1).Select(line => line.Split(',')).Where(cells => cells[1] == half).ToList();
        Assert.True(rows.Count >= 50);
        var judged = rows.Select(cells => (Id: cells[0], Forbidden: cells[2] == "breach",
            Found: Judge(Seen(AdvertisementChannel.OwnPremises, text: cells[4], ocr: cells[5]), "530102").Count > 0)).ToList();
        var right = judged.Count(r => r.Forbidden && r.Found);
        var recall = 100.0 * right / judged.Count(r => r.Forbidden);
        var precision = 100.0 * right / judged.Count(r => r.Found);
        output.WriteLine($"{half}: {rows.Count} texts, recall {recall:F1} %, precision {precision:F1} %");
        output.WriteLine($"missed {string.Join(' ', judged.Where(r => r.Forbidden && !r.Found).Select(r => r.Id))}; false {string.Join(' ', judged.Where(r => !r.Forbidden && r.Found).Select(r => r.Id))}");
        Assert.True(recall >= recallFloor, $"recall {recall:F1} of {half}: missed {string.Join(' ', judged.Where(r => r.Forbidden && !r.Found).Select(r => r.Id))}");
        Assert.True(precision >= precisionFloor, $"precision {precision:F1} of {half}: false {string.Join(' ', judged.Where(r => !r.Forbidden && r.Found).Select(r => r.Id))}");
    }

    internal static AdvertisementContent Seen(
        AdvertisementChannel channel, string text = "少儿水彩画班招生", string ocr = "", TrainingCategory? category = null, SchoolGoods? goods = null,
        bool welfare = false, string day = "2026-11-20") => new(
        "测试培训中心", category, AdvertisementSource.Patrol, channel, goods, "", welfare, DateOnly.Parse(day), text, ocr, []);

    private static IReadOnlyList<Finding> Judge(AdvertisementContent seen, string division) => AdvertisementRules.Judge(
        new AdvertisementFacts(seen, AdvertisementText.Find(seen, Law.Current)), Law.Current.At(DivisionCode.Parse(division), seen.SeenOn));

    private static string Name(Finding finding) => finding.Rule + (finding.Severity == Severity.Undetermined ? "?" : "");

    private static string Table()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ShuangJian.Platform.sln"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "tests/System.Tests/tables/advertisements.csv");
    }
}
