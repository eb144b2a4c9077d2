using System.Globalization;

namespace ShuangJian.Benchmarks;

/// <summary>
/// Processor time of this process and of everything it started, from <c>/proc</c>. Unlike a rate it stays
/// the same when the machine has other things to do.
/// </summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100;

    /// <summary>Microseconds that one of so many calls took.</summary>
    public static async Task<(T Result, double MicrosecondsACall)> OfAsync<T>(int calls, Func<Task<T>> work)
    {
        var before = Seconds();
        var result = await work();
        return (result, (Seconds() - before) * 1e6 / calls);
    }

    private static double Seconds()
    {
        var all = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, out _)).Select(name => Read(int.Parse(name!, CultureInfo.InvariantCulture))).OfType<Stat>().ToList();
        var family = new HashSet<int> { Environment.ProcessId };
        while (all.Where(p => family.Contains(p.Parent)).Any(p => family.Add(p.Id))) { /* until no child is new */ }
        return all.Where(p => family.Contains(p.Id)).Sum(p => p.Ticks) / TicksPerSecond;
    }

    /// <summary>Fields 4 (parent), 14 and 15 (user and system time); null when the process has just ended.</summary>
    private static Stat? Read(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return new(id, Number(fields[1]), Number(fields[11]) + Number(fields[12]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Stat(int Id, int Parent, long Ticks);
}
