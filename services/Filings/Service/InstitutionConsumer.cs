using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;

namespace ShuangJian.Filings;

/// <summary>
/// Follows who is licensed for what. An institution that may not train any more has its courses stopped in the same
/// transaction that confirms the consequence; one that may again has them go on.
/// </summary>
public sealed class InstitutionConsumer(IDbContextFactory<FilingsDb> databases, TimeProvider clock, ILogger<InstitutionConsumer> log)
    : EventConsumer<FilingsDb>(databases, clock, log)
{
    private const string OwnConsequence = "COURSES";
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    public override string Name => "filings.institutions";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics =>
    [
        "#.institution-licensed", "#.institution-changed", "#.institution-transformed", "#.institution-suspended", "#.institution-revoked",
        "#.institution-exited", "#.institution-closing", "#.institution-licence-lost", "#.institution-reinstated", "#.classification-decided",
    ];

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    /// <inheritdoc />
    protected override async Task ApplyAsync(FilingsDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        switch (received.Name.Split('.')[1])
        {
            case "institution-licensed":
                await LicenseAsync(db, CloudEvents.DataOf<InstitutionLicensed>(received), received, cancellation);
                break;
            case "institution-changed":
                var changed = CloudEvents.DataOf<InstitutionChanged>(received);
                await RescopeAsync(db, changed, changed.InstitutionId, changed.Category, received, cancellation);
                break;
            case "institution-transformed":
                var transformed = CloudEvents.DataOf<InstitutionTransformed>(received);
                await RescopeAsync(db, transformed, transformed.InstitutionId, transformed.Category, received, cancellation);
                break;
            case "institution-suspended":
                var suspended = CloudEvents.DataOf<InstitutionSuspended>(received);
                await StopAsync(db, suspended, suspended.InstitutionId, suspended.Consequences, received, cancellation);
                break;
            case "institution-revoked":
                var revoked = CloudEvents.DataOf<InstitutionRevoked>(received);
                await StopAsync(db, revoked, revoked.InstitutionId, revoked.Consequences, received, cancellation);
                break;
            case "institution-exited":
                var exited = CloudEvents.DataOf<InstitutionExited>(received);
                await StopAsync(db, exited, exited.InstitutionId, exited.Consequences, received, cancellation);
                break;
            case "institution-closing":
                var closing = CloudEvents.DataOf<InstitutionClosing>(received);
                await StopAsync(db, closing, closing.InstitutionId, closing.Consequences, received, cancellation);
                break;
            case "institution-licence-lost":
                var lost = CloudEvents.DataOf<InstitutionLicenceLost>(received);
                await StopAsync(db, lost, lost.InstitutionId, lost.Consequences, received, cancellation);
                break;
            case "institution-reinstated":
                var back = CloudEvents.DataOf<InstitutionReinstated>(received);
                await GoOnAsync(db, back, back.InstitutionId, received, cancellation);
                break;
            default:
                await ClassifyAsync(db, CloudEvents.DataOf<ClassificationDecided>(received), received, cancellation);
                break;
        }
    }

    private static async Task LicenseAsync(FilingsDb db, InstitutionLicensed fact, ReceivedEvent received, CancellationToken cancellation)
    {
        var row = await RowAsync(db, fact, fact.InstitutionId, cancellation);
        row.Code = fact.UnifiedSocialCreditCode;
        if (row.CategoryAt <= received.Time) (row.Category, row.CategoryAt) = (CategoryOf(fact.Category), received.Time);
        if (row.MayTrainAt <= received.Time) (row.MayTrain, row.MayTrainAt) = (true, received.Time);
    }

    private static async Task RescopeAsync(
        FilingsDb db, DomainEvent fact, string id, string category, ReceivedEvent received, CancellationToken cancellation)
    {
        var row = await RowAsync(db, fact, id, cancellation);
        if (row.CategoryAt > received.Time) return;
        (row.Category, row.CategoryAt) = (CategoryOf(category), received.Time);
        Rejudge(db, row.Code);
    }

    private async Task StopAsync(
        FilingsDb db, DomainEvent fact, string id, IReadOnlyList<ConsequenceFact> consequences, ReceivedEvent received, CancellationToken cancellation)
    {
        var row = await RowAsync(db, fact, id, cancellation);
        var stopped = 0;
        if (row.MayTrainAt <= received.Time)
        {
            (row.MayTrain, row.MayTrainAt) = (false, received.Time);
            var courses = await db.Courses.Where(c => c.InstitutionId == row.Id && c.State == CourseState.Filed).ToListAsync(cancellation);
            foreach (var course in courses) CourseSweep.Suspend(db, course, Now, received.Name);
            stopped = courses.Count;
            Rejudge(db, row.Code);
        }
        foreach (var owed in consequences.Where(c => c.Kind == OwnConsequence && c.Service == FilingsModule.ServiceName))
            db.Announce(FilingsModule.ServiceName, $"consequences/{owed.ConsequenceId}", 1, Now, new ConsequenceConfirmed
            {
                Division = fact.Division, ConsequenceId = owed.ConsequenceId, Service = FilingsModule.ServiceName, Note = $"已停止{stopped}门课程",
            });
    }

    private async Task GoOnAsync(FilingsDb db, DomainEvent fact, string id, ReceivedEvent received, CancellationToken cancellation)
    {
        var row = await RowAsync(db, fact, id, cancellation);
        if (row.MayTrainAt > received.Time) return;
        (row.MayTrain, row.MayTrainAt) = (true, received.Time);
        foreach (var course in await db.Courses.Where(c => c.InstitutionId == row.Id && c.State == CourseState.Suspended).ToListAsync(cancellation))
            CourseSweep.Resume(db, course, Now);
        Rejudge(db, row.Code);
    }

    private static async Task ClassifyAsync(FilingsDb db, ClassificationDecided fact, ReceivedEvent received, CancellationToken cancellation)
    {
        var row = await db.Set<ItemNature>().FindAsync([fact.InstitutionCode, fact.ItemName], cancellation);
        if (row is null) db.Add(row = new ItemNature { InstitutionCode = fact.InstitutionCode, ItemName = fact.ItemName });
        if (row.DecidedAt > received.Time) return;
        (row.Academic, row.DecidedAt) = (fact.Nature == "ACADEMIC", received.Time);
        Rejudge(db, fact.InstitutionCode);
    }

    /// <summary>The row of an institution; one of which nothing was told yet is begun, so that a late licence does not undo what came first.</summary>
    private static async Task<KnownInstitution> RowAsync(FilingsDb db, DomainEvent fact, string id, CancellationToken cancellation)
    {
        var key = Guid.Parse(id);
        var row = await db.Set<KnownInstitution>().FindAsync([key], cancellation);
        if (row is null) db.Add(row = new KnownInstitution { Id = key, Division = fact.Division });
        return row;
    }

    private static void Rejudge(FilingsDb db, string code)
    {
        if (code.Length > 0) db.Add(new Rejudging { Id = Guid.CreateVersion7(), InstitutionCode = code });
    }

    private static TrainingCategory CategoryOf(string word) => Enum.GetValues<TrainingCategory>().First(c => CourseMapping.Word(c) == word);
}
