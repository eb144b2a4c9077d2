using Bogus;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Caching;
using ShuangJian.Policy;
using Spectre.Console;

namespace ShuangJian.Standalone;

/// <summary>
/// Opens five jurisdictions with a sample of institutions on the first start. They are marked as sample,
/// carry no person, and their codes come from a range that no registry gives.
/// </summary>
internal static class SampleData
{
    private const int Institutions = 300;
    private const int Seed = 20210724;

    private static readonly string[] Jurisdictions = ["530100", "331000", "500107", "620321", "110000"];

    public static async Task LoadOnFirstStartAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var databases = services.GetRequiredService<IDbContextFactory<InstitutionsDb>>();
        var cache = services.GetRequiredService<AnswerCache>();
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            if (await db.Institutions.AnyAsync(cancellation)) return;
        }
        await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var law = progress.AddTask($"载入行政区划、日历与法规 divisions, calendar and law ({Law.Current.Divisions.Count} divisions)", maxValue: 1);
            law.Increment(1);
            var sample = progress.AddTask($"载入示例机构 sample institutions in {Jurisdictions.Length} jurisdictions", maxValue: Institutions);
            foreach (var batch in Samples().Chunk(50))
            {
                await using var db = await databases.CreateDbContextAsync(cancellation);
                foreach (var institution in batch) Licensing.TakeIn(db, institution, TimeProvider.System.GetUtcNow().UtcDateTime);
                await db.SaveChangesAsync(cancellation);
                // Whoever asked meanwhile was told less, and would be told it again from the cache.
                cache.Renew(DirectoryGrpc.WhiteList);
                sample.Increment(batch.Length);
            }
            await using var counters = await databases.CreateDbContextAsync(cancellation);
            foreach (var group in Samples().GroupBy(i => (i.Division, i.LicensedOn.Year)))
                counters.LicenceCounters.Add(new LicenceCounter { Division = group.Key.Division, Year = group.Key.Year, Last = group.Count() });
            await counters.SaveChangesAsync(cancellation);
        });
    }

    /// <summary>The sample, the same each time but for identifiers.</summary>
    internal static IEnumerable<Institution> Samples()
    {
        var faker = new Faker("zh_CN") { Random = new Randomizer(Seed) };
        var divisions = Jurisdictions.SelectMany(Counties).ToArray();
        string[] arts = ["书画", "舞蹈", "音乐", "戏剧"], sports = ["篮球", "棋类", "游泳", "武术"], science = ["编程", "机器人", "科普", "航模"];
        var given = new Dictionary<(DivisionCode, int), int>();
        for (var i = 1; i <= Institutions; i++)
        {
            var division = divisions[i % divisions.Length];
            var (category, matter) = (i % 3) switch
            {
                0 => (TrainingCategory.Arts, faker.PickRandom(arts)),
                1 => (TrainingCategory.Sports, faker.PickRandom(sports)),
                _ => (TrainingCategory.Science, faker.PickRandom(science)),
            };
            var name = $"{division.Name}示例{i:D3}号{matter}培训学校";
            var licensedOn = new DateOnly(2023, 3, 1).AddDays(i);
            var sequence = given[(division.Code, licensedOn.Year)] = given.GetValueOrDefault((division.Code, licensedOn.Year)) + 1;
            yield return Institution.ForSample(
                Guid.CreateVersion7(), name, SampleCode(division.Code, i), category,
                new Site($"{division.FullName}{faker.Address.StreetName()}{faker.Random.Int(1, 200)}号", faker.Random.Int(120, 900), null),
                new LicenceNumber(division.Code.ToString(), licensedOn.Year, sequence), licensedOn);
        }
    }

    /// <summary>Those that license: of a place without any below it, itself.</summary>
    private static IEnumerable<Division> Counties(string jurisdiction) => Lowest(DivisionCode.Parse(jurisdiction)).Take(6);

    private static IEnumerable<Division> Lowest(DivisionCode code)
    {
        var divisions = Law.Current.Divisions;
        return divisions.IsLowest(code) && divisions.TryGet(code, out var self) ? [self] : divisions.Children(code).SelectMany(d => Lowest(d.Code));
    }

    /// <summary>A valid code: 52 (private non-enterprise unit), the division, and an organisation number of the sample range.</summary>
    private static string SampleCode(DivisionCode division, int number) =>
        UnifiedSocialCreditCode.Complete($"52{division}", $"XX{number:D6}");
}
