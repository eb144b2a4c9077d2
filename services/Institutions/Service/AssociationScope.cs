using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Institutions;

/// <summary>For whom a secretary of an association may act: the own association, and institutions within its division.</summary>
internal static class AssociationScope
{
    /// <summary>
    /// Credit code of the association that a caller names for an institution. A secretary names the own one; an officer
    /// names any, whose code is known if it is registered for a division around the institution.
    /// </summary>
    public static async Task<string> CodeAsync(InstitutionsDb db, Caller caller, string name, Institution institution, string field)
    {
        var key = Classification.KeyOf(name);
        var place = DivisionCode.Parse(institution.Division);
        if (caller.Audience != Audience.Association)
        {
            var named = await db.Set<IndustryAssociation>().AsNoTracking().Where(a => a.NameKey == key).Select(a => new { a.Division, a.Code }).ToListAsync();
            return named.Where(a => DivisionCode.Parse(a.Division).Contains(place)).OrderByDescending(a => DivisionCode.Parse(a.Division).Level)
                .Select(a => a.Code).FirstOrDefault() ?? "";
        }
        var own = await db.Set<IndustryAssociation>().AsNoTracking().SingleOrDefaultAsync(a => a.Code == caller.Organization);
        if (own is null || !DivisionCode.Parse(own.Division).Contains(place)) throw NotInCharge(institution.Division);
        return own.NameKey == key ? own.Code : throw Rejection.Invalid(field, "只能以本协会名义办理", "must be the caller's own association");
    }

    /// <summary>To a secretary what is another association's does not exist.</summary>
    public static void MustOwn(Caller caller, string code, string resource)
    {
        if (caller.Audience == Audience.Association && caller.Organization != code) throw Rejection.NotFound(resource);
    }

    public static Rejection Exists(Guid known) => new(StatusCode.AlreadyExists, "ASSOCIATION_EXISTS", "该协会已登记", "the association is registered already")
    {
        Facts = new Dictionary<string, string> { ["association_id"] = $"{known}" },
    };

    private static Rejection NotInCharge(string division) => new(
        StatusCode.PermissionDenied, "ASSOCIATION_NOT_IN_CHARGE", "协会未登记，或者该机构不在协会的区域内", "the association is not registered, or the institution is not within its division")
    {
        Facts = new Dictionary<string, string> { ["division"] = division },
    };
}

internal sealed class IndustryAssociationTable : IEntityTypeConfiguration<IndustryAssociation>
{
    public void Configure(EntityTypeBuilder<IndustryAssociation> row)
    {
        row.IsVersioned("associations");
        row.Property(a => a.Name).HasMaxLength(80);
        row.Property(a => a.NameKey).HasMaxLength(80);
        row.Property(a => a.Code).HasMaxLength(18);
        row.HasIndex(a => a.Code).IsUnique();
        row.HasIndex(a => new { a.NameKey, a.Division }).IsUnique();
    }
}
