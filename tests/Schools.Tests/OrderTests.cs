using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;

namespace ShuangJian.Schools.Tests;

/// <summary>Records of order over the real service.</summary>
public sealed class OrderTests : OrderTest
{
    [Fact]
    public async Task A_week_is_judged_announced_corrected_and_keeps_what_it_said()
    {
        var week = Week();
        week.LessonWeek.Subjects[0].TaughtLessons = 7;
        var put = await PutAsync(week);
        Assert.Equal(("LessonsDifferFromPlan", "5", "7", "KM-20", "content.lesson_week.subjects[0].taught_lessons"),
            (put.Findings[0].Rule, put.Findings[0].Limit.Value, put.Findings[0].Observed.Value, put.Findings[0].Basis[0].Clause, put.Findings[0].Subject));
        var heard = await _host.HearAsync<OrderBreachFound>(put.RecordId);
        Assert.Equal((_host.Code, "LESSON_WEEK", "LessonsDifferFromPlan"), (heard.SchoolCode, heard.Kind, heard.Findings.Single().Rule));
        week.LessonWeek.Subjects[0].TaughtLessons = 5;
        var corrected = await CorrectAsync(put, week);
        Assert.Empty(corrected.Findings);
        Assert.Equal(["LessonsDifferFromPlan"], (await _host.HearAsync<OrderBreachCleared>(put.RecordId)).Rules);
        Assert.Equal("LESSON_WEEK", (await _host.HearAsync<OrderRecordPut>(put.RecordId, e => e.Breaches == 1)).Kind);
        Assert.Equal("LESSON_WEEK", (await _host.HearAsync<OrderRecordPut>(put.RecordId, e => e.Breaches == 0)).Kind);
        var read = await Mine.GetOrderRecordAsync(new() { RecordId = put.RecordId });
        var before = Assert.Single(read.History);
        Assert.Equal((7, 1, "填报有误，予以更正", 5), (before.Before.LessonWeek.Subjects[0].TaughtLessons, before.Findings.Count, before.Reason, read.Record.Content.LessonWeek.Subjects[0].TaughtLessons));
    }

    [Fact]
    public async Task The_same_thing_is_recorded_once()
    {
        var put = await PutAsync(Week());
        var error = await RichError.OfAsync(Put(Week()));
        Assert.Equal((StatusCode.AlreadyExists, "ORDER_RECORD_EXISTS", put.RecordId), (error.Code, error.Reason, error.Facts["record_id"]));
        await Mine.WithdrawOrderRecordAsync(new() { RequestId = Registry.NewId(), RecordId = put.RecordId, Reason = "重复填报，撤回" });
        Assert.Equal("ORDER_RECORD_WITHDRAWN", (await RichError.OfAsync(Mine.CorrectOrderRecordAsync(Correction(await ReadAsync(put), Week())))).Reason);
        Assert.NotEqual(put.RecordId, (await PutAsync(Week())).RecordId);
        Assert.Single((await Mine.ListOrderRecordsAsync(new() { Division = SchoolsHost.County })).Records);
        Assert.Equal(2, (await Mine.ListOrderRecordsAsync(new() { Division = SchoolsHost.County, WithWithdrawn = true })).Records.Count);
    }

