using System.Runtime.CompilerServices;
using ShuangJian.Policy;

namespace ShuangJian.Monitoring.Domain;

/// <summary>What the rules on advertisements look at.</summary>
/// <param name="Content">The advertisement.</param>
/// <param name="Words">Words found in its texts.</param>
public sealed record AdvertisementFacts(AdvertisementContent Content, IReadOnlyList<FoundWord> Words);

/// <summary>Screens texts and pictures for the lists on advertisements.</summary>
public static class AdvertisementText
{
    /// <summary>Lists that advertisements are screened for, gravest first.</summary>
    public static IReadOnlyList<string> Lists { get; } =
        ["ad_guarantee", "ad_exaggeration", "ad_misleading", "ad_anxiety", "ad_comparison", "ad_scarcity"];

    /// <summary>
    /// Words that say something forbidden only together, close to one another and in one sentence: the list that they belong
    /// to, the lists of the first and the second, and how many characters may stand between. What is found so is a sign.
    /// </summary>
    private static readonly (string List, string First, string Second, int Between)[] Pairs =
    [
        ("ad_guarantee", "ad_pair_promise", "ad_pair_outcome", 6), ("ad_guarantee", "ad_pair_condition", "ad_pair_refund", 8),
        ("ad_exaggeration", "ad_pair_span", "ad_pair_gain", 6), ("ad_misleading", "ad_pair_early", "ad_pair_school", 5),
        ("ad_misleading", "ad_pair_only", "ad_pair_way", 8), ("ad_anxiety", "ad_pair_others", "ad_pair_ahead", 4),
        ("ad_anxiety", "ad_pair_worry", "ad_pair_loss", 10), ("ad_comparison", "ad_pair_scope", "ad_pair_rank", 6),
        ("ad_scarcity", "ad_pair_limit", "ad_pair_lure", 5),
    ];

    private static readonly string[] Forbidding =
    [
        "严禁", "禁止", "不得", "谨防", "警惕", "请勿", "切勿", "勿信", "勿轻信", "不要相信", "不要轻信", "不轻信", "不承诺", "不作承诺", "不宣称", "不宣传", "抵制", "举报",
        "查处", "整治", "杜绝", "反对", "不以", "不搞", "不制造", "不使用", "不存在", "不打", "没有所谓", "从不", "绝不", "决不", "不提供", "不组织", "不开展", "不设",
    ];

    private static readonly string[] Condemning = ["违法", "违规", "虚假宣传", "不可信", "不可取", "是错误的", "属于违反", "请举报", "应当举报", "都是假的", "的说法不", "一类的宣传", "等宣传", "等广告", "等违"];

    private static readonly System.Buffers.SearchValues<char> Parts = System.Buffers.SearchValues.Create("，。！？；,;!?：:\n");

    private static readonly System.Buffers.SearchValues<char> Ends = System.Buffers.SearchValues.Create("。！？；!?;\n");

    /// <summary>Words in text and OCR text, in the order of the lists and of the text; a pair only where no phrase of its list was found.</summary>
    public static IReadOnlyList<FoundWord> Find(AdvertisementContent content, Law law)
    {
        List<FoundWord> found =
            [.. Lists.SelectMany(list => Find(law.Phrases[list], "text", content.Text).Concat(Find(law.Phrases[list], "ocr_text", content.OcrText)))];
        foreach (var list in Lists.Where(list => law.Phrases.ContainsKey($"{list}_signs")).Where(list => found.All(word => word.List != list)).ToList())
        {
            var signs = law.Phrases[$"{list}_signs"];
            found.AddRange(Find(signs, "text", content.Text).Concat(Find(signs, "ocr_text", content.OcrText)).Select(word => word with { List = list, Sign = true }));
        }
        foreach (var pair in Pairs)
            if (found.All(word => word.List != pair.List)) found.AddRange(Together(pair, "text", content.Text, law).Concat(Together(pair, "ocr_text", content.OcrText, law)));
        return found;
    }

    /// <summary>Words of one list in one text. What is found by its sound alone is a sign.</summary>
    public static IEnumerable<FoundWord> Find(PhraseList list, string field, string text) =>
        list.Find(text).Where(h => !IsDenied(text, h.Start, h.Start + h.Length)).Select(h => new FoundWord(list.Id, h.Phrase, text.Substring(h.Start, h.Length), field, h.Start, h.Length, h.BySound));

