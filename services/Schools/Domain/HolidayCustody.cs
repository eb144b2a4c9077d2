using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

#pragma warning disable CS1591 // The words of these enums are those of the contract, where each is explained.
/// <summary>Who runs holiday custody.</summary>
public enum CustodyOperator { Street, Community, EmployerUnion, School }

/// <summary>How holiday custody is paid for.</summary>
public enum CustodyFeeForm { Free, ServiceFee, AgencyFee, Other }
#pragma warning restore CS1591

/// <summary>What a custody class says.</summary>
public sealed record CustodyContent(
    string Name, string Text, IReadOnlyList<CustodyOperator> Operators, bool CollectiveLessons, DateOnly From, DateOnly To, IReadOnlyList<int> Grades, CustodyFeeForm FeeForm, long FeeFen);

/// <summary>What the rules on holiday custody look at.</summary>
/// <param name="Content">What it says.</param>
/// <param name="Institution">What is known of an institution that takes part; null without one.</param>
/// <param name="Calendars">School calendars that apply; null where days are not looked at.</param>
public sealed record CustodyFacts(CustodyContent Content, ProviderFacts? Institution, SchoolCalendars? Calendars = null);

/// <summary>A custody class in the holidays.</summary>
public sealed class HolidayCustody : ServiceOffer
{
    private HolidayCustody()
    {
    }

    /// <summary>What it says.</summary>
    public CustodyContent Content { get; private set; } = null!;

    /// <inheritdoc />
    public override Term Term => Term.Of(Content.From);

    /// <inheritdoc />
    public override DateOnly LastDay => Content.To;

    /// <summary>Whether another is held on some of its days.</summary>
    public bool Overlaps(HolidayCustody other) => Content.From <= other.Content.To && other.Content.From <= Content.To;

    /// <summary>Offers a custody class.</summary>
    /// <exception cref="Refusal">SCHOOL_BREACH_STANDS.</exception>
    public static HolidayCustody Offer(
        School school, CustodyContent content, string institution, ProviderFacts? facts, SchoolCalendars calendars, int capacity, LawAt law, DateTimeOffset now)
    {
        var findings = CustodyClassRules.Judge(new CustodyFacts(content, facts, calendars), law);
        var one = new HolidayCustody { Content = content };
        one.Begin(school, institution, capacity, findings, now);
        return one;
    }

    /// <inheritdoc />
    public override bool Serves(int grade) => Content.Grades.Contains(grade);
}

