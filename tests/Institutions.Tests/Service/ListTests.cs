using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using Institution = ShuangJian.Institutions.Domain.Institution;

namespace ShuangJian.Institutions.Tests.Service;

public sealed class ListTests : IAsyncLifetime
{
    private LifeHost _life = null!;

    public async Task InitializeAsync() => _life = await LifeHost.StartAsync();

    public async Task DisposeAsync() => await _life.DisposeAsync();

    [Fact]
    public async Task Illegal_charging_leads_to_the_black_list_once_and_a_withdrawn_penalty_off_it()
    {
        var institution = await _life.LicenseAsync();
        Assert.Equal(ListKind.White, Assert.Single((await _life.LookUpAsync(institution)).Entries).Kind);
        await _life.DeliverAsync("institutions.penalties", Penalty("p-0", institution, "LATE_REPORT"));
        await _life.DeliverAsync("institutions.penalties", Penalty("p-1", institution, "LATE_REPORT", "ILLEGAL_CHARGING"));
        await _life.DeliverAsync("institutions.penalties", Penalty("p-1", institution, "ILLEGAL_CHARGING"));

        var black = Assert.Single(await BlackAsync(new() { Division = "110100", NameContains = "美术" }));
        Assert.Equal(
            ("超过备案价格收费", "MARKET_REGULATION", "2026-11-19", "2029-11-18", institution.Code, institution.LicenceNumber),
            (black.Reason, black.Authority, black.StartsOn, black.EndsOn, black.UnifiedSocialCreditCode, black.LicenceNumber));
        Assert.Equal(["WHITE", "BLACK"], (await _life.LookUpAsync(institution)).Entries.Select(e => e.Kind.ToString().ToUpperInvariant()));
        Assert.Equal(institution.Id.ToString(), (await _life.HearAsync<BlackListEntered>(black.EntryId)).InstitutionId);

        await _life.DeliverAsync("institutions.penalties", new PenaltyWithdrawn { Division = "110101", PenaltyId = "p-1", Reason = "复议撤销", WithdrawnOn = new(2026, 11, 20) });
        Assert.Empty(await BlackAsync(new() { Division = "110101" }));
        Assert.Equal("复议撤销", Assert.Single(await BlackAsync(new() { Division = "110101", IncludeEnded = true })).EndReason);
        Assert.Equal("复议撤销", (await _life.HearAsync<BlackListLeft>(black.EntryId)).Reason);
        Assert.Single((await _life.LookUpAsync(institution)).Entries);
    }

    [Fact]
    public async Task Who_never_had_a_licence_is_listed_by_name()
    {
        await _life.DeliverAsync("institutions.penalties", new PenaltyDecided
        {
            Division = "110105", PenaltyId = "p-2", Name = "无证测试辅导班", Grounds = ["UNLICENSED"], Reason = "无证办学", Authority = "EDUCATION", DecidedOn = new(2026, 11, 19),
        });
        var listed = Assert.Single(await BlackAsync(new() { Division = "110000", NameContains = "辅导班" }));
        Assert.Equal(("", "", "110105"), (listed.InstitutionId, listed.LicenceNumber, listed.Division));
        Assert.Empty(await BlackAsync(new() { Division = "110000", NameContains = "%" }));
    }

