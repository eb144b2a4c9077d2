using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Keeps where the money of after-school service comes from and where it goes.</summary>
public sealed class ServiceFundGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases) : Wire.ServiceFundService.ServiceFundServiceBase
{
    private const string Name = "service-funds";

    /// <inheritdoc />
    public override Task<Wire.SetServiceStandardResponse> SetServiceStandard(Wire.SetServiceStandardRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, (db, command) =>
        {
            var wire = request.Standard;
            var (division, kind, from) = (DivisionCode.Parse(wire.Division), EnumMap<Wire.ServiceStandardKind, ServiceStandardKind>.ToDomain(wire.Kind)!.Value, Days.Of(wire.From)!.Value);
            if (division == DivisionCode.Nation) throw Rejection.Invalid("standard.division", "应为省、市、县级行政区划", "must be a province, city or county");
            if (kind == ServiceStandardKind.Measures != (wire.Fen == 0)) throw Rejection.Invalid("standard.fen", "保障办法填 0，其他标准应大于 0", "is 0 for measures and above 0 for all others");
            var standard = ServiceStandard.Set(wire.Division, kind, wire.Fen, wire.Document, from, Codes.ToCode(command.Caller.Department), With(wire), Reach.LawOf(wire.Division, from), command.Now);
            db.Add(standard);
            command.Resource = $"service-standards/{standard.Id}";
            command.Announce(command.Resource, standard.Version, new ServiceStandardSet
            {
                Division = standard.Division, StandardId = $"{standard.Id}", Kind = EnumMap<Wire.ServiceStandardKind, ServiceStandardKind>.Word(kind), Fen = standard.Fen,
                Document = standard.Document, From = standard.From, SetBy = standard.SetBy,
            });
            return Task.FromResult(new Wire.SetServiceStandardResponse { Standard = ToProto(standard) });
        });

