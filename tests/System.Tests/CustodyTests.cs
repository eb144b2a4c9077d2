using ShuangJian.Policy;

namespace ShuangJian.SystemTests;

/// <summary>Prepaid money seen from outside: a term to its last lesson, a bank with faulty files, and processes that are killed while they post.</summary>
[Collection(nameof(Cluster))]
public sealed class CustodyTests(Cluster cluster)
{
    private const int Contracts = 500;
    private const int Entries = 60_000;

    /// <summary>What the bank's balance comes to with the errors planted in its movements: all fees, one missing, one fen too much, one twice, one from nowhere.</summary>
    private const long Closing = Contracts * 100_000L + 37L * Contracts * (Contracts - 1) / 2 - 100_740 + 1 + 101_480 + 5;

    private static int s_banks;

    [Fact]
    public async Task A_term_ends_at_zero_everywhere_and_every_error_planted_in_the_bank_s_files_is_found()
    {
        var steps = await cluster.RunAsync("custody_term.py", Parties("331002", new { contracts = Contracts }));
        Assert.Equal(
            ["AMOUNT_DIFFERS IN-30 101110 101111", $"CLOSING_DIFFERS  {Closing} {Closing + 3}", "DOUBLED IN-40 101480 101480", "LATE IN-3 100111 100111", "MISSING_AT_BANK IN-20 100740 0", "MISSING_HERE OTHER 0 5"],
            steps[0].GetProperty("differences").EnumerateArray().Select(d => d.GetString()));
        Assert.Equal((Contracts, 0L), (steps[1].GetProperty("closed").GetInt32(), steps[1].GetProperty("held").GetInt64()));
        var total = steps[1].GetProperty("total").GetInt64();
        Assert.Equal((total, total), (steps[1].GetProperty("paid").GetInt64(), steps[1].GetProperty("released").GetInt64()));
        Assert.Equal((total, 0L, 0L, 0L, true), (
            steps[2].GetProperty("paid_out").GetInt64(), steps[2].GetProperty("custody").GetInt64(), steps[2].GetProperty("held").GetInt64(),
            steps[2].GetProperty("owed").GetInt64(), steps[2].GetProperty("intact").GetBoolean()));
    }

    [Fact]
    public async Task Service_and_database_killed_while_they_post_leave_no_difference()
    {
        await using var service = cluster.CustodyAlone("posting");
        await service.StartAsync();
        await using var client = cluster.Start("post_many.py", Parties("110101", new { gateway = service.Authority, entries = Entries }));
        await client.NextAsync(line => Posted(line) >= Entries / 6);
        await service.KillAsync();
        await service.StartAsync();
        await client.NextAsync(line => Posted(line) >= Entries / 3);
        await cluster.Postgres.KillAsync();
        await cluster.Postgres.StartAsync();
        await client.NextAsync(line => Posted(line) >= Entries / 2);
        await service.KillAsync();
        await service.StartAsync();
        var end = await client.NextAsync(line => line.TryGetProperty("finished", out _));
        await client.RestAsync();
        Assert.True(end.GetProperty("calls").GetInt32() >= 4, $"It was not broken off three times: {end}");
        Assert.True(end.GetProperty("intact").GetBoolean(), $"{end}");
        Assert.Equal((Entries, (long)Entries), (end.GetProperty("finished").GetInt32(), end.GetProperty("entries").GetInt64()));
        Assert.Equal(end.GetProperty("expected").GetInt64(), end.GetProperty("held").GetInt64());
    }

    [Fact]
    public async Task The_same_on_SQLite_with_the_service_killed_twice()
    {
        await using var service = cluster.CustodyAlone("posting_sqlite", sqlite: true);
        await service.StartAsync();
        await using var client = cluster.Start("post_many.py", Parties("110101", new { gateway = service.Authority, entries = Entries / 4 }));
        foreach (var enough in (int[])[Entries / 16, Entries / 8])
        {
            await client.NextAsync(line => Posted(line) >= enough);
            await service.KillAsync();
            await service.StartAsync();
        }
        var end = await client.NextAsync(line => line.TryGetProperty("finished", out _));
        await client.RestAsync();
        Assert.True(end.GetProperty("intact").GetBoolean(), $"{end}");
        Assert.Equal((Entries / 4, (long)Entries / 4), (end.GetProperty("finished").GetInt32(), end.GetProperty("entries").GetInt64()));
        Assert.Equal(end.GetProperty("expected").GetInt64(), end.GetProperty("held").GetInt64());
    }

    private static long Posted(System.Text.Json.JsonElement line) => line.TryGetProperty("posted", out var posted) ? posted.GetInt64() : 0;

    /// <summary>An institution and its bank, and what a script needs besides.</summary>
    private Dictionary<string, object> Parties(string division, object more)
    {
        var code = UnifiedSocialCreditCode.Complete($"91{division}", $"BK{Interlocked.Increment(ref s_banks):D6}");
        var parties = new Dictionary<string, object>
        {
            ["institution"] = cluster.Applicants(division, 1)[0], ["bank"] = new Applicant(division, code, cluster.BankToken(division, code)),
        };
        foreach (var property in more.GetType().GetProperties()) parties[property.Name] = property.GetValue(more)!;
        return parties;
    }
}
