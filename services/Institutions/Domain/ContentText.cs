using System.Globalization;

namespace ShuangJian.Institutions.Domain;

/// <summary>The content of an application as texts, by which a resubmission is compared with what was returned.</summary>
internal static class ContentText
{
    private const string Person = "***";

    /// <summary>Every field that an applicant may change, but for the legal representative, who is sealed.</summary>
    internal static IReadOnlyList<FieldText> Of(Application application)
    {
        var details = application.Particulars;
        var fields = new List<FieldText>
        {
            new("institution_name", application.InstitutionName),
            new("category", application.Category.ToString()),
            new("stages", string.Join('、', application.Stages)),
            new("mode", application.Mode?.ToString() ?? ""),
            new("change.matters", string.Join('、', details.Change?.Matters ?? [])),
            new("change.owner_name", details.Change?.OwnerName ?? ""),
            new("change.owner_code", details.Change?.OwnerCode ?? ""),
            new("transformation_target", details.Target?.ToString() ?? ""),
            new("closure", details.Closure is { } plan
                ? string.Create(CultureInfo.InvariantCulture, $"{plan.ClosesOn:yyyy-MM-dd}，学员{plan.Pupils}人，预收费{plan.PrepaidFen}分：{plan.Settlement}")
                : ""),
            new("online_filing_number", details.FilingNumber),
        };
        fields.AddRange(application.Sites.Select((site, i) => new FieldText($"sites[{i}]", Text(site))));
        fields.AddRange(application.Documents.Select((document, i) => new FieldText($"documents[{i}]", Text(document))));
        return fields;
    }

    /// <summary>What differs between what was returned and what is there now, in the order of the fields.</summary>
    internal static IReadOnlyList<FieldChange> Changes(ReturnedContent returned, Application now)
    {
        var before = returned.Fields.ToDictionary(field => field.Field, field => field.Text);
        var after = Of(now).ToDictionary(field => field.Field, field => field.Text);
        var changes = after.Keys.Union(before.Keys)
            .Select(field => new FieldChange(field, before.GetValueOrDefault(field, ""), after.GetValueOrDefault(field, "")))
            .Where(change => change.Old != change.New);
        return returned.RepresentativeReplaced ? [.. changes, new FieldChange("legal_representative", Person, Person)] : [.. changes];
    }

    private static string Text(Site site) =>
        $"{site.Address}，{site.AreaSquareMetres}平方米" + (site.PupilsAtOnce is { } pupils ? $"，{pupils}人" : "")
        + (site.LeaseEndsOn is { } end ? $"，租至{end:yyyy-MM-dd}" : "");

    private static string Text(Document document) =>
        $"{document.Title}（{document.Sha256[..12]}）" + (document.ValidUntil is { } end ? $"，有效期至{end:yyyy-MM-dd}" : "");
}
