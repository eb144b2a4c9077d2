using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Platform.Bulk;

/// <summary>A batch that an institution sent for itself, or an authority for any.</summary>
public abstract class OwnedBatch : FileBatch
{
    /// <summary>Unified social credit code of the institution that sent it; empty when an authority did.</summary>
    public required string InstitutionCode { get; init; }
}

/// <summary>Whose batches are whose.</summary>
public static class OwnedBatches
{
    /// <summary>Institution that a caller sends for; empty for an authority.</summary>
    public static string OwnerOf(Caller caller) => caller.Audience == Audience.Institution ? caller.Organization : "";

    /// <summary>Batches of a division that a caller may see, in a state or in any.</summary>
    public static IQueryable<T> SeenBy<T>(this IQueryable<T> batches, Caller caller, string division, ImportState state)
        where T : OwnedBatch
    {
        var rows = batches.AsNoTracking().Within(division);
        if (OwnerOf(caller) is { Length: > 0 } owner) rows = rows.Where(b => b.InstitutionCode == owner);
        return state == ImportState.Unspecified ? rows : rows.Where(b => b.State == state);
    }

    /// <summary>Another institution learns not even that a batch exists, an officer learns whose jurisdiction it is not.</summary>
    public static async Task<T> OwnedAsync<T>(this IQueryable<T> batches, string name, string id, ServerCallContext context)
        where T : OwnedBatch
    {
        var key = Guid.Parse(id);
        var caller = Caller.Of(context);
        var batch = await batches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == key, context.CancellationToken) ?? throw Rejection.NotFound($"{name}/{id}");
        var division = DivisionCode.Parse(batch.Division);
        if (caller.Audience != Audience.Institution) caller.MustReach(division);
        else if (!caller.Reaches(division) || caller.Organization != batch.InstitutionCode) throw Rejection.NotFound($"{name}/{id}");
        return batch;
    }

    /// <summary>What is wrong with where a row says that it belongs.</summary>
    /// <param name="place">Division of the batch.</param>
    /// <param name="owner">Institution that sends it; empty for an authority.</param>
    /// <param name="division">Division of the row.</param>
    /// <param name="code">Institution of the row.</param>
    /// <param name="told">Fields with which something is wrong already.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void CheckPlace(DivisionCode place, string owner, string division, string code, HashSet<string> told, List<FieldProblem> problems)
    {
        if (!told.Contains("division"))
        {
            var county = DivisionCode.Parse(division);
            if (!Law.Current.Divisions.IsLowest(county)) problems.Add(new("division", "应为县级行政区划", "must be a division of county level"));
            else if (!place.Contains(county)) problems.Add(new("division", $"不在本批次的区域 {place} 内", $"is outside the division of the batch {place}"));
        }
        if (owner.Length > 0 && code != owner && told.Add("institution_code"))
            problems.Add(new("institution_code", "只能为本机构报备", "must be the caller's own institution"));
    }
}
