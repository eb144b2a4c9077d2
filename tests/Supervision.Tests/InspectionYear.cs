using ShuangJian.Contracts;
using ShuangJian.Policy;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Helps tests to have schools, institutions and visits.</summary>
internal static class InspectionYear
{
    internal const string Consumer = "supervision.inspected";

    /// <summary>Tells of schools of a county.</summary>
    internal static async Task<List<string>> SchoolsAsync(SupervisionHost host, int count, string division)
    {
        var codes = Enumerable.Range(0, count).Select(_ => Registry.NewCode()).Order(StringComparer.Ordinal).ToList();
        foreach (var (code, i) in codes.Select((c, i) => (c, i)))
            await host.TellAsync(Consumer, "schools", $"schools/{code}", new SchoolRegistered { Division = division, SchoolCode = code, Name = $"样例学校{i + 1}", Stages = ["PRIMARY"] });
        return codes;
    }

    /// <summary>Tells of a licensed institution.</summary>
    internal static async Task<(string Id, string Code)> InstitutionAsync(SupervisionHost host, string division = SupervisionHost.County)
    {
        var (id, code) = (Registry.NewId(), Registry.NewCode());
        await host.TellAsync(Consumer, "institutions", $"institutions/{id}", new InstitutionLicensed
        {
            Division = division, InstitutionId = id, Name = "样例培训机构", UnifiedSocialCreditCode = code, Category = "ARTS", LicenceNumber = "sample", LicensedOn = new DateOnly(2021, 9, 1),
        });
        return (id, code);
    }

    /// <summary>A draft of a school visit in which everything is met but the items named.</summary>
    internal static Inspection Visit(string code, string day, string division, InspectionKind kind = InspectionKind.MonthlyVisit, string form = "school-visit", params string[] notMet)
    {
        var law = Law.Current.At(DivisionCode.Parse(division), DateOnly.Parse(day));
        return new()
        {
            InspectionId = Registry.NewId(), Kind = kind, SubjectKind = form == "school-visit" ? SubjectKind.School : SubjectKind.Institution, ObjectCode = code, FormId = form, VisitedOn = day,
            Answers =
            {
                law.Law.InspectionForms.On(form, law.Date)!.Items.Where(i => i.BasisAt(law).Count > 0).Select(i => new InspectionAnswer
                {
                    ItemId = i.Id, Result = notMet.Contains(i.Id) ? CheckResult.NotMet : CheckResult.Met, Note = notMet.Contains(i.Id) ? "现场发现不符合要求" : "",
                }),
            },
        };
    }

    /// <summary>Syncs drafts and submits each.</summary>
    internal static async Task SubmitAsync(InspectionService.InspectionServiceClient desk, string division, IReadOnlyList<Inspection> visits)
    {
        foreach (var part in visits.Chunk(100))
        {
            var synced = await desk.SyncDraftsAsync(new() { RequestId = Registry.NewId(), Division = division, Rows = { part.Select(v => new DraftRow { Inspection = v }) } });
            Assert.All(synced.Results, r => Assert.Equal(SyncOutcome.Stored, r.Outcome));
        }
        foreach (var visit in visits) await desk.SubmitInspectionAsync(new() { RequestId = Registry.NewId(), InspectionId = visit.InspectionId });
    }
}
