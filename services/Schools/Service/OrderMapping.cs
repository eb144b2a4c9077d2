using Google.Protobuf.WellKnownTypes;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Institution = ShuangJian.Protos.Institution.V1;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Records of order between contract and domain.</summary>
internal static class OrderMapping
{
    /// <summary>What a request says. Fields were checked at the edge.</summary>
    public static OrderContent ToContent(this Wire.OrderContent wire) => wire.ContentCase switch
    {
        Wire.OrderContent.ContentOneofCase.LessonWeek => ToContent(wire.LessonWeek),
        Wire.OrderContent.ContentOneofCase.TermEnd => new TermEnd(
            Guid.Parse(wire.TermEnd.ClassId), EnumMap<Wire.SchoolTerm, SchoolTerm>.ToDomain(wire.TermEnd.Term)!.Value, wire.TermEnd.Subject, Day(wire.TermEnd.PlannedLastDay), Day(wire.TermEnd.LastDay)),
        Wire.OrderContent.ContentOneofCase.Exam => ToContent(wire.Exam),
        Wire.OrderContent.ContentOneofCase.CollectiveLessons => new CollectiveLessons(
            Day(wire.CollectiveLessons.HeldOn), wire.CollectiveLessons.Grade, wire.CollectiveLessons.Subject, wire.CollectiveLessons.Pupils, wire.CollectiveLessons.Note),
        Wire.OrderContent.ContentOneofCase.ClassGrouping => new ClassGrouping(
            Guid.Parse(wire.ClassGrouping.ClassId), Day(wire.ClassGrouping.FormedOn), EnumMap<Wire.ClassLabel, ClassLabel>.ToDomain(wire.ClassGrouping.Label)!.Value,
            EnumMap<Wire.ClassAllotment, ClassAllotment>.ToDomain(wire.ClassGrouping.Allotment)!.Value),
        Wire.OrderContent.ContentOneofCase.SportDay => new SportDay(Guid.Parse(wire.SportDay.ClassId), Day(wire.SportDay.Date), wire.SportDay.MinutesInSchool, wire.SportDay.MinutesOutsideSchool),
        Wire.OrderContent.ContentOneofCase.Physique => new PhysiqueResult(
            wire.Physique.SchoolYear, wire.Physique.Grade, wire.Physique.Tested, wire.Physique.Excellent, wire.Physique.Good, wire.Physique.Passed, wire.Physique.Failed),
        Wire.OrderContent.ContentOneofCase.Skills => new SkillResult(wire.Skills.SchoolYear, wire.Skills.Grade, ToContent(wire.Skills.Sport), ToContent(wire.Skills.Arts)),
        Wire.OrderContent.ContentOneofCase.Quota => new QuotaPlan(
            wire.Quota.Year, wire.Quota.TopDemonstration, wire.Quota.Places, [.. wire.Quota.Shares.Select(s => new QuotaShare(s.SchoolCode, s.Places))]),
        Wire.OrderContent.ContentOneofCase.Enrolment => ToContent(wire.Enrolment),
        Wire.OrderContent.ContentOneofCase.Assessment => new PromotionAssessment(
            Day(wire.Assessment.DecidedOn), wire.Assessment.Title, wire.Assessment.SetsPromotionTarget, wire.Assessment.JudgesByPromotionRate),
        Wire.OrderContent.ContentOneofCase.Management => new ManagementEvidence(
            wire.Management.SchoolYear, EnumMap<Wire.ManagementKind, ManagementKind>.ToDomain(wire.Management.Management)!.Value, Day(wire.Management.EvidenceDate), wire.Management.Title,
            wire.Management.Sha256, wire.Management.BedBeforeHomework),
        Wire.OrderContent.ContentOneofCase.SchoolFile => ToContent(wire.SchoolFile),
        _ => throw Rejection.Invalid("content", "必填其中一项", "needs one of its members"),
    };

    public static Wire.OrderRecord ToProto(this OrderRecord record) => new()
    {
        RecordId = $"{record.Id}",
        SchoolCode = record.SchoolCode,
        Division = record.Division,
        Kind = EnumMap<Wire.OrderKind, OrderKind>.ToWire(record.Kind),
        Date = Days.Of(record.Date),
        Content = record.Content.ToProto(),
        Findings = { record.Findings.Select(f => f.ToProto()) },
        ByAuthority = record.ByAuthority,
        Withdrawn = record.Withdrawn,
        Etag = Etag.Of(record.Version),
        CreateTime = record.CreatedAt.ToTimestamp(),
        UpdateTime = record.UpdatedAt.ToTimestamp(),
    };