    /// <summary>
    /// Whether the part of the sentence in which words stand forbids, denies or condemns them, as in 谨防以保过为名的宣传. Words
    /// of refusal that advertisements themselves like, such as 拒绝, deny only what follows at once; the lists see to that.
    /// </summary>
    private static bool IsDenied(string text, int start, int end)
    {
        var before = text.AsSpan(0, start);
        before = before[(before.LastIndexOfAny(Parts) + 1)..];
        var after = text.AsSpan(end);
        if (after.IndexOfAny(Parts) is >= 0 and var stop) after = after[..stop];
        foreach (var word in Forbidding)
            if (before.Contains(word, StringComparison.Ordinal)) return true;
        foreach (var word in Condemning)
            if (after.Contains(word, StringComparison.Ordinal)) return true;
        return false;
    }

    private static IEnumerable<FoundWord> Together((string List, string First, string Second, int Between) pair, string field, string text, Law law)
    {
        var seconds = law.Phrases[pair.Second].Find(text);
        if (seconds.Count == 0) yield break;
        foreach (var first in law.Phrases[pair.First].Find(text))
        {
            var after = first.Start + first.Length;
            foreach (var second in seconds.Where(s => s.Start >= after && s.Start - after <= pair.Between))
            {
                if (text.AsSpan(after, second.Start - after).ContainsAny(Ends) || IsDenied(text, first.Start, second.Start + second.Length)) continue;
                var length = second.Start + second.Length - first.Start;
                yield return new FoundWord(pair.List, $"{first.Phrase}…{second.Phrase}", text.Substring(first.Start, length), field, first.Start, length, Sign: true);
                break;
            }
        }
    }
}

/// <summary>Where and how training may be advertised (M7).</summary>
public static class AdvertisementRules
{
    private static readonly SchoolGoods[] LearningGoods =
        [SchoolGoods.Textbook, SchoolGoods.TeachingAidBook, SchoolGoods.ExerciseBook, SchoolGoods.Stationery, SchoolGoods.TeachingTool];

