using Grpc.Core;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using EducationStage = ShuangJian.Protos.Institution.V1.EducationStage;
using ShuangJian.Protos.Type.V1;
using Department = ShuangJian.Protos.Type.V1.Department;
using TrainingCategory = ShuangJian.Protos.Institution.V1.TrainingCategory;

namespace ShuangJian.Testing;

/// <summary>
/// The registry of one county, worked by its officers: takes applications through their steps. Beijing's law leaves
/// nothing open for arts in 2026, so an application of its districts needs no determination.
/// </summary>
/// <param name="host">The process that serves it.</param>
/// <param name="division">The county.</param>
public sealed class Registry(TestHost host, string division = "110101")
{
    /// <summary>Published example of a resident identity number; no person has it.</summary>
    public const string IdentityNumber = "11010519491231002X";

    /// <summary>Another published example.</summary>
    public const string OtherIdentityNumber = "440524188001010014";

    private static int _codes;

    /// <summary>The county.</summary>
    public string Division { get; } = division;

    /// <summary>An officer of the county's education bureau.</summary>
    public ApplicationService.ApplicationServiceClient Office => As("EDUCATION");

    /// <summary>Makes a request id that nobody has used.</summary>
    public static string NewId() => Guid.NewGuid().ToString();

    /// <summary>Makes a valid credit code that nobody has used.</summary>
    public static string NewCode() => UnifiedSocialCreditCode.Complete("52110101", $"TT{Interlocked.Increment(ref _codes):D6}");

    /// <summary>An officer of a department of the county.</summary>
    public ApplicationService.ApplicationServiceClient As(string department, string? subject = null) =>
        new(host.With(host.Token("REGULATOR", Division, department, subject: subject ?? $"officer-{department}-{Division}")));

    /// <summary>An organisation that applies in the county.</summary>
    public ApplicationService.ApplicationServiceClient AsApplicant(string code) =>
        new(host.With(host.Token("INSTITUTION", Division, organization: code, subject: code)));

    /// <summary>The content of a draft that can be submitted.</summary>
    /// <param name="code">Organiser; a new one when null.</param>
    /// <param name="name">Name of the institution.</param>
    /// <param name="category">What it trains.</param>
    /// <param name="stage">Whom it trains.</param>
    public Application Draft(
        string? code = null, string name = "测试培训中心", TrainingCategory category = TrainingCategory.Arts, EducationStage stage = EducationStage.Primary) => new()
    {
        Division = Division,
        ApplicantCode = code ?? NewCode(),
        InstitutionName = name,
        Category = category,
        Stages = { stage },
        Mode = TrainingMode.Offline,
        LegalRepresentative = new Person { Name = "测试人", IdentityNumber = IdentityNumber, Phone = "13800000078" },
        Sites = { new Site { Address = "测试路一号二层", AreaSquareMetres = 300, LeaseEndsOn = "2029-12-31", PupilsAtOnce = 20 } },
        Documents = { new Document { Type = DocumentType.FireSafety, Title = "消防安全证明", Sha256 = new string('a', 64) } },
    };

    /// <summary>Stores a draft.</summary>
    public async Task<Application> CreateAsync(Application? draft = null) =>
        (await Office.CreateApplicationAsync(new() { RequestId = NewId(), Application = draft ?? Draft() })).Application;

    /// <summary>Stores a draft and submits it.</summary>
    public async Task<Application> SubmitAsync(Application? draft = null) => await ResubmitAsync((await CreateAsync(draft)).ApplicationId);

    /// <summary>Submits what is stored.</summary>
    public async Task<Application> ResubmitAsync(string id) =>
        (await Office.SubmitApplicationAsync(new() { RequestId = NewId(), ApplicationId = id })).Application;

    /// <summary>Takes an application to the review.</summary>
    public async Task<Application> AcceptAsync(Application? draft = null) =>
        (await Office.AcceptApplicationAsync(new() { RequestId = NewId(), ApplicationId = (await SubmitAsync(draft)).ApplicationId })).Application;

    /// <summary>Takes an application through the review; every department agrees.</summary>
    public async Task<Application> ReviewAsync(Application? draft = null)
    {
        var application = await AcceptAsync(draft);
        foreach (var review in application.Reviews.ToList())
            application = await GiveAsync(application, review.Department, ReviewOpinion.Agree);
        return application;
    }

    /// <summary>Gives the opinion of a department.</summary>
    public async Task<Application> GiveAsync(Application application, Department department, ReviewOpinion opinion, string reason = "") =>
        (await As(CodeOf(department)).ReviewApplicationAsync(new()
        {
            RequestId = NewId(), ApplicationId = application.ApplicationId, Opinion = opinion, Reason = reason,
            Answers =
            {
                (application.Reviews.FirstOrDefault(r => r.Department == department && r.StageId == application.Stage?.StageId)
                        ?? application.Reviews.FirstOrDefault(r => r.Department == department))
                    ?.Checklist.Select(c => new CheckAnswer { CheckId = c.CheckId, Met = opinion == ReviewOpinion.Agree }) ?? [],
            },
        })).Application;

    /// <summary>Takes an application to its approval.</summary>
    public async Task<Application> ApproveAsync(Application? draft = null) => (await Decide(await ReviewAsync(draft))).Application;

    /// <summary>Decides as the competent department.</summary>
    public AsyncUnaryCall<DecideApplicationResponse> Decide(
        Application application, Verdict verdict = Verdict.Approve, string reason = "", params Determination[] determinations) =>
        As(CodeOf(application.Reviews[0].Department)).DecideApplicationAsync(new()
        {
            RequestId = NewId(), ApplicationId = application.ApplicationId, Verdict = verdict, Reason = reason, Determinations = { determinations },
        });

    /// <summary>Reads an application as it is stored now.</summary>
    public async Task<Application> GetAsync(string id) => (await Office.GetApplicationAsync(new() { ApplicationId = id })).Application;

    private static string CodeOf(Department department) => Platform.Identity.Codes.ToCode(department);
}
