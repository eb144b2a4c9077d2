using Google.Protobuf.WellKnownTypes;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>After-school service between contract, domain and events.</summary>
internal static class AfterSchoolMapping
{
    public static Term ToTerm(this Wire.ServiceTerm wire) => new(wire.SchoolYear, EnumMap<Wire.TermHalf, TermHalf>.ToDomain(wire.Half)!.Value);

    public static Wire.ServiceTerm ToProto(this Term term) => new() { SchoolYear = term.Year, Half = EnumMap<Wire.TermHalf, TermHalf>.ToWire(term.Half) };

    /// <summary>What a plan says; refused when its parts cannot be together.</summary>
    public static PlanContent ToContent(this Wire.AfterSchoolPlan wire)
    {
        var (from, to) = Span("plan", wire.Term.ToTerm(), wire.From, wire.To);
        var need = wire.Need;
        if (need.Wanting > need.Pupils) throw Rejection.Invalid("plan.need.wanting", "多于学校学生数", "is more than the school has pupils");
        if (need.WantingLonger > need.Pupils) throw Rejection.Invalid("plan.need.wanting_longer", "多于学校学生数", "is more than the school has pupils");
        if (wire.SeniorStaffServing > wire.SeniorStaff) throw Rejection.Invalid("plan.senior_staff_serving", "多于其总数", "is more than there are");
        MustBeDistinct("plan.days", [.. wire.Days.Select(d => d.Weekday)]);
        MustBeDistinct("plan.evenings", [.. wire.Evenings.Select(e => e.Weekday)]);
        return new PlanContent(
            from, to, wire.Text, wire.Voluntary,
            new ServiceNeed(Days.Of(need.SurveyedOn)!.Value, need.Pupils, need.Wanting, need.Places, need.WantingLonger, need.LongerPlaces),
            [.. wire.Days.Select((d, i) => ToDay(d, $"plan.days[{i}]"))], [.. wire.Evenings.Select((e, i) => ToEvening(e, $"plan.evenings[{i}]"))],
            Clock("plan.end_of_work", wire.EndOfWork), wire.EarlyEndReason, wire.FlexibleHours, wire.SeniorStaff, wire.SeniorStaffServing);
    }

    /// <summary>Days within a term, in order.</summary>
    public static (DateOnly From, DateOnly To) Span(string path, Term term, string first, string last)
    {
        var (from, to) = (Days.Of(first)!.Value, Days.Of(last)!.Value);
        if (!term.Covers(from)) throw Rejection.Invalid($"{path}.from", "不在该学期内", "lies outside the term");
        return to >= from && term.Covers(to) ? (from, to) : throw Rejection.Invalid($"{path}.to", "早于第一天或不在该学期内", "is before the first day or outside the term");
    }

    /// <summary>A time of day as the contract writes it; null for an empty text.</summary>
    public static TimeOnly? Clock(string path, string text)
    {
        if (text.Length == 0) return null;
        var problems = new List<FieldProblem>();
        var time = Times.Read(text, path, problems);
        return problems.Count == 0 ? time : throw Rejection.Invalid(problems);
    }

    /// <summary>A span of time within one day.</summary>
    public static (TimeOnly From, TimeOnly To) Hours(string path, string start, string end)
    {
        var (from, to) = (Clock($"{path}.start_time", start)!.Value, Clock($"{path}.end_time", end)!.Value);
        return to > from ? (from, to) : throw Rejection.Invalid($"{path}.end_time", "应晚于开始时间", "must be after the beginning");
    }

    /// <summary>Days of the week as the contract counts them.</summary>
    public static DayOfWeek Weekday(int number) => (DayOfWeek)(number % 7);

    public static int Number(DayOfWeek day) => day == DayOfWeek.Sunday ? 7 : (int)day;

