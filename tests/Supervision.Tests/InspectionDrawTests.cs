using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>A draw that anybody can re-compute: here it is, from the words of the contract alone.</summary>
public sealed class InspectionDrawTests
{
    [Fact]
    public async Task The_list_is_fixed_before_the_draw_and_anybody_recomputes_the_result()
    {
        await using var host = await SupervisionHost.StartAsync();
        var (plans, draws) = (new InspectionPlanService.InspectionPlanServiceClient(host.Officer(division: SupervisionHost.City)), new InspectionDrawService.InspectionDrawServiceClient(host.Officer(division: SupervisionHost.City)));
        var codes = new List<string>();
        for (var i = 0; i < 30; i++) codes.Add((await InspectionYear.InstitutionAsync(host)).Code);
        await GradeAsync(host, codes[0], "D");
        await host.TellAsync(InspectionYear.Consumer, "monitoring", "advertisements/sample", new Contracts.AdvertisementBreachesRepeated { Division = SupervisionHost.County, InstitutionCode = codes[0], Count = 3, Months = 12 });
        await EnterAsync(plans, codes);
        var plan = await PlanAsync(plans);
        var committed = (await draws.CommitDrawAsync(new() { RequestId = Registry.NewId(), PlanId = plan.PlanId, SampleSize = 10, Team = { Department.Education, Department.Education, Department.FireRescue } })).Draw;
        Assert.Equal((DrawState.Committed, "", "", 30), (committed.State, committed.Nonce, committed.Seed, committed.Objects.Count));
        // D counts 8, three repeated breaches of advertising 4 more; who has no grade counts 2.
        Assert.Equal(12, committed.Objects.Single(o => o.Code == codes[0]).Weight);
        Assert.All(committed.Objects.Where(o => o.Code != codes[0]), o => Assert.Equal(2, o.Weight));
        Assert.Equal(committed.ListDigest, (await host.HearAsync<Contracts.DrawCommitted>(committed.DrawId)).ListDigest);

        await draws.PerformDrawAsync(new() { RequestId = Registry.NewId(), DrawId = committed.DrawId, WitnessText = "八三一四" });
        var error = await RichError.OfAsync(draws.PerformDrawAsync(new() { RequestId = Registry.NewId(), DrawId = committed.DrawId, WitnessText = "再来一次" }));
        Assert.Equal("DRAW_STATE", error.Reason);
        var anybody = new InspectionDrawService.InspectionDrawServiceClient(host.Host.Channel);
        var drawn = (await anybody.GetDrawAsync(new() { DrawId = committed.DrawId })).Draw;
        Assert.Equal((committed.ListDigest, committed.ListText), (drawn.ListDigest, drawn.ListText));
        Assert.Equal((drawn.ListDigest, drawn.NonceDigest), (Digest(drawn.ListText), Digest(drawn.Nonce)));
        Assert.Equal(drawn.ListText, TextOf(drawn));
        Assert.Equal(drawn.Seed, Digest($"{drawn.ListDigest}\n{drawn.Nonce}\n{drawn.WitnessText}"));
        Assert.Equal(Recompute(drawn), drawn.Drawn.Select(d => $"{d.Code}:{string.Join(',', d.InspectorIds)}"));
        Assert.Equal(10, drawn.Drawn.Select(d => d.Code).Distinct().Count());
        // Who has a conflict of interest was not drawn, and of the only fire officer's objects one has no team.
        Assert.DoesNotContain(drawn.Drawn, d => d.InspectorIds.Any(id => drawn.Conflicts.Any(c => c.InspectorId == id && c.Code == d.Code)));
        Assert.Empty((await anybody.ListDrawsAsync(new() { Division = SupervisionHost.City })).Draws[0].Objects);

        var gaps = (await plans.ListPlanGapsAsync(new() { PlanId = plan.PlanId })).Objects;
        Assert.Equal(drawn.Drawn.Select(d => d.Code).Order(StringComparer.Ordinal), gaps.Select(g => g.Code).Order(StringComparer.Ordinal));
        var visit = InspectionYear.Visit(gaps[0].Code, "2026-11-20", SupervisionHost.County, InspectionKind.SpotCheck, "institution-check");
        visit.PlanId = plan.PlanId;
        await InspectionYear.SubmitAsync(new(host.Inspector()), SupervisionHost.County, [visit]);
        var progress = (await plans.GetPlanAsync(new() { PlanId = plan.PlanId })).Progress;
        Assert.Equal((10, 1), (progress.Objects, progress.Visited));
        Assert.DoesNotContain(gaps[0].Code, (await plans.ListPlanGapsAsync(new() { PlanId = plan.PlanId })).Objects.Select(o => o.Code));
    }

