using Grpc.Core;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.School.V1;
using Law = ShuangJian.Policy.Law;
using ResidentIdentity = ShuangJian.Policy.ResidentIdentity;
using Zh = ShuangJian.Policy.Zh;

namespace ShuangJian.Standalone;

/// <content>What is at stake: a course, money of families, and an afternoon at a school.</content>
internal sealed partial class ClosedLoop
{
    private const string FamilySecret = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";
    private const int Families = 3;
    private const int Lessons = 12;
    private const long LessonFen = 80_00;

    private readonly CourseService.CourseServiceClient _courses = new(stage.Gateway);
    private readonly AgreementService.AgreementServiceClient _agreements = new(stage.Gateway);
    private readonly ContractService.ContractServiceClient _contracts = new(stage.Gateway);
    private readonly FamilyService.FamilyServiceClient _families = new(stage.Gateway);
    private readonly BankService.BankServiceClient _banks = new(stage.Gateway);
    private readonly ProgrammeService.ProgrammeServiceClient _programmes = new(stage.Gateway);
    private readonly SelectionService.SelectionServiceClient _selections = new(stage.Gateway);
    private readonly List<string> _contractIds = [];
    private string _course = "", _agreement = "", _programme = "";
    private string _bank = "", _school = "";
    private Selection _selection = new();

    private Metadata Bank => Stage.As("BANK", Place, _bank);

    private Metadata School => Stage.As("SCHOOL", Place, _school);

    /// <summary>Kunming lets only selected institutions into schools, after a public notice (KM-15).</summary>
    private async Task NominateAsync(CancellationToken cancellation)
    {
        Tell.Chapter("遴选 Selection", "参与课后服务的机构先经遴选和公示 · an institution is selected and shown publicly before it serves a school");
        var nominate = new NominateInstitutionRequest
        {
            RequestId = Stage.NewId(),
            Selection = new Selection
            {
                Division = Place, InstitutionCode = Code, Kinds = { ProgrammeKind.Arts }, Conditions = "证照齐全，师资合格，经专家评审入选", ValidUntil = stage.Day(300),
            },
        };
        // The white list reaches the schools as events; until it has, the nomination is refused.
        _selection = (await Stage.UntilAsync(
            "the white list at the schools", () => TryAsync(async () => (await _selections.NominateInstitutionAsync(nominate, Officer("EDUCATION"), cancellationToken: cancellation)).Selection),
            came => came.Answer is not null, cancellation)).Answer!;
        Marks.Add(_selection.SelectionId);
        Tell.Step($"公示 public notice until [bold]{_selection.NoticeUntil}[/]");
        if (!stage.LetPass(_selection.NoticeUntil)) Tell.Step(RealClock);
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        Tell.Chapter("开班 It opens", "课程备案、预收费进入监管账户、进校参与课后服务 · a filed course, fees in custody, an afternoon at a school");
        (_bank, _school) = (Stage.SampleCode("91", Place), Stage.SampleCode("12", Place));
        Marks.AddRange([_bank, _school]);
        await FileCourseAsync(cancellation);
        await TakeMoneyAsync(cancellation);
        await SelectAsync(cancellation);
    }

    private async Task SelectAsync(CancellationToken cancellation)
    {
        var (selected, why) = await TryAsync(async () => (await _selections.SelectInstitutionAsync(
            new() { RequestId = Stage.NewId(), SelectionId = _selection.SelectionId }, Officer("EDUCATION"), cancellationToken: cancellation)).Selection);
        if (selected is null)
        {
            Tell.Step($"[grey]公示未满，暂不能进校 no school before the notice has ended: {Text(why)}[/]");
            return;
        }
        stage.Learn(selected.SelectedOn);
        await ServeSchoolAsync(cancellation);
    }

