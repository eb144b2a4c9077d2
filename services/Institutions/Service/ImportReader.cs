using System.Globalization;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using EducationStage = ShuangJian.Protos.Institution.V1.EducationStage;
using TrainingCategory = ShuangJian.Protos.Institution.V1.TrainingCategory;

namespace ShuangJian.Institutions;

/// <summary>Reads institutions from a file.</summary>
internal sealed class ImportReader(FileHeader header, IReadOnlyList<string>? columns)
    : RowReader<InstitutionRow>(header, columns, AllColumns, ["address", "area_square_metres", "lease_ends_on", "valid_until"])
{
    /// <summary>Columns in the order in which an export writes them.</summary>
    public static readonly IReadOnlyList<string> AllColumns =
    [
        "name", "unified_social_credit_code", "division", "category", "stages", "mode", "address", "area_square_metres", "lease_ends_on",
        "licence_number", "licensed_on", "valid_until",
    ];

    private readonly DivisionCode _place = DivisionCode.Parse(header.Division);

    protected override void CheckTogether(InstitutionRow row, DateOnly today, HashSet<string> told, List<FieldProblem> problems)
    {
        if (!told.Contains("division"))
        {
            var division = DivisionCode.Parse(row.Division);
            if (!Law.Current.Divisions.IsLowest(division)) problems.Add(new("division", "应为县级行政区划", "must be a division of county level"));
            else if (!_place.Contains(division)) problems.Add(new("division", $"不在本批次的区域 {_place} 内", $"is outside the division of the batch {_place}"));
        }
        if (row.Sites.Count == 0 && row.Mode is not (TrainingMode.Online or TrainingMode.Unspecified) && told.Add("sites"))
            problems.Add(new("sites", "线下培训须有办学场所", "needs premises unless it trains only online"));
        if (!told.Contains("licensed_on") && Days.Of(row.LicensedOn)!.Value > today)
            problems.Add(new("licensed_on", "晚于导入之日", "is after the day of the import"));
        if (!told.Contains("licensed_on") && !told.Contains("valid_until") && row.ValidUntil.Length > 0 && string.CompareOrdinal(row.ValidUntil, row.LicensedOn) < 0)
            problems.Add(new("valid_until", "早于发证日期", "is before the day of the licence"));
        CheckFormula("name", row.Name, told, problems);
        for (var i = 0; i < row.Sites.Count; i++) CheckFormula($"sites[{i}].address", row.Sites[i].Address, told, problems);
    }

    protected override void Fill(InstitutionRow content, string[] cells, List<FieldProblem> problems)
    {
        string[] addresses = [], areas = [], leases = [];
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = cells[i];
            switch (Columns![i])
            {
                case "name": content.Name = cell; break;
                case "unified_social_credit_code": content.UnifiedSocialCreditCode = cell; break;
                case "division": content.Division = cell; break;
                case "licence_number": content.LicenceNumber = cell; break;
                case "licensed_on": content.LicensedOn = cell; break;
                case "valid_until": content.ValidUntil = cell; break;
                case "category": content.Category = Words<TrainingCategory>.Read("category", cell, problems); break;
                case "mode": content.Mode = Words<TrainingMode>.Read("mode", cell, problems); break;
                case "stages": content.Stages.Add(Parts(cell).Select(s => Words<EducationStage>.Read("stages", s, problems))); break;
                case "address": addresses = Parts(cell); break;
                case "area_square_metres": areas = Parts(cell); break;
                case "lease_ends_on": leases = cell.Length == 0 ? [] : cell.Split(';', StringSplitOptions.TrimEntries); break;
            }
        }
        ReadSites(content, addresses, areas, leases, problems);
    }

    private static void ReadSites(InstitutionRow content, string[] addresses, string[] areas, string[] leases, List<FieldProblem> problems)
    {
        if (areas.Length != addresses.Length || (leases.Length > 0 && leases.Length != addresses.Length))
        {
            problems.Add(new("sites", "地址、面积与租期的个数不一致", "address, area_square_metres and lease_ends_on tell of different numbers of premises"));
            return;
        }
        for (var i = 0; i < addresses.Length; i++)
        {
            if (!int.TryParse(areas[i], NumberStyles.None, CultureInfo.InvariantCulture, out var area))
                problems.Add(new($"sites[{i}].area_square_metres", "不是整数", "is no whole number"));
            content.Sites.Add(new Site { Address = addresses[i], AreaSquareMetres = area, LeaseEndsOn = leases.Length > 0 ? leases[i] : "" });
        }
    }
}