    public static AfterSchoolPlanPublished ToPublished(this AfterSchoolPlan plan) => new()
    {
        Division = plan.Division, PlanId = $"{plan.Id}", SchoolCode = plan.SchoolCode, Term = $"{plan.Term}", Revision = plan.Revision, From = plan.Content.From, To = plan.Content.To,
        WantingCount = plan.Content.Need.Wanting, Places = plan.Content.Need.Places, Findings = [.. plan.Findings.Select(f => f.ToFact())],
    };

    public static Wire.AfterSchoolPlan ToProto(this AfterSchoolPlan plan)
    {
        var content = plan.Content;
        return new()
        {
            PlanId = $"{plan.Id}",
            SchoolCode = plan.SchoolCode,
            Division = plan.Division,
            Term = plan.Term.ToProto(),
            From = Days.Of(content.From),
            To = Days.Of(content.To),
            Text = content.Text,
            Voluntary = content.Voluntary,
            Need = new Wire.ServiceNeed
            {
                SurveyedOn = Days.Of(content.Need.SurveyedOn), Pupils = content.Need.Pupils, Wanting = content.Need.Wanting, Places = content.Need.Places,
                WantingLonger = content.Need.WantingLonger, LongerPlaces = content.Need.LongerPlaces,
            },
            Days = { content.Days.Select(ToProto) },
            Evenings = { content.Evenings.Select(ToProto) },
            EndOfWork = Times.Of(content.EndOfWork),
            EarlyEndReason = content.EarlyEndReason,
            FlexibleHours = content.FlexibleHours,
            SeniorStaff = content.SeniorStaff,
            SeniorStaffServing = content.SeniorServing,
            Revision = plan.Revision,
            Findings = { plan.Findings.Select(f => f.ToProto()) },
            Parameters = { plan.Parameters.Select(p => p.ToProto()) },
            PublishTime = plan.CreatedAt.ToTimestamp(),
            ReplaceTime = plan.ReplacedAt?.ToTimestamp(),
            Etag = Etag.Of(plan.Version),
        };
    }

    private static ServiceDay ToDay(Wire.ServiceDay wire, string path)
    {
        var (from, to) = Hours(path, wire.StartTime, wire.EndTime);
        var (sport, longer) = (Clock($"{path}.sport_until", wire.SportUntil), Clock($"{path}.longer_until", wire.LongerUntil));
        if (sport <= from || sport > to) throw Rejection.Invalid($"{path}.sport_until", "应在开始之后、结束之前", "must lie within the service");
        if (longer <= to) throw Rejection.Invalid($"{path}.longer_until", "应晚于结束时间", "must be after the end");
        return new ServiceDay(Weekday(wire.Weekday), from, to, sport, wire.OtherSportMinutes, longer);
    }

    private static EveningStudy ToEvening(Wire.EveningStudy wire, string path)
    {
        var (from, to) = Hours(path, wire.StartTime, wire.EndTime);
        return new EveningStudy(Weekday(wire.Weekday), from, to, [.. wire.Grades.Distinct()]);
    }

    private static Wire.ServiceDay ToProto(ServiceDay day) => new()
    {
        Weekday = Number(day.Weekday), StartTime = Times.Of(day.From), EndTime = Times.Of(day.To), SportUntil = Times.Of(day.SportUntil), OtherSportMinutes = day.OtherSport,
        LongerUntil = Times.Of(day.LongerUntil),
    };

    private static Wire.EveningStudy ToProto(EveningStudy evening) => new()
    {
        Weekday = Number(evening.Weekday), StartTime = Times.Of(evening.From), EndTime = Times.Of(evening.To), Grades = { evening.Grades },
    };

    public static void MustBeDistinct(string path, IReadOnlyList<int> weekdays)
    {
        for (var i = 1; i < weekdays.Count; i++)
            if (weekdays.Take(i).Contains(weekdays[i])) throw Rejection.Invalid($"{path}[{i}].weekday", "与前面的重复", "repeats one before it");
    }
}
