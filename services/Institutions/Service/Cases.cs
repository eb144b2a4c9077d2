using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Protos.Type.V1;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Opens, tells and shows cases, for every service of the registry that has them.</summary>
internal static class Cases
{
    public const string Name = "cases";

    /// <summary>Opens a case; refuses when one about the same matter is open.</summary>
    public static async Task<CaseFile> OpenAsync(InstitutionsDb db, Command command, string division, CaseContent content)
    {
        if (await FindOpenAsync(db, division, content) is { } known)
        {
            throw new Rejection(StatusCode.AlreadyExists, "CASE_EXISTS", "同一事项已有未办结的案件", "an open case about the same matter is there")
            {
                Facts = new Dictionary<string, string> { ["case_id"] = $"{known}" },
            };
        }
        var opened = CaseFile.Open(content, command.Caller.Department == default ? "" : command.Caller.Department.ToCode(), command.LawIn(division), command.Now);
        db.Add(opened);
        command.Resource = $"{Name}/{opened.Id}";
        command.Announce(command.Resource, opened.Version, new CaseOpened
        {
            Division = opened.Division,
            CaseId = $"{opened.Id}",
            Kind = EnumMap<Wire.CaseKind, CaseKind>.Word(opened.Kind),
            Source = EnumMap<Wire.CaseSource, CaseSource>.Word(opened.Source),
            InstitutionCode = Code(opened),
            Departments = [.. opened.Handlers.Select(h => h.Department)],
            DueDate = opened.DueDate,
        });
        return opened;
    }

    /// <summary>The open case about the same matter; null when there is none.</summary>
    public static async Task<Guid?> FindOpenAsync(InstitutionsDb db, string division, CaseContent content)
    {
        var key = CaseFile.KeyOf(division, content);
        return await db.Set<CaseFile>().AsNoTracking().Where(c => c.OpenKey == key).Select(c => (Guid?)c.Id).SingleOrDefaultAsync();
    }

    public static void AnnounceClosed(Command command, CaseFile closed) => command.Announce($"{Name}/{closed.Id}", closed.Version, new CaseClosed
    {
        Division = closed.Division,
        CaseId = $"{closed.Id}",
        Kind = EnumMap<Wire.CaseKind, CaseKind>.Word(closed.Kind),
        Result = EnumMap<Wire.CaseResult, CaseResult>.Word(closed.Result!.Value),
        InstitutionCode = Code(closed),
        Late = closed.DueDate is { } due && closed.ClosedOn > due,
    });

    public static Rejection NotShown(CaseResult result) => new(
        StatusCode.FailedPrecondition, "RESULT_NOT_SHOWN", "登记信息不能证明该办理结果", "the registry does not show what the result says")
    {
        Facts = new Dictionary<string, string> { ["result"] = EnumMap<Wire.CaseResult, CaseResult>.Word(result) },
    };

    /// <summary>What a request says of the case. Fields were checked at the edge.</summary>
    public static CaseContent ToContent(this Wire.Case wire) => new(
        EnumMap<Wire.CaseKind, CaseKind>.ToDomain(wire.Kind)!.Value,
        EnumMap<Wire.CaseSource, CaseSource>.ToDomain(wire.Source)!.Value,
        wire.SourceId, wire.Name, wire.Address, wire.InstitutionCode, wire.Description,
        [.. wire.Handlers.Select(h => h.Department.ToCode())],
        [.. wire.Hazards.Select(h => h.Description)]);

