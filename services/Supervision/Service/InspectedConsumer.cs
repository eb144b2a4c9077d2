using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Messaging;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>Keeps the register of what is inspected from what the services of schools and institutions tell, and what weighs in a draw.</summary>
public sealed class InspectedConsumer(IDbContextFactory<SupervisionDb> databases, TimeProvider clock, ILogger<InspectedConsumer> log)
    : EventConsumer<SupervisionDb>(databases, clock, log)
{
    /// <inheritdoc />
    public override string Name => "supervision.inspected";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics { get; } =
    [
        .. StandingNews.Topics, "#.institution-changed", "#.school-registered", "#.school-changed", "#.credit-grade-changed", "#.advertisement-breaches-repeated",
        "#.risk-warning-raised", "#.risk-warning-closed",
    ];

    /// <inheritdoc />
    protected override Task ApplyAsync(SupervisionDb db, ReceivedEvent received, CancellationToken cancellation) => CloudEvents.DataOf(received) switch
    {
        SchoolRegistered school => TakeAsync(db, SubjectKind.School, school.SchoolCode, school, received, new(school.SchoolCode, school.Name, null, school.Town), cancellation),
        SchoolChanged school => TakeAsync(db, SubjectKind.School, school.SchoolCode, school, received, new(school.SchoolCode, school.Name, school.ClosedOn, school.Town), cancellation),
        InstitutionChanged changed => TakeAsync(db, SubjectKind.Institution, changed.InstitutionId, changed, received, new(null, changed.Name, null, KeepsEnd: true), cancellation),
        CreditGradeChanged grade => GradeAsync(db, grade, received, cancellation),
        AdvertisementBreachesRepeated repeated => RepeatAsync(db, repeated, received, cancellation),
        RiskWarningRaised raised => WarnAsync(db, raised, received, cancellation),
        RiskWarningClosed closed => ClearAsync(db, closed, received, cancellation),
        { } fact when StandingNews.In(received, fact) is { } news => StandAsync(db, fact, news, received, cancellation),
        _ => Task.CompletedTask,
    };

    private static Task StandAsync(SupervisionDb db, DomainEvent fact, StandingNews news, ReceivedEvent received, CancellationToken cancellation)
    {
        // Who is suspended is inspected all the same; who is gone for good is not.
        DateOnly? ended = !news.Fact.MayTrain && news.Fact.ForGood ? ChinaDay.Of(received.Time) : null;
        var name = (fact as InstitutionLicensed)?.Name ?? "";
        return TakeAsync(db, SubjectKind.Institution, news.Fact.InstitutionId, fact, received, new(news.Fact.LicensedCode, name, ended), cancellation);
    }

    private static async Task TakeAsync(
        SupervisionDb db, SubjectKind kind, string key, DomainEvent fact, ReceivedEvent received, Told told, CancellationToken cancellation)
    {
        var row = await db.Set<InspectedObject>().FindAsync([key], cancellation);
        if (row is null) db.Add(row = new InspectedObject { Key = key, Kind = kind, Division = fact.Division, Since = ChinaDay.Of(received.Time) });
        if (told.Code is { } code) row.Code = code;
        if (row.ToldAt > received.Time) return;
        row.ToldAt = received.Time;
        if (told.Name.Length > 0) row.Name = told.Name;
        row.Town = told.Town ?? "";
        if (!told.KeepsEnd) row.EndedOn = told.EndedOn;
    }

    private static async Task GradeAsync(SupervisionDb db, CreditGradeChanged grade, ReceivedEvent received, CancellationToken cancellation)
    {
        var signs = await SignsAsync(db, grade.InstitutionCode, cancellation);
        if (signs.GradeAt <= received.Time) (signs.Grade, signs.GradeAt) = ("ABCD".IndexOf(grade.Grade, StringComparison.Ordinal) + 1, received.Time);
    }

    private static async Task RepeatAsync(SupervisionDb db, AdvertisementBreachesRepeated repeated, ReceivedEvent received, CancellationToken cancellation)
    {
        var (signs, until) = (await SignsAsync(db, repeated.InstitutionCode, cancellation), ChinaDay.Of(received.Time).AddMonths(repeated.Months));
        if (signs.AdUntil <= until) (signs.AdBreaches, signs.AdUntil) = (repeated.Count, until);
    }

    private static async Task WarnAsync(SupervisionDb db, RiskWarningRaised raised, ReceivedEvent received, CancellationToken cancellation)
    {
        var signs = await SignsAsync(db, raised.InstitutionCode, cancellation);
        // A warning that becomes graver is the same warning: inspectors are on their way already.
        if (signs.WarningId != raised.RiskWarningId) await WarningVisits.PlanAsync(db, raised, received, cancellation);
        if (signs.RiskAt <= received.Time) (signs.Risk, signs.WarningId, signs.RiskAt) = (raised.Level == "RED" ? 2 : 1, raised.RiskWarningId, received.Time);
    }

    private static async Task ClearAsync(SupervisionDb db, RiskWarningClosed closed, ReceivedEvent received, CancellationToken cancellation)
    {
        var signs = await db.Set<ObjectSigns>().FirstOrDefaultAsync(s => s.WarningId == closed.RiskWarningId, cancellation);
        if (signs is not null && signs.RiskAt <= received.Time) (signs.Risk, signs.RiskAt) = (0, received.Time);
    }

    private static async Task<ObjectSigns> SignsAsync(SupervisionDb db, string code, CancellationToken cancellation)
    {
        var signs = await db.Set<ObjectSigns>().FindAsync([code], cancellation);
        if (signs is null) db.Add(signs = new ObjectSigns { Code = code });
        return signs;
    }

    /// <summary>What an event says of an object; a null code and an empty name are not told.</summary>
    private sealed record Told(string? Code, string Name, DateOnly? EndedOn, string? Town = null, bool KeepsEnd = false);
}
