using System.Text.Json;

namespace ShuangJian.SystemTests;

/// <summary>Filings that end because something changed elsewhere: at a school, or in the registry, which is another process.</summary>
[Collection(nameof(Cluster))]
public sealed class FilingTests(Cluster cluster)
{
    private const double Seconds = 5;

    [Fact]
    public async Task A_teacher_on_the_roster_of_the_next_county_turns_a_filed_tutor_into_a_breach_and_a_department_hears_of_it()
    {
        var applicants = cluster.Applicants("530102", 1).Concat(cluster.Applicants("530103", 1)).ToList();

        var steps = await cluster.RunAsync("roster.py", new { applicants });

        Assert.Equal(3, steps.Count);
        Assert.Equal(("TUTOR_STATE_FILED", 0), (steps[0].Text("state"), steps[0].GetProperty("findings").GetInt32()));
        var told = steps[1];
        Assert.Equal(("53.01.02.filing.tutor-no-longer-holds", "cn.shuangjian.filing.tutor-no-longer-holds.v1"), (told.Text("key"), told.Text("type")));
        Assert.Equal(applicants[0].Code, told.GetProperty("data").Text("institutionCode"));
        var finding = Assert.Single(told.GetProperty("data").GetProperty("findings").EnumerateArray());
        Assert.Equal(("TutorIsInServiceTeacher", "BREACH"), (finding.Text("rule"), finding.Text("severity")));
        Assert.Contains("KM-8", finding.GetProperty("clauses").EnumerateArray().Select(c => c.GetString()));
        Assert.False(told.GetProperty("told").GetBoolean(), "the event names the person");
        Assert.Equal(("TUTOR_STATE_NO_LONGER_HOLDS", ""), (steps[2].Text("state"), steps[2].Text("published_on")));
        Assert.Equal("TutorIsInServiceTeacher", Assert.Single(steps[2].GetProperty("rules").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task What_the_registry_suspends_the_filings_refuse_within_seconds_of_the_event()
    {
        var known = await PrepareAsync("停课测试甲", "department.suspended.at-once");

        var steps = await cluster.RunAsync("suspend.py", known);

        Assert.Equal(3, steps.Count);
        AssertStopped(steps[1], steps[2]);
        Assert.InRange(steps[1].GetProperty("seconds").GetDouble(), double.MinValue, Seconds);
    }

    [Fact]
    public async Task What_is_suspended_while_the_broker_is_away_is_refused_once_it_is_back_and_the_registry_learns_it()
    {
        var known = await PrepareAsync("停课测试乙", "department.suspended.later");
        await cluster.Rabbit.KillAsync();

        await using var officer = cluster.Start("suspend.py", known);
        var suspended = await officer.NextAsync();
        // Nothing has come through: the filings know no better.
        Assert.Equal((1, "OK"), (suspended.GetProperty("suspended").GetInt32(), suspended.Text("still")));
        await cluster.Rabbit.StartAsync();

        AssertStopped(await officer.NextAsync(), await officer.NextAsync());
    }

    [Fact]
    public async Task One_pupil_of_two_institutions_is_added_up_and_a_leak_and_signs_in_recruiting_are_followed()
    {
        var applicants = cluster.Applicants("110101", 2);

        var steps = await cluster.RunAsync("persons.py", new { applicants, name = "线上测试" });

        var recorded = steps[0];
        Assert.Equal(["ENROLMENT_OUTCOME_RECORDED", "ENROLMENT_OUTCOME_COURSE_NOT_FILED"], recorded.GetProperty("outcomes").EnumerateArray().Select(o => o.GetString()));
        var time = Assert.Single(recorded.GetProperty("times").EnumerateArray());
        Assert.Equal(("2027-04-10", 65), (time.Text("date"), time.GetProperty("minutes").GetInt32()));
        Assert.Equal(applicants.Select(a => a.Code), time.GetProperty("sessions").EnumerateArray().Select(s => s.Text("institution_code")));
        var open = Assert.Single(time.GetProperty("findings").EnumerateArray());
        Assert.Equal(("PupilOnlineTooLong", "SEVERITY_UNDETERMINED"), (open.Text("rule"), open.Text("severity")));
        Assert.Equal(2, recorded.GetProperty("exported").GetInt32());
        Assert.Equal("RETENTION_RUNS", recorded.GetProperty("erased").Text("reason"));

        var followed = steps[1];
        Assert.Equal(("LEAK_STATE_UPHELD", "家长通讯录在网上出售"), (followed.Text("state"), followed.Text("revealed")));
        Assert.Equal(["RecruitingWithoutBrochure", "DrawsTeachersAway"], followed.GetProperty("rules").EnumerateArray().Select(r => r.GetString()));
        Assert.Equal(["RECRUITMENT_REPORT_KIND_COLLUSION", "RECRUITMENT_REPORT_KIND_RECRUITMENT"], followed.GetProperty("kinds").EnumerateArray().Select(k => k.GetString()));
        Assert.Equal(("BROCHURE_STATE_SUBMITTED", "BrochureFeeNotChecked"), (followed.Text("brochure"), Assert.Single(followed.GetProperty("open").EnumerateArray()).GetString()));
    }

    private async Task<object> PrepareAsync(string name, string queue)
    {
        var applicants = cluster.Applicants("110101", 1);
        var ready = Assert.Single(await cluster.RunAsync("course_of.py", new { applicants, name = $"{name}美术培训学校", queue }));
        Assert.Equal("COURSE_STATE_FILED", ready.Text("state"));
        return new { queue, institution_id = ready.Text("institution_id"), filed = ready.Text("filed"), waiting = ready.Text("waiting") };
    }

    private static void AssertStopped(JsonElement stopped, JsonElement confirmed)
    {
        Assert.Equal("cn.shuangjian.institution.institution-suspended.v1", stopped.Text("type"));
        Assert.Equal(("BREACH_STANDS", "CourseOfUnlicensedInstitution"), (stopped.Text("reason"), stopped.Text("rules")));
        Assert.Equal("COURSE_STATE_SUSPENDED", stopped.Text("state"));
        Assert.Equal(("filings", "已停止1门课程"), (confirmed.Text("confirmed_by"), confirmed.Text("note")));
    }
}
