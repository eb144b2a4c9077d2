using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Policy;
using ShuangJian.Protos.Monitoring.V1;
using ShuangJian.Testing;

namespace ShuangJian.Monitoring.Tests;

/// <summary>The score, its explanation, and warnings from raising to closing.</summary>
public sealed class RiskTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 11, 20);
    private MonitoringHost _host = null!;

    public async Task InitializeAsync() => _host = await MonitoringHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(RiskInputKind.Balance, 100, 0)]
    [InlineData(RiskInputKind.Balance, 99, 10)]
    [InlineData(RiskInputKind.Balance, 80, 10)]
    [InlineData(RiskInputKind.Balance, 79, 25)]
    [InlineData(RiskInputKind.Balance, 50, 25)]
    [InlineData(RiskInputKind.Balance, 49, 40)]
    [InlineData(RiskInputKind.RefundsWaiting, 4, 0)]
    [InlineData(RiskInputKind.RefundsWaiting, 5, 10)]
    [InlineData(RiskInputKind.OldestRefundDays, 29, 10)]
    [InlineData(RiskInputKind.OldestRefundDays, 30, 20)]
    [InlineData(RiskInputKind.Complaints, 2, 0)]
    [InlineData(RiskInputKind.Complaints, 3, 15)]
    [InlineData(RiskInputKind.Complaints, 9, 15)]
    [InlineData(RiskInputKind.Complaints, 10, 25)]
    [InlineData(RiskInputKind.Advertisements, 0, 0)]
    [InlineData(RiskInputKind.Advertisements, 1, 15)]
    [InlineData(RiskInputKind.Advertisements, 2, 20)]
    [InlineData(RiskInputKind.Advertisements, 3, 30)]
    [InlineData(RiskInputKind.StaffLeft, 19, 0)]
    [InlineData(RiskInputKind.StaffLeft, 40, 20)]
    [InlineData(RiskInputKind.Pupils, 149, 0)]
    [InlineData(RiskInputKind.Pupils, 200, 15)]
    public void Each_input_adds_its_points(RiskInputKind kind, long value, int points)
    {
        var score = Score(Inputs((kind, value)));
        Assert.Equal(points, score.Points);
        Assert.Equal(score.Points, score.Parts.Sum(p => p.Points));
        Assert.Empty(score.Findings);
    }

    [Theory]
    [InlineData("2027-02-18", 0)]
    [InlineData("2027-02-17", 10)]
    [InlineData("2026-12-19", 20)]
    [InlineData("2026-11-01", 20)]
    public void The_end_of_the_lease_counts_by_its_days(string ends, int points) =>
        Assert.Equal(points, Score([.. Inputs().Where(i => i.Kind != Domain.RiskInputKind.LeaseEnds), new(Domain.RiskInputKind.LeaseEnds, 0, DateOnly.Parse(ends), Day)]).Points);

    [Fact]
    public void The_same_inputs_give_the_same_score_in_any_order()
    {
        var inputs = Inputs((RiskInputKind.Balance, 60), (RiskInputKind.Complaints, 5));
        var (one, other) = (Score(inputs), Score([.. inputs.Reverse()]));
        Assert.Equal((one.Points, one.Level), (other.Points, other.Level));
        Assert.Equal(one.Parts, other.Parts);
    }

    [Fact]
    public void What_is_missing_or_too_old_is_undetermined_and_never_silently_low()
    {
        var old = Inputs().Select(i => i.Kind == Domain.RiskInputKind.Complaints ? i with { ObservedOn = Day.AddDays(-46) } : i).ToList();
        Assert.Contains("投诉件数", Assert.Single(Score(old).Findings).MessageZh, StringComparison.Ordinal);
        var fresh = old.Select(i => i with { ObservedOn = Day.AddDays(-45) }).ToList();
        Assert.Empty(Score(fresh).Findings);
        Assert.Equal(Policy.Severity.Undetermined, Assert.Single(Score([]).Findings).Severity);
    }

    [Fact]
    public async Task A_warning_is_raised_escalated_handled_and_closed()
    {
        var trial = Put((RiskInputKind.Balance, 40));
        trial.ValidateOnly = true;
        Assert.Equal((40, RiskLevel.Yellow), ((await Office().PutRiskInputsAsync(trial)).Risk.Score, (await Office().PutRiskInputsAsync(trial)).Risk.Level));
        Assert.Equal(RiskLevel.None, (await Office().PutRiskInputsAsync(Put())).Risk.Level);
        Assert.Empty((await WarningsAsync()).RiskWarnings);
        Assert.Equal(RiskLevel.Yellow, (await Office().PutRiskInputsAsync(Put((RiskInputKind.Balance, 40)))).Risk.Level);
        var yellow = Assert.Single((await WarningsAsync()).RiskWarnings);
        var told = await _host.HearAsync<RiskWarningRaised>(yellow.RiskWarningId);
        Assert.Equal(("YELLOW", 40), (told.Level, told.Score));
        Assert.Contains("预收费余额为应付的40%", told.Reasons[0], StringComparison.Ordinal);
        Assert.Contains("DEVELOPMENT_REFORM", told.Departments);
        var handled = (await Office().HandleRiskWarningAsync(new() { RequestId = Registry.NewId(), RiskWarningId = yellow.RiskWarningId, Etag = yellow.Etag, Measure = "约谈负责人，限期补足余额" })).RiskWarning;
        Assert.Equal((RiskWarningState.Handling, Protos.Type.V1.Department.Education), (handled.State, handled.Measures[0].Department));
        var risk = (await Office().PutRiskInputsAsync(Put((RiskInputKind.Balance, 40), (RiskInputKind.RefundsWaiting, 20)))).Risk;
        Assert.Equal((60, RiskLevel.Red), (risk.Score, risk.Level));
        Assert.Equal(RiskLevel.Red, Assert.Single((await WarningsAsync()).RiskWarnings).Level);
        await Eventually.TrueAsync("the red warning", () => Task.FromResult(_host.Heard.Count(e => e.Name == "monitoring.risk-warning-raised") == 2));
        var closed = (await Office().CloseRiskWarningAsync(new() { RequestId = Registry.NewId(), RiskWarningId = yellow.RiskWarningId, Outcome = "余额已补足，退费已办结" })).RiskWarning;
        Assert.Equal((RiskWarningState.Closed, 2), (closed.State, closed.Measures.Count));
        await _host.HearAsync<RiskWarningClosed>(yellow.RiskWarningId);
        Assert.Equal("RISK_WARNING_STATE", (await RichError.OfAsync(Office().HandleRiskWarningAsync(new() { RequestId = Registry.NewId(), RiskWarningId = yellow.RiskWarningId, Measure = "再次约谈负责人" }))).Reason);
    }

    [Fact]
    public async Task The_sweep_scores_anew_each_day_and_warns_of_what_comes_by_itself()
    {
        await Office().PutRiskInputsAsync(Put((RiskInputKind.RefundsWaiting, 5)));
        Assert.Empty((await WarningsAsync()).RiskWarnings);
        await _host.RestartAsync("2026-12-20");
        var warning = await Eventually.ValueAsync("the warning", async () => (await WarningsAsync()).RiskWarnings.SingleOrDefault(), found => found is not null);
        // The lease of 31 December 2026 has eleven days left.
        Assert.Equal((RiskLevel.Yellow, 30), (warning!.Level, warning.Score));
        Assert.Equal("2026-12-20", (await Office().GetRiskAsync(new() { Division = "530102", InstitutionCode = _host.Code })).Risk.ScoredOn);
    }

    [Fact]
    public async Task Only_whom_it_concerns_may_put_and_read()
    {
        await Office().PutRiskInputsAsync(Put());
        Assert.Equal(StatusCode.PermissionDenied, (await RichError.OfAsync(new RiskService.RiskServiceClient(_host.Owner()).PutRiskInputsAsync(Put()))).Code);
        Assert.Equal(StatusCode.PermissionDenied, (await RichError.OfAsync(new RiskService.RiskServiceClient(_host.Officer("EDUCATION", "530103")).PutRiskInputsAsync(Put()))).Code);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(new RiskService.RiskServiceClient(_host.Officer("EDUCATION", "530103")).GetRiskAsync(
            new() { Division = "530103", InstitutionCode = _host.Code }))).Code);
        var twice = Put();
        twice.Inputs.Add(twice.Inputs[0].Clone());
        Assert.Contains("inputs", (await RichError.OfAsync(Office().PutRiskInputsAsync(twice))).Fields.Keys);
        Assert.Single((await Office().ListRisksAsync(new() { Division = "530102", Levels = { RiskLevel.None } })).Risks);
    }

    private RiskService.RiskServiceClient Office() => new(_host.Officer("EDUCATION"));

    private async Task<ListRiskWarningsResponse> WarningsAsync() =>
        await Office().ListRiskWarningsAsync(new() { Division = "530102", States = { RiskWarningState.Raised, RiskWarningState.Handling } });

    private static Domain.RiskScore Score(IReadOnlyList<Domain.RiskInput> inputs) => Domain.RiskScore.Of(inputs, Law.Current.At(DivisionCode.Parse("530102"), Day));

    private static IReadOnlyList<Domain.RiskInput> Inputs(params (RiskInputKind Kind, long Value)[] changed) =>
        [.. Values(changed).Select(v => new Domain.RiskInput(Enum.Parse<Domain.RiskInputKind>(v.Key.ToString()), v.Value, v.Key == RiskInputKind.LeaseEnds ? new DateOnly(2028, 1, 1) : null, Day))];

    private PutRiskInputsRequest Put(params (RiskInputKind Kind, long Value)[] changed)
    {
        var request = new PutRiskInputsRequest { RequestId = Registry.NewId(), Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code };
        request.Inputs.Add(Values(changed).Select(v => new RiskInput
        {
            Kind = v.Key, Value = v.Value, Day = v.Key == RiskInputKind.LeaseEnds ? changed.Any(c => c.Kind == RiskInputKind.RefundsWaiting) && changed.Length == 1 ? "2026-12-31" : "2028-01-01" : "",
            ObservedOn = "2026-11-20",
        }));
        return request;
    }

    /// <summary>An institution without any risk, with some values changed.</summary>
    private static Dictionary<RiskInputKind, long> Values((RiskInputKind Kind, long Value)[] changed)
    {
        Dictionary<RiskInputKind, long> values = new()
        {
            [RiskInputKind.Balance] = 100, [RiskInputKind.Obligations] = 100, [RiskInputKind.RefundsWaiting] = 0, [RiskInputKind.OldestRefundDays] = 0, [RiskInputKind.Complaints] = 0,
            [RiskInputKind.Staff] = 100, [RiskInputKind.StaffLeft] = 0, [RiskInputKind.LeaseEnds] = 0, [RiskInputKind.Pupils] = 100, [RiskInputKind.PupilsBefore] = 100,
        };
        foreach (var (kind, value) in changed) values[kind] = value;
        return values;
    }
}
