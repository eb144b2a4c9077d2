using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Platform.Personal;

namespace ShuangJian.Institutions;

/// <summary>What a disclosed item is.</summary>
public enum DisclosedKind
{
    /// <summary>A course.</summary>
    Course,

    /// <summary>A teacher.</summary>
    Tutor,

    /// <summary>A fee with its refund standard.</summary>
    FeeStandard,
}

/// <summary>A course, teacher or fee as another service published it last.</summary>
public sealed class DisclosedItem
{
    /// <summary>The institution.</summary>
    public required Guid InstitutionId { get; init; }

    /// <summary>What it is.</summary>
    public required DisclosedKind Kind { get; init; }

    /// <summary>Its identifier in the service that published it.</summary>
    public required string ItemId { get; init; }

    /// <summary>When it was published, by which a late event is known.</summary>
    public DateTime PublishedAt { get; set; }

    /// <summary>Whether it is not disclosed any more; the row stays, so that a late event does not bring it back.</summary>
    public bool Withdrawn { get; set; }

    /// <summary>The event's data as JSON; empty for a teacher.</summary>
    public string Content { get; set; } = "";

    /// <summary>A teacher, encrypted; null for anything else.</summary>
    public string? Sealed { get; set; }

    /// <summary>Whether a teacher is from abroad.</summary>
    public bool Foreign { get; set; }
}

/// <summary>Keeps what the other services publish for the disclosure page.</summary>
public sealed class DisclosureConsumer(
    IDbContextFactory<InstitutionsDb> databases, PersonalData keys, TimeProvider clock, ILogger<DisclosureConsumer> log)
    : EventConsumer<InstitutionsDb>(databases, clock, log)
{
    /// <inheritdoc />
    public override string Name => "institutions.disclosure";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics => ["#.course-published", "#.tutor-published", "#.fee-standard-published", "#.disclosure-withdrawn"];

    /// <inheritdoc />
    protected override async Task ApplyAsync(InstitutionsDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        switch (received.Name.Split('.')[1])
        {
            case "course-published":
                var course = CloudEvents.DataOf<CoursePublished>(received);
                if (await ItemAsync(db, received, course.InstitutionId, DisclosedKind.Course, course.CourseId, cancellation) is { } c)
                    c.Content = JsonSerializer.Serialize(course);
                break;
            case "fee-standard-published":
                var fee = CloudEvents.DataOf<FeeStandardPublished>(received);
                if (await ItemAsync(db, received, fee.InstitutionId, DisclosedKind.FeeStandard, fee.FeeStandardId, cancellation) is { } f)
                    f.Content = JsonSerializer.Serialize(fee);
                break;
            case "tutor-published":
                var tutor = CloudEvents.DataOf<TutorPublished>(received);
                if (await ItemAsync(db, received, tutor.InstitutionId, DisclosedKind.Tutor, tutor.TutorId, cancellation) is { } t)
                {
                    if (t.Sealed is null) await CountStaffAsync(db, t, joined: true, cancellation);
                    (t.Sealed, t.Foreign) = (keys.Protect(keys.Reveal(tutor.Sealed)), tutor.Foreign);
                }
                break;
            default:
                var gone = CloudEvents.DataOf<DisclosureWithdrawn>(received);
                var kind = gone.ItemKind switch
                {
                    "COURSE" => DisclosedKind.Course,
                    "TUTOR" => DisclosedKind.Tutor,
                    "FEE_STANDARD" => DisclosedKind.FeeStandard,
                    _ => throw new FormatException("The kind of item is unknown."),
                };
                if (await ItemAsync(db, received, gone.InstitutionId, kind, gone.ItemId, cancellation) is { } item)
                {
                    if (item.Sealed is not null) await CountStaffAsync(db, item, joined: false, cancellation);
                    (item.Withdrawn, item.Content, item.Sealed) = (true, "", null);
                }
                break;
        }
    }

    /// <summary>A teacher who is disclosed counts as staff in the census; what is sealed in the row tells whether one is.</summary>
    private static async Task CountStaffAsync(InstitutionsDb db, DisclosedItem tutor, bool joined, CancellationToken cancellation)
    {
        if (await db.Institutions.FindAsync([tutor.InstitutionId], cancellation) is { } institution) institution.CountStaff(joined);
    }

    /// <summary>The row to write into; null when something newer is known of the item.</summary>
    private static async Task<DisclosedItem?> ItemAsync(
        InstitutionsDb db, ReceivedEvent received, string institution, DisclosedKind kind, string id, CancellationToken cancellation)
    {
        var item = await db.DisclosedItems.FindAsync([Guid.Parse(institution), kind, id], cancellation);
        if (item is null) db.DisclosedItems.Add(item = new DisclosedItem { InstitutionId = Guid.Parse(institution), Kind = kind, ItemId = id });
        else if (item.PublishedAt > received.Time) return null;
        (item.PublishedAt, item.Withdrawn) = (received.Time, false);
        return item;
    }
}