    /// <summary>Applies every rule.</summary>
    public static IReadOnlyList<Finding> Judge(AdvertisementFacts facts, LawAt law)
    {
        Finding?[] findings =
        [
            AdvertisedOnBarredChannel(facts, law), AdvertisedInSchool(facts, law), AdvertisedOnSchoolGoods(facts, law),
            PrintedOnLearningGoods(facts, law), AdvertisementChannelUnknown(facts, law), TextNotRead(facts, law),
            TextGuaranteesResults(facts, law), TextExaggeratesEffects(facts, law), TextMisleadsOnEducation(facts, law),
            TextAlarmsParents(facts, law), TextComparesUnfairly(facts, law), TextPressesByScarcity(facts, law),
        ];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>No training advertisement on a channel that the law of the place names; in Taizhou only academic ones are barred.</summary>
    [Rule("在禁止的渠道刊登、播发校外培训广告", "Training advertised on a barred channel", Capability = "M7",
        Clauses = ["KM-11", "TZ-19", "JLP-C39", "JLP-C59", "JLP-T10", "BJ-16"],
        Parameters = [nameof(Law.ForbiddenChannels), nameof(Law.ChannelsAcademicOnly)])]
    public static Finding? AdvertisedOnBarredChannel(AdvertisementFacts facts, LawAt law)
    {
        var content = facts.Content;
        if (content.PublicWelfare || law.Limit(Law.ForbiddenChannels) is not { } limit) return null;
        var barred = WordsOf(content.Channel).FirstOrDefault(limit.Value.Contains);
        if (barred is null) return null;
        if (law.Limit(Law.ChannelsAcademicOnly)?.Value == true)
        {
            if (content.Category is null)
                return limit.Undetermined("advertisement.category", "此地禁令仅及学科类培训广告，广告所涉类别不明，须人工判定。", "The ban covers academic training only and the category is unknown; a person decides.");
            if (content.Category is not (TrainingCategory.Academic or TrainingCategory.ForeignLanguage)) return null;
        }
        return limit.Breach("advertisement.channel", barred, $"{ChannelZh(content.Channel)}不得刊登、播发校外培训广告。", $"Training must not be advertised there: {barred}.");
    }

    /// <summary>No commercial advertising within schools and kindergartens.</summary>
    [Rule("在中小学校、幼儿园内开展商业广告活动", "Commercial advertising in a school", Capability = "M7",
        Clauses = ["KM-11", "TZ-23", "JLP-C59", "BJ-16"], Parameters = [nameof(Law.CampusAdvertisingForbidden)])]
    public static Finding? AdvertisedInSchool(AdvertisementFacts facts, LawAt law) => law.Forbidden(
        Law.CampusAdvertisingForbidden, "advertisement.channel", !facts.Content.PublicWelfare && facts.Content.Channel == AdvertisementChannel.SchoolPremises,
        "不得在中小学校、幼儿园内开展商业广告活动。", "No commercial advertising within schools and kindergartens.");

    /// <summary>No advertising, open or hidden, on goods of schools and kindergartens.</summary>
    [Rule("利用教材、教辅、校服等发布广告", "Advertising on school goods", Capability = "M7",
        Clauses = ["KM-11", "TZ-23", "JLP-C59", "BJ-16"], Parameters = [nameof(Law.ForbiddenSchoolGoods)])]
    public static Finding? AdvertisedOnSchoolGoods(AdvertisementFacts facts, LawAt law)
    {
        if (facts.Content.PublicWelfare || facts.Content.Goods is not { } goods || law.Limit(Law.ForbiddenSchoolGoods) is not { } limit) return null;
        return limit.Value.Contains(WordOf(goods))
            ? limit.Breach("advertisement.goods", WordOf(goods), $"不得利用{GoodsZh(goods)}发布或变相发布广告。", $"No advertising on {WordOf(goods)}.")
            : null;
    }

    /// <summary>In Taizhou nothing at all is advertised on exercise books, teaching aids and other learning goods.</summary>
    [Rule("在作业本、教辅材料等学习用品上印刷广告", "Advertisement printed on learning goods", Capability = "M7",
        Clauses = ["TZ-19"], Parameters = [nameof(Law.AnyOnLearningGoodsForbidden)])]
    public static Finding? PrintedOnLearningGoods(AdvertisementFacts facts, LawAt law) => law.Forbidden(
        Law.AnyOnLearningGoodsForbidden, "advertisement.goods", facts.Content.Goods is { } goods && LearningGoods.Contains(goods),
        "学生作业本、教辅材料等学习用品上严禁印刷任何形式的广告。", "No advertisement of any kind is printed on learning goods.");

    /// <summary>Whether a channel that the list does not know is one of the barred, a person says.</summary>
    [Rule("广告渠道不在列举之内", "The channel is none of those listed", Capability = "M7", Clauses = ["KM-11", "TZ-19", "JLP-C59", "BJ-16"])]
    public static Finding? AdvertisementChannelUnknown(AdvertisementFacts facts, LawAt law) => facts.Content.PublicWelfare || facts.Content.Channel != AdvertisementChannel.Other
        ? null
        : law.Limit(Law.ForbiddenChannels)?.Undetermined("advertisement.channel", "广告渠道不在列举之内，是否属于禁止的渠道须人工判定。", "Whether the channel is a barred one, a person decides.");

    /// <summary>Evidence alone, of which nobody has read the text, is not silently fine.</summary>
    [Rule("广告文字尚未识别", "The text of the advertisement was not read", Capability = "M7", Clauses = ["KM-11", "TZ-19", "JLP-C60", "BJ-16"])]
    public static Finding? TextNotRead(AdvertisementFacts facts, LawAt law) =>
        string.IsNullOrWhiteSpace(facts.Content.Text) && string.IsNullOrWhiteSpace(facts.Content.OcrText)
            ? ByTexts(law, Severity.Undetermined, "advertisement.text", "广告文字尚未识别，须人工查看证据。", "The text was not read; a person looks at the evidence.", "TextNotRead")
            : null;

    /// <summary>No guarantee of results.</summary>
    [Rule("广告含保证性承诺", "The advertisement guarantees results", Capability = "M7", Clauses = ["KM-11", "TZ-19", "JLP-C60", "BJ-16"], Parameters = [nameof(Law.AlarmingTextsForbidden)])]
    public static Finding? TextGuaranteesResults(AdvertisementFacts facts, LawAt law) => Screen("ad_guarantee", facts, law, "不得对培训效果作保证性承诺", "Results must not be guaranteed");

    /// <summary>No exaggeration of effects.</summary>
    [Rule("广告夸大培训效果", "The advertisement exaggerates effects", Capability = "M7", Clauses = ["KM-11", "TZ-19", "JLP-C60", "BJ-16"], Parameters = [nameof(Law.AlarmingTextsForbidden)])]
    public static Finding? TextExaggeratesEffects(AdvertisementFacts facts, LawAt law) => Screen("ad_exaggeration", facts, law, "不得夸大培训效果", "Effects must not be exaggerated");

    /// <summary>No misleading ideas of education.</summary>
    [Rule("广告误导公众教育观念", "The advertisement misleads on education", Capability = "M7", Clauses = ["KM-11", "TZ-19", "JLP-C60", "BJ-16"], Parameters = [nameof(Law.AlarmingTextsForbidden)])]
    public static Finding? TextMisleadsOnEducation(AdvertisementFacts facts, LawAt law) => Screen("ad_misleading", facts, law, "不得误导公众教育观念", "The public must not be misled on education");

    /// <summary>No alarming of parents.</summary>
    [Rule("广告制造家长焦虑", "The advertisement alarms parents", Capability = "M7", Clauses = ["KM-11", "TZ-19", "JLP-C60", "BJ-16"], Parameters = [nameof(Law.AlarmingTextsForbidden)])]
    public static Finding? TextAlarmsParents(AdvertisementFacts facts, LawAt law) => Screen("ad_anxiety", facts, law, "不得制造家长焦虑", "Parents must not be alarmed");

    /// <summary>No comparison that belittles others, no superlative.</summary>
    [Rule("广告含绝对化用语或贬低他人", "The advertisement compares unfairly", Capability = "M7", Clauses = ["KM-11", "TZ-19", "JLP-C60", "BJ-16"], Parameters = [nameof(Law.AlarmingTextsForbidden)])]
    public static Finding? TextComparesUnfairly(AdvertisementFacts facts, LawAt law) => Screen("ad_comparison", facts, law, "疑似绝对化用语或贬低他人", "Superlatives or comparisons that belittle others");

    /// <summary>No pressure by scarcity.</summary>
    [Rule("广告以稀缺或限时诱导报名", "The advertisement presses by scarcity", Capability = "M7", Clauses = ["KM-11", "TZ-19", "JLP-C60", "BJ-16"], Parameters = [nameof(Law.AlarmingTextsForbidden)])]
    public static Finding? TextPressesByScarcity(AdvertisementFacts facts, LawAt law) => Screen("ad_scarcity", facts, law, "疑似以稀缺、限时诱导报名", "Pressure by scarcity or a time limit");

    private static Finding? Screen(string list, AdvertisementFacts facts, LawAt law, string zh, string en, [CallerMemberName] string rule = "")
    {
        var found = facts.Words.Where(w => w.List == list).ToList();
        if (found.Count == 0) return null;
        var words = string.Join("、", found.Select(w => $"“{w.Words}”").Distinct());
        var subject = $"advertisement.{found[0].Field}";
        return law.Law.Phrases[list].Certain && found.Any(w => !w.Sign)
            ? ByTexts(law, Severity.Breach, subject, $"{zh}：{words}。", $"{en}: {words}.", rule)
            : ByTexts(law, Severity.Undetermined, subject, $"{zh}：{words}，须人工判定。", $"{en}: {words}; a person decides.", rule);
    }

    /// <summary>Cites the local clauses in force; where there are none, the national notice.</summary>
    private static Finding? ByTexts(LawAt law, Severity severity, string subject, string zh, string en, string rule) =>
        law.ByClauses(severity, subject, zh, en, ["KM-11", "TZ-19", "JLP-C60", "BJ-16"], rule)
        ?? (law.Limit(Law.AlarmingTextsForbidden) is { Value: true } limit ? new Finding(rule, severity, zh, en, subject, null, null, [limit.Basis]) : null);

    /// <summary>Words of <c>advertising/forbidden_channels</c>; bus stops, metro and railway are public places as well.</summary>
    private static string[] WordsOf(AdvertisementChannel channel) => channel switch
    {
        AdvertisementChannel.MainstreamMedia => ["mainstream-media"],
        AdvertisementChannel.NewMedia => ["new-media"],
        AdvertisementChannel.PublicPlace => ["public-place"],
        AdvertisementChannel.BusStop => ["bus-stop", "public-place"],
        AdvertisementChannel.Metro => ["metro", "public-place"],
        AdvertisementChannel.Railway => ["railway", "public-place"],
        AdvertisementChannel.ResidentialArea => ["residential-area"],
        AdvertisementChannel.NetworkPlatform => ["network-platform"],
        _ => [],
    };

    private static string WordOf(SchoolGoods goods) => goods switch
    {
        SchoolGoods.Textbook => "textbook",
        SchoolGoods.TeachingAidBook => "teaching-aid-book",
        SchoolGoods.ExerciseBook => "exercise-book",
        SchoolGoods.Stationery => "stationery",
        SchoolGoods.TeachingTool => "teaching-tool",
        SchoolGoods.Uniform => "uniform",
        _ => "school-bus",
    };

    private static string GoodsZh(SchoolGoods goods) => goods switch
    {
        SchoolGoods.Textbook => "教材",
        SchoolGoods.TeachingAidBook => "教辅材料",
        SchoolGoods.ExerciseBook => "练习册",
        SchoolGoods.Stationery => "文具",
        SchoolGoods.TeachingTool => "教具",
        SchoolGoods.Uniform => "校服",
        _ => "校车",
    };

    private static string ChannelZh(AdvertisementChannel channel) => channel switch
    {
        AdvertisementChannel.MainstreamMedia => "主流媒体",
        AdvertisementChannel.NewMedia => "新媒体",
        AdvertisementChannel.BusStop => "公交车站",
        AdvertisementChannel.Metro => "地铁",
        AdvertisementChannel.Railway => "铁路站车",
        AdvertisementChannel.ResidentialArea => "居民区广告牌",
        AdvertisementChannel.NetworkPlatform => "网络平台",
        _ => "公共场所",
    };
}
