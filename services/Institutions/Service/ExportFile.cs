using System.Globalization;
using ShuangJian.Platform.Bulk;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>The register as a file that an import reads.</summary>
internal static class ExportFile
{
    public static FileExport<InstitutionRow> Rows { get; } = new(ImportReader.AllColumns, row =>
    [
        row.Name, row.UnifiedSocialCreditCode, row.Division, Words<TrainingCategory>.Write(row.Category),
        FileCells.Join(row.Stages.Select(Words<EducationStage>.Write)), Words<TrainingMode>.Write(row.Mode),
        FileCells.Join(row.Sites.Select(s => s.Address)),
        FileCells.Join(row.Sites.Select(s => s.AreaSquareMetres.ToString(CultureInfo.InvariantCulture))),
        row.Sites.All(s => s.LeaseEndsOn.Length == 0) ? "" : FileCells.Join(row.Sites.Select(s => s.LeaseEndsOn)),
        row.LicenceNumber, row.LicensedOn, row.ValidUntil,
    ]);
}
