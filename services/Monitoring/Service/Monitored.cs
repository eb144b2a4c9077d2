using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Monitoring;

/// <summary>What the calls about everything monitored share: how it is kept, found, shown and paged.</summary>
internal static class Monitored
{
    public static void IsMatter<T>(this EntityTypeBuilder<T> row, string table)
        where T : Matter
    {
        row.IsVersioned(table);
        row.Property(m => m.InstitutionCode).HasMaxLength(18);
        row.Property(m => m.InstitutionId).HasMaxLength(40);
    }

    /// <summary>What the caller may see of a division and those within it.</summary>
    public static IQueryable<T> SeenBy<T>(this IQueryable<T> rows, Caller caller, string division, string institutionCode = "")
        where T : Matter
    {
        rows = rows.Within(division);
        if (institutionCode.Length > 0) rows = rows.Where(m => m.InstitutionCode == institutionCode);
        return caller.Audience == Audience.Institution ? rows.Where(m => m.InstitutionCode == caller.Organization) : rows;
    }

    /// <summary>The institution that something is about. An institution speaks for itself only.</summary>
    /// <param name="caller">Who speaks.</param>
    /// <param name="field">Path of the message that states it, with a dot; empty at the top.</param>
    /// <param name="division">Its division.</param>
    /// <param name="institutionId">Its identifier.</param>
    /// <param name="code">Its credit code.</param>
    public static Owner OwnerOf(this Caller caller, string field, string division, string institutionId, string code)
    {
        Matters.MustBeCounty(division, $"{field}division");
        var id = "";
        if (institutionId.Length > 0)
            id = Guid.TryParse(institutionId, out var key) ? $"{key}" : throw Rejection.Invalid($"{field}institution_id", "不是机构标识", "is no identifier of an institution");
        if (caller.Audience is Audience.Institution && caller.Organization != code) throw Rejection.NotFound($"institutions/{institutionId}");
        return new Owner(division, id, code);
    }

    public static Determination ToProto(this Held held) => new() { Rule = held.Rule, Breached = held.Breached, Reason = held.Reason };
}
