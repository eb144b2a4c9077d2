using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Protos.Institution.V1;
using Edition = ShuangJian.Institutions.Domain.Edition;

namespace ShuangJian.Institutions;

/// <summary>Publishes, gives out and verifies editions of the lists.</summary>
public sealed class EditionGrpc(Commands<InstitutionsDb> commands, IDbContextFactory<InstitutionsDb> databases) : EditionService.EditionServiceBase
{
    private const int Part = 1_000_000;

    /// <inheritdoc />
    public override Task<PublishEditionResponse> PublishEdition(PublishEditionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var shelf = await db.EditionShelves.FindAsync(request.Division);
            if (shelf is null) db.EditionShelves.Add(shelf = new EditionShelf { Division = request.Division });
            var edition = await Publishing.PublishAsync(db, shelf, command.Today, command.Now, context.CancellationToken);
            command.Resource = Publishing.NameOf(edition);
            command.Announce(command.Resource, 1, Publishing.Published(edition));
            return new PublishEditionResponse { Edition = ToProto(edition) };
        });

    /// <inheritdoc />
    public override async Task<ListEditionsResponse> ListEditions(ListEditionsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Editions.AsNoTracking().Where(e => e.Division == request.Division);
        if (Paging.After(request, request.PageToken) is { } after) rows = rows.Where(e => string.Compare(e.Number, after) < 0);
        var size = Paging.Size(request.PageSize);
        // Everything but the content, which may be long.
        var page = await rows.OrderByDescending(e => e.Number).Take(size + 1)
            .Select(e => new { e.Number, e.Division, e.PublishedOn, e.PublishedAt, e.WhiteCount, e.BlackCount, e.Sha256, e.PreviousSha256 })
            .ToListAsync(context.CancellationToken);
        var response = new ListEditionsResponse { NextPageToken = page.Count > size ? Paging.Token(request, page[size - 1].Number) : "" };
        response.Editions.Add(page.Take(size).Select(e => ToProto(
            e.Number, e.Division, e.PublishedOn, e.PublishedAt, e.WhiteCount, e.BlackCount, e.Sha256, e.PreviousSha256)));
        return response;
    }

    /// <inheritdoc />
    public override async Task<DownloadEditionResponse> DownloadEdition(DownloadEditionRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var edition = await FindAsync(db, request.Number, context.CancellationToken);
        var csv = request.Format == EditionFormat.Csv;
        var file = csv ? EditionCsv.Write(edition.Content) : edition.Content;
        if (request.Offset > file.Length) throw Rejection.Invalid("offset", "超出文件长度", "is beyond the end of the file");
        var length = (int)Math.Min(Part, file.Length - request.Offset);
        var next = request.Offset + length;
        return new DownloadEditionResponse
        {
            Content = ByteString.CopyFrom(file, (int)request.Offset, length),
            TotalSize = file.Length,
            NextOffset = next < file.Length ? next : 0,
            FileName = $"{edition.Number}.{(csv ? "csv" : "json")}",
            Edition = ToProto(edition),
        };
    }

    /// <inheritdoc />
    public override async Task<VerifyEditionResponse> VerifyEdition(VerifyEditionRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var edition = await FindAsync(db, request.Number, context.CancellationToken);
        var intact = Edition.DigestOf(edition.Content) == edition.Sha256;
        var chained = await ChainedAsync(db, edition, context.CancellationToken);
        var matches = request.Sha256.Length == 0 || request.Sha256 == edition.Sha256;
        return new VerifyEditionResponse
        {
            Genuine = intact && chained && matches,
            ContentIntact = intact,
            ChainIntact = chained,
            CopyMatches = matches,
            Edition = ToProto(edition),
        };
    }

    /// <summary>The edition before has the digest that this one names, and the one after, or the shelf, names the digest of this one.</summary>
    private static async Task<bool> ChainedAsync(InstitutionsDb db, Edition edition, CancellationToken cancellation)
    {
        var own = db.Editions.AsNoTracking().Where(e => e.Division == edition.Division);
        var before = await own.Where(e => string.Compare(e.Number, edition.Number) < 0)
            .OrderByDescending(e => e.Number).Select(e => e.Sha256).FirstOrDefaultAsync(cancellation) ?? "";
        var named = await own.Where(e => string.Compare(e.Number, edition.Number) > 0)
            .OrderBy(e => e.Number).Select(e => e.PreviousSha256).FirstOrDefaultAsync(cancellation)
            ?? await db.EditionShelves.Where(s => s.Division == edition.Division).Select(s => s.LastSha256).SingleOrDefaultAsync(cancellation);
        return before == edition.PreviousSha256 && named == edition.Sha256;
    }

    private static async Task<Edition> FindAsync(InstitutionsDb db, string number, CancellationToken cancellation) =>
        await db.Editions.AsNoTracking().SingleOrDefaultAsync(e => e.Number == number, cancellation) ?? throw Rejection.NotFound($"editions/{number}");

    private static Protos.Institution.V1.Edition ToProto(Edition e) =>
        ToProto(e.Number, e.Division, e.PublishedOn, e.PublishedAt, e.WhiteCount, e.BlackCount, e.Sha256, e.PreviousSha256);

    private static Protos.Institution.V1.Edition ToProto(
        string number, string division, DateOnly on, DateTimeOffset at, int white, int black, string sha256, string previous) => new()
    {
        Number = number,
        Division = division,
        PublishedOn = Days.Of(on),
        PublishTime = at.ToTimestamp(),
        WhiteCount = white,
        BlackCount = black,
        Sha256 = sha256,
        PreviousSha256 = previous,
    };
}
