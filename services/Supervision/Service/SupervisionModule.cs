using ShuangJian.Custody.Domain;
using ShuangJian.Filings.Domain;
using ShuangJian.Institutions.Domain;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Protos.Policy.V1;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Schools.Domain;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>Supervision: who looks, hears, orders and follows up, and which law is in force.</summary>
public sealed class SupervisionModule : IServiceModule
{
    /// <summary>Name of the service.</summary>
    public const string ServiceName = "supervision";

    /// <inheritdoc />
    public string Name => ServiceName;

    /// <inheritdoc />
    public void Compose(ModuleBuilder service)
    {
        // Named one by one: what happens to be loaded differs between one process for all and one for each service.
        service.Services.AddSingleton(RuleCatalog.Scan(typeof(AdmissionRules).Assembly, typeof(SessionRules).Assembly, typeof(CustodyRules).Assembly, typeof(AdvertisementRules).Assembly, typeof(HomeworkRules).Assembly, typeof(PenaltyRules).Assembly));
        service.Database<SupervisionDb>().Grpc<PolicyGrpc>(PolicyService.Descriptor).ShowsOverdue();
        ComposeAssessment(service);
        ComposeInspection(service);
        ComposeHearing(service);
        ComposePenalties(service);
        ComposeRecords(service);
    }

    private static void ComposeAssessment(ModuleBuilder service) => service
        .Consumer<FactConsumer>()
        .Grpc<IndicatorGrpc>(IndicatorService.Descriptor)
        .Grpc<ReportGrpc>(ReportService.Descriptor)
        .Work<SupervisionDb>("tallies", TimeSpan.FromSeconds(1), new Wake(), _ => Tallies.FoldAsync)
        .Work<SupervisionDb>("owed-reports", TimeSpan.FromMinutes(10), new Wake(), s => new OwedReports(s.GetRequiredService<TimeProvider>()).SweepAsync);

    private static void ComposeInspection(ModuleBuilder service) => service
        .Consumer<InspectedConsumer>()
        .Grpc<RectificationGrpc>(RectificationService.Descriptor)
        .Grpc<InspectionGrpc>(InspectionService.Descriptor)
        .Grpc<InspectionPlanGrpc>(InspectionPlanService.Descriptor)
        .Grpc<InspectionDrawGrpc>(InspectionDrawService.Descriptor)
        .Grpc<ProofGrpc>(ProofService.Descriptor)
        .Grpc<TaskGrpc>(TaskService.Descriptor)
        .Work<SupervisionDb>("tasks", TimeSpan.FromMinutes(10), new Wake(), s => new TaskWatch(s.GetRequiredService<TimeProvider>()).SweepAsync)
        .Work<SupervisionDb>("rectification", TimeSpan.FromMinutes(10), new Wake(), s => new RectificationWatch(s.GetRequiredService<TimeProvider>()).SweepAsync);

    private static void ComposeHearing(ModuleBuilder service) => service
        .Uses<FileMeans<SupervisionDb>>()
        .Uses<ComplaintKeys>()
        .Uses<ComplaintIntake>()
        .Uses<ComplaintFlood>()
        .Uses<SurveyUrn>()
        .Grpc<DutyGrpc>(DutyService.Descriptor)
        .Grpc<ComplaintGrpc>(ComplaintService.Descriptor)
        .Grpc<ComplaintDeskGrpc>(ComplaintDeskService.Descriptor)
        .Grpc<ComplaintImportGrpc>(ComplaintImportService.Descriptor)
        .Grpc<SurveyGrpc>(SurveyService.Descriptor)
        .Work<SupervisionDb>("surveys", TimeSpan.FromSeconds(10), new Wake(), s => new SurveyCounting(s.GetRequiredService<PersonalData>(), s.GetRequiredService<TimeProvider>()).SweepAsync)
        .Work<SupervisionDb>("complaints", TimeSpan.FromMinutes(1), new Wake(), s => new ComplaintSweep(s.GetRequiredService<TimeProvider>()).SweepAsync);

    private static void ComposePenalties(ModuleBuilder service) => service
        .Grpc<PenaltyGrpc>(PenaltyService.Descriptor)
        .Consumer<PenaltyEffectConsumer>()
        .Work<SupervisionDb>("penalties", TimeSpan.FromMinutes(1), new Wake(), s => new PenaltyDeadlines(s.GetRequiredService<TimeProvider>()).SweepAsync);

    private static void ComposeRecords(ModuleBuilder service) => service
        .Grpc<SupervisionRecordGrpc>(SupervisionRecordService.Descriptor)
        .Work<SupervisionDb>("records", TimeSpan.FromMinutes(1), new Wake(), s => new RecordDeadlines(s.GetRequiredService<TimeProvider>()).SweepAsync);
}
