using Google.Protobuf.WellKnownTypes;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Carries measures, consequences and list entries between contract and domain.</summary>
internal static class LifeMapping
{
    public static Wire.Measure ToProto(this Measure measure, IEnumerable<Consequence> consequences)
    {
        var wire = new Wire.Measure
        {
            MeasureId = measure.Id.ToString(),
            Type = EnumMap<Wire.MeasureType, MeasureType>.ToWire(measure.Type),
            Reason = measure.Reason,
            Authority = measure.Authority,
            DecidedOn = Days.Of(measure.DecidedOn),
            RectifyBy = Days.Of(measure.RectifyBy),
        };
        wire.Grounds.Add(measure.Grounds.Select(g => EnumMap<Wire.MeasureGround, MeasureGround>.ToWire(g)));
        wire.Consequences.Add(consequences.Where(c => c.MeasureId == measure.Id).OrderBy(c => c.Kind).Select(ToProto));
        return wire;
    }

    public static Wire.Consequence ToProto(this Consequence consequence) => new()
    {
        ConsequenceId = consequence.Id.ToString(),
        InstitutionId = consequence.InstitutionId.ToString(),
        Division = consequence.Division,
        InstitutionName = consequence.InstitutionName,
        Kind = EnumMap<Wire.ConsequenceKind, ConsequenceKind>.ToWire(consequence.Kind),
        Service = consequence.Service,
        MeasureId = consequence.MeasureId.ToString(),
        DueDate = Days.Of(consequence.DueDate),
        Overdue = consequence.Overdue,
        ConfirmTime = consequence.ConfirmedAt?.ToTimestamp(),
        ConfirmedBy = consequence.ConfirmedBy,
        Note = consequence.Note,
        Etag = Etag.Of(consequence.Version),
    };

    public static Wire.ListEntry ToProto(this ListEntry entry, DateOnly today) => new()
    {
        EntryId = entry.Id.ToString(),
        Kind = EnumMap<Wire.ListKind, ListKind>.ToWire(entry.Kind),
        InstitutionId = entry.InstitutionId?.ToString() ?? "",
        Name = entry.Name,
        UnifiedSocialCreditCode = entry.Code,
        LicenceNumber = entry.LicenceNumber,
        Division = entry.Division,
        Reason = entry.Reason,
        Authority = entry.Authority,
        StartsOn = Days.Of(entry.StartsOn),
        EndsOn = Days.Of(entry.EndsOn),
        EndReason = entry.EndReason,
        InForce = entry.InForceOn(today),
        AppealState = EnumMap<Wire.AppealState, AppealState>.ToWire(entry.Appeal),
        AppealTime = entry.AppealedAt?.ToTimestamp(),
        AppealDecision = entry.AppealDecision,
        Etag = Etag.Of(entry.Version),
    };

    public static IReadOnlyList<ConsequenceFact> ToFacts(this IEnumerable<Consequence> consequences) =>
        [.. consequences.Select(c => new ConsequenceFact(c.Id.ToString(), KindOf(c), c.Service, c.DueDate))];

    public static string KindOf(Consequence consequence) => EnumMap<Wire.ConsequenceKind, ConsequenceKind>.Word(consequence.Kind);

    public static InstitutionSuspended Suspended(Institution institution, Measure measure, IReadOnlyList<Consequence> owed) => new()
    {
        Division = institution.Division,
        InstitutionId = institution.Id.ToString(),
        Name = institution.Name,
        UnifiedSocialCreditCode = institution.Code,
        Grounds = Words(measure),
        Reason = institution.StateReason,
        Since = institution.StateSince,
        RectifyBy = institution.RectifyBy,
        Consequences = owed.ToFacts(),
    };

    public static InstitutionReinstated Reinstated(Institution institution) => new()
    {
        Division = institution.Division,
        InstitutionId = institution.Id.ToString(),
        Name = institution.Name,
        Reason = institution.StateReason,
        Since = institution.StateSince,
    };

    public static InstitutionRevoked Revoked(Institution institution, Measure measure, IReadOnlyList<Consequence> owed) => new()
    {
        Division = institution.Division,
        InstitutionId = institution.Id.ToString(),
        Name = institution.Name,
        UnifiedSocialCreditCode = institution.Code,
        LicenceNumber = institution.LicenceNumber,
        Grounds = Words(measure),
        Reason = institution.StateReason,
        Since = institution.StateSince,
        Consequences = owed.ToFacts(),
    };

    public static BlackListEntered Entered(ListEntry entry) => new()
    {
        Division = entry.Division,
        EntryId = entry.Id.ToString(),
        InstitutionId = entry.InstitutionId?.ToString(),
        Name = entry.Name,
        UnifiedSocialCreditCode = entry.Code.Length == 0 ? null : entry.Code,
        Reason = entry.Reason,
        StartsOn = entry.StartsOn,
        EndsOn = entry.EndsOn,
    };

    public static BlackListLeft Left(ListEntry entry) => new()
    {
        Division = entry.Division,
        EntryId = entry.Id.ToString(),
        InstitutionId = entry.InstitutionId?.ToString(),
        Name = entry.Name,
        Reason = entry.EndReason,
        EndsOn = entry.EndsOn!.Value,
    };

    public static string NameOf(ListEntry entry) => $"listEntries/{entry.Id}";

    public static string NameOf(Consequence consequence) => $"consequences/{consequence.Id}";

    public static string NameOf(Institution institution) => $"institutions/{institution.Id}";

    private static IReadOnlyList<string> Words(Measure measure) => [.. measure.Grounds.Select(EnumMap<Protos.Institution.V1.MeasureGround, MeasureGround>.Word)];
}
