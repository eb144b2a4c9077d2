using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using Wire = ShuangJian.Protos.Monitoring.V1;

namespace ShuangJian.Monitoring;

/// <summary>Records many contracts from one file, and gives them out as one.</summary>
public sealed class ContractBulkGrpc(FileMeans<MonitoringDb> means, PersonalData keys) : Wire.ContractBulkService.ContractBulkServiceBase
{
    private const string Name = "contract-batches";

    /// <inheritdoc />
    public override async Task RecordContracts(
        IAsyncStreamReader<Wire.RecordContractsRequest> requestStream, IServerStreamWriter<Wire.RecordContractsResponse> responseStream, ServerCallContext context)
    {
        var requests = CheckedRequests<Wire.RecordContractsRequest>.Of(requestStream);
        await requests.MoveNext(context.CancellationToken);
        var session = new ContractFileSession(means, keys, requests.Current.Header, responseStream, context);
        await session.RunAsync(session.Chunks(requests, r => r.Chunk));
    }

    /// <inheritdoc />
    public override async Task<Wire.GetContractBatchResponse> GetContractBatch(Wire.GetContractBatchRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        return new Wire.GetContractBatchResponse { Batch = (await db.Set<ContractFileBatch>().OwnedAsync(Name, request.BatchId, context)).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListContractBatchesResponse> ListContractBatches(Wire.ListContractBatchesRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        var (page, next) = await db.Set<ContractFileBatch>().SeenBy(Caller.Of(context), request.Division, request.State)
            .PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new Wire.ListContractBatchesResponse { Batches = { page.Select(b => b.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListContractBatchErrorsResponse> ListContractBatchErrors(Wire.ListContractBatchErrorsRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        var batch = await db.Set<ContractFileBatch>().OwnedAsync(Name, request.BatchId, context);
        var (page, next) = await db.Set<RowFault>().AsNoTracking().Where(f => f.Batch == batch.Id)
            .PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new Wire.ListContractBatchErrorsResponse { Errors = { page.Select(f => f.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task ExportContracts(Wire.ExportContractsRequest request, IServerStreamWriter<Wire.ExportContractsResponse> responseStream, ServerCallContext context)
    {
        await means.Commands.DiscloseAsync(request, context, $"contracts/{request.Division}", request.Purpose);
        await ContractRows.Export.SendAsync(
            request, request.PageToken, request.Format, (after, most) => ReadAsync(request, after, most, context),
            part => responseStream.WriteAsync(new() { Data = part.Data, Rows = part.Rows, NextPageToken = part.NextPageToken }, context.CancellationToken));
    }

    private async Task<IReadOnlyList<(string Key, Wire.TrainingContract Row)>> ReadAsync(Wire.ExportContractsRequest request, string after, int most, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<TrainingContract>().AsNoTracking().SeenBy(Caller.Of(context), request.Division, request.InstitutionCode).Among(request.States, c => c.State);
        var part = await rows.After(c => c.Id, after, most).ToListAsync(context.CancellationToken);
        return [.. part.Select(c => ($"{c.Id}", c.ToProto(ContractMapping.Open(c, keys), open: true)))];
    }
}
