using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using ShuangJian.Contracts;
using ShuangJian.Platform.Audit;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Messaging;
using ShuangJian.Platform.Tests.Data;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Protos.Operation.V1;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Audit;

/// <summary>Whatever is done to a sealed trail is found.</summary>
[Collection(StorageSuite.Name)]
public sealed class AuditChainTests(Storages storages)
{
    private const int Rows = 6;

    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Finds_a_sound_trail_sound(DatabaseProvider provider)
    {
        await using var database = await SealedAsync(await storages.NewAsync(provider));
        await using var db = database.Open();
        var head = await AuditChain<NotesDb>.HeadAsync(db, CancellationToken.None);

        var verdict = await AuditVerification.VerifyAsync(db, head, CancellationToken.None);

        Assert.Empty(verdict.Faults);
        Assert.Equal((Rows, Rows), (verdict.Rows, verdict.HeadPosition));
        Assert.Equal(head.Hash, verdict.HeadHash);
    }

    public static TheoryData<string> Fields =>
        ["At", "Caller", "Audience", "Department", "Jurisdiction", "Method", "Resource", "Purpose", "Result", "Trace", "Digest", "Hash"];

    [Theory, MemberData(nameof(Fields))]
    public async Task Finds_a_change_of_any_field(string field)
    {
        await using var database = await SealedAsync(await TestDatabase.SqliteAsync());
        await ChangeAsync(database, 3, set => _ = field switch
        {
            "At" => set.SetProperty(a => a.At, a => a.At.AddMinutes(1)),
            "Digest" => set.SetProperty(a => a.Digest, new byte[32]),
            "Hash" => set.SetProperty(a => a.Hash, new byte[32]),
            _ => set.SetProperty(a => EF.Property<string>(a, field), "forged"),
        });

        Assert.Contains(await FaultsAsync(database), fault => fault is { Position: 3, Kind: "CHANGED" });
    }

    [Fact]
    public async Task Does_not_let_text_move_from_one_field_to_the_next()
    {
        await using var database = await SealedAsync(await TestDatabase.SqliteAsync());
        await ChangeAsync(database, 2, set => set.SetProperty(a => a.Caller, "teste").SetProperty(a => a.Audience, "rREGULATOR"));
        Assert.NotEmpty(await FaultsAsync(database));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Finds_a_deleted_row(int position)
    {
        await using var database = await SealedAsync(await TestDatabase.SqliteAsync());
        await using (var db = database.Open()) await db.Audit.Where(a => a.Position == position).ExecuteDeleteAsync();

        Assert.Equal([new Platform.Audit.AuditFault(position, "MISSING")], await FaultsAsync(database));
    }

    [Fact]
    public async Task Finds_two_rows_that_changed_places()
    {
        await using var database = await SealedAsync(await TestDatabase.SqliteAsync());
        await ChangeAsync(database, 3, set => set.SetProperty(a => a.Position, 99));
        await ChangeAsync(database, 4, set => set.SetProperty(a => a.Position, 3));
        await ChangeAsync(database, 99, set => set.SetProperty(a => a.Position, 4));

        Assert.Equal([3, 4], (await FaultsAsync(database)).Select(f => f.Position).Distinct().Take(2));
    }

    [Fact]
    public async Task Finds_a_cut_off_end_by_a_head_that_was_published()
    {
        await using var database = await SealedAsync(await TestDatabase.SqliteAsync());
        await using var db = database.Open();
        var published = await AuditChain<NotesDb>.HeadAsync(db, CancellationToken.None);
        await db.Audit.Where(a => a.Position > Rows - 2).ExecuteDeleteAsync();

        Assert.Empty((await AuditVerification.VerifyAsync(db, null, CancellationToken.None)).Faults);
        var fault = Assert.Single((await AuditVerification.VerifyAsync(db, published, CancellationToken.None)).Faults);
        Assert.Equal((Rows, "HEAD_DIFFERS"), (fault.Position, fault.Kind));
    }

    [Fact]
    public async Task Finds_a_trail_that_was_written_anew_by_a_head_that_was_published()
    {
        await using var database = await SealedAsync(await TestDatabase.SqliteAsync());
        await using var db = database.Open();
        var published = await AuditChain<NotesDb>.HeadAsync(db, CancellationToken.None);
        await db.Audit.ExecuteUpdateAsync(set => set.SetProperty(a => a.Caller, "nobody").SetProperty(a => a.Position, (long?)null).SetProperty(a => a.Hash, (byte[]?)null));
        await SealAsync(database);

        Assert.Empty((await AuditVerification.VerifyAsync(db, null, CancellationToken.None)).Faults);
        Assert.Equal("HEAD_DIFFERS", Assert.Single((await AuditVerification.VerifyAsync(db, published, CancellationToken.None)).Faults).Kind);
    }

    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Seals_a_row_once_even_if_two_replicas_take_it_up(DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        await AddRowsAsync(database, 1);
        await using var one = database.Open();
        await using var two = database.Open();
        foreach (var db in new[] { one, two })
        {
            var row = await db.Audit.SingleAsync();
            (row.Position, row.Hash) = (1, row.HashAfter(new byte[32], 1));
        }

        await one.SaveChangesAsync();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => two.SaveChangesAsync());
    }

