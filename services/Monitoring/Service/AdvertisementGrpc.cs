using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using Wire = ShuangJian.Protos.Monitoring.V1;

namespace ShuangJian.Monitoring;

/// <summary>Takes in advertisements, judges them and lets persons decide what the platform cannot.</summary>
public sealed class AdvertisementGrpc(Commands<MonitoringDb> commands, IDbContextFactory<MonitoringDb> databases) : Wire.AdvertisementService.AdvertisementServiceBase
{
    private const string Name = "advertisements";

    /// <inheritdoc />
    public override Task<Wire.ReportAdvertisementResponse> ReportAdvertisement(Wire.ReportAdvertisementRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var content = request.Advertisement;
            var one = await RecordAsync(db, command, new RepeatCounter(db, command), content, MessageDigest.Of(content), null);
            command.Resource = $"{Name}/{one.Id}";
            return new Wire.ReportAdvertisementResponse { Advertisement = one.ToProto() };
        });

    /// <inheritdoc />
    public override async Task<Wire.ImportAdvertisementsResponse> ImportAdvertisements(
        IAsyncStreamReader<Wire.ImportAdvertisementsRequest> requestStream, ServerCallContext context)
    {
        var requests = CheckedRequests<Wire.ImportAdvertisementsRequest>.Of(requestStream);
        await requests.MoveNext(context.CancellationToken);
        var header = requests.Current.Header;
        var results = await new RowIntake(commands, header, header.Division, context)
            .TakeAsync<Wire.ImportAdvertisementsRequest, Wire.Advertisement, Advertisement>(
                requests,
                message => message.Row is { Advertisement: { } advertisement } row ? new(row.RowId, advertisement, advertisement.Division) : null,
                (db, command, _) =>
                {
                    var repeats = new RepeatCounter(db, command);
                    return Task.FromResult(new RowStep<Wire.Advertisement>(async (content, digest, id) => (await RecordAsync(db, command, repeats, content, digest, id)).Findings));
                });
        var response = new Wire.ImportAdvertisementsResponse
        {
            Stored = results.Count(r => r.Outcome == Wire.RowOutcome.Stored), Refused = results.Count(r => r.Outcome == Wire.RowOutcome.Refused),
        };
        response.Results.Add(results);
        return response;
    }

    /// <inheritdoc />
    public override async Task<Wire.GetAdvertisementResponse> GetAdvertisement(Wire.GetAdvertisementRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new() { Advertisement = (await db.Set<Advertisement>().ReadAsync(Name, request.AdvertisementId, Caller.Of(context))).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListAdvertisementsResponse> ListAdvertisements(Wire.ListAdvertisementsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<Advertisement>().SeenBy(Caller.Of(context), request.Division, request.InstitutionCode);
        rows = rows.Among(request.States, a => a.State);
        rows = rows.Among(request.Channels, a => a.Channel);
        rows = rows.Among(request.Sources, a => a.Source);
        if (Days.Of(request.SeenFrom) is { } from) rows = rows.Where(a => a.SeenOn >= from);
        if (Days.Of(request.SeenTo) is { } to) rows = rows.Where(a => a.SeenOn <= to);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListAdvertisementsResponse { NextPageToken = next };
        response.Advertisements.Add(page.Select(a => a.ToProto()));
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.ReviewAdvertisementResponse> ReviewAdvertisement(Wire.ReviewAdvertisementRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await db.Set<Advertisement>().LoadAsync(Name, request.AdvertisementId, command, request.Etag);
            var wasBreach = one.State == AdvertisementState.InBreach;
            var becameBreach = one.Review(request.Determinations.ToHeld(), command.Now);
            if (becameBreach)
            {
                command.Announce(command.Resource, one.Version, AdvertisementMapping.BreachOf(one));
                await new RepeatCounter(db, command).CountAsync(one);
            }
            else if (wasBreach && one.State == AdvertisementState.Dismissed)
            {
                command.Announce(command.Resource, one.Version, new AdvertisementDismissed { Division = one.Division, AdvertisementId = $"{one.Id}" });
            }
            return new Wire.ReviewAdvertisementResponse { Advertisement = one.ToProto() };
        });

    /// <inheritdoc />
    public override async Task<Wire.ExplainAdvertisementResponse> ExplainAdvertisement(Wire.ExplainAdvertisementRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var one = await db.Set<Advertisement>().ReadAsync(Name, request.AdvertisementId, Caller.Of(context));
        var response = new Wire.ExplainAdvertisementResponse { ExplanationZh = AdvertisementMapping.Explain(one) };
        response.Words.Add(one.Words.Select(w => w.ToProto()));
        response.Parameters.Add(one.Uses.Select(u => u.ToProto()));
        return response;
    }

    /// <inheritdoc />
    public override async Task<Wire.VerifyEvidenceResponse> VerifyEvidence(IAsyncStreamReader<Wire.VerifyEvidenceRequest> requestStream, ServerCallContext context)
    {
        var requests = CheckedRequests<Wire.VerifyEvidenceRequest>.Of(requestStream);
        await requests.MoveNext(context.CancellationToken);
        var header = requests.Current.Header ?? throw Rejection.Invalid("header", "首条消息须包含此字段", "is required in the first message of the stream");
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var one = await db.Set<Advertisement>().ReadAsync(Name, header.AdvertisementId, Caller.Of(context));
        var evidence = one.Content.Evidence.FirstOrDefault(e => e.Sha256 == header.Sha256)
            ?? throw Rejection.Invalid("header.sha256", "该广告没有此证据", "is no evidence of the advertisement");
        var law = Law.Current.At(DivisionCode.Parse(one.Division), one.SeenOn);
        var file = await StreamedFile.ReadAsync(requests, r => r.Header is null ? r.Part : null, bytes => Evidence.MustFit(bytes, law), context.CancellationToken);
        return new Wire.VerifyEvidenceResponse { Genuine = evidence.Is(file.Sha256, file.Bytes), Sha256 = file.Sha256, SizeBytes = file.Bytes, Evidence = evidence.ToProto() };
    }

    private static async Task<Advertisement> RecordAsync(
        MonitoringDb db, Command command, RepeatCounter repeats, Wire.Advertisement wire, string digest, Guid? id)
    {
        var owner = command.Caller.OwnerOf("advertisement.", wire.Division, wire.InstitutionId, wire.InstitutionCode);
        var content = wire.ToContent(command);
        MustBeAllowed(command.Caller, content.Source);
        // The law of the day on which it was seen, not of the day on which it is reported.
        var law = Law.Current.At(DivisionCode.Parse(owner.Division), content.SeenOn);
        foreach (var evidence in content.Evidence) evidence.MustBeTaken(law);
        var one = Advertisement.Record(owner, content, digest, law, command.Now, id);
        db.Add(one);
        var subject = $"{Name}/{one.Id}";
        if (one.State == AdvertisementState.InBreach)
        {
            command.Announce(subject, one.Version, AdvertisementMapping.BreachOf(one));
            await repeats.CountAsync(one);
        }
        else if (one.State == AdvertisementState.UnderReview)
        {
            command.Announce(subject, one.Version, new AdvertisementUnderReview
            {
                Division = one.Division, AdvertisementId = $"{one.Id}", Findings = [.. one.Findings.Select(f => f.ToFact())],
            });
        }
        return one;
    }

    private static void MustBeAllowed(Caller caller, AdvertisementSource source)
    {
        var allowed = caller.Audience switch
        {
            Audience.Institution => source == AdvertisementSource.Institution,
            Audience.Inspector => source is AdvertisementSource.Patrol or AdvertisementSource.Complaint,
            Audience.Operator => source == AdvertisementSource.Crawler,
            _ => source != AdvertisementSource.Institution,
        };
        if (allowed) return;
        throw new Refusal(RefusalKind.Denied, "SOURCE_NOT_ALLOWED", "不能以此来源报送广告。", "The caller may not report from that source.")
        {
            Facts = new Dictionary<string, string> { ["source"] = EnumMap<Wire.AdvertisementSource, AdvertisementSource>.Word(source) },
        };
    }
}

/// <summary>Counts the breaches of an advertiser in one transaction; those of the same transaction are counted along.</summary>
internal sealed class RepeatCounter(MonitoringDb db, Command command)
{
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>Counts a new breach, and announces each further so many of one institution.</summary>
    public async Task CountAsync(Advertisement one)
    {
        var law = command.LawIn(one.Division);
        if (one.InstitutionCode.Length == 0 || law.Limit(Law.AdvertisementRepeatMonths) is not { } months || law.Limit(Law.AdvertisementRepeatTimes) is not { } times) return;
        var after = command.Today.AddMonths(-months.Value);
        if (one.SeenOn <= after) return;
        if (!_counts.TryGetValue(one.InstitutionCode, out var before))
        {
            before = await db.Set<Advertisement>().CountAsync(
                a => a.InstitutionCode == one.InstitutionCode && a.State == AdvertisementState.InBreach && a.SeenOn > after && a.Id != one.Id);
        }
        var count = _counts[one.InstitutionCode] = before + 1;
        if (count % times.Value != 0) return;
        command.Announce($"advertisements/{one.Id}", one.Version, new AdvertisementBreachesRepeated
        {
            Division = one.Division, InstitutionId = AdvertisementMapping.OrNull(one.InstitutionId), InstitutionCode = one.InstitutionCode, Count = count, Months = months.Value,
        });
    }
}
