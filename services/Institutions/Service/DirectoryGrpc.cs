using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using Institution = ShuangJian.Institutions.Domain.Institution;
using TrainingCategory = ShuangJian.Policy.TrainingCategory;

namespace ShuangJian.Institutions;

/// <summary>Answers anyone who asks whether an institution may train; from the cache, which a licence renews.</summary>
public sealed class DirectoryGrpc(
    IDbContextFactory<InstitutionsDb> databases, AnswerCache cache, NameIndex names, Certificates certificates, TimeProvider clock)
    : DirectoryService.DirectoryServiceBase
{
    /// <summary>Topic of everything answered here.</summary>
    public const string WhiteList = "white-list";

    private const int IdLength = 36;

    /// <inheritdoc />
    public override Task<ListWhiteListResponse> ListWhiteList(ListWhiteListRequest request, ServerCallContext context) =>
        cache.GetAsync(WhiteList, request, () => LoadPageAsync(request)).AsTask();

    /// <inheritdoc />
    public override Task<LookUpInstitutionResponse> LookUpInstitution(LookUpInstitutionRequest request, ServerCallContext context) =>
        cache.GetAsync(WhiteList, request, () => LoadOneAsync(request)).AsTask();

    private async Task<ListWhiteListResponse> LoadPageAsync(ListWhiteListRequest request)
    {
        await using var db = await databases.CreateDbContextAsync();
        var categories = request.Categories.Select(c => EnumMap<Protos.Institution.V1.TrainingCategory, TrainingCategory>.ToDomain(c)!.Value).ToArray();
        var (size, after) = (Paging.Size(request.PageSize), After(request));
        var page = request.NameContains.Length > 0 && request.UnifiedSocialCreditCode.Length == 0
            ? await FindByNameAsync(db, request, categories, after, size + 1)
            : await ListAsync(db, request, categories, after, size + 1);
        var response = new ListWhiteListResponse
        {
            NextPageToken = page.Count > size ? Paging.Token(request, $"{page[size - 1].Id}{page[size - 1].Name}") : "",
        };
        response.Institutions.Add(page.Take(size).Select(i => i.ToProto(Law.Current.Divisions)));
        return response;
    }

    private static (string Name, Guid Id)? After(ListWhiteListRequest request)
    {
        if (Paging.After(request, request.PageToken) is not { } after) return null;
        return after.Length > IdLength && Guid.TryParse(after[..IdLength], out var id) ? (after[IdLength..], id) : throw Paging.Invalid();
    }

    private static Task<List<Institution>> ListAsync(
        InstitutionsDb db, ListWhiteListRequest request, TrainingCategory[] categories, (string Name, Guid Id)? after, int most)
    {
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(request.Division));
        var rows = db.Institutions.AsNoTracking().Where(i => i.State == Domain.InstitutionState.Licensed
            && string.Compare(i.Division, first) >= 0 && string.Compare(i.Division, last) <= 0);
        if (request.UnifiedSocialCreditCode.Length > 0) rows = rows.Where(i => i.Code == request.UnifiedSocialCreditCode && i.Name.Contains(request.NameContains));
        if (categories.Length > 0) rows = rows.Where(i => categories.Contains(i.Category));
        if (after is { } shown) rows = rows.Where(i => string.Compare(i.Name, shown.Name) > 0 || (i.Name == shown.Name && i.Id > shown.Id));
        return rows.OrderBy(i => i.Name).ThenBy(i => i.Id).Take(most).ToListAsync();
    }

    /// <summary>The index says which rows are on the page; what they say, and that they still belong there, the rows say themselves.</summary>
    private async Task<List<Institution>> FindByNameAsync(
        InstitutionsDb db, ListWhiteListRequest request, TrainingCategory[] categories, (string Name, Guid Id)? after, int most)
    {
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(request.Division));
        var ids = await names.FindAsync(new(request.NameContains, first, last, categories, after), most);
        if (ids.Length == 0) return [];
        var found = await db.Institutions.AsNoTracking().Where(i => EF.Parameter(ids).Contains(i.Id)).ToDictionaryAsync(i => i.Id);
        return [.. ids.Select(id => found.GetValueOrDefault(id)).OfType<Institution>().Where(i => i.State == Domain.InstitutionState.Licensed)];
    }

    private async Task<LookUpInstitutionResponse> LoadOneAsync(LookUpInstitutionRequest request)
    {
        await using var db = await databases.CreateDbContextAsync();
        var rows = db.Institutions.AsNoTracking();
        var certificate = request.HasVerificationCode ? certificates.Read(request.VerificationCode) : null;
        Institution? found = request.KeyCase switch
        {
            LookUpInstitutionRequest.KeyOneofCase.UnifiedSocialCreditCode =>
                await rows.SingleOrDefaultAsync(i => i.Code == request.UnifiedSocialCreditCode),
            LookUpInstitutionRequest.KeyOneofCase.LicenceNumber =>
                await rows.SingleOrDefaultAsync(i => i.LicenceNumber == request.LicenceNumber),
            LookUpInstitutionRequest.KeyOneofCase.VerificationCode =>
                certificate is { } issued ? await rows.SingleOrDefaultAsync(i => i.LicenceNumber == issued.LicenceNumber) : null,
            _ => throw Rejection.Invalid("key", "请提供统一社会信用代码、办学许可证号或验证码", "needs unified_social_credit_code, licence_number or verification_code"),
        };
        if (found is null) throw Rejection.NotFound($"institutions?{request.UnifiedSocialCreditCode}{request.LicenceNumber}{request.VerificationCode}");
        var today = clock.Today();
        var entries = await db.ListEntries.AsNoTracking().Where(e => e.InstitutionId == found.Id && !e.Ended).OrderBy(e => e.Id).ToListAsync();
        var response = new LookUpInstitutionResponse
        {
            Institution = found.ToProto(Law.Current.Divisions),
            CertificateOutdated = certificate is { } shown && shown.Version != found.Version,
        };
        response.Entries.Add(entries.Where(e => e.InForceOn(today)).Select(e => e.ToProto(today)));
        return response;
    }
}
