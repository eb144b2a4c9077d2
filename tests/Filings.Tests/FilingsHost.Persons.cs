using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Platform.Personal;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Filings.Tests;

/// <content>Tutors of one institution in Kunming, whose law has every rule on them, and the roster of a school next door.</content>
internal sealed partial class FilingsHost
{
    /// <summary>County of the institution.</summary>
    internal const string County = "530102";

    internal string Code { get; } = Registry.NewCode();

    internal string InstitutionId { get; } = Guid.CreateVersion7().ToString();

    internal string School { get; } = Registry.NewCode();

    private readonly Dictionary<string, Guid> _teachers = [];

    internal CallInvoker Owner(string? code = null) => Host.AsInstitution(County, code ?? Code);

    internal CallInvoker Officer(string division = County, string department = "EDUCATION") => Host.AsRegulator(division, department);

    internal static TutorService.TutorServiceClient Tutors(CallInvoker invoker) => new(invoker);

    /// <summary>A tutor against whom nothing stands.</summary>
    internal Tutor Statement(string number = Registry.IdentityNumber) => new()
    {
        Division = County,
        InstitutionId = InstitutionId,
        InstitutionCode = Code,
        Person = new Protos.Filing.V1.TutorPerson { Name = "测试人", IdentityNumber = number, Phone = "13800000078" },
        Subject = "数学",
        Category = TrainingCategory.Academic,
        Stages = { EducationStage.Junior },
        Qualifications =
        {
            new Qualification { Kind = QualificationKind.Teacher, Subject = "数学", Stage = EducationStage.Junior, CertificateNumber = "20265301041000001", ValidFrom = "2020-01-01" },
        },
        Contract = new TutorContract { Kind = ContractKind.Labour, StartsOn = "2026-01-01", EndsOn = "2027-12-31" },
        FullTime = true,
        Origin = TutorOrigin.National,
    };

    internal async Task<Tutor> SubmitTutorAsync(Tutor? statement = null)
    {
        var mine = Tutors(Owner());
        var draft = (await mine.CreateTutorAsync(new() { RequestId = Registry.NewId(), Tutor = statement ?? Statement() })).Tutor;
        return (await mine.SubmitTutorAsync(new() { RequestId = Registry.NewId(), TutorId = draft.TutorId })).Tutor;
    }

    internal async Task<Tutor> FileTutorAsync(Tutor? statement = null) => await FileTutorAsync((await SubmitTutorAsync(statement)).TutorId);

    internal async Task<Tutor> FileTutorAsync(string id) =>
        (await Tutors(Officer()).FileTutorAsync(new() { RequestId = Registry.NewId(), TutorId = id })).Tutor;

    internal async Task<Tutor> TutorAsync(string id) => (await Tutors(Officer()).GetTutorAsync(new() { TutorId = id })).Tutor;

    /// <summary>Tells that a person serves at a school.</summary>
    internal Task TellTeacherAsync(string number = Registry.IdentityNumber, string from = "2020-09-01", string division = "530103", string to = "")
    {
        if (!_teachers.TryGetValue(number, out var id)) _teachers[number] = id = Guid.CreateVersion7();
        return TellAsync(
            new TeacherRosterChanged
            {
                Division = division, SchoolCode = School,
                Entries = [new($"{id}", Host.Services.GetRequiredService<PersonalData>().HashesToFind(number), DateOnly.Parse(from), to.Length > 0 ? DateOnly.Parse(to) : null)],
            },
            consumer: "filings.schools");
    }
}