    public static Wire.OrderRevision ToProto(this OrderRevision revision) => new()
    {
        Version = revision.Version, ChangedBy = revision.By, ChangeTime = revision.At.ToTimestamp(), Reason = revision.Reason, Before = revision.Content.ToProto(),
        Findings = { revision.Findings.Select(f => f.ToProto()) },
    };

    private static Wire.OrderContent ToProto(this OrderContent content) => content switch
    {
        LessonWeek week => new() { LessonWeek = ToProto(week) },
        TermEnd end => new()
        {
            TermEnd = new()
            {
                ClassId = $"{end.ClassId}", Term = EnumMap<Wire.SchoolTerm, SchoolTerm>.ToWire(end.Term), Subject = end.Subject, PlannedLastDay = Days.Of(end.PlannedLastDay), LastDay = Days.Of(end.LastDay),
            },
        },
        Exam exam => new() { Exam = ToProto(exam) },
        CollectiveLessons one => new() { CollectiveLessons = new() { HeldOn = Days.Of(one.HeldOn), Grade = one.Grade, Subject = one.Subject, Pupils = one.Pupils, Note = one.Note } },
        ClassGrouping one => new()
        {
            ClassGrouping = new()
            {
                ClassId = $"{one.ClassId}", FormedOn = Days.Of(one.FormedOn), Label = EnumMap<Wire.ClassLabel, ClassLabel>.ToWire(one.Label),
                Allotment = EnumMap<Wire.ClassAllotment, ClassAllotment>.ToWire(one.Allotment),
            },
        },
        SportDay day => new() { SportDay = new() { ClassId = $"{day.ClassId}", Date = Days.Of(day.Date), MinutesInSchool = day.InSchool, MinutesOutsideSchool = day.OutsideSchool } },
        PhysiqueResult result => new()
        {
            Physique = new()
            {
                SchoolYear = result.Year, Grade = result.Grade, Tested = result.Tested, Excellent = result.Excellent, Good = result.Good, Passed = result.Passed, Failed = result.Failed,
                GoodPermille = result.GoodPermille, PassedPermille = result.PassedPermille,
            },
        },
        SkillResult result => new() { Skills = new() { SchoolYear = result.Year, Grade = result.Grade, Sport = { result.Sport.Select(ToProto) }, Arts = { result.Arts.Select(ToProto) } } },
        QuotaPlan plan => new()
        {
            Quota = new()
            {
                Year = plan.Year, TopDemonstration = plan.TopDemonstration, Places = plan.Places, Allotted = (int)plan.Allotted, AllottedBasisPoints = (int)plan.BasisPoints,
                Shares = { plan.Shares.Select(s => new Wire.QuotaShare { SchoolCode = s.SchoolCode, Places = s.Places }) },
            },
        },
        EnrolmentRound round => new() { Enrolment = ToProto(round) },
        PromotionAssessment one => new()
        {
            Assessment = new() { DecidedOn = Days.Of(one.DecidedOn), Title = one.Title, SetsPromotionTarget = one.SetsTarget, JudgesByPromotionRate = one.ByRate },
        },
        ManagementEvidence one => new()
        {
            Management = new()
            {
                SchoolYear = one.Year, Management = EnumMap<Wire.ManagementKind, ManagementKind>.ToWire(one.Management), EvidenceDate = Days.Of(one.EvidenceDate), Title = one.Title, Sha256 = one.Sha256,
                BedBeforeHomework = one.BedBeforeHomework,
            },
        },
        OwnFile file => new() { SchoolFile = ToProto(file) },
        _ => throw new InvalidOperationException($"{content.Kind} has no form in the contract."),
    };

    private static LessonWeek ToContent(Wire.LessonWeek wire) => new(Guid.Parse(wire.ClassId), Day(wire.Monday), wire.ShortWeek,
    [
        .. wire.Subjects.Select(s => new SubjectWeek(
            s.Subject, s.PlanLessons, s.PlannedLessons, s.TaughtLessons, s.PlanPosition, s.ReachedPosition, s.BeyondStandard, s.AssumesPriorLearning, s.PrescribedTextbook, s.DeviationReason)),
    ]);

    private static Wire.LessonWeek ToProto(LessonWeek week) => new()
    {
        ClassId = $"{week.ClassId}",
        Monday = Days.Of(week.Monday),
        ShortWeek = week.ShortWeek,
        Subjects =
        {
            week.Subjects.Select(s => new Wire.SubjectWeek
            {
                Subject = s.Subject, PlanLessons = s.Plan, PlannedLessons = s.Planned, TaughtLessons = s.Taught, PlanPosition = s.PlanPosition, ReachedPosition = s.Reached,
                BeyondStandard = s.BeyondStandard, AssumesPriorLearning = s.AssumesPrior, PrescribedTextbook = s.PrescribedTextbook, DeviationReason = s.Reason,
            }),
        },
    };

