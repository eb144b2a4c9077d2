using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Messaging;
using ShuangJian.Testing;
using Wire = ShuangJian.Protos.Monitoring.V1;

namespace ShuangJian.Monitoring.Tests;

/// <summary>Inputs of the score as events tell them: once, late, in any order.</summary>
public sealed class RiskEventsTests : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 11, 20, 4, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2026, 11, 20);
    private MonitoringHost _host = null!;

    public async Task InitializeAsync() => _host = await MonitoringHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(RiskMatter.Complaint, -29, null, "Complaints 1")]
    [InlineData(RiskMatter.Complaint, -30, null, "Complaints 0")]
    [InlineData(RiskMatter.Penalty, -29, null, "Penalties 1")]
    [InlineData(RiskMatter.Penalty, -30, null, "Penalties 0")]
    [InlineData(RiskMatter.Penalty, -29, -1, "Penalties 0")]
    [InlineData(RiskMatter.Advertisement, -29, null, "Advertisements 1")]
    [InlineData(RiskMatter.Advertisement, -30, null, "Advertisements 0")]
    [InlineData(RiskMatter.Advertisement, -29, -1, "Advertisements 0")]
    [InlineData(RiskMatter.Refund, -12, null, "RefundsWaiting 1,OldestRefundDays 12")]
    [InlineData(RiskMatter.Refund, -12, -1, "RefundsWaiting 0,OldestRefundDays 0")]
    [InlineData(RiskMatter.Refund, null, -1, "RefundsWaiting 0,OldestRefundDays 0")]
    [InlineData(RiskMatter.Tutor, -30, null, "Staff 1,StaffLeft 0")]
    [InlineData(RiskMatter.Tutor, -30, 0, "Staff 1,StaffLeft 1")]
    [InlineData(RiskMatter.Tutor, -29, null, "")]
    [InlineData(RiskMatter.Tutor, -60, -30, "")]
    [InlineData(RiskMatter.Tutor, -60, -29, "Staff 1,StaffLeft 1")]
    public void A_matter_counts_from_its_beginning_to_its_end_and_for_thirty_days(RiskMatter kind, int? began, int? ended, string expected) =>
        Assert.Equal(expected, Text(ToldInputs.Of([Matter(kind, began, ended)], [], Now, Today)));

    [Theory]
    [InlineData(-30, "Balance 80,Obligations 100,Pupils 150,PupilsBefore 120")]
    [InlineData(-29, "Balance 80,Obligations 100,Pupils 150")]
    [InlineData(-400, "Balance 80,Obligations 100,Pupils 150,PupilsBefore 120")]
    public void Figures_hold_until_others_are_told(int day, string expected)
    {
        ToldFigures[] figures =
        [
            new() { InstitutionCode = "", Day = Today.AddDays(day), Pupils = 120, BalanceFen = 80 },
            new() { InstitutionCode = "", Day = Today.AddDays(-5), Pupils = 150, ObligationsFen = 100 },
        ];
        Assert.Equal(expected, Text(ToldInputs.Of([], figures, Now, Today)));
        Assert.All(ToldInputs.Of([], figures, Now, Today), i => Assert.Equal(Today, i.ObservedOn));
    }

    [Fact]
    public void A_tutor_who_was_filed_again_is_there()
    {
        var tutor = Matter(RiskMatter.Tutor, -60, -40);
        tutor.Begin(Now.AddDays(-35));
        Assert.Equal("Staff 1,StaffLeft 0", Text(ToldInputs.Of([tutor], [], Now, Today)));
    }

    [Theory]
    [InlineData("ask,pay")]
    [InlineData("pay,ask")]
    [InlineData("ask,ask,pay,pay,ask")]
    [InlineData("ask,drop")]
    [InlineData("drop,ask,drop")]
    public async Task The_order_of_events_and_how_often_they_come_changes_nothing(string order)
    {
        var (id, waiting) = (Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString());
        await TellAsync(Asked(waiting), days: -40);
        Dictionary<string, (Guid Event, DomainEvent Fact, int Days)> events = new()
        {
            ["ask"] = (Guid.CreateVersion7(), Asked(id), -50),
            ["pay"] = (Guid.CreateVersion7(), new RefundPaid { Division = MonitoringHost.County, RefundId = id, ContractId = id, InstitutionCode = _host.Code, AmountFen = 1, PaidOn = Today }, -3),
            ["drop"] = (Guid.CreateVersion7(), new RefundDropped { Division = MonitoringHost.County, RefundId = id, ContractId = id, InstitutionCode = _host.Code }, -2),
        };
        foreach (var which in order.Split(',')) await TellAsync(events[which].Fact, events[which].Days, events[which].Event);
        Assert.Equal("RefundsWaiting 1,OldestRefundDays 40", await InputsAsync());
    }

    [Fact]
    public async Task Events_raise_a_warning_and_what_they_told_does_not_grow_old()
    {
        await TellAsync(new InstitutionLicensed
        {
            Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, Name = "测试培训中心", UnifiedSocialCreditCode = _host.Code, Category = "ARTS",
            LicenceNumber = "530102-2026-00001", LicensedOn = new DateOnly(2026, 9, 1),
        }, consumer: "monitoring.institutions");
        // Who counted did not name the code: the registry did.
        await TellAsync(Counted(100, 100_00, 100_00) with { InstitutionCode = null }, days: -31);
        await TellAsync(Counted(100, 100_00, 40_00), days: -1);
        var raised = Assert.Single((await Office().ListRiskWarningsAsync(new() { Division = MonitoringHost.County })).RiskWarnings);
        Assert.Equal((Wire.RiskLevel.Yellow, 40, _host.InstitutionId), (raised.Level, raised.Score, raised.InstitutionId));
        Assert.Equal("YELLOW", (await _host.HearAsync<RiskWarningRaised>(raised.RiskWarningId)).Level);

        // Nothing has changed for longer than inputs count, so nothing was announced; the figures still hold.
        await _host.RestartAsync("2027-03-01");
        await Eventually.ValueAsync("the score of that day", ScoredOnAsync, day => day == "2027-03-01");
        Assert.Equal("Balance 4000,Obligations 10000,Pupils 100,PupilsBefore 100", await InputsAsync());

        // A late count of an earlier day says nothing about today.
        await TellAsync(Counted(5, 1, 1), days: -150);
        Assert.Equal("Balance 4000,Obligations 10000,Pupils 100,PupilsBefore 100", await InputsAsync());
    }

    [Fact]
    public async Task A_penalty_counts_until_it_is_withdrawn_and_is_confirmed()
    {
        PenaltyDecided penalty = new()
        {
            Division = MonitoringHost.County, PenaltyId = $"{Guid.CreateVersion7()}", Name = "测试培训中心", UnifiedSocialCreditCode = _host.Code, Grounds = ["MISMANAGEMENT"], Reason = "管理混乱",
            Authority = "EDUCATION", DecidedOn = Today, Effects = [new($"{Guid.CreateVersion7()}", "RISK", "monitoring", null)],
        };
        await TellAsync(penalty);
        Assert.Equal("Penalties 1", await InputsAsync());
        Assert.Equal("monitoring", (await _host.HearAsync<PenaltyEffectConfirmed>(penalty.Effects![0].EffectId)).Service);
        await TellAsync(new PenaltyWithdrawn
        {
            Division = MonitoringHost.County, PenaltyId = penalty.PenaltyId, Reason = "复议撤销", WithdrawnOn = Today, UnifiedSocialCreditCode = _host.Code,
        });
        Assert.Equal("Penalties 0", await InputsAsync());
    }

    [Fact]
    public async Task A_breach_in_an_advertisement_and_three_complaints_raise_a_warning_until_it_is_set_aside()
    {
        var advertisement = $"{Guid.CreateVersion7()}";
        await TellAsync(new AdvertisementBreachFound
        {
            Division = MonitoringHost.County, AdvertisementId = advertisement, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, Channel = "OWN_PREMISES", SeenOn = Today, Findings = [],
        });
        for (var i = 0; i < 3; i++)
        {
            Assert.Empty((await Office().ListRiskWarningsAsync(new() { Division = MonitoringHost.County })).RiskWarnings);
            await TellAsync(new ComplaintUpheld { Division = MonitoringHost.County, InstitutionCode = _host.Code, UpheldOn = Today });
        }
        var raised = Assert.Single((await Office().ListRiskWarningsAsync(new() { Division = MonitoringHost.County })).RiskWarnings);
        Assert.Equal((Wire.RiskLevel.Yellow, 30), (raised.Level, raised.Score));
        await TellAsync(new AdvertisementDismissed { Division = MonitoringHost.County, AdvertisementId = advertisement });
        Assert.Equal("Complaints 3,Advertisements 0", await InputsAsync());
    }

    [Fact]
    public async Task Of_two_counts_of_one_day_the_later_one_stands()
    {
        await TellAsync(Counted(20, 2, 2), minutes: 10);
        await TellAsync(Counted(10, 1, 1));
        Assert.Equal("Balance 2,Obligations 2,Pupils 20", await InputsAsync());
    }

    [Fact]
    public async Task Complaints_and_tutors_are_told_too()
    {
        var (left, stays) = (Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString());
        foreach (var tutor in new[] { left, stays })
            await TellAsync(new TutorFiled { Division = MonitoringHost.County, TutorId = tutor, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, Category = "ARTS", FullTime = true }, days: -90);
        // The event of a tutor who left does not name the institution; that of the filing did.
        await TellAsync(new TutorEnded { Division = MonitoringHost.County, TutorId = left, InstitutionId = _host.InstitutionId, EndedOn = Today }, days: -1);
        await TellAsync(new ComplaintUpheld { Division = MonitoringHost.County, InstitutionCode = _host.Code, UpheldOn = Today });
        Assert.Equal("Complaints 1,Staff 2,StaffLeft 1", await InputsAsync());
    }

    // A lease gives 10 points from 89 days before its end and 20 from 29 days; who has 90 left is not looked at for that alone.
    [Theory]
    [InlineData(90, -1)]
    [InlineData(89, 10)]
    [InlineData(30, 10)]
    [InlineData(29, 20)]
    public async Task The_end_of_a_lease_is_told_by_the_registry(int left, int score)
    {
        await TellAsync(Licensed(Today.AddDays(400)), consumer: "monitoring.institutions");
        await TellAsync(new InstitutionSiteAdded { Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, Addresses = ["测试路2号"], LeaseEndsOn = Today.AddDays(left) }, minutes: 1, consumer: "monitoring.institutions");
        // Of before: overtaken on the way, it changes nothing.
        await TellAsync(new InstitutionSiteAdded { Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, Addresses = ["测试路3号"], LeaseEndsOn = Today }, minutes: -1, consumer: "monitoring.institutions");
        await _host.Host.WorkAsync<MonitoringDb>(new RiskSweep(_host.Clock).SweepAsync);
        await using var db = await _host.Host.OpenAsync<MonitoringDb>();
        var profile = await db.Set<RiskProfile>().AsNoTracking().SingleOrDefaultAsync(p => p.InstitutionCode == _host.Code);
        Assert.Equal(score, profile?.Score.Points ?? -1);
    }

    private InstitutionLicensed Licensed(DateOnly leaseEndsOn) => new()
    {
        Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, Name = "测试培训中心", UnifiedSocialCreditCode = _host.Code, Category = "ARTS",
        LicenceNumber = "530102-2026-00001", LicensedOn = new DateOnly(2026, 9, 1), LeaseEndsOn = leaseEndsOn,
    };

    [Fact]
    public async Task What_no_score_looks_at_any_more_is_forgotten()
    {
        var (left, refund) = (Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString());
        await TellAsync(new TutorFiled { Division = MonitoringHost.County, TutorId = left, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, Category = "ARTS", FullTime = true }, days: -90);
        await TellAsync(new TutorEnded { Division = MonitoringHost.County, TutorId = left, InstitutionId = _host.InstitutionId, EndedOn = Today }, days: -61);
        await TellAsync(Asked(refund), days: -90);
        foreach (var days in new[] { -200, -100, -40, -1 }) await TellAsync(Counted(-days, 1, 1), days);
        await using var db = await _host.Host.OpenAsync<MonitoringDb>();
        await RiskTold.ForgetAsync(db, _host.Clock, CancellationToken.None);
        Assert.Equal([refund], (await db.Set<ToldMatter>().Select(m => m.Id).ToListAsync()).Select(id => $"{id}"));
        Assert.Equal([100, 40, 1], await db.Set<ToldFigures>().OrderBy(f => f.Day).Select(f => f.Pupils!.Value).ToListAsync());
    }

    private Wire.RiskService.RiskServiceClient Office() => new(_host.Officer("EDUCATION"));

    private async Task<string> ScoredOnAsync() => (await Office().GetRiskAsync(new() { Division = MonitoringHost.County, InstitutionCode = _host.Code })).Risk.ScoredOn;

    private async Task<string> InputsAsync() => string.Join(',', (await Office().GetRiskAsync(new() { Division = MonitoringHost.County, InstitutionCode = _host.Code })).Risk.Inputs
        .Select(i => $"{i.Kind} {i.Value}"));

    private RefundRequested Asked(string id) => new() { Division = MonitoringHost.County, RefundId = id, ContractId = id, InstitutionCode = _host.Code, Lessons = 1 };

    private InstitutionFiguresCounted Counted(int pupils, long owed, long there) => new()
    {
        Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, Enrolled = pupils, PrepaidFen = owed, BalanceFen = there,
    };

    private Task TellAsync(DomainEvent fact, int days = 0, Guid? id = null, int minutes = 0, string consumer = "monitoring.risk") =>
        _host.Host.Services.GetServices<IEventConsumer>().Single(c => c.Name == consumer).DeliverAsync(
            CloudEvents.Read(CloudEvents.Write(id ?? Guid.CreateVersion7(), "tests", $"things/{Guid.CreateVersion7()}", 1, _host.Clock.Now.UtcDateTime.AddDays(days).AddMinutes(minutes), fact)),
            CancellationToken.None);

    private static string Text(IEnumerable<RiskInput> inputs) => string.Join(',', inputs.Select(i => $"{i.Kind} {i.Value}"));

    private static ToldMatter Matter(RiskMatter kind, int? began, int? ended)
    {
        var matter = new ToldMatter { Id = Guid.CreateVersion7(), Kind = kind };
        if (began is { } from) matter.Begin(Now.AddDays(from));
        if (ended is { } to) matter.End(Now.AddDays(to));
        return matter;
    }
}