    private async Task FileCourseAsync(CancellationToken cancellation)
    {
        // Far enough ahead to be still to come at the end of the story.
        var saturday = Ordinary(stage.Today.AddDays(70), DayOfWeek.Saturday);
        var course = new Course
        {
            Division = Place, InstitutionCode = Code, Title = "少儿水彩画", ItemName = "水彩画", Category = TrainingCategory.Arts, Stages = { EducationStage.Primary }, Grades = { 3 },
            Mode = TrainingMode.Offline, Description = "认识颜料与纸张", Outline = { new OutlineUnit { Title = "第一单元", Text = "调色与平涂" } },
            Timetable = new Timetable
            {
                StartsOn = $"{saturday:yyyy-MM-dd}", EndsOn = $"{saturday:yyyy-MM-dd}",
                WeeklyLessons = { new WeeklyLesson { Weekday = 6, StartTime = "09:00:00", EndTime = "10:00:00", Room = "101" } },
            },
            PriceFen = LessonFen,
        };
        // The licence reaches the filings as an event.
        await Stage.UntilAsync(
            "the licence at the filings", async () => (await _courses.CreateCourseAsync(new() { RequestId = Stage.NewId(), Course = course, ValidateOnly = true }, Own, cancellationToken: cancellation)).Course,
            trial => trial.Findings.All(f => f.Severity != ShuangJian.Protos.Type.V1.Severity.Breach), cancellation);
        _course = (await _courses.CreateCourseAsync(new() { RequestId = Stage.NewId(), Course = course }, Own, cancellationToken: cancellation)).Course.CourseId;
        Marks.Add(_course);
        var submitted = (await _courses.SubmitCourseAsync(new() { RequestId = Stage.NewId(), CourseId = _course }, Own, cancellationToken: cancellation)).Course;
        var filed = (await _courses.FileCourseAsync(
            new() { RequestId = Stage.NewId(), CourseId = _course, Determinations = { Narrator.Settle(submitted.Findings) } }, Competent, cancellationToken: cancellation)).Course;
        Tell.Step($"课程 course 《{Text(course.Title)}》 [bold]{filed.State}[/]，首课 first lesson {course.Timetable.StartsOn}");
    }

    private async Task TakeMoneyAsync(CancellationToken cancellation)
    {
        var agreement = (await _agreements.OpenAgreementAsync(new()
        {
            RequestId = Stage.NewId(),
            Agreement = new Agreement
            {
                Division = Place, InstitutionId = _institution.InstitutionId, InstitutionCode = Code, BankCode = _bank, AccountNumber = $"6200{Random.Shared.NextInt64(1_000_000_000_000):D12}",
                SignedOn = stage.Day(), Mode = CustodyMode.BankCustody, Release = ReleaseMode.PerLesson,
            },
        }, Officer("EDUCATION"), cancellationToken: cancellation)).Agreement;
        _agreement = agreement.AgreementId;
        Marks.Add(_agreement);
        for (var i = 0; i < Families; i++) await PayAsync(i, cancellation);
        var taught = await _contracts.ReportLessonsAsync(new() { RequestId = Stage.NewId(), AgreementId = _agreement, ContractIds = { _contractIds[0] }, TaughtOn = stage.Day() }, Own, cancellationToken: cancellation);
        var answered = await _families.AnswerLessonAsync(
            new() { RequestId = Stage.NewId(), ContractId = _contractIds[0], LessonId = taught.Lessons[0].LessonId, FamilySecret = FamilySecret, Taught = true }, cancellationToken: cancellation);
        Tell.Step($"{Families} 个家庭各预付 families paid {Zh.Yuan(Lessons * LessonFen)}；家长确认一课，划拨 one lesson confirmed and released {Zh.Yuan(answered.Contract.ReleasedFen)}");
    }

