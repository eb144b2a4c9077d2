using FsCheck;
using FsCheck.Fluent;
using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public class TransitionTests
{
    private static readonly Dictionary<string, Action<Application>> s_steps = new()
    {
        ["Change"] = application => application.Change(Given.Content(TrainingCategory.Sports), null, Given.Now),
        ["Submit"] = application => application.Submit(Given.LawOf(application), Given.Now),
        ["Return"] = application => application.Return([Given.Remark], Given.Now),
        ["Accept"] = application => application.Accept(Given.LawOf(application), Given.Now),
        ["Review"] = application => application.Review("CULTURE_TOURISM", ReviewOpinion.Agree, "", Given.LawOf(application), Given.Now),
        ["Approve"] = application => application.Decide(
            new Ruling(Verdict.Approve, "CULTURE_TOURISM", "", []), new LicenceNumber(application.Division, 2026, 7), Given.Today, Given.Now),
        ["Refuse"] = application => application.Decide(
            new Ruling(Verdict.Refuse, "CULTURE_TOURISM", "场地不符", []), null, Given.Today, Given.Now),
        ["Withdraw"] = application => application.Withdraw(Given.Now),
    };

    /// <summary>State, step, and the state it leads to; every pair that is not here is refused.</summary>
    private static readonly Dictionary<(ApplicationState, string), ApplicationState> s_allowed = new()
    {
        [(ApplicationState.Draft, "Change")] = ApplicationState.Draft,
        [(ApplicationState.Draft, "Submit")] = ApplicationState.Submitted,
        [(ApplicationState.Submitted, "Return")] = ApplicationState.Returned,
        [(ApplicationState.Submitted, "Accept")] = ApplicationState.Accepted,
        [(ApplicationState.Submitted, "Withdraw")] = ApplicationState.Withdrawn,
        [(ApplicationState.Returned, "Change")] = ApplicationState.Returned,
        [(ApplicationState.Returned, "Submit")] = ApplicationState.Submitted,
        [(ApplicationState.Accepted, "Review")] = ApplicationState.Accepted,
        [(ApplicationState.Accepted, "Approve")] = ApplicationState.Approved,
        [(ApplicationState.Accepted, "Refuse")] = ApplicationState.Refused,
        [(ApplicationState.Accepted, "Withdraw")] = ApplicationState.Withdrawn,
    };

    public static TheoryData<ApplicationState, string> EveryStateAndStep()
    {
        var pairs = new TheoryData<ApplicationState, string>();
        foreach (var state in Enum.GetValues<ApplicationState>())
            foreach (var step in s_steps.Keys)
                pairs.Add(state, step);
        return pairs;
    }

    [Theory]
    [MemberData(nameof(EveryStateAndStep))]
    public void A_step_is_taken_where_the_state_allows_it_and_changes_nothing_elsewhere(ApplicationState state, string step)
    {
        var application = Given.In(state);
        Assert.Equal(state, application.State);
        var (before, version) = (Given.Picture(application), application.Version);
        if (s_allowed.TryGetValue((state, step), out var next))
        {
            s_steps[step](application);
            Assert.Equal(next, application.State);
            Assert.Equal(version + 1, application.Version);
            return;
        }

        var refusal = Assert.Throws<Refusal>(() => s_steps[step](application));
        Assert.Equal(RefusalKind.State, refusal.Kind);
        Assert.Equal("APPLICATION_STATE", refusal.Reason);
        Assert.Equal(state.ToString().ToUpperInvariant(), refusal.Facts["state"]);
        var allowed = s_allowed.Keys.Where(pair => pair.Item2 == step).Select(pair => pair.Item1.ToString().ToUpperInvariant());
        Assert.Equal(allowed.Order(), refusal.Facts["allowed"].Split(',').Order());
        Assert.Equal(before, Given.Picture(application));
    }

    [Fact]
    public void No_sequence_of_steps_changes_an_application_that_has_ended() => Prop.ForAll(Sequences(), sequence =>
    {
        ApplicationState[] ends = [ApplicationState.Approved, ApplicationState.Refused, ApplicationState.Withdrawn];
        foreach (var end in ends)
        {
            var application = Given.In(end);
            var before = Given.Picture(application);
            foreach (var step in sequence)
                Attempt(application, step);
            application.MarkOverdue(DateOnly.MaxValue, Given.Now);
            if (Given.Picture(application) != before)
                return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_step_taken_raises_the_version_by_one_and_every_step_refused_changes_nothing() => Prop.ForAll(Sequences(), sequence =>
    {
        var application = Given.Draft();
        foreach (var step in sequence)
        {
            var (before, version) = (Given.Picture(application), application.Version);
            var taken = Attempt(application, step);
            if (taken ? application.Version != version + 1 : Given.Picture(application) != before)
                return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<string[]> Sequences() => Gen.Elements(s_steps.Keys.ToArray()).ArrayOf().ToArbitrary();

    private static bool Attempt(Application application, string step)
    {
        try
        {
            s_steps[step](application);
            return true;
        }
        catch (Refusal)
        {
            return false;
        }
    }
}
