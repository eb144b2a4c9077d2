using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Edge;
using ShuangJian.Protos.Institution.V1;
using Application = ShuangJian.Institutions.Domain.Application;

namespace ShuangJian.Institutions;

/// <summary>Applies the update mask of an application.</summary>
internal static class ApplicationMask
{
    private static readonly string[] Changeable = ["institution_name", "category", "stages", "mode", "legal_representative", "sites", "documents",
        "change", "transformation_target", "closure", "online_filing_number"];

    /// <summary>The whole content as it will be, and the new legal representative if the mask names it.</summary>
    public static (ApplicationContent Content, Person? Person) Apply(Application application, UpdateApplicationRequest request)
    {
        var paths = request.UpdateMask.Paths;
        var unknown = paths.Select((path, index) => (path, index)).Where(p => !Changeable.Contains(p.path))
            .Select(p => new FieldProblem($"update_mask.paths[{p.index}]", "不是可修改的字段", $"'{p.path}' is no field that can be changed")).ToList();
        if (unknown.Count > 0) throw Rejection.Invalid(unknown);
        if (paths.Count == 0) throw Rejection.Invalid("update_mask", "必填", "is required");
        var (wire, mask) = (request.Application ?? new Protos.Institution.V1.Application(), paths.ToHashSet(StringComparer.Ordinal));
        CheckNamed(wire, mask);
        var sent = wire.ToContent();
        return (new ApplicationContent(
            mask.Contains("institution_name") ? sent.InstitutionName : application.InstitutionName,
            mask.Contains("category") ? sent.Category : application.Category,
            mask.Contains("stages") ? sent.Stages : application.Stages,
            mask.Contains("mode") ? sent.Mode : application.Mode,
            mask.Contains("sites") ? sent.Sites : application.Sites,
            mask.Contains("documents") ? sent.Documents : application.Documents,
            new Particulars(
                mask.Contains("change") ? sent.Particulars!.Change : application.Particulars.Change,
                mask.Contains("transformation_target") ? sent.Particulars!.Target : application.Particulars.Target,
                mask.Contains("closure") ? sent.Particulars!.Closure : application.Particulars.Closure,
                mask.Contains("online_filing_number") ? sent.Particulars!.FilingNumber : application.Particulars.FilingNumber)), mask.Contains("legal_representative") ? wire.LegalRepresentative : null);
    }

    /// <summary>A field that the mask names and that a draft may not lack must be sent.</summary>
    private static void CheckNamed(Protos.Institution.V1.Application wire, HashSet<string> mask)
    {
        var problems = new List<FieldProblem>();
        if (mask.Contains("institution_name") && wire.InstitutionName.Length < 4) problems.Add(new("application.institution_name", "至少 4 个字符", "needs at least 4 characters"));
        if (mask.Contains("category") && wire.Category == default) problems.Add(new("application.category", "必填", "is required"));
        if (mask.Contains("legal_representative") && wire.LegalRepresentative is null) problems.Add(new("application.legal_representative", "必填", "is required"));
        if (problems.Count > 0) throw Rejection.Invalid(problems);
    }
}