/// <summary>What holiday custody may be (S10).</summary>
public static class CustodyClassRules
{
    /// <summary>Applies every rule.</summary>
    public static IReadOnlyList<Finding> Judge(CustodyFacts facts, LawAt law)
    {
        Finding?[] findings =
        [
            CollectiveLessonsInCustody(facts, law), CustodySoundsLikeLessons(facts, law), AcademicInstitutionInCustody(facts, law), CustodyIsRunBySchoolAlone(facts, law),
            CustodyFeeOfAnotherKind(facts, law), CustodyOnSchoolDays(facts, law),
        ];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>Custody of the holidays is held on days on which schools do not teach.</summary>
    [Rule("假期托管不在假期", "Holiday custody on school days", Capability = "S10", Clauses = ["KM-17", "TZ-3"])]
    public static Finding? CustodyOnSchoolDays(CustodyFacts facts, LawAt law)
    {
        if (facts.Calendars is not { } calendars) return null;
        var days = Enumerable.Range(0, facts.Content.To.DayNumber - facts.Content.From.DayNumber + 1).Select(facts.Content.From.AddDays);
        DateOnly? open = null;
        foreach (var day in days)
        {
            var teaches = Teaches(calendars, day, law.Law.Calendar);
            if (teaches is null) open ??= day;
            else if (teaches.Value)
            {
                return law.ByClauses(Severity.Breach, "custody.from", $"{day:yyyy-MM-dd}为上课日，假期托管应在假期开展。", $"Schools teach on {day:yyyy-MM-dd}; holiday custody is for holidays.", ["KM-17", "TZ-3"])
                    .With("vacation", $"{day:yyyy-MM-dd}", "date");
            }
        }
        return open is not { } first ? null : law.ByClauses(
            Severity.Undetermined, "custody.from", $"无法判定{first:yyyy-MM-dd}是否在假期内：没有该日的校历。", $"Cannot be decided: no school calendar says whether {first:yyyy-MM-dd} is a holiday.", ["KM-17", "TZ-3"]);
    }

    /// <summary>Whether schools teach; null when nobody has said. Without a school calendar a weekend is free.</summary>
    private static bool? Teaches(SchoolCalendars calendars, DateOnly day, WorkCalendar holidays)
    {
        if (calendars.On(day) is { } calendar) return calendar.Teaches(day, holidays).TryGet(out var teaches) ? teaches : null;
        return day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? false : null;
    }

    /// <summary>Care, and no lessons given to the class together: a school may organise none in vacations, whatever they are called.</summary>
    [Rule("假期托管组织集体补课", "Collective lessons in holiday custody", Capability = "S10", Clauses = ["KM-17", "BJ-20"])]
    public static Finding? CollectiveLessonsInCustody(CustodyFacts facts, LawAt law) => facts.Content.CollectiveLessons
        ? law.ByClauses(Severity.Breach, "custody.collective_lessons", "假期托管以看护为主，不得组织集体补课。", "Custody is care; collective lessons are forbidden.", ["KM-17", "BJ-20"])
        : null;

    /// <summary>Words that speak of lessons are looked at by a person.</summary>
    [Rule("疑似假期托管组织集体补课", "Signs of lessons in holiday custody", Capability = "S10", Clauses = ["KM-17"])]
    public static Finding? CustodySoundsLikeLessons(CustodyFacts facts, LawAt law)
    {
        var phrases = law.Law.Phrases["custody_lessons"];
        var text = $"{facts.Content.Name}\n{facts.Content.Text}";
        var hits = phrases.Find(text);
        if (hits.Count == 0) return null;
        var words = string.Join("、", hits.Select(h => $"“{text.Substring(h.Start, h.Length)}”").Distinct());
        return law.ByClauses(Severity.Undetermined, "custody.content", $"疑似集体补课，须人工判定：{words}。", $"It may be a lesson; a person decides: {words}.", [.. phrases.Clauses]);
    }

    /// <summary>No academic institution takes part.</summary>
    [Rule("引入学科类机构参与假期托管", "An academic institution takes part in holiday custody", Capability = "S10", Clauses = ["KM-17"])]
    public static Finding? AcademicInstitutionInCustody(CustodyFacts facts, LawAt law) => facts.Institution is { Academic: true }
        ? law.ByClauses(Severity.Breach, "custody.institution_code", "不得引入学科类校外培训机构参与假期托管。", "No academic institution takes part in holiday custody.", ["KM-17"])
        : null;

    /// <summary>Street, community or union and school run it together.</summary>
    [Rule("假期托管没有街道、社区或单位工会参与", "A school runs holiday custody alone", Capability = "S10", Clauses = ["KM-17"])]
    public static Finding? CustodyIsRunBySchoolAlone(CustodyFacts facts, LawAt law) => facts.Content.Operators.All(o => o == CustodyOperator.School)
        ? law.ByClauses(
            Severity.Warning, "custody.operators", "探索“街道（社区、单位工会）+学校”的托管模式。", "Street, community or union and school are to run it together.", ["KM-17"])
        : null;

    /// <summary>It is paid for by service fee or agency fee, or by nobody.</summary>
    [Rule("假期托管以其他方式收费", "Holiday custody is paid for in another way", Capability = "S10", Clauses = ["KM-17"])]
    public static Finding? CustodyFeeOfAnotherKind(CustodyFacts facts, LawAt law) => facts.Content.FeeForm == CustodyFeeForm.Other
        ? law.ByClauses(Severity.Breach, "custody.fee_form", "假期托管采取服务性收费或代收费方式。", "Holiday custody is paid for by service fee or agency fee.", ["KM-17"])
        : null;
}
