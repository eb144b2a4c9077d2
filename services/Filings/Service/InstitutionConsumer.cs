using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;
using Institution = ShuangJian.Protos.Institution.V1;

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
    public override IReadOnlyList<string> Topics { get; } =
        [.. StandingNews.Topics, "#.institution-changed", "#.institution-transformed", "#.classification-decided"];

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    /// <inheritdoc />
    protected override Task ApplyAsync(FilingsDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        var fact = CloudEvents.DataOf(received);
        return fact switch
        {
            InstitutionChanged changed => RescopeAsync(db, changed, changed.InstitutionId, changed.Category, received, cancellation),
            InstitutionTransformed transformed => RescopeAsync(db, transformed, transformed.InstitutionId, transformed.Category, received, cancellation),
            ClassificationDecided decided => ClassifyAsync(db, decided, received, cancellation),
            _ => FollowAsync(db, StandingNews.In(received, fact)!, cancellation),
        };
    }

    private async Task FollowAsync(FilingsDb db, StandingNews news, CancellationToken cancellation)
    {
        var (row, isNews) = await news.TakeAsync<LicensedInstitution>(db, cancellation);
        if (news.Fact is InstitutionLicensed licensed)
        {
            // One that is new has no courses to move; a whole province may be told at once.
            if (row.CategoryAt <= news.Time) (row.Category, row.CategoryAt) = (CategoryOf(licensed.Category), news.Time);
            return;
        }
        var moved = isNews ? await MoveCoursesAsync(db, row, news, cancellation) : 0;
        news.Confirm(db, FilingsModule.ServiceName, OwnConsequence, Now, $"已停止{moved}门课程");
    }

    private async Task<int> MoveCoursesAsync(FilingsDb db, LicensedInstitution row, StandingNews news, CancellationToken cancellation)
    {
        var from = news.Fact.MayTrain ? CourseState.Suspended : CourseState.Filed;
        var courses = await db.Courses.Where(c => c.InstitutionId == row.Id && c.State == from).ToListAsync(cancellation);
        foreach (var course in courses)
        {
            if (news.Fact.MayTrain) CourseSweep.Resume(db, course, Now);
            else CourseSweep.Suspend(db, course, Now, news.Cause);
        }
        Rejudge(db, row.Code);
        return courses.Count;
    }

    private static async Task RescopeAsync(
        FilingsDb db, DomainEvent fact, string id, string category, ReceivedEvent received, CancellationToken cancellation)
    {
        var row = await KnownInstitution.RowAsync<LicensedInstitution>(db, id, fact.Division, cancellation);
        if (row.CategoryAt > received.Time) return;
        (row.Category, row.CategoryAt) = (CategoryOf(category), received.Time);
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

    private static void Rejudge(FilingsDb db, string code)
    {
        if (code.Length > 0) db.Add(new Rejudging { Id = Guid.CreateVersion7(), InstitutionCode = code });
    }

    private static TrainingCategory CategoryOf(string word) => EnumMap<Institution.TrainingCategory, TrainingCategory>.FromWord(word);
}