    [Fact]
    public async Task A_list_that_is_too_short_is_no_list()
    {
        await using var host = await SupervisionHost.StartAsync();
        var (plans, draws) = (new InspectionPlanService.InspectionPlanServiceClient(host.Officer(division: SupervisionHost.City)), new InspectionDrawService.InspectionDrawServiceClient(host.Officer(division: SupervisionHost.City)));
        var (_, code) = await InspectionYear.InstitutionAsync(host);
        var plan = await PlanAsync(plans);
        CommitDrawRequest Of(int size) => new() { RequestId = Registry.NewId(), PlanId = plan.PlanId, SampleSize = size, Team = { Department.Education } };
        Assert.Equal("0", (await RichError.OfAsync(draws.CommitDrawAsync(Of(1)))).Facts["inspectors"]);
        await EnterAsync(plans, [code]);
        var error = await RichError.OfAsync(draws.CommitDrawAsync(Of(2)));
        Assert.Equal((StatusCode.FailedPrecondition, "DRAW_LIST_UNFIT"), (error.Code, error.Reason));
        Assert.Single((await draws.CommitDrawAsync(Of(1))).Draw.Objects);
    }

    [Fact]
    public async Task A_risk_warning_sends_inspectors_once_by_events_alone()
    {
        await using var host = await SupervisionHost.StartAsync();
        var plans = new InspectionPlanService.InspectionPlanServiceClient(host.Officer());
        var (id, code) = await InspectionYear.InstitutionAsync(host);
        await plans.PutInspectorAsync(new() { RequestId = Registry.NewId(), Inspector = new() { Division = SupervisionHost.County, Account = "inspector-1", Badge = "ZF-1", Department = Department.MarketRegulation } });
        var warning = Registry.NewId();
        foreach (var level in new[] { "YELLOW", "RED" })
        {
            await host.TellAsync(InspectionYear.Consumer, "monitoring", $"risk-warnings/{warning}", new Contracts.RiskWarningRaised
            {
                Division = SupervisionHost.County, RiskWarningId = warning, InstitutionId = id, InstitutionCode = code, Level = level, Score = 70, Reasons = ["退费等待"], Departments = ["EDUCATION"],
            });
        }
        var plan = Assert.Single((await plans.ListPlansAsync(new() { Division = SupervisionHost.County })).Plans);
        Assert.Equal(("2026-11-20", "2026-11-27"), (plan.StartsOn, plan.EndsOn));
        var draws = new InspectionDrawService.InspectionDrawServiceClient(host.Host.Channel);
        var draw = (await draws.GetDrawAsync(new() { DrawId = (await draws.ListDrawsAsync(new() { Division = SupervisionHost.County })).Draws[0].DrawId })).Draw;
        Assert.Equal(Recompute(draw), draw.Drawn.Select(d => $"{d.Code}:{string.Join(',', d.InspectorIds)}"));
        Assert.Equal(["", draw.Inspectors[0].InspectorId], Assert.Single(draw.Drawn).InspectorIds); // Education has entered nobody.
        Assert.Equal([code], (await host.HearAsync<Contracts.DrawPerformed>(draw.DrawId)).SubjectCodes);
        var seen = Assert.Single((await plans.ListPlanGapsAsync(new() { PlanId = plan.PlanId })).Objects);
        Assert.Equal((code, 2), (seen.Code, seen.RiskLevel));
        await host.TellAsync(InspectionYear.Consumer, "monitoring", $"risk-warnings/{warning}", new Contracts.RiskWarningClosed { Division = SupervisionHost.County, RiskWarningId = warning, InstitutionId = id }, 3);
        Assert.Equal(0, Assert.Single((await plans.ListObjectsAsync(new() { Division = SupervisionHost.County })).Objects).RiskLevel);
    }

