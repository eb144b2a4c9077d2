using Grpc.Core;
using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;

namespace ShuangJian.Schools.Tests;

/// <summary>What tests on records of order share.</summary>
public abstract class OrderTest : SchoolsTest
{
    private protected static readonly string s_digest = new('a', 64);
    private protected SchoolOrderService.SchoolOrderServiceClient Mine => new(_host.Caller());

    private protected SchoolOrderService.SchoolOrderServiceClient Office => new(_host.Officer());

    private protected AsyncUnaryCall<PutOrderRecordResponse> Put(OrderContent content) => Mine.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), SchoolCode = _host.Code, Content = content });

    private protected async Task<OrderRecord> PutAsync(OrderContent content) => (await Put(content)).Record;

    private protected async Task<OrderRecord> ReadAsync(OrderRecord record) => (await Mine.GetOrderRecordAsync(new() { RecordId = record.RecordId })).Record;

    private protected async Task<OrderRecord> CorrectAsync(OrderRecord record, OrderContent content) => (await Mine.CorrectOrderRecordAsync(Correction(record, content))).Record;

    private protected static CorrectOrderRecordRequest Correction(OrderRecord record, OrderContent content) =>
        new() { RequestId = Registry.NewId(), RecordId = record.RecordId, Etag = record.Etag, Content = content, Reason = "填报有误，予以更正" };

    private protected OrderContent Week() => new()
    {
        LessonWeek = new()
        {
            ClassId = _host.Classes[4].ClassId, Monday = "2026-11-16", ShortWeek = true,
            Subjects = { new SubjectWeek { Subject = "语文", PlanLessons = 5, PlannedLessons = 5, TaughtLessons = 5, PlanPosition = 40, ReachedPosition = 40, PrescribedTextbook = true } },
        },
    };

    private protected static OrderContent Paper(string day) => new()
    {
        Exam = new()
        {
            SchoolYear = 2026, Term = SchoolTerm.Autumn, Grade = 4, Subject = "语文", Purpose = ExamPurpose.Unit, HeldOn = day, OnPaper = true, Organiser = ExamOrganiser.School,
            ResultForm = ExamResultForm.Grades,
        },
    };

    private protected OrderContent Sport(string day, int minutes) => new() { SportDay = new() { ClassId = _host.Classes[4].ClassId, Date = day, MinutesInSchool = minutes } };

    private protected static OrderContent Lessons() => new() { CollectiveLessons = new() { HeldOn = "2026-11-14", Grade = 4, Subject = "数学", Pupils = 40, Note = "周六集体上课" } };

    private protected static OrderContent Evidence(ManagementKind kind, string day) =>
        new() { Management = new() { SchoolYear = 2026, Management = kind, EvidenceDate = day, Title = "管理制度", Sha256 = s_digest, BedBeforeHomework = true } };

    private protected static OrderContent File() => new()
    {
        SchoolFile = new()
        {
            AsOf = SchoolsHost.Today, KeyWork = true, PlanTitle = "实施办法", PlanSha256 = s_digest, LeadingGroup = { "校长" }, FirstResponsiblePost = "校长", WorkingBody = "教务处",
            Timetable = { new FileStep { Task = "公示作业", DueOn = SchoolsHost.Today, Post = "教务主任" } },
        },
    };
}
