using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Puts the disclosure page together from the registry and from what the other services published.</summary>
public sealed class DisclosureGrpc(IDbContextFactory<InstitutionsDb> databases, PersonalData keys, TimeProvider clock)
    : DisclosureService.DisclosureServiceBase
{
    /// <inheritdoc />
    public override async Task<GetDisclosureResponse> GetDisclosure(GetDisclosureRequest request, ServerCallContext context) =>
        new() { Disclosure = await AssembleAsync(request.InstitutionId, context.CancellationToken) };

    /// <inheritdoc />
    public override async Task<PrintDisclosureResponse> PrintDisclosure(PrintDisclosureRequest request, ServerCallContext context)
    {
        var disclosure = await AssembleAsync(request.InstitutionId, context.CancellationToken);
        return new PrintDisclosureResponse { Html = ByteString.CopyFromUtf8(PrintedDisclosure.Of(disclosure, clock.Today())) };
    }

    private async Task<Disclosure> AssembleAsync(string id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var key = Guid.Parse(id);
        var institution = await db.Institutions.AsNoTracking().SingleOrDefaultAsync(i => i.Id == key, cancellation) ?? throw Rejection.NotFound($"institutions/{id}");
        var items = await db.DisclosedItems.AsNoTracking().Where(i => i.InstitutionId == key && !i.Withdrawn).OrderBy(i => i.Kind).ThenBy(i => i.ItemId).ToListAsync(cancellation);
        var entries = await db.ListEntries.AsNoTracking().Where(e => e.InstitutionId == key && !e.Ended).OrderBy(e => e.Id).ToListAsync(cancellation);
        var today = clock.Today();
        var disclosure = new Disclosure
        {
            Institution = institution.ToProto(Law.Current.Divisions),
            CompetentDepartment = Competence.Of(institution.Category, Law.Current.At(DivisionCode.Parse(institution.Division), today)).Reviewers[0].Department,
            UpdateTime = items.Count == 0 ? null : items.Max(i => i.PublishedAt).ToTimestamp(),
        };
        disclosure.Entries.Add(entries.Where(e => e.InForceOn(today)).Select(e => e.ToProto(today)));
        disclosure.Tutors.Add(items.Where(i => i.Kind == DisclosedKind.Tutor).Select(Tutor));
        disclosure.Fees.Add(items.Where(i => i.Kind == DisclosedKind.FeeStandard).Select(Fee));
        disclosure.Courses.Add(items.Where(i => i.Kind == DisclosedKind.Course).Select(Course));
        return disclosure;
    }

    private DisclosedTutor Tutor(DisclosedItem item)
    {
        var tutor = JsonSerializer.Deserialize<TutorFacts>(keys.Reveal(item.Sealed!), JsonSerializerOptions.Web)!;
        return new DisclosedTutor
        {
            Name = tutor.Name,
            Teaches = tutor.Teaches,
            CertificateNumber = tutor.CertificateNumber,
            PhotoSha256 = tutor.PhotoSha256 ?? "",
            Foreign = item.Foreign,
            PermitNumber = tutor.PermitNumber ?? "",
        };
    }

    private static DisclosedFee Fee(DisclosedItem item)
    {
        var fee = JsonSerializer.Deserialize<FeeStandardPublished>(item.Content)!;
        return new DisclosedFee
        {
            Title = fee.Title, PriceFen = fee.PriceFen, Unit = fee.Unit, RefundStandard = fee.RefundStandard, CustodyBank = fee.CustodianName ?? "",
        };
    }

    private static DisclosedCourse Course(DisclosedItem item)
    {
        var course = JsonSerializer.Deserialize<CoursePublished>(item.Content)!;
        return new DisclosedCourse { Title = course.Title, Schedule = course.Schedule, Lessons = course.Lessons, PriceFen = course.PriceFen };
    }
}