    private static Exam ToContent(Wire.Exam wire) => new(
        wire.SchoolYear, EnumMap<Wire.SchoolTerm, SchoolTerm>.ToDomain(wire.Term)!.Value, wire.Grade, wire.Subject, EnumMap<Wire.ExamPurpose, ExamPurpose>.ToDomain(wire.Purpose)!.Value, Day(wire.HeldOn),
        wire.OnPaper, EnumMap<Wire.ExamOrganiser, ExamOrganiser>.ToDomain(wire.Organiser)!.Value, wire.Permit, wire.BeyondStandard,
        EnumMap<Wire.ExamResultForm, ExamResultForm>.ToDomain(wire.ResultForm)!.Value, wire.Ranked);

    private static Wire.Exam ToProto(Exam exam) => new()
    {
        SchoolYear = exam.Year,
        Term = EnumMap<Wire.SchoolTerm, SchoolTerm>.ToWire(exam.Term),
        Grade = exam.Grade,
        Subject = exam.Subject,
        Purpose = EnumMap<Wire.ExamPurpose, ExamPurpose>.ToWire(exam.Purpose),
        HeldOn = Days.Of(exam.HeldOn),
        OnPaper = exam.OnPaper,
        Organiser = EnumMap<Wire.ExamOrganiser, ExamOrganiser>.ToWire(exam.Organiser),
        Permit = exam.Permit,
        BeyondStandard = exam.BeyondStandard,
        ResultForm = EnumMap<Wire.ExamResultForm, ExamResultForm>.ToWire(exam.ResultForm),
        Ranked = exam.Ranked,
    };

    private static EnrolmentRound ToContent(Wire.EnrolmentRound wire) => new(
        EnumMap<Institution.EducationStage, EducationStage>.ToDomain(wire.Stage)!.Value, Day(wire.BeganOn), Day(wire.EndedOn), Day(wire.WindowFrom), Day(wire.WindowTo), wire.Places, wire.Admitted,
        wire.FromOutside, wire.Lured);

    private static Wire.EnrolmentRound ToProto(EnrolmentRound round) => new()
    {
        Stage = EnumMap<Institution.EducationStage, EducationStage>.ToWire(round.Stage),
        BeganOn = Days.Of(round.BeganOn),
        EndedOn = Days.Of(round.EndedOn),
        WindowFrom = Days.Of(round.WindowFrom),
        WindowTo = Days.Of(round.WindowTo),
        Places = round.Places,
        Admitted = round.Admitted,
        FromOutside = round.FromOutside,
        Lured = round.Lured,
    };

    private static OwnFile ToContent(Wire.SchoolFile wire) => new(
        Day(wire.AsOf), wire.KeyWork, wire.PlanTitle, wire.PlanSha256, [.. wire.LeadingGroup], wire.FirstResponsiblePost, wire.WorkingBody,
        [.. wire.Timetable.Select(t => new FileStep(t.Task, Day(t.DueOn), t.Post))], [.. wire.Inspections.Select(i => new SelfInspection(Day(i.HeldOn), i.Problems, i.Solved))]);

    private static Wire.SchoolFile ToProto(OwnFile file) => new()
    {
        AsOf = Days.Of(file.AsOf),
        KeyWork = file.KeyWork,
        PlanTitle = file.PlanTitle,
        PlanSha256 = file.PlanSha256,
        LeadingGroup = { file.LeadingGroup },
        FirstResponsiblePost = file.FirstResponsiblePost,
        WorkingBody = file.WorkingBody,
        Timetable = { file.Timetable.Select(t => new Wire.FileStep { Task = t.Task, DueOn = Days.Of(t.DueOn), Post = t.Post }) },
        Inspections = { file.Inspections.Select(i => new Wire.SelfInspection { HeldOn = Days.Of(i.HeldOn), Problems = i.Problems, Solved = i.Solved }) },
    };

    private static List<SkillCount> ToContent(IEnumerable<Wire.SkillCount> wire) => [.. wire.Select(s => new SkillCount(s.Skills, s.Pupils))];

    private static Wire.SkillCount ToProto(SkillCount count) => new() { Skills = count.Skills, Pupils = count.Pupils };

    private static DateOnly Day(string text) => Days.Of(text)!.Value;
}
