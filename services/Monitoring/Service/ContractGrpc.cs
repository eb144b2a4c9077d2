using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using Wire = ShuangJian.Protos.Monitoring.V1;

namespace ShuangJian.Monitoring;

/// <summary>Takes training contracts and judges them. Persons are shown masked but to who states a purpose.</summary>
public sealed class ContractGrpc(Commands<MonitoringDb> commands, IDbContextFactory<MonitoringDb> databases, PersonalData keys)
    : Wire.ContractService.ContractServiceBase
{
    private const string Name = "contracts";

    /// <inheritdoc />
    public override Task<Wire.RecordContractResponse> RecordContract(Wire.RecordContractRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var recording = await BeginAsync(db, command, [request.Contract], context);
            var contract = recording.Record(request.Contract);
            recording.Store(db, command);
            command.Resource = ContractMapping.NameOf(contract);
            return new Wire.RecordContractResponse { Contract = contract.ToProto(request.Contract.Parties) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ImportContractsResponse> ImportContracts(IAsyncStreamReader<Wire.ImportContractsRequest> requestStream, ServerCallContext context)
    {
        var requests = CheckedRequests<Wire.ImportContractsRequest>.Of(requestStream);
        await requests.MoveNext(context.CancellationToken);
        var header = requests.Current.Header;
        var results = await new RowIntake(commands, header, header.Division, context)
            .TakeAsync<Wire.ImportContractsRequest, Wire.TrainingContract, TrainingContract>(
                requests,
                message => message.Row is { Contract: { } contract } row ? new(row.RowId, contract, contract.Division, ContractMapping.DigestOf) : null,
                async (db, command, contracts) =>
                {
                    var recording = await BeginAsync(db, command, contracts, context);
                    return new((content, _, id) => Task.FromResult(recording.Record(content, id).Findings), () => recording.Store(db, command));
                });
        var response = new Wire.ImportContractsResponse
        {
            Stored = results.Count(r => r.Outcome == Wire.RowOutcome.Stored), Refused = results.Count(r => r.Outcome == Wire.RowOutcome.Refused),
        };
        response.Results.Add(results);
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.ReviewContractResponse> ReviewContract(Wire.ReviewContractRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var contract = await db.Set<TrainingContract>().LoadAsync(Name, request.ContractId, command, request.Etag);
            if (contract.Review(request.Determinations.ToHeld(), command.Now)) command.Announce(command.Resource, contract.Version, ContractMapping.BreachOf(contract));
            return new Wire.ReviewContractResponse { Contract = Masked(contract) };
        });

    /// <inheritdoc />
    public override Task<Wire.EndContractResponse> EndContract(Wire.EndContractRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var contract = await db.Set<TrainingContract>().LoadAsync(Name, request.ContractId, command, request.Etag);
            contract.End(command.PastDay("ended_on", request.EndedOn), command.Now);
            db.RemoveRange(await db.Set<PupilCharge>().Where(c => c.ContractId == contract.Id).ToListAsync());
            return new Wire.EndContractResponse { Contract = Masked(contract) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetContractResponse> GetContract(Wire.GetContractRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new() { Contract = Masked(await db.Set<TrainingContract>().ReadAsync(Name, request.ContractId, Caller.Of(context))) };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListContractsResponse> ListContracts(Wire.ListContractsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<TrainingContract>().SeenBy(Caller.Of(context), request.Division, request.InstitutionCode);
        rows = rows.Among(request.States, c => c.State);
        if (request.PupilIdentityNumber.Length > 0)
        {
            var hashes = keys.HashesToFind(ContractMapping.Normal(request.PupilIdentityNumber)).ToArray();
            rows = rows.Where(c => hashes.Contains(c.PupilHash));
        }
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListContractsResponse { NextPageToken = next };
        response.Contracts.Add(page.Select(Masked));
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.RevealContractResponse> RevealContract(Wire.RevealContractRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            command.Purpose = request.Purpose;
            var contract = await db.Set<TrainingContract>().LoadAsync(Name, request.ContractId, command);
            return new Wire.RevealContractResponse { Contract = contract.ToProto(ContractMapping.Open(contract, keys), open: true) };
        });

    private Wire.TrainingContract Masked(TrainingContract contract) => contract.ToProto(ContractMapping.Open(contract, keys));

    private Task<ContractRecording> BeginAsync(MonitoringDb db, Command command, IReadOnlyCollection<Wire.TrainingContract> contracts, ServerCallContext context) =>
        ContractRecording.BeginAsync(db, keys, command.Caller, command.Now, contracts, before: null, context.CancellationToken);
}