    [Fact]
    public async Task Of_two_who_put_the_same_week_one_is_told_which_record_stands()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RichError.ReasonAsync(Put(Week()))));
        Assert.Equal(7, outcomes.Count(o => o == "ORDER_RECORD_EXISTS"));
        Assert.Single((await Mine.ListOrderRecordsAsync(new() { Division = SchoolsHost.County })).Records);
    }

    [Fact]
    public async Task Of_many_corrections_of_one_version_one_wins()
    {
        var put = await PutAsync(Week());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RichError.ReasonAsync(Mine.CorrectOrderRecordAsync(Correction(put, Week())))));
        Assert.Equal((1, 5), (outcomes.Count(o => o.Length == 0), outcomes.Count(o => o == "ETAG_MISMATCH")));
        Assert.Single((await Mine.GetOrderRecordAsync(new() { RecordId = put.RecordId })).History);
    }

    [Fact]
    public async Task Papers_are_counted_in_the_order_of_their_days_and_anew_with_every_change()
    {
        var second = await PutAsync(Paper("2026-11-18"));
        Assert.Empty(second.Findings);
        var first = await PutAsync(Paper("2026-11-10"));
        Assert.Empty(first.Findings);
        // The paper that was put first is the second of the term now, and one too many for grade 4.
        Assert.Equal("TooManyPapers", Assert.Single((await ReadAsync(second)).Findings).Rule);
        Assert.Equal("2", (await _host.HearAsync<OrderBreachFound>(second.RecordId)).Findings.Single().Observed!.Split(' ')[0]);
        await Mine.WithdrawOrderRecordAsync(new() { RequestId = Registry.NewId(), RecordId = first.RecordId, Reason = "该次考试未举行" });
        Assert.Empty((await ReadAsync(second)).Findings);
        Assert.Equal(["TooManyPapers"], (await _host.HearAsync<OrderBreachCleared>(second.RecordId)).Rules);
        var other = Paper("2026-11-10");
        other.Exam.Subject = "数学";
        Assert.Empty((await PutAsync(other)).Findings);
    }

    [Fact]
    public async Task Papers_put_at_the_same_moment_are_each_counted()
    {
        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => PutAsync(Paper($"2026-11-0{i}"))));
        var papers = (await Mine.ListOrderRecordsAsync(new() { Division = SchoolsHost.County })).Records;
        Assert.Equal(Enumerable.Range(2, 7).Select(i => $"{i}"), papers.SelectMany(p => p.Findings).Select(f => f.Observed.Value).Order());
        Assert.Empty(papers.Single(p => p.Date == "2026-11-01").Findings);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_its_path()
    {
        await RefusedAsync(new(), "content");
        var week = Week();
        week.LessonWeek.Monday = "2026-11-17";
        week.LessonWeek.Subjects.Add([week.LessonWeek.Subjects[0].Clone(), week.LessonWeek.Subjects[0].Clone()]);
        week.LessonWeek.Subjects[0].Subject = "天文";
        await RefusedAsync(week, "content.lesson_week.monday", "content.lesson_week.subjects[0].subject", "content.lesson_week.subjects[2].subject");
        await RefusedAsync(Sport("2026-11-21", 60), "content.sport_day.date");
        await RefusedAsync(Sport("2026-07-31", 60), "content.sport_day.class_id");
        await RefusedAsync(Sport("2026-11-20", 601), "content.sport_day.minutes_in_school");
        await RefusedAsync(new() { Physique = new() { SchoolYear = 2026, Grade = 4, Tested = 10, Excellent = 9 } }, "content.physique.tested");
        await RefusedAsync(new() { Skills = new() { SchoolYear = 2026, Grade = 4, Sport = { new SkillCount(), new SkillCount() }, Arts = { new SkillCount() } } }, "content.skills.sport[1].skills");
        await RefusedAsync(new() { Quota = new() { Year = 2026, Places = 10, Shares = { new QuotaShare { SchoolCode = _host.Code, Places = 11 } } } }, "content.quota", "content.quota.shares");
        await RefusedAsync(Evidence(ManagementKind.Sleep, "2026-07-31"), "content.management.evidence_date");
        var exam = Paper("2027-08-01");
        await RefusedAsync(exam, "content.exam.held_on");
        var file = File();
        file.SchoolFile.Inspections.Add(new SelfInspection { HeldOn = "2026-11-21", Problems = 1, Solved = 2 });
        await RefusedAsync(file, "content.school_file.inspections[0].held_on", "content.school_file.inspections[0].solved");
        await RefusedAsync(new() { Enrolment = new() { Stage = Protos.Institution.V1.EducationStage.SeniorHigh, BeganOn = "2026-07-01", EndedOn = "2026-06-30", WindowFrom = "2026-07-01", WindowTo = "2026-06-30", FromOutside = 1 } },
            "content.enrolment.stage", "content.enrolment.ended_on", "content.enrolment.window_to", "content.enrolment.from_outside");
    }

    [Fact]
    public async Task Each_school_sees_and_changes_its_own_and_not_what_an_authority_found()
    {
        var found = (await Office.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), SchoolCode = _host.Code, Content = Lessons() })).Record;
        Assert.True(found.ByAuthority);
        Assert.Equal("ORDER_RECORD_OF_AUTHORITY", (await RichError.OfAsync(Mine.CorrectOrderRecordAsync(Correction(found, Lessons())))).Reason);
        var stranger = new SchoolOrderService.SchoolOrderServiceClient(_host.Caller(Registry.NewCode()));
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(stranger.GetOrderRecordAsync(new() { RecordId = found.RecordId }))).Reason);
        Assert.Empty((await stranger.ListOrderRecordsAsync(new() { Division = SchoolsHost.County })).Records);
        var elsewhere = new SchoolOrderService.SchoolOrderServiceClient(_host.Officer("110101"));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(elsewhere.GetOrderRecordAsync(new() { RecordId = found.RecordId }))).Reason);
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(stranger.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), SchoolCode = _host.Code, Content = Week() }))).Reason);
    }

    [Fact]
    public async Task An_authority_records_what_it_assesses_by_and_nothing_else()
    {
        OrderContent assessment = new() { Assessment = new() { DecidedOn = "2026-11-16", Title = "年度考核办法", SetsPromotionTarget = true } };
        await using var beijing = await SchoolsHost.StartAsync("110101");
        var office = new SchoolOrderService.SchoolOrderServiceClient(beijing.Officer());
        var put = (await office.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), Division = "110101", Content = assessment })).Record;
        Assert.Equal(("PromotionTargetSet", "BJ-23", ""), (put.Findings[0].Rule, put.Findings[0].Basis[0].Clause, put.SchoolCode));
        Assert.Null((await beijing.HearAsync<OrderBreachFound>(put.RecordId)).SchoolCode);
        Assert.Equal(["school_code"], (await RichError.OfAsync(office.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), Division = "110101", Content = Week() }))).Fields.Keys);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(office.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), Division = "530102", Content = assessment }))).Reason);
        Assert.Equal(["school_code"], (await RichError.OfAsync(new SchoolOrderService.SchoolOrderServiceClient(beijing.Caller()).PutOrderRecordAsync(
            new() { RequestId = Registry.NewId(), Division = "110101", Content = assessment }))).Fields.Keys);
    }

    [Fact]
    public async Task What_is_only_asked_leaves_no_trace_and_what_is_sent_twice_counts_once()
    {
        PutOrderRecordRequest request = new() { RequestId = Registry.NewId(), SchoolCode = _host.Code, Content = Paper("2026-11-10"), ValidateOnly = true };
        await Mine.PutOrderRecordAsync(request);
        Assert.Empty((await Mine.ListOrderRecordsAsync(new() { Division = SchoolsHost.County })).Records);
        request.ValidateOnly = false;
        var first = await Mine.PutOrderRecordAsync(request);
        Assert.Equal(first, await Mine.PutOrderRecordAsync(request));
        Assert.Equal(1, Assert.Single((await Office.GetOrderStatisticsAsync(new() { Division = SchoolsHost.County, SchoolYear = 2026 })).Counts).Records);
    }

    private async Task RefusedAsync(OrderContent content, params string[] paths) => Assert.Equal(paths.Order(StringComparer.Ordinal), (await RichError.OfAsync(Put(content))).Fields.Keys.Order(StringComparer.Ordinal));
}