    private async Task PayAsync(int family, CancellationToken cancellation)
    {
        var contract = (await _contracts.RegisterContractAsync(new()
        {
            // Of an area that no authority gives.
            RequestId = Stage.NewId(), PupilIdentityNumber = ResidentIdentity.Complete($"11999920160101{Random.Shared.Next(100) * 10 + family:D3}"), FamilySecret = FamilySecret,
            Contract = new Contract
            {
                AgreementId = _agreement, ContractNumber = $"示例合同{family:D3}", Lessons = Lessons, TotalFen = Lessons * LessonFen, StartsOn = stage.Day(), EndsOn = stage.Day(80),
                Charges = { new Charge { DueOn = stage.Day(), AmountFen = Lessons * LessonFen } },
            },
        }, Own, cancellationToken: cancellation)).Contract;
        _contractIds.Add(contract.ContractId);
        Marks.Add(contract.ContractId);
        await _banks.NotifyDepositAsync(new()
        {
            RequestId = Stage.NewId(), ContractId = contract.ContractId, AmountFen = Lessons * LessonFen, BankReference = $"示例{_agreement[^8..]}-{family}", BookedOn = stage.Day(),
        }, Bank, cancellationToken: cancellation);
    }

    private async Task ServeSchoolAsync(CancellationToken cancellation)
    {
        await new SchoolService.SchoolServiceClient(stage.Gateway).RegisterSchoolAsync(new()
        {
            RequestId = Stage.NewId(), School = new() { SchoolCode = _school, Division = Place, Name = "五华示例小学", Stages = { EducationStage.Primary }, Subjects = { "语文" } },
        }, Officer("EDUCATION"), cancellationToken: cancellation);
        var (term, last) = Term();
        var plan = new AfterSchoolPlan
        {
            SchoolCode = _school, Term = term, From = stage.Day(), To = last, Text = "作业辅导、体育、艺术、阅读和社团活动", Voluntary = true, FlexibleHours = true,
            Need = new ServiceNeed { SurveyedOn = stage.Day(), Pupils = 240, Wanting = 200, Places = 200 },
            Days = { new ServiceDay { Weekday = 5, StartTime = "15:30:00", EndTime = "18:00:00" } },
        };
        await new AfterSchoolPlanService.AfterSchoolPlanServiceClient(stage.Gateway).PublishAfterSchoolPlanAsync(new() { RequestId = Stage.NewId(), Plan = plan }, School, cancellationToken: cancellation);
        var programme = new Programme
        {
            SchoolCode = _school, Term = term, Name = "水彩画", Kind = ProgrammeKind.Arts, Content = "认识颜料与纸张", Stage = ServiceStage.Second, Grades = { 3 }, From = stage.Day(), To = last,
            Capacity = 30, InstitutionCode = Code, SpecialNeed = "校内没有美术教师", Slots = { new ProgrammeSlot { Weekday = 5, StartTime = "16:30:00", EndTime = "17:30:00" } },
        };
        var offer = new OfferProgrammeRequest { RequestId = Stage.NewId(), Programme = programme };
        var offered = (await _programmes.OfferProgrammeAsync(offer, School, cancellationToken: cancellation)).Programme;
        _programme = offered.ProgrammeId;
        Marks.Add(_programme);
        Tell.Step($"课后服务 after-school programme 《{Text(programme.Name)}》 [bold]{offered.State}[/]，{programme.From} – {programme.To}");
    }

    /// <returns>The answer, or why it is refused for now.</returns>
    private static async Task<(T? Answer, string Why)> TryAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return (await ask(), "");
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition)
        {
            return (null, e.Status.Detail);
        }
    }

    /// <summary>The term of today and its last day for programmes.</summary>
    private (ServiceTerm Term, string Last) Term()
    {
        var (day, autumn) = (stage.Today, stage.Today.Month is >= 8 or 1);
        var year = day.Month >= 8 ? day.Year : day.Year - 1;
        var last = autumn ? new DateOnly(year + 1, 1, 31) : new DateOnly(year + 1, 7, 31);
        return (new ServiceTerm { SchoolYear = year, Half = autumn ? TermHalf.Autumn : TermHalf.Spring }, $"{last:yyyy-MM-dd}");
    }

    /// <summary>The first such day of the week from a day on that is neither a holiday nor a day of work moved there.</summary>
    private static DateOnly Ordinary(DateOnly from, DayOfWeek weekday)
    {
        var day = from;
        while (day.DayOfWeek != weekday || Law.Current.Calendar.HolidayName(day) is not null) day = day.AddDays(1);
        return day;
    }
}
