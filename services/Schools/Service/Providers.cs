using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>What the registry told of an institution, as far as after-school service needs it.</summary>
public sealed class ServiceInstitution : KnownInstitution
{
    /// <summary>Full name.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it trains, for example <c>ARTS</c>.</summary>
    public string Category { get; set; } = "";

    /// <summary>When that was told, by which a late event is known.</summary>
    public DateTime CategoryAt { get; set; }

    /// <summary>Whether it stands on the black list.</summary>
    public bool Black { get; set; }

    /// <summary>When that was told.</summary>
    public DateTime BlackAt { get; set; }

    /// <summary>Grows with every change; whoever raises it first decides first.</summary>
    public long Turn { get; private set; }

    /// <summary>Whether it teaches school subjects or foreign languages.</summary>
    public bool Academic => Category is "ACADEMIC" or "FOREIGN_LANGUAGE";

    /// <summary>Whether it is on the white list.</summary>
    public bool OnWhiteList => MayTrain && !Black;
}

/// <summary>Finds out who may hold a programme, and ends what an institution holds.</summary>
internal static class Providers
{
    /// <summary>What is known of who is to hold a programme.</summary>
    /// <exception cref="Refusal">TEACHER_NOT_IN_SERVICE or INSTITUTION_NOT_ON_WHITE_LIST.</exception>
    public static async Task<(ProgrammeProvider Provider, ProviderFacts Facts)> FactsAsync(
        SchoolsDb db, School school, ProgrammeContent content, LawAt law, bool takeTurn, CancellationToken cancellation)
    {
        var provider = content.Provider;
        if (provider.ResourceId is { } id) return await ResourceAsync(db, school, content, id, cancellation);
        if (provider.InstitutionCode.Length > 0) return (provider, await InstitutionAsync(db, school.Division, provider.InstitutionCode, law, takeTurn, cancellation));
        var ids = provider.TeacherIds.ToArray();
        var serving = (await db.Teachers.AsNoTracking().Where(t => t.SchoolCode == school.Code && ids.Contains(t.Id)).ToListAsync(cancellation))
            .Where(t => t.Serves(content.From)).Select(t => t.Id).ToHashSet();
        if (ids.Any(t => !serving.Contains(t))) throw SchoolRefusals.NotInService(ids.First(t => !serving.Contains(t)), content.From);
        return (provider, new ProviderFacts(ProviderKind.OwnTeacher));
    }

    /// <summary>What registry and county say of an institution; refused when it is off the white list, whatever the place.</summary>
    public static async Task<ProviderFacts> InstitutionAsync(SchoolsDb db, string county, string code, LawAt law, bool takeTurn, CancellationToken cancellation)
    {
        // Its turn comes first: whoever loses the white list at this moment has either ended this already, or sees it.
        if (takeTurn) await TakeTurnAsync(db, code, cancellation);
        var known = await db.Set<ServiceInstitution>().AsNoTracking().Where(i => i.Code == code).ToListAsync(cancellation);
        var selected = await db.Set<Selection>().AsNoTracking()
            .SingleOrDefaultAsync(s => s.Division == county && s.ActiveCode == code && s.State == SelectionState.Listed, cancellation);
        var facts = new ProviderFacts(
            ProviderKind.Institution, Academic: known.Any(i => i.Academic), OnWhiteList: known.Any(i => i.OnWhiteList), SelectedFor: selected?.Kinds, SelectedUntil: selected?.ValidUntil);
        return facts.OnWhiteList ? facts : throw SchoolRefusals.NotOnWhiteList(code, ProgrammeRules.InstitutionIsOffWhiteList(facts, law));
    }

