using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>What families need, as surveyed, and what the school offers.</summary>
/// <param name="SurveyedOn">Day of the survey.</param>
/// <param name="Pupils">Pupils of the school.</param>
/// <param name="Wanting">Pupils whose families want the service.</param>
/// <param name="Places">Places offered.</param>
/// <param name="WantingLonger">Pupils with a special need for longer care.</param>
/// <param name="LongerPlaces">Places of extended care.</param>
public sealed record ServiceNeed(DateOnly SurveyedOn, int Pupils, int Wanting, int Places, int WantingLonger, int LongerPlaces);

/// <summary>The service on one day of the week.</summary>
/// <param name="Weekday">The day.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends, without extended care.</param>
/// <param name="SportUntil">When the first stage, of sport, ends; null without one.</param>
/// <param name="OtherSport">Minutes of sport in school that day outside the service.</param>
/// <param name="LongerUntil">Until when extended care lasts; null without it.</param>
public sealed record ServiceDay(DayOfWeek Weekday, TimeOnly From, TimeOnly To, TimeOnly? SportUntil, int OtherSport, TimeOnly? LongerUntil)
{
    /// <summary>Minutes of service.</summary>
    public int Minutes => (int)(To - From).TotalMinutes;

    /// <summary>Minutes of the first stage.</summary>
    public int SportMinutes => SportUntil is { } until ? (int)(until - From).TotalMinutes : 0;
}

/// <summary>Evening study on one day of the week.</summary>
/// <param name="Weekday">The day.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
/// <param name="Grades">Grades that it is for.</param>
public sealed record EveningStudy(DayOfWeek Weekday, TimeOnly From, TimeOnly To, IReadOnlyList<int> Grades);

/// <summary>What a plan says.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Text">What the school does.</param>
/// <param name="Voluntary">Whether families choose freely.</param>
/// <param name="Need">Need and places.</param>
/// <param name="Days">The days of the week.</param>
/// <param name="Evenings">Evening study.</param>
/// <param name="EndOfWork">Local end of work as the school has found it; null where it says none.</param>
/// <param name="EarlyEndReason">Why the service ends early; empty when it does not.</param>
/// <param name="FlexibleHours">Whether teachers who serve have flexible hours.</param>
/// <param name="SeniorStaff">Leaders, master teachers and leading teachers.</param>
/// <param name="SeniorServing">Of these, those who serve.</param>
public sealed record PlanContent(
    DateOnly From, DateOnly To, string Text, bool Voluntary, ServiceNeed Need, IReadOnlyList<ServiceDay> Days, IReadOnlyList<EveningStudy> Evenings, TimeOnly? EndOfWork,
    string EarlyEndReason, bool FlexibleHours, int SeniorStaff, int SeniorServing);

/// <summary>The published plan of a school for a term.</summary>
public sealed class AfterSchoolPlan : Versioned, IOwned
{
    private AfterSchoolPlan()
    {
    }

    /// <summary>Code of the school.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <inheritdoc />
    public string OwnerCode => SchoolCode;

    /// <summary>Calendar year in which the school year of the term begins.</summary>
    public int Year { get; private set; }

    /// <summary>Half of that school year.</summary>
    public TermHalf Half { get; private set; }

    /// <summary>1 for the first plan of the term.</summary>
    public int Revision { get; private set; }

    /// <summary>What it says.</summary>
    public PlanContent Content { get; private set; } = null!;

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Values of the law that the verdict used.</summary>
    public IReadOnlyList<ParameterUse> Parameters { get; private set; } = [];

    /// <summary>Whether a breach stands against it.</summary>
    public bool InBreach { get; private set; }

    /// <summary>When another took its place; null while in force.</summary>
    public DateTimeOffset? ReplacedAt { get; private set; }

    /// <summary>The term.</summary>
    public Term Term => new(Year, Half);

    /// <summary>Publishes a plan in the place of the one before.</summary>
    /// <param name="school">The school.</param>
    /// <param name="term">The term.</param>
    /// <param name="content">What it says.</param>
    /// <param name="countyEndOfWork">Local end of work that the county recorded; goes before what the school has found.</param>
    /// <param name="before">The plan in force so far.</param>
    /// <param name="law">Law of the place and first day.</param>
    /// <param name="now">The moment.</param>
    public static AfterSchoolPlan Publish(School school, Term term, PlanContent content, TimeOnly? countyEndOfWork, AfterSchoolPlan? before, LawAt law, DateTimeOffset now)
    {
        var facts = new PlanFacts(content, school.Profile.Boarding, countyEndOfWork ?? content.EndOfWork);
        var one = new AfterSchoolPlan
        {
            SchoolCode = school.Code, Year = term.Year, Half = term.Half, Revision = (before?.Revision ?? 0) + 1, Content = content,
            Findings = AfterSchoolRules.Judge(facts, law), Parameters = ParameterUse.Of(law, [.. AfterSchoolRules.Keys]),
        };
        one.InBreach = one.Findings.Any(f => f.Severity == Severity.Breach);
        one.Begin(school.Division, now);
        before?.Replace(now);
        return one;
    }

    /// <summary>What it adds to the counts of its term.</summary>
    public IEnumerable<(ServiceMeasure Measure, long Value)> Counts() =>
    [
        (ServiceMeasure.Plans, 1), (ServiceMeasure.PlansInBreach, InBreach ? 1 : 0), (ServiceMeasure.Wanting, Content.Need.Wanting), (ServiceMeasure.Places, Content.Need.Places),
    ];

    private void Replace(DateTimeOffset now)
    {
        ReplacedAt = now;
        Touch(now);
    }
}
