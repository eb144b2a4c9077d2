using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
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
            var contract = await RecordAsync(db, command, request.Contract, ContractMapping.DigestOf(request.Contract), null);
            command.Resource = $"{Name}/{contract.Id}";
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
                (db, command) => async (content, digest, id) => (await RecordAsync(db, command, content, digest, id)).Findings);
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

    private async Task<TrainingContract> RecordAsync(MonitoringDb db, Command command, Wire.TrainingContract wire, string digest, Guid? id)
    {
        var owner = command.OwnerOf("contract.", wire.Division, wire.InstitutionId, wire.InstitutionCode);
        var content = wire.ToContent(command);
        await KnownInstitutions.MustChargeAsync(db, owner.Code);
        await MustBeNewAsync(db, owner.Code, wire.Number);
        var identity = ContractMapping.Normal(wire.Parties.PupilIdentityNumber);
        // Before the charges are read: whoever commits in between is met, and this call starts again.
        await TouchAsync(db, owner.Code, keys.Hash(identity));
        var hashes = keys.HashesToFind(identity).ToArray();
        var others = await db.Set<PupilCharge>().Where(c => c.InstitutionCode == owner.Code && hashes.Contains(c.PupilHash)).ToListAsync();
        others.AddRange(db.Set<PupilCharge>().Local.Where(c => c.InstitutionCode == owner.Code && hashes.Contains(c.PupilHash)).Except(others).ToList());
        var fee = content.CourseId.Length == 0 ? null : await db.Set<FeeStandard>()
            .Where(f => f.InstitutionCode == owner.Code && f.CourseId == content.CourseId && f.State == FeeStandardState.Published)
            .MaxAsync(f => (long?)f.LessonFen);
        var law = Law.Current.At(DivisionCode.Parse(owner.Division), content.SignedOn);
        var contract = TrainingContract.Record(
            owner, wire.Number, new ContractFacts(content, others, fee, command.Today), (keys.Protect(ContractMapping.Close(wire.Parties)), keys.Hash(identity), digest), law, command.Now, id);
        db.Add(contract);
        db.AddRange(contract.Charges());
        // What a course was really sold for decides later what an original price is.
        if (content.CourseId.Length > 0)
            db.Add(PriceRecord.Of(owner, content.CourseId, content.SignedOn, content.TotalFen / content.Lessons, $"{Name}/{contract.Id}", command.Now));
        if (contract.State == ContractState.InBreach) command.Announce($"{Name}/{contract.Id}", contract.Version, ContractMapping.BreachOf(contract));
        return contract;
    }

    private static async Task MustBeNewAsync(MonitoringDb db, string code, string number)
    {
        var known = db.Set<TrainingContract>().Local.FirstOrDefault(c => c.InstitutionCode == code && c.Number == number)?.Id
            ?? await db.Set<TrainingContract>().Where(c => c.InstitutionCode == code && c.Number == number).Select(c => (Guid?)c.Id).FirstOrDefaultAsync();
        if (known is null) return;
        throw new Refusal(RefusalKind.Exists, "CONTRACT_EXISTS", "该机构已有此编号的合同。", "The institution has a contract of that number.")
        {
            Facts = new Dictionary<string, string> { ["contract_id"] = $"{known}" },
        };
    }

    /// <summary>Two contracts of one pupil at once meet here, so that neither overlooks the charges of the other.</summary>
    private static async Task TouchAsync(MonitoringDb db, string code, string hash)
    {
        var row = await db.Set<PupilAtInstitution>().FindAsync(code, hash);
        if (row is null) db.Add(row = new PupilAtInstitution { InstitutionCode = code, PupilHash = hash });
        row.Version++;
    }
}