    public static Wire.Case ToProto(this CaseFile found)
    {
        var wire = new Wire.Case
        {
            CaseId = $"{found.Id}",
            Division = found.Division,
            Kind = EnumMap<Wire.CaseKind, CaseKind>.ToWire(found.Kind),
            Source = EnumMap<Wire.CaseSource, CaseSource>.ToWire(found.Source),
            SourceId = found.SourceId,
            Name = found.Name,
            Address = found.Address,
            InstitutionCode = found.InstitutionCode,
            Description = found.Description,
            State = EnumMap<Wire.CaseState, CaseState>.ToWire(found.State),
            Result = EnumMap<Wire.CaseResult, CaseResult>.ToWire(found.Result),
            ResultReason = found.ResultReason,
            DueDate = Days.Of(found.DueDate),
            Overdue = found.Overdue,
            ClosedOn = Days.Of(found.ClosedOn),
            Etag = Etag.Of(found.Version),
            CreateTime = found.CreatedAt.ToTimestamp(),
        };
        wire.Handlers.Add(found.Handlers.Select(h => new Wire.CaseHandler { Department = DepartmentOf(h.Department), Reported = h.Reported }));
        wire.Hazards.Add(found.Hazards.Select(h => new Wire.CaseHazard { Number = h.Number, Description = h.Description, RemovedOn = Days.Of(h.RemovedOn) }));
        wire.Steps.Add(found.Steps.Select(s => new Wire.CaseStep { Department = DepartmentOf(s.Department), Text = s.Text, Time = s.At.ToTimestamp() }));
        wire.Parameters.Add(found.Uses.Select(u => u.ToProto()));
        return wire;
    }

    public static Department DepartmentOf(string code) => Codes.TryDepartment(code, out var department) ? department : default;

    private static string? Code(CaseFile found) => found.InstitutionCode.Length == 0 ? null : found.InstitutionCode;
}

/// <summary>Finds cases whose deadline passed, and announces each once.</summary>
internal sealed class CaseDeadlines(TimeProvider clock)
{
    private const int Batch = 200;

    public async Task<bool> SweepAsync(InstitutionsDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var today = ChinaDay.Of(now.UtcDateTime);
        var late = await db.Set<CaseFile>()
            .Where(c => c.State == CaseState.Open && c.DueDate != null && c.DueDate < today && !c.Overdue)
            .OrderBy(c => c.DueDate).Take(Batch)
            .ToListAsync(cancellation);
        foreach (var found in late.Where(c => c.MarkOverdue(today, now)))
        {
            db.Announce(InstitutionsModule.ServiceName, $"{Cases.Name}/{found.Id}", found.Version, now.UtcDateTime, new CaseDeadlineMissed
            {
                Division = found.Division,
                CaseId = $"{found.Id}",
                Kind = EnumMap<Wire.CaseKind, CaseKind>.Word(found.Kind),
                Departments = [.. found.Handlers.Where(h => !h.Reported).Select(h => h.Department)],
                DueDate = found.DueDate!.Value,
            });
            if (found.Kind == CaseKind.SafetyHazard)
            {
                db.Announce(InstitutionsModule.ServiceName, $"{Cases.Name}/{found.Id}", found.Version, now.UtcDateTime, new SafetyHazardOverdue
                {
                    Division = found.Division,
                    CaseId = $"{found.Id}",
                    InstitutionCode = found.InstitutionCode.Length == 0 ? null : found.InstitutionCode,
                    Hazards = [.. found.Hazards.Where(h => h.RemovedOn is null).Select(h => h.Description)],
                    Departments = [.. found.Handlers.Select(h => h.Department)],
                    DueDate = found.DueDate!.Value,
                });
            }
            if (found.InstitutionCode.Length > 0)
            {
                await CreditLedger.RecordAsync(
                    db, found.Division, found.InstitutionCode, CreditEventKind.OverdueCase, $"{Cases.Name}/{found.Id}", today, now.UtcDateTime);
            }
        }
        if (late.Count > 0) await db.SaveChangesAsync(cancellation);
        return late.Count == Batch;
    }
}

internal sealed class CaseTable : IEntityTypeConfiguration<CaseFile>
{
    public void Configure(EntityTypeBuilder<CaseFile> row)
    {
        row.IsVersioned("cases");
        row.Property(c => c.Name).HasMaxLength(80);
        row.Property(c => c.InstitutionCode).HasMaxLength(18);
        row.Property(c => c.Description).HasMaxLength(2000);
        row.Property(c => c.ResultReason).HasMaxLength(2000);
        row.Property(c => c.OpenKey).HasMaxLength(400);
        row.Property(c => c.Handlers).HasJson();
        row.Property(c => c.Hazards).HasJson();
        row.Property(c => c.Steps).HasJson();
        row.Property(c => c.Uses).HasJson();
        row.HasIndex(c => c.OpenKey).IsUnique();
        row.HasIndex(c => new { c.InstitutionCode, c.CreatedAt });
        row.HasIndex(c => new { c.State, c.DueDate });
    }
}
