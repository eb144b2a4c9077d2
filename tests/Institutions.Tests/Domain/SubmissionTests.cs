using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public class SubmissionTests
{
    [Fact]
    public void A_breach_refuses_at_once_with_an_automatic_decision_that_keeps_the_findings()
    {
        var application = Given.Submitted(content: Given.Content(TrainingCategory.Academic));
        Assert.Equal(ApplicationState.Refused, application.State);
        Assert.Null(application.DueDate);
        var decision = application.Decision!;
        Assert.Equal((Verdict.Refuse, true, Given.Today), (decision.Verdict, decision.Automatic, decision.DecidedOn));
        Assert.Null(decision.LicenceNumber);
        Assert.Equal("BJ-12", Assert.Single(Assert.Single(decision.Findings).Basis).Clause);
        Assert.Single(application.Uses);
    }

    [Fact]
    public void What_is_undetermined_does_not_refuse_and_waits_for_a_person()
    {
        var application = Given.Submitted(Given.Kunming);
        Assert.Equal(ApplicationState.Submitted, application.State);
        Assert.Null(application.Decision);
        Assert.Equal("NonAcademicStandardMissing", Assert.Single(application.Findings).Rule);
    }

    [Fact]
    public void Everything_that_a_submission_lacks_is_named_at_once()
    {
        var content = Given.Content() with { Stages = [], Mode = null, Sites = [] };
        var application = Application.Create(Guid.CreateVersion7(), Given.Beijing, "91110101MA00000000", content, null, Given.Now);
        var refusal = Assert.Throws<Refusal>(() => application.Submit(Given.LawOf(application), Given.Now));
        Assert.Equal((RefusalKind.State, "APPLICATION_INCOMPLETE"), (refusal.Kind, refusal.Reason));
        Assert.Equal(
            ["application.stages", "application.mode", "application.legal_representative", "application.sites"], refusal.Fields);
        Assert.Equal((ApplicationState.Draft, 1L), (application.State, application.Version));
    }

    [Theory]
    [InlineData(TrainingMode.Online, true)]
    [InlineData(TrainingMode.Mixed, false)]
    [InlineData(TrainingMode.Offline, false)]
    public void Only_training_online_does_without_premises(TrainingMode mode, bool complete)
    {
        var application = Given.Draft(content: Given.Content() with { Mode = mode, Sites = [] });
        var refusal = Record.Exception(() => application.Submit(Given.LawOf(application), Given.Now)) as Refusal;
        Assert.Equal(complete ? ApplicationState.Submitted : ApplicationState.Draft, application.State);
        Assert.Equal(complete ? null : "application.sites", refusal?.Fields.Single());
    }

    [Fact]
    public void A_return_keeps_the_remarks_until_the_next_submission_which_is_judged_anew()
    {
        var application = Given.In(ApplicationState.Returned);
        Assert.Equal([Given.Remark], application.Remarks);
        Assert.Null(application.DueDate);
        application.Change(Given.Content(TrainingCategory.Academic, EducationStage.SeniorHigh), null, Given.Now);
        Assert.Equal([Given.Remark], application.Remarks);
        Assert.Equal(Given.Person.Cipher, application.RepresentativeCipher);

        application.Submit(Given.LawOf(application, Given.Today.AddDays(1)), Given.Now);
        Assert.Empty(application.Remarks);
        Assert.Equal(Given.Today.AddDays(1), application.SubmittedOn);
        Assert.Equal(ApplicationState.Refused, application.State);
        Assert.Equal("NewAcademicForSeniorHigh", Assert.Single(application.Findings).Rule);
    }

    [Fact]
    public void A_return_without_remarks_and_a_law_of_another_place_are_mistakes_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => Given.Submitted().Return([], Given.Now));
        Assert.Throws<ArgumentException>(() => Given.Draft().Submit(Given.LawOf(Given.Kunming, "2026-09-17"), Given.Now));
        Assert.Throws<ArgumentException>(() => Given.Submitted().Accept(Given.LawOf(Given.Kunming, "2026-09-17"), Given.Now));
        Assert.Throws<FormatException>(() => Given.Draft(division: "11010"));
    }

    [Theory]
    [InlineData("2026-09-17", "2026-09-23")] // Sunday 20 September is a make-up day
    [InlineData("2026-09-24", "2026-10-09")] // two holidays on the way
    [InlineData("2026-10-08", "2026-10-14")] // Saturday 10 October is a make-up day
    [InlineData("2026-12-24", "2026-12-31")] // the last one that needs no day of 2027
    [InlineData("2026-12-25", null)] // the calendar of 2027 is not published
    [InlineData("2020-12-31", null)] // no period is set yet
    [InlineData("2021-01-01", "2021-01-08")]
    public void Acceptance_is_due_five_working_days_after_submission(string day, string? due) =>
        Assert.Equal(due, Given.Submitted(day: DateOnly.Parse(day)).DueDate?.ToString("yyyy-MM-dd"));

    [Theory]
    [InlineData("2026-09-17", "2026-10-21")]
    [InlineData("2026-12-03", "2026-12-31")]
    [InlineData("2026-12-04", null)]
    public void The_review_is_due_twenty_working_days_after_acceptance(string day, string? due) =>
        Assert.Equal(due, Given.Accepted(day: DateOnly.Parse(day)).DueDate?.ToString("yyyy-MM-dd"));

    [Fact]
    public void The_due_day_is_still_in_time_and_the_day_after_is_overdue_once()
    {
        var application = Given.Submitted();
        var due = application.DueDate!.Value;
        Assert.False(application.MarkOverdue(due, Given.Now));
        Assert.Equal((false, 2L), (application.Overdue, application.Version));
        Assert.True(application.MarkOverdue(due.AddDays(1), Given.Now));
        Assert.Equal((true, 3L), (application.Overdue, application.Version));
        Assert.False(application.MarkOverdue(due.AddDays(2), Given.Now));
        Assert.Equal(3L, application.Version);

        application.Accept(Given.LawOf(application, due.AddDays(3)), Given.Now);
        Assert.False(application.Overdue);
    }

    [Fact]
    public void An_application_without_a_due_day_never_becomes_overdue() =>
        Assert.False(Given.Submitted(day: new DateOnly(2026, 12, 25)).MarkOverdue(DateOnly.MaxValue, Given.Now));
}
