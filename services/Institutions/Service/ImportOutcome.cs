using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Bulk;
using ShuangJian.Protos.Institution.V1;
using Institution = ShuangJian.Institutions.Domain.Institution;

namespace ShuangJian.Institutions;

/// <summary>Codes and licence numbers that rows before have taken.</summary>
internal sealed class ImportSeen
{
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);

    public bool HasCode(string code) => _codes.Contains(code);

    public bool HasNumber(string number) => _numbers.Contains(number);

    public void Add(string code, string number)
    {
        _codes.Add(code);
        _numbers.Add(number);
    }
}

/// <summary>What becomes of some rows of a batch, held against each other and against the register in one query.</summary>
internal sealed class ImportOutcome : FileOutcome
{
    public List<Institution> Institutions { get; } = [];

    public override long Stored => Institutions.Count;

    public long Skipped { get; private set; }

    public override string Summary => $"{Stored} stored, {Refused} refused, {Skipped} skipped";

    public static async Task<ImportOutcome> DecideAsync(
        InstitutionsDb db, ImportBatch batch, IReadOnlyList<ReadRow<InstitutionRow>> rows, ImportSeen seen, CancellationToken cancellation)
    {
        var sound = rows.Where(r => r.Problems.Count == 0).Select(r => r.Content).ToList();
        var (codes, numbers) = (sound.Select(r => r.UnifiedSocialCreditCode).Distinct().ToArray(), sound.Select(r => r.LicenceNumber).Distinct().ToArray());
        // One parameter each, however many there are: statements stay the same and no provider's limit is met.
        var registered = await db.Institutions.AsNoTracking().Where(i => EF.Parameter(codes).Contains(i.Code)).Select(i => new { i.Code, i.LicenceNumber, i.ImportBatch })
            .Union(db.Institutions.Where(i => EF.Parameter(numbers).Contains(i.LicenceNumber)).Select(i => new { i.Code, i.LicenceNumber, i.ImportBatch }))
            .ToListAsync(cancellation);
        var byCode = registered.ToDictionary(r => r.Code, r => r.ImportBatch, StringComparer.Ordinal);
        var byNumber = registered.Select(r => r.LicenceNumber).ToHashSet(StringComparer.Ordinal);
        var outcome = new ImportOutcome();
        foreach (var row in rows) outcome.Decide(batch, row, byCode, byNumber, seen);
        return outcome;
    }

    private void Decide(ImportBatch batch, ReadRow<InstitutionRow> row, Dictionary<string, Guid?> byCode, HashSet<string> byNumber, ImportSeen seen)
    {
        var content = row.Content;
        if (row.Problems.Count > 0) Refuse(batch.Id, row, row.Problems);
        else if (seen.HasCode(content.UnifiedSocialCreditCode) || (byCode.TryGetValue(content.UnifiedSocialCreditCode, out var before) && before == batch.Id))
            Refuse(batch.Id, row, [new("unified_social_credit_code", "与本文件前面的行重复", "stands in a row before of the same file")]);
        else if (byCode.ContainsKey(content.UnifiedSocialCreditCode))
        {
            if (batch.Existing == ExistingPolicy.Skip) Skipped++;
            else Refuse(batch.Id, row, [new("unified_social_credit_code", "该单位已登记", "is registered already")]);
        }
        else if (seen.HasNumber(content.LicenceNumber) || byNumber.Contains(content.LicenceNumber))
            Refuse(batch.Id, row, [new("licence_number", "办学许可证号已属于另一机构", "belongs to another institution")]);
        else
        {
            seen.Add(content.UnifiedSocialCreditCode, content.LicenceNumber);
            Institutions.Add(Institution.TakeOver(Guid.CreateVersion7(), batch.Id, content.ToRegistered()));
        }
    }
}
