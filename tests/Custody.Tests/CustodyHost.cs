using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Testing;

namespace ShuangJian.Custody.Tests;

/// <summary>The service in a process of its own, with an institution, its bank, families, and an ear for what it announces.</summary>
internal sealed class CustodyHost : IAsyncDisposable
{
    internal const string Secret = "0123456789abcdef0123456789abcdef";
    private readonly Ear _ear = new();
    private int _numbers;

    private CustodyHost(string county, string day) => (County, Clock) = (county, new SetClock(Noon(day)));

    internal string County { get; }

    internal SetClock Clock { get; }

    internal TestHost Host { get; private set; } = null!;

    internal string Code { get; } = Registry.NewCode();

    internal string InstitutionId { get; } = Guid.CreateVersion7().ToString();

    internal string BankCode { get; } = Registry.NewCode();

    internal AgreementService.AgreementServiceClient Agreements => new(Officer());

    internal ContractService.ContractServiceClient Contracts => new(Owner());

    internal FamilyService.FamilyServiceClient Family => new(Host.Channel);

    internal BankService.BankServiceClient Bank => new(AsBank());

    internal LedgerService.LedgerServiceClient Ledger => new(Officer());

    internal ReconciliationService.ReconciliationServiceClient Reconciling => new(AsBank());

    /// <summary>Starts it; Beijing's law has both clocks of a refund.</summary>
    internal static async Task<CustodyHost> StartAsync(string county = "110101", string day = "2026-11-20")
    {
        var custody = new CustodyHost(county, day);
        custody.Host = await TestHost.StartAsync([new CustodyModule()], custody.Clock, configure: host => host.Services.AddSingleton<IEventConsumer>(custody._ear));
        return custody;
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Stops the process and starts it on another day; its background work looks at once.</summary>
    internal async Task RestartAsync(string day)
    {
        Clock.Now = Noon(day);
        Host = await Host.RestartAsync(configure: host => host.Services.AddSingleton<IEventConsumer>(_ear));
    }

    internal CallInvoker Owner(string? code = null) => Host.AsInstitution(County, code ?? Code);

    internal CallInvoker AsBank(string? code = null) => Host.With(Host.Token("BANK", County, organization: code ?? BankCode, subject: "bank"));

    internal CallInvoker Officer(string? division = null, string department = "EDUCATION") => Host.AsRegulator(division ?? County, department);

    internal Agreement Draft(CustodyMode mode = CustodyMode.BankCustody, ReleaseMode release = ReleaseMode.PerLesson) => new()
    {
        Division = County, InstitutionId = InstitutionId, InstitutionCode = Code, BankCode = BankCode, AccountNumber = "6222000011112222",
        SignedOn = "2026-09-01", Mode = mode, Release = release,
    };

    internal async Task<Agreement> OpenAsync(CustodyMode mode = CustodyMode.BankCustody, ReleaseMode release = ReleaseMode.PerLesson) =>
        (await Agreements.OpenAgreementAsync(new() { RequestId = Registry.NewId(), Agreement = Draft(mode, release) })).Agreement;

    internal async Task<Contract> RegisterAsync(Agreement agreement, int lessons = 3, long total = 100_00, string startsOn = "2026-10-01") =>
        (await Contracts.RegisterContractAsync(new()
        {
            RequestId = Registry.NewId(), PupilIdentityNumber = Registry.IdentityNumber, FamilySecret = Secret,
            Contract = new Contract
            {
                AgreementId = agreement.AgreementId, ContractNumber = $"C-{++_numbers}", Lessons = lessons, TotalFen = total,
                StartsOn = startsOn, EndsOn = "2027-01-31", Charges = { new Charge { DueOn = startsOn, AmountFen = total } },
            },
        })).Contract;

    internal async Task<NotifyDepositResponse> DepositAsync(Contract contract, long? fen = null, string? reference = null, string bookedOn = "2026-11-20") =>
        await Bank.NotifyDepositAsync(new()
        {
            RequestId = Registry.NewId(), ContractId = contract.ContractId, AmountFen = fen ?? contract.TotalFen, BankReference = reference ?? Registry.NewId(), BookedOn = bookedOn,
        });

    internal async Task<Lesson> ReportAsync(Contract contract, string taughtOn = "2026-11-19") =>
        (await Contracts.ReportLessonsAsync(new() { RequestId = Registry.NewId(), AgreementId = contract.AgreementId, ContractIds = { contract.ContractId }, TaughtOn = taughtOn })).Lessons.Single();

    internal AsyncUnaryCall<AnswerLessonResponse> Answer(Lesson lesson, bool taught = true, string secret = Secret) =>
        Family.AnswerLessonAsync(new() { RequestId = Registry.NewId(), ContractId = lesson.ContractId, LessonId = lesson.LessonId, FamilySecret = secret, Taught = taught });

    internal async Task<Contract> TeachAsync(Contract contract) => (await Answer(await ReportAsync(contract))).Contract;

    internal async Task<Refund> AskAsync(Contract contract, int lessons) =>
        (await Family.AskRefundAsync(new() { RequestId = Registry.NewId(), ContractId = contract.ContractId, FamilySecret = Secret, Lessons = lessons, Reason = "搬家" })).Refund;

    internal async Task<Contract> GetAsync(Contract contract) => (await Contracts.GetContractAsync(new() { ContractId = contract.ContractId })).Contract;

    /// <summary>Acknowledges whatever the bank is told to pay, until it is told nothing more.</summary>
    internal async Task<long> PayAllAsync()
    {
        var paid = 0L;
        foreach (var told in (await Bank.ListInstructionsAsync(new() { Division = County, States = { InstructionState.Issued }, PageSize = 200 })).Instructions)
        {
            await Bank.AcknowledgeInstructionAsync(new()
            {
                RequestId = Registry.NewId(), InstructionId = told.InstructionId, Paid = true, BankReference = Registry.NewId(), ExecutedOn = $"{Clock.Now.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd}",
            });
            paid += told.AmountFen;
        }
        return paid;
    }

    internal async Task<VerifyLedgerResponse> VerifyAsync() =>
        await new LedgerService.LedgerServiceClient(Host.With(Host.Token("OPERATOR", "000000"))).VerifyLedgerAsync(new());

    /// <summary>Runs a piece of background work to its end, as its turn does.</summary>
    internal Task SweepAsync(Func<CustodySweep, Func<CustodyDb, CancellationToken, Task<bool>>> work) => Host.WorkAsync(work(new CustodySweep(Clock)));

    internal Task TellAsync(DomainEvent fact) => Host.Services.GetServices<IEventConsumer>().Single(c => c.Name == "custody.institutions").DeliverAsync(
        CloudEvents.Read(CloudEvents.Write(Guid.CreateVersion7(), "institutions", "subject", 1, Clock.Now.UtcDateTime, fact)), CancellationToken.None);

    /// <summary>Waits for an event about something, and reads it.</summary>
    /// <param name="about">Identifier that its subject ends with.</param>
    /// <param name="which">Which one, where several are told of the same; any when null.</param>
    internal Task<T> HearAsync<T>(string about, Func<T, bool>? which = null)
        where T : DomainEvent => _ear.HearAsync(about, which);

    private static DateTimeOffset Noon(string day) => new(DateTime.Parse(day).AddHours(12), TimeSpan.FromHours(8));
}
