using Microsoft.Data.Sqlite;
using ShuangJian.Platform.Personal;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ShuangJian.Supervision.Tests;

/// <summary>
/// Twenty thousand answers, and the whole database at hand. Two worlds begin with the same tickets; in the second everybody
/// says what somebody else of the same school said in the first. When their databases hold the same in every column of every
/// table, nothing in them can tell who said what.
/// </summary>
public sealed class AnonymityTests
{
    private const int Schools = 40, Tickets = 500, AtOnce = 64;

    /// <summary>Written beside the survey by the process itself, and not by calls that hand in.</summary>
    private static readonly string[] Background = ["leases", "sqlite_sequence", "__ef_migrations_history", "__EFMigrationsHistory", "__EFMigrationsLock"];

    [Fact]
    public async Task Two_worlds_in_which_everybody_said_something_else_leave_the_same_database()
    {
        var clock = new SetClock(SupervisionHost.Noon("2026-11-20"));
        // Background work waits, so that both worlds are counted at the same places.
        var quiet = new Dictionary<string, string?> { ["Background:StartAfter"] = "01:00:00" };
        var host = await TestHost.StartAsync([new SupervisionModule()], clock, quiet);
        try
        {
            var (round, tickets) = await IssueAsync(host);
            await host.StopAsync();
            var before = Read(host.Folder);
            Keep(host.Folder, "before");

            host = await host.RestartAsync(quiet);
            await HandInAsync(host, round, tickets, shift: 0);
            AfterHandingInNothingTies(host, before, tickets);
            var first = await CountAsync(host, clock);

            Restore(host.Folder, "before");
            host = await host.RestartAsync(quiet);
            await HandInAsync(host, round, tickets, shift: 123);
            var second = await CountAsync(host, clock);

            Assert.Equal(first.Keys.Order(), second.Keys.Order());
            foreach (var table in first.Keys.Except(Background)) Assert.True(first[table].Order(StringComparer.Ordinal).SequenceEqual(second[table].Order(StringComparer.Ordinal)), $"the worlds differ in {table}");
            Assert.Empty(first["survey_urn"]);
            Assert.Equal(Schools * Tickets, first["survey_tickets"].Count);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static async Task<(SurveyRound Round, List<string[]> Tickets)> IssueAsync(TestHost host)
    {
        var office = new SurveyService.SurveyServiceClient(host.AsRegulator(SupervisionHost.City));
        var round = (await office.OpenSurveyRoundAsync(new()
        {
            RequestId = Registry.NewId(), Division = SupervisionHost.City, TitleZh = "匿名问卷", QuestionnaireIds = { "parents-basic" }, From = "2026-11-20", To = "2026-11-30",
        })).Round;
        var tickets = new List<string[]>();
        for (var i = 0; i < Schools; i++) tickets.Add([.. (await office.IssueSurveyTicketsAsync(SurveyTests.Issue(round, Tickets, Registry.NewCode()))).Tickets]);
        return (round, tickets);
    }

    /// <summary>Everybody at once, in an order of chance; what a person says depends on the shift alone.</summary>
    private static async Task HandInAsync(TestHost host, SurveyRound round, List<string[]> tickets, int shift)
    {
        var survey = new SurveyService.SurveyServiceClient(host.Channel);
        var calls = tickets.SelectMany((school, s) => school.Select((ticket, i) => SurveyTests.Answers(round.Questionnaires[0], ticket, ((i + shift) % Tickets * 7 + s) % 4))).ToArray();
        Random.Shared.Shuffle(calls);
        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (call, cancellation) => await survey.SubmitSurveyAnswersAsync(call, cancellationToken: cancellation));
        Assert.Equal("SURVEY_TICKET_SPENT", await RichError.ReasonAsync(survey.SubmitSurveyAnswersAsync(calls[0])));
    }

    /// <summary>Before anything is counted: only marks and sealed answers are new, and nothing of a ticket stands with an answer.</summary>
    private static void AfterHandingInNothingTies(TestHost host, Dictionary<string, List<string>> before, List<string[]> tickets)
    {
        var after = Read(host.Folder);
        foreach (var table in after.Keys.Except([.. Background, "survey_urn", "survey_tickets"])) Assert.True(before[table].Order().SequenceEqual(after[table].Order()), $"handing in wrote to {table}");
        Assert.Equal(Schools * Tickets, after["survey_urn"].Count);
        Assert.All(after["survey_tickets"], row => Assert.Contains("1", row.Split('|')));
        var keys = host.Services.GetRequiredService<PersonalData>();
        var hashes = tickets[0].Select(t => SurveyTickets.HashOf(t, keys)).ToHashSet();
        var urn = after["survey_urn"].Select(row => row.Split('|')).ToList();
        Assert.DoesNotContain(urn.SelectMany(row => row), hashes.Contains);
        // Ciphers are equally long whatever was said, and the keys say nothing of the order.
        Assert.Single(urn.Select(row => row.Max(cell => cell.Length)).Distinct());
    }

    private static async Task<Dictionary<string, List<string>>> CountAsync(TestHost host, SetClock clock)
    {
        await SurveyTests.SweepAsync(host, clock);
        await host.StopAsync();
        return Read(host.Folder);
    }

    /// <summary>Every row of every table, all its columns.</summary>
    private static Dictionary<string, List<string>> Read(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "supervision.db")};Pooling=False");
        connection.Open();
        var tables = Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'");
        return tables.ToDictionary(table => table, table => Rows(connection, $"SELECT * FROM \"{table}\""));
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(i)}")));
        return rows;
    }

    private static void Keep(string folder, string name)
    {
        var copy = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        foreach (var file in Directory.GetFiles(folder, "supervision.db*")) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
    }

    private static void Restore(string folder, string name)
    {
        foreach (var file in Directory.GetFiles(folder, "supervision.db*")) File.Delete(file);
        foreach (var file in Directory.GetFiles(Path.Combine(folder, name))) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }
}
