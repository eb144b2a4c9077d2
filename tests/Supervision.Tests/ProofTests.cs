using System.Security.Cryptography;
using Grpc.Core;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Files held against the digests that were recorded.</summary>
public sealed class ProofTests
{
    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 0, false)] // one byte is another
    [InlineData(0, 1, false)] // the size that was recorded is another
    public async Task A_file_is_genuine_when_digest_and_size_are_those_recorded(int flip, int size, bool genuine)
    {
        await using var host = await SupervisionHost.StartAsync();
        var photo = RandomNumberGenerator.GetBytes(700_000);
        var sha = Convert.ToHexStringLower(SHA256.HashData(photo));
        var desk = RectificationTests.Desk(host);
        var ordered = await RectificationTests.OrderAsync(desk, RectificationTests.Content(Registry.NewCode()));
        var filing = RectificationTests.Filing(ordered);
        (filing.Items[0].Evidence[0].Sha256, filing.Items[0].Evidence[0].SizeBytes) = (sha, photo.Length + size);
        await desk.FileRectificationAsync(filing);
        photo[17] ^= (byte)flip;
        var answer = await VerifyAsync(host, new ProofHeader { RectificationId = ordered.RectificationId, Sha256 = sha }, photo);
        Assert.Equal((genuine, photo.Length, "image/jpeg"), (answer.Genuine, answer.SizeBytes, answer.Evidence.MediaType));
    }

    [Fact]
    public async Task A_photo_of_a_visit_is_verified_by_those_who_may_see_the_visit()
    {
        await using var host = await SupervisionHost.StartAsync();
        var code = (await InspectionYear.SchoolsAsync(host, 1, SupervisionHost.County))[0];
        byte[] photo = [1, 2, 3];
        var sha = Convert.ToHexStringLower(SHA256.HashData(photo));
        var visit = InspectionYear.Visit(code, "2026-11-20", SupervisionHost.County);
        visit.Answers[0].Photos.Add(new EvidenceFile { Sha256 = sha, MediaType = "image/png" });
        var desk = new InspectionService.InspectionServiceClient(host.Inspector());
        await desk.SyncDraftsAsync(new() { RequestId = Registry.NewId(), Division = SupervisionHost.County, Rows = { new DraftRow { Inspection = visit } } });
        var header = new ProofHeader { InspectionId = visit.InspectionId, Sha256 = sha };
        Assert.True((await VerifyAsync(host, header, photo)).Genuine);
        // The school sees nothing of a visit that is not submitted.
        Assert.Equal(StatusCode.NotFound, await CodeAsync(() => VerifyAsync(host, header, photo, host.School(code))));
        await desk.SubmitInspectionAsync(new() { RequestId = Registry.NewId(), InspectionId = visit.InspectionId });
        Assert.True((await VerifyAsync(host, header, photo, host.School(code))).Genuine);
        Assert.Equal(StatusCode.NotFound, await CodeAsync(() => VerifyAsync(host, header, photo, host.School(Registry.NewCode()))));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync(() => VerifyAsync(host, new ProofHeader { InspectionId = visit.InspectionId, Sha256 = RectificationTests.Sha }, photo)));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync(() => VerifyAsync(host, new ProofHeader { Sha256 = sha }, photo)));
    }

    private static async Task<StatusCode> CodeAsync(Func<Task> act) => (await Assert.ThrowsAsync<RpcException>(act)).StatusCode;

    private static async Task<VerifyProofResponse> VerifyAsync(SupervisionHost host, ProofHeader header, byte[] content, CallInvoker? caller = null)
    {
        using var call = new ProofService.ProofServiceClient(caller ?? host.Officer()).VerifyProof();
        try
        {
            await call.RequestStream.WriteAsync(new() { Header = header });
            foreach (var part in content.Chunk(500_000)) await call.RequestStream.WriteAsync(new() { Part = Google.Protobuf.ByteString.CopyFrom(part) });
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // A call that is refused at its header takes no more; the answer says why.
        }
        return await call;
    }
}
