using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using Wire = ShuangJian.Protos.Monitoring.V1;

namespace ShuangJian.Monitoring;

/// <summary>Scores the risk of institutions and keeps the warnings.</summary>
public sealed class RiskGrpc(Commands<MonitoringDb> commands, IDbContextFactory<MonitoringDb> databases) : Wire.RiskService.RiskServiceBase
{
    private const string Name = "risk-warnings";

    /// <inheritdoc />
    public override Task<Wire.PutRiskInputsResponse> PutRiskInputs(Wire.PutRiskInputsRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var owner = command.Caller.OwnerOf("", request.Division, request.InstitutionId, request.InstitutionCode);
            var inputs = request.Inputs.Select((input, i) => ToInput(command, input, $"inputs[{i}]")).ToList();
            if (inputs.DistinctBy(i => i.Kind).Count() < inputs.Count) throw Rejection.Invalid("inputs", "同一种数据只能填写一次", "states one kind twice");
            var law = command.LawIn(owner.Division);
            var profile = await db.Set<RiskProfile>().SingleOrDefaultAsync(p => p.InstitutionCode == owner.Code);
            if (profile is null) db.Add(profile = RiskProfile.Open(owner, inputs, law, command.Now));
            else if (profile.Division != owner.Division) throw Rejection.Invalid("division", "与该机构已有数据的行政区划不符", "is not the division of the institution's record");
            else profile.Put(inputs, law, command.Now);
            command.Resource = $"risks/{profile.Id}";
            if (await RiskSweep.WarnAsync(db, profile, law, command.Now) is { } warning) command.Announce($"{Name}/{warning.Id}", warning.Version, RiskMapping.RaisedOf(warning));
            return new Wire.PutRiskInputsResponse { Risk = profile.ToProto() };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetRiskResponse> GetRisk(Wire.GetRiskRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var found = await db.Set<RiskProfile>().AsNoTracking().SeenBy(Caller.Of(context), request.Division, request.InstitutionCode).SingleOrDefaultAsync(context.CancellationToken);
        return new() { Risk = (found ?? throw Rejection.NotFound($"risks/{request.InstitutionCode}")).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListRisksResponse> ListRisks(Wire.ListRisksRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<RiskProfile>().SeenBy(Caller.Of(context), request.Division);
        rows = rows.Among(request.Levels, p => p.Level);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListRisksResponse { NextPageToken = next };
        response.Risks.Add(page.Select(p => p.ToProto()));
        return response;
    }

    /// <inheritdoc />
    public override async Task<Wire.ListRiskWarningsResponse> ListRiskWarnings(Wire.ListRiskWarningsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<RiskWarning>().SeenBy(Caller.Of(context), request.Division, request.InstitutionCode);
        rows = rows.Among(request.States, w => w.State);
        rows = rows.Among(request.Levels, w => w.Level);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListRiskWarningsResponse { NextPageToken = next };
        response.RiskWarnings.Add(page.Select(w => w.ToProto()));
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.HandleRiskWarningResponse> HandleRiskWarning(Wire.HandleRiskWarningRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var warning = await db.Set<RiskWarning>().LoadAsync(Name, request.RiskWarningId, command, request.Etag);
            warning.Handle(new RiskMeasure(command.Caller.Department.ToCode(), command.Now, request.Measure), command.Now);
            return new Wire.HandleRiskWarningResponse { RiskWarning = warning.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.CloseRiskWarningResponse> CloseRiskWarning(Wire.CloseRiskWarningRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var warning = await db.Set<RiskWarning>().LoadAsync(Name, request.RiskWarningId, command, request.Etag);
            warning.Close(new RiskMeasure(command.Caller.Department.ToCode(), command.Now, request.Outcome), command.Now);
            command.Announce(command.Resource, warning.Version, new Contracts.RiskWarningClosed
            {
                Division = warning.Division, RiskWarningId = $"{warning.Id}", InstitutionId = warning.InstitutionId,
            });
            return new Wire.CloseRiskWarningResponse { RiskWarning = warning.ToProto() };
        });

    private static RiskInput ToInput(Command command, Wire.RiskInput wire, string field)
    {
        var kind = EnumMap<Wire.RiskInputKind, RiskInputKind>.ToDomain(wire.Kind)!.Value;
        if (kind == RiskInputKind.LeaseEnds != wire.Day.Length > 0) throw Rejection.Invalid($"{field}.day", "租期数据必填，其他数据不得填写", "is required of the lease and not allowed elsewhere");
        return new RiskInput(kind, wire.Value, Days.Of(wire.Day), command.PastDay($"{field}.observed_on", wire.ObservedOn));
    }
}

/// <summary>Risks between contract, domain and events.</summary>
internal static class RiskMapping
{
    public static Contracts.RiskWarningRaised RaisedOf(RiskWarning warning) => new()
    {
        Division = warning.Division, RiskWarningId = $"{warning.Id}", InstitutionId = warning.InstitutionId, InstitutionCode = warning.InstitutionCode,
        Level = EnumMap<Wire.RiskLevel, RiskLevel>.Word(warning.Level), Score = warning.Points, Reasons = warning.Reasons, Departments = warning.Departments,
    };

    public static Wire.Risk ToProto(this RiskProfile profile)
    {
        var wire = new Wire.Risk
        {
            Division = profile.Division, InstitutionId = profile.InstitutionId, InstitutionCode = profile.InstitutionCode, Score = profile.Score.Points,
            Level = EnumMap<Wire.RiskLevel, RiskLevel>.ToWire(profile.Level), ScoredOn = Days.Of(profile.ScoredOn), Etag = Etag.Of(profile.Version),
        };
        wire.Parts.Add(profile.Score.Parts.Select(p => new Wire.RiskPart { Parameter = p.Parameter, Observed = p.Observed, Points = p.Points, ExplanationZh = p.Zh }));
        wire.Findings.Add(profile.Score.Findings.Select(f => f.ToProto()));
        wire.Inputs.Add(profile.Inputs.Select(i => new Wire.RiskInput
        {
            Kind = EnumMap<Wire.RiskInputKind, RiskInputKind>.ToWire(i.Kind), Value = i.Value, Day = Days.Of(i.Day), ObservedOn = Days.Of(i.ObservedOn),
        }));
        return wire;
    }

    public static Wire.RiskWarning ToProto(this RiskWarning warning)
    {
        var wire = new Wire.RiskWarning
        {
            RiskWarningId = $"{warning.Id}", Division = warning.Division, InstitutionId = warning.InstitutionId, InstitutionCode = warning.InstitutionCode,
            Level = EnumMap<Wire.RiskLevel, RiskLevel>.ToWire(warning.Level), Score = warning.Points, State = EnumMap<Wire.RiskWarningState, RiskWarningState>.ToWire(warning.State),
            RaisedOn = Days.Of(warning.RaisedOn), Etag = Etag.Of(warning.Version),
        };
        wire.ReasonsZh.Add(warning.Reasons);
        foreach (var word in warning.Departments)
            if (Codes.TryDepartment(word, out var department)) wire.Departments.Add(department);
        wire.Measures.Add(warning.Measures.Select(m => new Wire.RiskMeasure
        {
            Department = Codes.TryDepartment(m.Department, out var department) ? department : default,
            Time = Timestamp.FromDateTime(System.DateTime.SpecifyKind(m.At, DateTimeKind.Utc)), Text = m.Text,
        }));
        return wire;
    }
}