    [Fact]
    public void A_weight_counts_as_often_as_it_says()
    {
        // One of ten has weight 9, nine have 1: it comes first in half of the draws.
        var list = new Domain.DrawList([.. Enumerable.Range(0, 10).Select(i => new Domain.DrawObject($"{i}", "", i == 0 ? 9 : 1, ""))], [], [], 1, []);
        var first = Enumerable.Range(0, 4000).Count(i => Domain.Drawing.Draw(list, $"seed {i}")[0].Code == "0");
        Assert.InRange(first, 1880, 2120);
    }

    private static Task GradeAsync(SupervisionHost host, string code, string grade) => host.TellAsync(InspectionYear.Consumer, "institutions", $"credit/{code}", new Contracts.CreditGradeChanged
    {
        Division = SupervisionHost.County, InstitutionCode = code, GradeBefore = "A", Grade = grade, Score = 10, InspectionsPerYear = 12,
    });

    private static async Task EnterAsync(InspectionPlanService.InspectionPlanServiceClient plans, List<string> codes)
    {
        foreach (var (department, i) in new[] { Department.Education, Department.Education, Department.Education, Department.FireRescue }.Select((d, i) => (d, i)))
        {
            await plans.PutInspectorAsync(new()
            {
                RequestId = Registry.NewId(),
                Inspector = new Inspector
                {
                    Division = SupervisionHost.City, Account = $"inspector-{i}", Badge = $"ZF-{i}", Department = department,
                    Conflicts = { codes.Where((_, at) => at % 4 == i).Select(code => new ConflictOfInterest { ObjectCode = code, Reason = "利益关系" }) },
                },
            });
        }
    }

    private static async Task<InspectionPlan> PlanAsync(InspectionPlanService.InspectionPlanServiceClient plans) => (await plans.CreatePlanAsync(new()
    {
        RequestId = Registry.NewId(),
        Plan = new InspectionPlan
        {
            Division = SupervisionHost.City, Kind = InspectionKind.SpotCheck, Title = "市级抽查", SubjectKind = SubjectKind.Institution, FormId = "institution-check", StartsOn = "2026-11-01", EndsOn = "2026-12-31",
        },
    })).Plan;

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string TextOf(Draw draw)
    {
        string Word(Department d) => Platform.Identity.Codes.ToCode(d);
        string[] lines =
        [
            "shuangjian-draw 1", $"objects {draw.Objects.Count}", .. draw.Objects.Select(o => $"{o.Code} {o.Weight}"), $"inspectors {draw.Inspectors.Count}",
            .. draw.Inspectors.Select(i => $"{i.InspectorId} {i.Badge} {Word(i.Department)}"), $"conflicts {draw.Conflicts.Count}", .. draw.Conflicts.Select(c => $"{c.InspectorId} {c.Code}"),
            $"sample {draw.SampleSize}", $"team {string.Join(',', draw.Team.Select(Word))}", $"nonce {draw.NonceDigest}",
        ];
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>Another way to the same result: cumulative sums instead of a walk.</summary>
    private static List<string> Recompute(Draw draw)
    {
        BigInteger Number(string label, int i) => BigInteger.Parse("0" + Digest($"{draw.Seed}/{label}/{i}"), System.Globalization.NumberStyles.HexNumber);
        var (left, load, result) = (draw.Objects.ToList(), new Dictionary<string, int>(), new List<string>());
        for (var k = 0; k < draw.SampleSize; k++)
        {
            var at = Number("object", k) % left.Sum(o => o.Weight);
            var sum = 0;
            var chosen = left.First(o => (sum += o.Weight) > at);
            left.Remove(chosen);
            var team = new List<string>();
            for (var q = 0; q < draw.Team.Count; q++)
            {
                var fit = draw.Inspectors.Where(i => i.Department == draw.Team[q] && !team.Contains(i.InspectorId) && !draw.Conflicts.Any(c => c.InspectorId == i.InspectorId && c.Code == chosen.Code)).ToList();
                var least = fit.Where(i => load.GetValueOrDefault(i.InspectorId) == fit.Min(f => load.GetValueOrDefault(f.InspectorId))).ToList();
                var one = least.Count == 0 ? "" : least[(int)(Number("inspector", (k * draw.Team.Count) + q) % least.Count)].InspectorId;
                team.Add(one);
                load[one] = load.GetValueOrDefault(one) + 1;
            }
            result.Add($"{chosen.Code}:{string.Join(',', team)}");
        }
        return result;
    }
}
