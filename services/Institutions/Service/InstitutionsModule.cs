using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>The registry: who may train whom, where, and is that still so.</summary>
public sealed class InstitutionsModule : IServiceModule
{
    /// <summary>Name of the service.</summary>
    public const string ServiceName = "institutions";

    /// <inheritdoc />
    public string Name => ServiceName;

    /// <inheritdoc />
    public void Compose(ModuleBuilder service) => service
        .Database<InstitutionsDb>()
        .Uses<ApplicationQueries>()
        .Uses<Submissions>()
        .Uses<FileMeans<InstitutionsDb>>()
        .Uses<ImportMeans>()
        .Grpc<ApplicationGrpc>(ApplicationService.Descriptor)
        .Grpc<NoticeGrpc>(NoticeService.Descriptor)
        .Grpc<WorkflowGrpc>(WorkflowService.Descriptor)
        .Grpc<DirectoryGrpc>(DirectoryService.Descriptor)
        .Grpc<BulkGrpc>(BulkService.Descriptor)
        .Uses<Certificates>()
        .Uses<NameIndex>()
        .Grpc<StandingGrpc>(StandingService.Descriptor)
        .Grpc<ListGrpc>(ListService.Descriptor)
        .Grpc<EditionGrpc>(EditionService.Descriptor)
        .Grpc<CertificateGrpc>(CertificateService.Descriptor)
        .Grpc<DisclosureGrpc>(DisclosureService.Descriptor)
        .Grpc<CensusGrpc>(CensusService.Descriptor)
        .Grpc<CampaignGrpc>(CampaignService.Descriptor)
        .Consumer<ConsequenceConsumer>()
        .Consumer<DisclosureConsumer>()
        .Consumer<PenaltyConsumer>()
        .Consumer<FiguresConsumer>()
        .ShowsOverdue()
        .Work<InstitutionsDb>("census", TimeSpan.FromMinutes(1), new Wake(), s => new CensusHistory(s.GetRequiredService<TimeProvider>()).RecordAsync)
        .Work<InstitutionsDb>("editions", TimeSpan.FromMinutes(10), new Wake(), s => new Publishing(s.GetRequiredService<TimeProvider>()).PublishDueAsync)
        .Work<InstitutionsDb>("life", TimeSpan.FromMinutes(1), new Wake(), s => new LifeSweep(s.GetRequiredService<TimeProvider>(), s.GetRequiredService<AnswerCache>()).SweepAsync)
        .Grpc<ClassificationGrpc>(ClassificationService.Descriptor)
        .Grpc<CaseGrpc>(CaseService.Descriptor)
        .Grpc<CapitalGrpc>(CapitalService.Descriptor)
        .Grpc<CreditGrpc>(CreditService.Descriptor)
        .Grpc<SafetyGrpc>(SafetyService.Descriptor)
        .Grpc<AssociationGrpc>(AssociationService.Descriptor)
        .Grpc<ActivityGrpc>(ActivityService.Descriptor)
        .Consumer<CreditConsumer>()
        .Work<InstitutionsDb>("case-deadlines", TimeSpan.FromMinutes(1), new Wake(), s => new CaseDeadlines(s.GetRequiredService<TimeProvider>()).SweepAsync)
        .Work<InstitutionsDb>("matters", TimeSpan.FromMinutes(1), new Wake(), s => new MatterSweep(s.GetRequiredService<TimeProvider>()).SweepAsync)
        .Work<InstitutionsDb>("deadlines", TimeSpan.FromMinutes(1), new Wake(), s => new Deadlines(s.GetRequiredService<TimeProvider>()).SweepAsync);
}