    /// <summary>Takes the turn of an institution by its code.</summary>
    public static async Task TakeTurnAsync(SchoolsDb db, string code, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is null) await db.Database.BeginTransactionAsync(cancellation);
        await db.Set<ServiceInstitution>().Where(i => i.Code == code).ExecuteUpdateAsync(set => set.SetProperty(i => i.Turn, i => i.Turn + 1), cancellation);
    }

    /// <summary>Ends every open programme and custody class of an institution, and tells each school.</summary>
    /// <param name="db">The database, in a transaction.</param>
    /// <param name="code">Credit code of the institution.</param>
    /// <param name="county">Only in schools of this county; null for everywhere.</param>
    /// <param name="cause">What brought it about.</param>
    /// <param name="reason">The same in words, in Chinese.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="announce">Announces an event.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Number of programmes and classes that ended.</returns>
    public static async Task<int> EndServiceAsync(
        SchoolsDb db, string code, string? county, string cause, string reason, DateTime now, Action<string, long, DomainEvent> announce, CancellationToken cancellation)
    {
        if (code.Length == 0) return 0;
        var open = db.Set<Programme>().Where(p => p.InstitutionCode == code && p.State == ProgrammeState.Open);
        var custody = db.Set<HolidayCustody>().Where(c => c.InstitutionCode == code && c.State == ProgrammeState.Open);
        if (county is not null) (open, custody) = (open.Where(p => p.Division == county), custody.Where(c => c.Division == county));
        // Who enrols or records attendance meanwhile waits, and finds it ended.
        await open.ExecuteUpdateAsync(set => set.SetProperty(p => p.Turn, p => p.Turn + 1), cancellation);
        await custody.ExecuteUpdateAsync(set => set.SetProperty(c => c.Turn, c => c.Turn + 1), cancellation);
        var (programmes, classes) = (await open.ToListAsync(cancellation), await custody.ToListAsync(cancellation));
        var calendars = await StoredCalendar.OfAsync(db, programmes.Select(p => p.Division), cancellation);
        foreach (var school in programmes.Cast<ServiceOffer>().Concat(classes).GroupBy(o => (o.SchoolCode, o.Division)))
        {
            var (held, cared) = (school.OfType<Programme>().ToList(), school.OfType<HolidayCustody>().ToList());
            var sessions = held.Sum(p => p.End(reason, calendars[p.Division], now));
            cared.ForEach(c => c.End(reason, now));
            announce($"schools/{school.Key.SchoolCode}", school.Max(o => o.Version), new InstitutionServiceEnded
            {
                Division = school.Key.Division, SchoolCode = school.Key.SchoolCode, InstitutionCode = code, ProgrammeIds = [.. held.Select(p => $"{p.Id}")],
                CustodyIds = cared.Count > 0 ? [.. cared.Select(c => $"{c.Id}")] : null, SessionCount = sessions, PupilCount = school.Sum(o => o.Taken), Cause = cause, Reason = reason,
            });
        }
        return programmes.Count + classes.Count;
    }

    public static InstitutionRemoved ToRemoved(this Selection selection) => new()
    {
        Division = selection.Division, SelectionId = $"{selection.Id}", InstitutionCode = selection.InstitutionCode, Reason = selection.Reason,
        Ground = EnumMap<Wire.RemovalGround, RemovalGround>.Word(selection.Ground!.Value), CostsQualification = selection.CostsQualification,
    };

    private static async Task<(ProgrammeProvider, ProviderFacts)> ResourceAsync(SchoolsDb db, School school, ProgrammeContent content, Guid id, CancellationToken cancellation)
    {
        var resource = await db.Set<Resource>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellation);
        if (resource is null || !resource.Serves(school, content.From)) throw Rejection.Invalid("programme.provider_id", "不是本校可用的资源", "is no resource that the school can use");
        return (content.Provider with { Kind = resource.Kind }, new ProviderFacts(resource.Kind, resource.Qualification, resource.QualifiedUntil));
    }
}

