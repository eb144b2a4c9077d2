using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Tells whether a file is the evidence that it is said to be.</summary>
public sealed class ProofGrpc(IDbContextFactory<SupervisionDb> databases) : Wire.ProofService.ProofServiceBase
{
    /// <inheritdoc />
    public override async Task<Wire.VerifyProofResponse> VerifyProof(IAsyncStreamReader<Wire.VerifyProofRequest> requestStream, ServerCallContext context)
    {
        var requests = CheckedRequests<Wire.VerifyProofRequest>.Of(requestStream);
        await requests.MoveNext(context.CancellationToken);
        var header = requests.Current.Header ?? throw Rejection.Invalid("header", "首条消息须包含此字段", "is required in the first message of the stream");
        var (files, law) = await FilesAsync(header, Caller.Of(context));
        var recorded = files.FirstOrDefault(f => f.Sha256 == header.Sha256) ?? throw Rejection.Invalid("header.sha256", "没有此证据", "is no evidence of it");
        var file = await StreamedFile.ReadAsync(
            requests, r => r.Header is null ? r.Part : null, bytes => (recorded with { SizeBytes = bytes }).MustFit(law), context.CancellationToken);
        var genuine = file.Sha256 == recorded.Sha256 && (recorded.SizeBytes == 0 || recorded.SizeBytes == file.Bytes);
        return new() { Genuine = genuine, Sha256 = file.Sha256, SizeBytes = file.Bytes, Evidence = recorded.ToProto() };
    }

    private async Task<(IEnumerable<EvidenceFile> Files, LawAt Law)> FilesAsync(Wire.ProofHeader header, Caller caller)
    {
        if (header.RectificationId.Length > 0 == header.InspectionId.Length > 0)
            throw Rejection.Invalid("header.rectification_id", "整改账目和检查记录填写其中一项", "is required, or else the visit, and not both");
        await using var db = await databases.CreateDbContextAsync();
        if (header.RectificationId.Length > 0)
        {
            var account = await db.Set<Rectification>().ReadAsync(Rectifications.Name, header.RectificationId, caller);
            // What was filed first and rejected is evidence still.
            var files = account.Items.Concat(account.Steps.SelectMany(s => s.Items ?? [])).SelectMany(i => i.Evidence);
            return (files, Law.Current.At(DivisionCode.Parse(account.Division), account.OrderedOn));
        }
        var visit = await db.Set<Inspection>().ReadAsync("inspections", header.InspectionId, caller);
        if (caller.Audience is Audience.Institution or Audience.School && visit.Kind != InspectionKind.SelfCheck && visit.State == InspectionState.Draft)
            throw Rejection.NotFound($"inspections/{header.InspectionId}");
        return (visit.Answers.SelectMany(a => a.Photos), Law.Current.At(DivisionCode.Parse(visit.Division), Platform.Hosting.ChinaDay.Of(visit.CreatedAt.UtcDateTime)));
    }
}
