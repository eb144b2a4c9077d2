using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Keeps holiday custody.</summary>
public sealed class HolidayCustodyGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases, PersonalData keys) : Wire.HolidayCustodyService.HolidayCustodyServiceBase
{
    /// <summary>Name of the collection.</summary>
    internal const string Name = "holiday-custody";

    private const int MostDays = 70;

    private readonly Enrolling<HolidayCustody> _pupils = new(commands, keys, Name);

    /// <inheritdoc />
    public override Task<Wire.OfferCustodyResponse> OfferCustody(Wire.OfferCustodyRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Custody;
            var school = await db.LoadSchoolAsync(wire.SchoolCode, command);
            var content = ToContent(wire);
            school.MustBeOpen(content.From);
            var law = Reach.LawOf(school.Division, content.From);
            var facts = wire.InstitutionCode.Length == 0 ? null
                : await Providers.InstitutionAsync(db, school.Division, wire.InstitutionCode, law, !request.ValidateOnly, context.CancellationToken);
            var custody = HolidayCustody.Offer(
                school, content, wire.InstitutionCode, facts, await StoredCalendar.OfAsync(db, school.Division, context.CancellationToken), wire.Capacity, law, command.Now);
            db.Add(custody);
            command.Resource = $"{Name}/{custody.Id}";
            ServiceTotals.Note(db, school, custody.Term.First, [(ServiceMeasure.CustodyOffers, 1)]);
            command.Announce(command.Resource, custody.Version, new CustodyOffered
            {
                Division = custody.Division, CustodyId = $"{custody.Id}", SchoolCode = school.Code, From = content.From, To = content.To, Capacity = custody.Capacity,
                Operators = [.. content.Operators.Select(EnumMap<Wire.CustodyOperator, CustodyOperator>.Word)], Findings = [.. custody.Findings.Select(f => f.ToFact())],
            });
            return new Wire.OfferCustodyResponse { Custody = ToProto(custody) };
        });

    /// <inheritdoc />
    public override Task<Wire.EndCustodyResponse> EndCustody(Wire.EndCustodyRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var custody = await Offers.TakeTurnAsync<HolidayCustody>(db, Name, request.CustodyId, command, context.CancellationToken);
            Etag.Check(request.Etag, custody.Version);
            custody.End(request.Reason, command.Now);
            command.Announce(command.Resource, custody.Version, new CustodyEnded
            {
                Division = custody.Division, CustodyId = $"{custody.Id}", SchoolCode = custody.SchoolCode, Reason = request.Reason,
            });
            return new Wire.EndCustodyResponse { Custody = ToProto(custody) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListCustodyResponse> ListCustody(Wire.ListCustodyRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<HolidayCustody>().Within(request.Division).OfSchool(Caller.Of(context), "", c => c.SchoolCode);
        if (request.OpenOnly) rows = rows.Where(c => c.State == ProgrammeState.Open);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Custody = { page.Select(ToProto) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override Task<Wire.EnrolCustodyPupilsResponse> EnrolCustodyPupils(Wire.EnrolCustodyPupilsRequest request, ServerCallContext context) =>
        _pupils.EnrolAsync(request, context, request.CustodyId, request.Pupils, (outcomes, left) => new Wire.EnrolCustodyPupilsResponse { Outcomes = { outcomes }, PlacesLeft = left });

    /// <inheritdoc />
    public override Task<Wire.LeaveCustodyResponse> LeaveCustody(Wire.LeaveCustodyRequest request, ServerCallContext context) =>
        _pupils.LeaveAsync(request, context, request.EnrolmentId, (enrolment, left) => new Wire.LeaveCustodyResponse { Enrolment = enrolment, PlacesLeft = left });

    private static CustodyContent ToContent(Wire.CustodyOffer wire)
    {
        var (from, to) = (Days.Of(wire.From)!.Value, Days.Of(wire.To)!.Value);
        if (to < from || to.DayNumber - from.DayNumber > MostDays) throw Rejection.Invalid("custody.to", $"应在第一天之后{MostDays}天内", $"must lie within {MostDays} days after the first day");
        if (wire.FeeForm == Wire.CustodyFeeForm.Free != (wire.FeeFen == 0)) throw Rejection.Invalid("custody.fee_fen", "免费填 0，收费应大于 0", "is 0 when nobody pays and above 0 otherwise");
        return new CustodyContent(
            wire.Name, wire.Content, [.. wire.Operators.Distinct().Select(o => EnumMap<Wire.CustodyOperator, CustodyOperator>.ToDomain(o)!.Value)], wire.CollectiveLessons, from, to,
            [.. wire.Grades.Distinct()], EnumMap<Wire.CustodyFeeForm, CustodyFeeForm>.ToDomain(wire.FeeForm)!.Value, wire.FeeFen);
    }

    private static Wire.CustodyOffer ToProto(HolidayCustody custody) => new()
    {
        CustodyId = $"{custody.Id}",
        SchoolCode = custody.SchoolCode,
        Division = custody.Division,
        Operators = { custody.Content.Operators.Select(o => EnumMap<Wire.CustodyOperator, CustodyOperator>.ToWire(o)) },
        InstitutionCode = custody.InstitutionCode,
        Name = custody.Content.Name,
        Content = custody.Content.Text,
        CollectiveLessons = custody.Content.CollectiveLessons,
        From = Days.Of(custody.Content.From),
        To = Days.Of(custody.Content.To),
        Grades = { custody.Content.Grades },
        Capacity = custody.Capacity,
        FeeForm = EnumMap<Wire.CustodyFeeForm, CustodyFeeForm>.ToWire(custody.Content.FeeForm),
        FeeFen = custody.Content.FeeFen,
        Taken = custody.Taken,
        State = EnumMap<Wire.ProgrammeState, ProgrammeState>.ToWire(custody.State),
        EndReason = custody.EndReason,
        EndTime = custody.EndedAt?.ToTimestamp(),
        Findings = { custody.Findings.Select(f => f.ToProto()) },
        Etag = Etag.Of(custody.Version),
    };
}

internal sealed class HolidayCustodyTable : IEntityTypeConfiguration<HolidayCustody>
{
    public void Configure(EntityTypeBuilder<HolidayCustody> row)
    {
        row.IsVersioned("holiday_custody");
        row.Ignore(c => c.OwnerCode);
        row.Ignore(c => c.Term);
        row.Ignore(c => c.LastDay);
        row.Property(c => c.SchoolCode).HasMaxLength(18);
        row.Property(c => c.InstitutionCode).HasMaxLength(18);
        row.Property(c => c.EndReason).HasMaxLength(1000);
        row.Property(c => c.Content).HasJson();
        row.Property(c => c.Findings).HasJson();
        row.HasIndex(c => c.SchoolCode);
        row.HasIndex(c => c.InstitutionCode);
    }
}