    [Fact]
    public async Task Only_the_listed_institution_appeals_and_an_upheld_appeal_ends_the_entry()
    {
        var institution = await _life.LicenseAsync();
        var white = Assert.Single((await _life.LookUpAsync(institution)).Entries);
        await _life.DeliverAsync("institutions.penalties", Penalty("p-3", institution, "ILLEGAL_CHARGING"));
        var black = Assert.Single(await BlackAsync(new() { Division = "110101" }));
        AppealEntryRequest Appeal(string id) => new() { RequestId = Registry.NewId(), EntryId = id, Grounds = "价格已经备案" };
        ListService.ListServiceClient As(string code) => new(_life.Host.AsInstitution("110101", code));
        var office = new ListService.ListServiceClient(_life.Host.AsRegulator("110101"));

        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(As(Registry.NewCode()).AppealEntryAsync(Appeal(black.EntryId)))).Code);
        Assert.Equal("ENTRY_STATE", (await RichError.OfAsync(As(institution.Code).AppealEntryAsync(Appeal(white.EntryId)))).Reason);
        var early = await RichError.OfAsync(office.DecideAppealAsync(new() { RequestId = Registry.NewId(), EntryId = black.EntryId, Uphold = true, Reason = "无" }));
        Assert.Equal(("ENTRY_STATE", "NONE"), (early.Reason, early.Facts["appeal"]));
        var filed = (await As(institution.Code).AppealEntryAsync(Appeal(black.EntryId))).Entry;
        Assert.Equal((AppealState.Filed, true), (filed.AppealState, filed.InForce));
        Assert.Equal("FILED", (await RichError.OfAsync(As(institution.Code).AppealEntryAsync(Appeal(black.EntryId)))).Facts["appeal"]);

        var decided = await office.DecideAppealAsync(new() { RequestId = Registry.NewId(), EntryId = black.EntryId, Etag = filed.Etag, Uphold = true, Reason = "备案属实" });
        Assert.Equal((AppealState.Upheld, false, "申诉成立：备案属实", "价格已经备案"), (decided.Entry.AppealState, decided.Entry.InForce, decided.Entry.EndReason, decided.Grounds));
        Assert.Single((await _life.LookUpAsync(institution)).Entries);
        Assert.Equal("ENTRY_STATE", (await RichError.OfAsync(office.RemoveEntryAsync(new() { RequestId = Registry.NewId(), EntryId = black.EntryId, Reason = "移出" }))).Reason);
    }

    [Fact]
    public async Task An_entry_ends_with_its_term()
    {
        var institution = await _life.LicenseAsync();
        await _life.DeliverAsync("institutions.penalties", Penalty("p-4", institution, "ILLEGAL_CHARGING"));
        var black = Assert.Single(await BlackAsync(new() { Division = "110101" }));
        _life.Clock.Now = RegistryHost.Noon("2029-11-18");
        Assert.Single(await BlackAsync(new() { Division = "110101" }));
        await _life.RestartAsync("2029-11-19");
        Assert.Empty(await BlackAsync(new() { Division = "110101" }));
        Assert.Equal(new DateOnly(2029, 11, 18), (await _life.HearAsync<BlackListLeft>(black.EntryId)).EndsOn);
    }

    [Fact]
    public async Task Editions_are_numbered_chained_downloaded_and_verified_and_a_forged_one_is_found_out()
    {
        var institution = await _life.LicenseAsync("=测试,\"美术\"中心");
        await _life.LicenseAsync("测试舞蹈中心");
        // The city, for which nothing is published on schedule as no entry is its own.
        var office = new EditionService.EditionServiceClient(_life.Host.AsRegulator("110100"));
        var anyone = new EditionService.EditionServiceClient(_life.Host.Channel);
        async Task<Edition> PublishAsync() => (await office.PublishEditionAsync(new() { RequestId = Registry.NewId(), Division = "110100" })).Edition;
        var first = await PublishAsync();
        await _life.Office().ExitInstitutionAsync(new() { RequestId = Registry.NewId(), InstitutionId = institution.Id.ToString(), Reason = "自行终止" });
        var second = await PublishAsync();
        Assert.Equal(("110100-2026-0001", 2, ""), (first.Number, first.WhiteCount, first.PreviousSha256));
        Assert.Equal(("110100-2026-0002", 1, first.Sha256), (second.Number, second.WhiteCount, second.PreviousSha256));
        Assert.Equal([second, first], (await anyone.ListEditionsAsync(new() { Division = "110100" })).Editions);
        Assert.Equal(first.Sha256, (await _life.HearAsync<EditionPublished>(first.Number)).Sha256);

        var json = await anyone.DownloadEditionAsync(new() { Number = first.Number, Format = EditionFormat.Json });
        Assert.Equal(first.Sha256, Convert.ToHexStringLower(SHA256.HashData(json.Content.Span)));
        Assert.Equal((json.Content.Length, 0L, "110100-2026-0001.json"), ((int)json.TotalSize, json.NextOffset, json.FileName));
        var rest = await anyone.DownloadEditionAsync(new() { Number = first.Number, Format = EditionFormat.Json, Offset = 10 });
        Assert.Equal(json.Content.Span[10..].ToArray(), rest.Content.ToByteArray());
        var csv = Encoding.UTF8.GetString((await anyone.DownloadEditionAsync(new() { Number = first.Number, Format = EditionFormat.Csv })).Content.Span).Split("\r\n");
        Assert.StartsWith("\uFEFF名单,名称,", csv[0], StringComparison.Ordinal);
        Assert.StartsWith("WHITE,\"'=测试,\"\"美术\"\"中心\"," + institution.Code, csv[1], StringComparison.Ordinal);

        foreach (var edition in new[] { first, second })
            Assert.True((await anyone.VerifyEditionAsync(new() { Number = edition.Number, Sha256 = edition.Sha256 })).Genuine);
        Assert.False((await anyone.VerifyEditionAsync(new() { Number = first.Number, Sha256 = second.Sha256 })).CopyMatches);
        await using (var db = await _life.DbAsync())
            await db.Editions.Where(e => e.Number == first.Number).ExecuteUpdateAsync(set => set.SetProperty(e => e.Content, Encoding.UTF8.GetBytes("{}")));
        var forged = await anyone.VerifyEditionAsync(new() { Number = first.Number });
        Assert.Equal((false, false, true), (forged.Genuine, forged.ContentIntact, forged.ChainIntact));
        await using (var db = await _life.DbAsync())
            await db.Editions.Where(e => e.Number == first.Number).ExecuteUpdateAsync(set => set.SetProperty(e => e.Sha256, Convert.ToHexStringLower(SHA256.HashData("{}"u8))));
        Assert.False((await anyone.VerifyEditionAsync(new() { Number = first.Number })).ChainIntact);
        Assert.False((await anyone.VerifyEditionAsync(new() { Number = second.Number })).ChainIntact);
        var elsewhere = new EditionService.EditionServiceClient(_life.Host.AsRegulator("110102"));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(elsewhere.PublishEditionAsync(new() { RequestId = Registry.NewId(), Division = "110100" }))).Reason);
    }

    [Fact]
    public async Task Editions_come_on_schedule_for_every_division_with_entries()
    {
        await _life.LicenseAsync(division: "110106");
        await _life.RestartAsync("2026-11-21");
        await ShelvedAsync("110106");
        await _life.RestartAsync("2026-11-22");
        var due = (await _life.HearAsync<EditionPublished>("110106-2026-0001")).PublishedOn.AddDays(30);
        // A division that got its first entries two days before tells that the work has looked on the day before.
        _life.Clock.Now = RegistryHost.Noon(Day(due.AddDays(-2)));
        await _life.LicenseAsync(division: "110107");
        await _life.RestartAsync(Day(due.AddDays(-2)));
        await ShelvedAsync("110107");
        await _life.RestartAsync(Day(due.AddDays(-1)));
        await _life.HearAsync<EditionPublished>("110107-2026-0001");
        Assert.DoesNotContain(_life.Heard.Events, e => e.Subject.EndsWith("110106-2026-0002", StringComparison.Ordinal));
        await _life.RestartAsync(Day(due));
        Assert.Equal(due, (await _life.HearAsync<EditionPublished>("110106-2026-0002")).PublishedOn);
    }

    private static string Day(DateOnly day) => $"{day:yyyy-MM-dd}";

    private Task ShelvedAsync(string division) => Eventually.TrueAsync($"shelf of {division}", async () =>
    {
        await using var db = await _life.DbAsync();
        return await db.EditionShelves.AnyAsync(s => s.Division == division);
    });

    private static PenaltyDecided Penalty(string id, Institution institution, params string[] grounds) => new()
    {
        Division = institution.Division,
        PenaltyId = id,
        InstitutionId = institution.Id.ToString(),
        Name = institution.Name,
        UnifiedSocialCreditCode = institution.Code,
        Grounds = grounds,
        Reason = "超过备案价格收费",
        Authority = "MARKET_REGULATION",
        DecidedOn = new(2026, 11, 19),
    };

    private async Task<IReadOnlyList<ListEntry>> BlackAsync(ListEntriesRequest request)
    {
        request.Kind = ListKind.Black;
        return (await _life.Lists.ListEntriesAsync(request)).Entries;
    }
}
