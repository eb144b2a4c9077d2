using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Protos.Custody.V1;

namespace ShuangJian.Custody;

/// <summary>Custody: prepaid money that cannot run away.</summary>
public sealed class CustodyModule : IServiceModule
{
    /// <summary>Name of the service.</summary>
    public const string ServiceName = "custody";

    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public string Name => ServiceName;

    /// <inheritdoc />
    public void Compose(ModuleBuilder service) => service
        .Database<CustodyDb>()
        .Grpc<LedgerGrpc>(LedgerService.Descriptor)
        .Grpc<AgreementGrpc>(AgreementService.Descriptor)
        .Grpc<ContractGrpc>(ContractService.Descriptor)
        .Grpc<FamilyGrpc>(FamilyService.Descriptor)
        .Grpc<BankGrpc>(BankService.Descriptor)
        .Grpc<ReconciliationGrpc>(ReconciliationService.Descriptor)
        .Consumer<InstitutionConsumer>()
        .Consumer<PenaltyConsumer>()
        .Uses<LedgerPostings>()
        .Uses<LedgerReads>()
        .Uses<CustodySweep>()
        .Uses<FamilyDoor>()
        .ShowsOverdue()
        .Seals<CustodyDb>("seal", _ => LedgerSeal.SealAsync)
        .Work<CustodyDb>("deem-lessons", Sweep, new Wake(), s => s.GetRequiredService<CustodySweep>().DeemLessonsAsync)
        .Work<CustodyDb>("settle", Sweep, new Wake(), s => s.GetRequiredService<CustodySweep>().SettleAsync)
        .Work<CustodyDb>("deem-refunds", Sweep, new Wake(), s => s.GetRequiredService<CustodySweep>().DeemRefundsAsync)
        .Work<CustodyDb>("overdue", Sweep, new Wake(), s => s.GetRequiredService<CustodySweep>().MarkOverdueAsync)
        .Work<CustodyDb>("pay-out", Sweep, new Wake(), s => s.GetRequiredService<CustodySweep>().PayOutAsync)
        .Work<CustodyDb>("escalate", Sweep, new Wake(), s => s.GetRequiredService<CustodySweep>().EscalateAsync)
        .Work<CustodyDb>("watch", Sweep, new Wake(), s => s.GetRequiredService<CustodySweep>().WatchAsync)
        .Work<CustodyDb>("figures", TimeSpan.FromMinutes(5), new Wake(), s => new FigureSweep(s.GetRequiredService<TimeProvider>()).CountAsync)
        .Work<CustodyDb>("wrong-secrets", TimeSpan.FromMinutes(10), new Wake(), s => s.GetRequiredService<FamilyDoor>().ForgetAsync);
}