    [Fact]
    public async Task Publishes_the_head()
    {
        await using var database = await SealedAsync(await TestDatabase.SqliteAsync());
        await using var db = database.Open();
        var head = await AuditChain<NotesDb>.HeadAsync(db, CancellationToken.None);
        var published = CloudEvents.DataOf<AuditHeadSealed>(CloudEvents.Read((await db.Outbox.SingleAsync()).Body));

        Assert.Equal((Rows, "notes", Convert.ToHexStringLower(head.Hash)), (published.Position, published.Service, published.Hash));
    }

    [Fact]
    public async Task A_head_sealed_by_a_replica_that_ended_is_published_by_the_one_that_takes_over()
    {
        await using var database = await TestDatabase.SqliteAsync();
        var clock = new SetClock(new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero));
        var (one, other) = (new AuditChain<NotesDb>("notes", clock), new AuditChain<NotesDb>("notes", clock));
        await AddRowsAsync(database, 1);
        foreach (var chain in (AuditChain<NotesDb>[])[one, other]) await TurnAsync(database, chain);
        clock.Now = clock.Now.AddSeconds(10);
        await AddRowsAsync(database, 2);
        await TurnAsync(database, one);
        clock.Now = clock.Now.AddSeconds(51);
        await TurnAsync(database, other);
        await TurnAsync(database, other);

        await using var db = database.Open();
        var published = (await db.Outbox.OrderBy(m => m.Id).ToListAsync()).Select(m => CloudEvents.DataOf<AuditHeadSealed>(CloudEvents.Read(m.Body)).Position);
        Assert.Equal([1L, 1L, 3L], published);
    }

    [Fact]
    public async Task Tells_operators_whether_the_trail_of_a_running_service_is_intact()
    {
        await using var host = await NoteHost.StartAsync();
        var note = await host.CreateAsync();
        await host.AppendAsync(note);
        var operators = new OperationService.OperationServiceClient(host.Host.With(host.Host.Token("OPERATOR", "000000")));
        var status = await Testing.Eventually.ValueAsync("all rows are sealed",
            async () => await operators.GetStatusAsync(new GetStatusRequest { Service = "notes" }), s => s is { AuditUnsealed: 0, AuditSealedPosition: 2 });
        var before = await operators.VerifyAuditAsync(new VerifyAuditRequest { Service = "notes" });
        await ChangeAsync(host.Database, 1, set => set.SetProperty(a => a.Result, "PermissionDenied"));
        var after = await operators.VerifyAuditAsync(new VerifyAuditRequest { Service = "notes" });

        Assert.Equal(2, status.AuditSealedPosition);
        Assert.Equal((true, 2), (before.Intact, before.Rows));
        Assert.Equal((false, "CHANGED"), (after.Intact, Assert.Single(after.Faults).Kind));
    }

    private static async Task<TestDatabase> SealedAsync(TestDatabase database)
    {
        await AddRowsAsync(database, Rows);
        await SealAsync(database);
        return database;
    }

    private static async Task AddRowsAsync(TestDatabase database, int count)
    {
        await using var db = database.Open();
        for (var i = 1; i <= count; i++)
        {
            db.Audit.Add(new AuditRow
            {
                At = new DateTime(2025, 9, i, 0, 0, 0, DateTimeKind.Utc).AddTicks(10 * i),
                Caller = "tester", Audience = "REGULATOR", Department = "EDUCATION", Jurisdiction = "530102", Method = "/m",
                Resource = $"notes/{i}", Purpose = "", Result = "OK", Digest = [(byte)i], Trace = "",
            });
        }
        await db.SaveChangesAsync();
    }

    private static Task SealAsync(TestDatabase database) => TurnAsync(database, new("notes", TimeProvider.System));

    private static async Task TurnAsync(TestDatabase database, AuditChain<NotesDb> chain)
    {
        await using var db = database.Open();
        await chain.SealAsync(db, CancellationToken.None);
    }

    private static async Task ChangeAsync(TestDatabase database, long position, Action<UpdateSettersBuilder<AuditRow>> change)
    {
        await using var db = database.Open();
        Assert.Equal(1, await db.Audit.Where(a => a.Position == position).ExecuteUpdateAsync(change));
    }

    private static async Task<IReadOnlyList<Platform.Audit.AuditFault>> FaultsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return (await AuditVerification.VerifyAsync(db, null, CancellationToken.None)).Faults;
    }
}
