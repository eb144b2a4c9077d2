using Google.Protobuf.WellKnownTypes;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Carries accounts into the contract.</summary>
internal static class RectificationMapping
{
    public static EvidenceFile ToFile(this Wire.EvidenceFile wire) => new(wire.Sha256, wire.MediaType, wire.Location, wire.SizeBytes);

    public static Wire.EvidenceFile ToProto(this EvidenceFile file) =>
        new() { Sha256 = file.Sha256, MediaType = file.MediaType, Location = file.Location, SizeBytes = file.SizeBytes };

    public static Wire.Rectification ToProto(this Rectification one)
    {
        var wire = new Wire.Rectification
        {
            RectificationId = $"{one.Id}", AccountNumber = one.Number, Division = one.Division, SubjectKind = EnumMap<Wire.SubjectKind, SubjectKind>.ToWire(one.SubjectKind),
            SubjectCode = one.SubjectCode, SubjectName = one.SubjectName, Source = EnumMap<Wire.RectificationSource, RectificationSource>.ToWire(one.Source), SourceId = one.SourceId,
            WorkingDays = one.WorkingDays, State = EnumMap<Wire.RectificationState, RectificationState>.ToWire(one.State), DueDate = Days.Of(one.DueDate), Overdue = one.Overdue,
            HeldBy = one.HeldBy, Listed = one.ListedBy.Length > 0, Reopened = one.Reopened, Extended = one.Extended, OrderedOn = Days.Of(one.OrderedOn),
            ClosedOn = Days.Of(one.ClosedOn), Department = DepartmentOf(one.Department), Etag = Etag.Of(one.Version), CreateTime = one.CreatedAt.ToTimestamp(),
        };
        wire.Items.Add(one.Items.Select(ToProto));
        wire.Steps.Add(one.Steps.Select(s => new Wire.RectificationStep
        {
            Act = EnumMap<Wire.RectificationAct, RectificationAct>.ToWire(s.Act), Time = s.At.ToTimestamp(), Department = DepartmentOf(s.By.Department),
            Jurisdiction = s.By.Jurisdiction, Text = s.Text, DueDate = Days.Of(s.DueDate),
        }));
        wire.Uses.Add(one.Uses.Select(u => u.ToProto()));
        return wire;
    }

    public static Protos.Type.V1.Department DepartmentOf(string code) => Codes.TryDepartment(code, out var department) ? department : default;

    private static Wire.RectificationItem ToProto(RectificationItem item) => new()
    {
        Number = item.Number, Problem = item.Problem, Demand = item.Demand, Clause = item.Clause, Rule = item.Rule, Basis = { item.Basis.Select(b => b.ToProto()) },
        Mended = item.Mended, Done = item.Done, Evidence = { item.Evidence.Select(ToProto) }, Opinion = item.Opinion,
    };
}