/// <summary>
/// Follows who is on the white list. An institution that falls off it holds no session any more: its programmes end in the
/// transaction that confirms the consequence, each school is told, and it leaves the lists of the counties.
/// </summary>
public sealed class InstitutionConsumer(IDbContextFactory<SchoolsDb> databases, TimeProvider clock, ILogger<InstitutionConsumer> log)
    : EventConsumer<SchoolsDb>(databases, clock, log)
{
    private const string OwnConsequence = "AFTER_SCHOOL";
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    public override string Name => "schools.institutions";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics { get; } =
        [.. StandingNews.Topics, "#.institution-changed", "#.institution-transformed", "#.black-list-entered", "#.black-list-left"];

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    /// <inheritdoc />
    protected override async Task ApplyAsync(SchoolsDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        var fact = CloudEvents.DataOf(received);
        var (id, categoryNow, name) = fact switch
        {
            InstitutionChanged changed => (changed.InstitutionId, changed.Category, changed.Name),
            InstitutionTransformed transformed => (transformed.InstitutionId, transformed.Category, ""),
            BlackListEntered entered => (entered.InstitutionId, "", ""),
            BlackListLeft left => (left.InstitutionId, "", ""),
            InstitutionLicensed licensed => (licensed.InstitutionId, licensed.Category, licensed.Name),
            ITellsStanding told => (told.InstitutionId, "", ""),
            _ => (null, "", ""),
        };
        if (id is null) return;
        await db.Database.BeginTransactionAsync(cancellation);
        var key = Guid.Parse(id);
        await db.Set<ServiceInstitution>().Where(i => i.Id == key).ExecuteUpdateAsync(set => set.SetProperty(i => i.Turn, i => i.Turn + 1), cancellation);
        var row = await KnownInstitution.RowAsync<ServiceInstitution>(db, id, fact.Division, cancellation);
        var could = row is { OnWhiteList: true, Academic: false };
        if (categoryNow.Length > 0 && row.CategoryAt <= received.Time) (row.Category, row.CategoryAt) = (categoryNow, received.Time);
        if (name.Length > 0) row.Name = name;
        if (fact is BlackListEntered or BlackListLeft && row.BlackAt <= received.Time) (row.Black, row.BlackAt) = (fact is BlackListEntered, received.Time);
        var news = StandingNews.In(received, fact);
        if (news is not null) await news.TakeAsync<ServiceInstitution>(db, cancellation);
        var can = row is { OnWhiteList: true, Academic: false };
        // One that is new holds nothing yet; a whole province may be told at once.
        var isNew = db.Entry(row).State == EntityState.Added;
        var ended = can || isNew ? 0 : await Providers.EndServiceAsync(db, row.Code, null, received.Name, Reason(fact), Now, Announce(db), cancellation);
        if (!isNew && (could != can || !can)) await FollowAsync(db, row, can, forGood: news is { Fact.ForGood: true } || row.Academic, cancellation);
        news?.Confirm(db, SchoolsModule.ServiceName, OwnConsequence, Now, ended == 0 ? "该机构没有进行中的课后服务项目" : $"已终止{ended}个课后服务项目");
    }

    /// <summary>Lists of counties follow: off for good, at rest, or on again.</summary>
    private async Task FollowAsync(SchoolsDb db, ServiceInstitution row, bool can, bool forGood, CancellationToken cancellation)
    {
        if (row.Code.Length == 0) return;
        foreach (var selection in await db.Set<Selection>().Where(s => s.ActiveCode == row.Code).ToListAsync(cancellation))
        {
            if (can) selection.Resume(Now);
            else if (forGood) selection.Remove(RemovalGround.OffWhiteList, "机构已不在白名单或已转为学科类", _clock.Today(), Now);
            else selection.Rest(_clock.Today(), Now);
            if (selection.State == SelectionState.Removed) db.Announce(SchoolsModule.ServiceName, $"selections/{selection.Id}", selection.Version, Now, selection.ToRemoved());
        }
    }

    private Action<string, long, DomainEvent> Announce(SchoolsDb db) => (subject, version, fact) => db.Announce(SchoolsModule.ServiceName, subject, version, Now, fact);

    private static string Reason(DomainEvent fact) => fact switch
    {
        InstitutionSuspended => "机构被暂停，已退出白名单",
        InstitutionRevoked => "机构办学许可被吊销，已退出白名单",
        InstitutionExited or InstitutionClosing => "机构终止办学，已退出白名单",
        InstitutionLicenceLost => "机构办学许可失效，已退出白名单",
        BlackListEntered => "机构被列入黑名单",
        InstitutionChanged or InstitutionTransformed => "机构已转为学科类",
        _ => "机构已不在白名单",
    };
}

internal sealed class ServiceInstitutionTable : IEntityTypeConfiguration<ServiceInstitution>
{
    public void Configure(EntityTypeBuilder<ServiceInstitution> row)
    {
        KnownInstitution.Store(row);
        row.Ignore(i => i.Academic);
        row.Ignore(i => i.OnWhiteList);
        row.Property(i => i.Category).HasMaxLength(40);
    }
}
