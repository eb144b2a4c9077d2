using System.Diagnostics;
using System.Reflection;
using ShuangJian.Filings.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Benchmarks;

/// <summary>How fast timetables are judged and outlines are screened, on one thread.</summary>
internal static class CourseVerdicts
{
    private const double LeastSessions = 50_000;
    private const double MostScans = 5;
    private const int Phrases = 5_000;
    private const int Characters = 2_000;
    private const int Rounds = 9;
    private const string Common =
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严";

    public static async IAsyncEnumerable<Row> SessionsAsync()
    {
        var rules = typeof(SessionRules).GetMethods().Concat(typeof(TimetableRules).GetMethods()).Count(m => m.GetCustomAttribute<RuleAttribute>() is not null);
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++) rates.Add(await Task.Run(SessionRate));
        yield return Row.AtLeast($"Session verdicts on one core, all {rules} rules, five places, terms of 80 sessions", Load.Median(rates[2..]), "/s", LeastSessions);
    }

    public static async IAsyncEnumerable<Row> ScreeningAsync()
    {
        var random = new Random(3);
        string Text(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => Common[random.Next(Common.Length)]));
        var list = new PhraseList(
            "benchmark", "样例", "Sample", true, [], [.. Enumerable.Range(0, Phrases * 2).Select(_ => Text(random.Next(3, 7))).Distinct().Take(Phrases)], ["不", "严禁"], Law.Current.Writing);
        var book = new PhraseBook([list], Law.Current.Writing.Fold);
        var outline = Text(Characters);
        var absent = "鼙鼓";
        var (vectors, loops, times) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            await Task.Run(() =>
            {
                var scan = Microseconds(20_000, () => outline.IndexOf(absent, StringComparison.Ordinal));
                var loop = Microseconds(20_000, () => PlainLoop(outline, absent));
                var screen = Microseconds(5_000, () => book.Find(outline).IsClean ? 0 : 1);
                if (round < 2) return;
                times.Add(screen);
                vectors.Add(screen / scan);
                loops.Add(screen / loop);
            });
        }
        var took = $"{Load.Median(times):F2} µs";
        var (byVector, byLoop) = (Load.Median(vectors), Load.Median(loops));
        yield return new Row(
            $"Screen an outline of {Characters:N0} characters for {Phrases:N0} phrases in {list.Forms.Count:N0} forms; baseline: one ordinal scan by the runtime for one absent phrase",
            took, $"{Load.Median(times) / byVector:F2} µs", $"{byVector:F1} ×", $"≤ {MostScans:F0} ×", byVector <= MostScans);
        yield return Row.Told("… baseline: one scan by a plain loop over the characters", took, $"{Load.Median(times) / byLoop:F2} µs", $"{byLoop:F1} ×");
    }

    private static double SessionRate()
    {
        var laws = new[] { "530102", "331002", "500107", "620321", "110101" }.Select(p => Law.Current.At(DivisionCode.Parse(p), new DateOnly(2026, 9, 17))).ToArray();
        var calendar = new SchoolCalendars([new(new(2026, 1, 1), new(2026, 12, 31), [new("寒假", new(2026, 1, 24), new(2026, 3, 1)), new("暑假", new(2026, 7, 11), new(2026, 8, 31))],
            [new SchoolHours(EducationStage.Primary, new(8, 0), new(15, 30))], [])]);
        var classes = Enum.GetValues<TrainingCategory>().SelectMany(c => new[] { EducationStage.Preschool, EducationStage.Primary, EducationStage.Junior }.Select(s => new ClassFacts(c, [s]))).ToArray();
        var terms = new[] { false, true }.Select(online => new Timetable(new(2026, 3, 2), new(2026, 7, 10),
            [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Friday }.Select(d => new WeeklyLesson(d, new(18, 0), new(18, 30), online, online ? "" : "101", "t1"))],
            [], [.. Enumerable.Range(0, 4).Select(i => new Session(new DateOnly(2026, 3, 2).AddDays(i), new(18, 40), new(19, 10), online))]).Sessions()).ToArray();
        var (judged, found) = (0L, 0L);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 2_000; i++)
        {
            var sessions = terms[i & 1];
            found += TimetableRules.Judge(classes[i % classes.Length], sessions, calendar, laws[i % laws.Length]).Count;
            judged += sessions.Count;
        }
        return found == 0 ? throw new InvalidOperationException("The rules found nothing.") : judged / watch.Elapsed.TotalSeconds;
    }

    private static double Microseconds(int times, Func<int> work)
    {
        var sum = 0L;
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < times; i++) sum += work();
        var took = watch.Elapsed.TotalMicroseconds / times;
        return sum == long.MinValue ? 0 : took;
    }

    private static int PlainLoop(string text, string phrase)
    {
        for (var i = 0; i + phrase.Length <= text.Length; i++)
        {
            var j = 0;
            while (j < phrase.Length && text[i + j] == phrase[j]) j++;
            if (j == phrase.Length) return i;
        }
        return -1;
    }
}