    /// <inheritdoc />
    public override async Task<Wire.ListServiceStandardsResponse> ListServiceStandards(Wire.ListServiceStandardsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var date = Days.Of(request.Date)!.Value;
        var standards = await InForceAsync(db, request.Division, date, context.CancellationToken);
        var response = new Wire.ListServiceStandardsResponse { Standards = { standards.Select(ToProto) } };
        if (FundRules.FundingMeasuresAreMissing(standards.Any(s => s.Kind == ServiceStandardKind.Measures), Reach.LawOf(request.Division, date)) is { } finding)
            response.Findings.Add(finding.ToProto());
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.RecordServiceFundsResponse> RecordServiceFunds(Wire.RecordServiceFundsRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var school = await db.LoadSchoolAsync(request.Funds.SchoolCode, command);
            var (term, content) = (request.Funds.Term.ToTerm(), ToContent(request.Funds));
            var before = await db.Set<ServiceFunds>()
                .SingleOrDefaultAsync(f => f.SchoolCode == school.Code && f.Year == term.Year && f.Half == term.Half && f.ReplacedAt == null, context.CancellationToken);
            if (request.Etag.Length > 0) Etag.Check(request.Etag, before?.Version ?? 0);
            var standards = (await InForceAsync(db, school.Division, term.First, context.CancellationToken)).ToDictionary(s => s.Kind, s => s.Fen);
            var funds = ServiceFunds.Record(school, term, content, standards, before, Reach.LawOf(school.Division, term.First), command.Now);
            db.Add(funds);
            command.Resource = $"{Name}/{funds.Id}";
            if (before is not null) ServiceTotals.Note(db, school, term.First, before.Counts().Select(c => (c.Measure, -c.Value)));
            ServiceTotals.Note(db, school, term.First, funds.Counts());
            command.Announce(command.Resource, funds.Version, new ServiceFundsRecorded
            {
                Division = funds.Division, FundsId = $"{funds.Id}", SchoolCode = school.Code, Term = $"{term}", IncomeFen = content.In, SpentFen = content.Out, StaffFen = content.OnStaff,
                Findings = [.. funds.Findings.Select(f => f.ToFact())],
            });
            command.AnnounceBreaches(funds.Division, school.Code, funds.Version, funds.Findings);
            return new Wire.RecordServiceFundsResponse { Funds = ToProto(funds) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListServiceFundsResponse> ListServiceFunds(Wire.ListServiceFundsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<ServiceFunds>().Within(request.Division).OfSchool(Caller.Of(context), request.SchoolCode, f => f.SchoolCode);
        if (!request.WithReplaced) rows = rows.Where(f => f.ReplacedAt == null);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Funds = { page.Select(ToProto) }, NextPageToken = next };
    }

    /// <summary>The standards in force in a place on a day: of each kind that of the nearest place, and there the latest.</summary>
    private static async Task<IReadOnlyList<ServiceStandard>> InForceAsync(SchoolsDb db, string division, DateOnly date, CancellationToken cancellation)
    {
        var places = StoredCalendar.PlacesOf(division);
        var rows = await db.Set<ServiceStandard>().AsNoTracking().Where(s => EF.Parameter(places).Contains(s.Division) && s.From <= date).ToListAsync(cancellation);
        return [.. rows.GroupBy(s => s.Kind).OrderBy(g => g.Key)
            .Select(g => g.OrderBy(s => places.IndexOf(s.Division)).ThenByDescending(s => s.From).ThenByDescending(s => s.CreatedAt).First())];
    }

    /// <summary>Departments that set it together with the one that calls.</summary>
    private static IReadOnlyList<string> With(Wire.ServiceStandard wire)
    {
        for (var i = 1; i < wire.WithDepartments.Count; i++)
            if (wire.WithDepartments.Take(i).Contains(wire.WithDepartments[i])) throw Rejection.Invalid($"standard.with_departments[{i}]", "与前面的重复", "repeats one before it");
        return [.. wire.WithDepartments.Select(d => d.ToCode())];
    }

    private static FundContent ToContent(Wire.ServiceFunds wire)
    {
        for (var i = 1; i < wire.Income.Count; i++)
            if (wire.Income.Take(i).Any(before => before.Source == wire.Income[i].Source)) throw Rejection.Invalid($"funds.income[{i}].source", "与前面的重复", "repeats one before it");
        return new FundContent(
            wire.PublicSchool, [.. wire.Income.Select(i => new FundIncome(EnumMap<Wire.FundSource, FundSource>.ToDomain(i.Source)!.Value, i.Fen, i.Pupils))],
            [.. wire.Spending.Select(s => new FundSpending(EnumMap<Wire.FundPayee, FundPayee>.ToDomain(s.Payee)!.Value, EnumMap<Wire.FundForm, FundForm>.ToDomain(s.Form)!.Value, s.Fen))],
            wire.IncrementIsItem, wire.IncrementInBase, wire.CountsForTitles);
    }

    private static Wire.ServiceStandard ToProto(ServiceStandard standard) => new()
    {
        StandardId = $"{standard.Id}", Division = standard.Division, Kind = EnumMap<Wire.ServiceStandardKind, ServiceStandardKind>.ToWire(standard.Kind), Fen = standard.Fen,
        Document = standard.Document, From = Days.Of(standard.From), SetBy = standard.SetBy, CreateTime = standard.CreatedAt.ToTimestamp(),
        WithDepartments = { standard.SetWith.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(d => Codes.TryDepartment(d, out var department) ? department : default) },
    };

    private static Wire.ServiceFunds ToProto(ServiceFunds funds)
    {
        var content = funds.Content;
        var own = content.Out - content.Agency;
        return new()
        {
            FundsId = $"{funds.Id}",
            SchoolCode = funds.SchoolCode,
            Division = funds.Division,
            Term = funds.Term.ToProto(),
            PublicSchool = content.Public,
            Income = { content.Income.Select(i => new Wire.FundIncome { Source = EnumMap<Wire.FundSource, FundSource>.ToWire(i.Source), Fen = i.Fen, Pupils = i.Pupils }) },
            Spending =
            {
                content.Spending.Select(s => new Wire.FundSpending { Payee = EnumMap<Wire.FundPayee, FundPayee>.ToWire(s.Payee), Form = EnumMap<Wire.FundForm, FundForm>.ToWire(s.Form), Fen = s.Fen }),
            },
            IncrementIsItem = content.IncrementIsItem,
            IncrementInBase = content.IncrementInBase,
            CountsForTitles = content.CountsForTitles,
            Revision = funds.Revision,
            StaffPercent = own == 0 ? 0 : (int)(content.OnStaff * 100 / own),
            Findings = { funds.Findings.Select(f => f.ToProto()) },
            CreateTime = funds.CreatedAt.ToTimestamp(),
            ReplaceTime = funds.ReplacedAt?.ToTimestamp(),
            Etag = Etag.Of(funds.Version),
        };
    }
}

internal sealed class ServiceStandardTable : IEntityTypeConfiguration<ServiceStandard>
{
    public void Configure(EntityTypeBuilder<ServiceStandard> row)
    {
        row.IsVersioned("service_standards");
        row.HasIndex(s => new { s.Division, s.Kind, s.From });
    }
}

internal sealed class ServiceFundsTable : IEntityTypeConfiguration<ServiceFunds>
{
    public void Configure(EntityTypeBuilder<ServiceFunds> row)
    {
        row.IsVersioned("service_funds");
        row.Ignore(f => f.OwnerCode);
        row.Ignore(f => f.Term);
        row.Property(f => f.SchoolCode).HasMaxLength(18);
        row.Property(f => f.Content).HasJson();
        row.Property(f => f.Findings).HasJson();
        row.HasIndex(f => new { f.SchoolCode, f.Year, f.Half, f.Revision }).IsUnique();
    }
}
