using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Filings;

/// <summary>What the calls about everything filed share: how it is kept, found, shown and paged.</summary>
internal static class FiledMatters
{
    public static void IsFiledMatter<T>(this EntityTypeBuilder<T> row, string table)
        where T : FiledMatter
    {
        row.IsVersioned(table);
        row.Property(m => m.OwnerCode).HasMaxLength(18);
        row.Property(m => m.InstitutionId).HasMaxLength(40);
    }

    /// <summary>What the caller may see of a division and those within it.</summary>
    public static IQueryable<T> SeenBy<T>(this IQueryable<T> rows, Caller caller, string division)
        where T : FiledMatter
    {
        rows = rows.Within(division);
        return caller.Audience == Audience.Institution ? rows.Where(m => m.OwnerCode == caller.Organization) : rows;
    }

    /// <summary>The institution that a filing is for. An institution files for itself only.</summary>
    /// <param name="command">The call.</param>
    /// <param name="field">Path of the message that states it.</param>
    /// <param name="division">Its division.</param>
    /// <param name="institutionId">Its identifier.</param>
    /// <param name="code">Its credit code.</param>
    public static Owner OwnerOf(this Command command, string field, string division, string institutionId, string code)
    {
        Matters.MustBeCounty(division, Path(field, "division"));
        if (!Guid.TryParse(institutionId, out var id)) throw Rejection.Invalid(Path(field, "institution_id"), "不是机构标识", "is no identifier of an institution");
        var caller = command.Caller;
        if (caller.Audience is Audience.Institution && caller.Organization != code) throw Rejection.NotFound($"institutions/{institutionId}");
        return new Owner(division, id.ToString(), code);
    }

    /// <summary>Refuses an officer of a department that is not competent for the category.</summary>
    public static void MustBeCompetent(this Command command, TrainingCategory category, LawAt law) =>
        FilingGate.MustBeCompetent(category, command.Caller.Department.ToCode(), law);

    /// <summary>Refuses what is filed for an institution that the registry has stopped.</summary>
    public static async Task MustTrainAsync(this FilingsDb db, string code) => FilingGate.MustTrain(
        code, await db.Set<LicensedInstitution>().AsNoTracking().Where(i => i.Code == code).Select(i => i.MayTrain).ToListAsync());

    private static string Path(string field, string name) => field.Length == 0 ? name : $"{field}.{name}";
}
