using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

#pragma warning disable CS1591 // The words of these enums are those of the contract, where each is explained.
/// <summary>What a programme is.</summary>
public enum ProgrammeKind { HomeworkHelp, Tutoring, Extension, Science, Culture, Arts, Labour, Reading, Club, Sport, ExtendedCare, EveningStudy }

/// <summary>Stage of the day that a programme is part of.</summary>
public enum ServiceStage { First, Second }

/// <summary>Who holds a programme.</summary>
public enum ProviderKind { OwnTeacher, RetiredTeacher, Professional, Volunteer, SentTeacher, YouthCentre, SocialResource, Institution }

/// <summary>Where a programme stands.</summary>
public enum ProgrammeState { Open, Ended }
#pragma warning restore CS1591

/// <summary>Hours of a programme on one day of the week.</summary>
public sealed record ProgrammeSlot(DayOfWeek Weekday, TimeOnly From, TimeOnly To);

/// <summary>Who holds a programme.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="TeacherIds">Teachers of the school.</param>
/// <param name="ResourceId">Entry of the register; null for others.</param>
/// <param name="InstitutionCode">Credit code of the institution; empty for others.</param>
public sealed record ProgrammeProvider(ProviderKind Kind, IReadOnlyList<Guid> TeacherIds, Guid? ResourceId, string InstitutionCode);

/// <summary>What a programme says.</summary>
public sealed record ProgrammeContent(
    string Name, ProgrammeKind Kind, string Text, ServiceStage Stage, bool NewLessons, IReadOnlyList<int> Grades, DateOnly From, DateOnly To, IReadOnlyList<ProgrammeSlot> Slots,
    long FeeFen, ProgrammeProvider Provider, string SpecialNeed);

/// <summary>A day on which a session is held or to be held.</summary>
public readonly record struct SessionDay(DateOnly Date, ProgrammeSlot Slot)
{
    /// <summary>When it begins, in China.</summary>
    public DateTime Start => Date.ToDateTime(Slot.From);
}

/// <summary>
/// A programme of after-school service. Its sessions are those of its slots: only what happened to a day is stored, so that an
/// end takes every session to come with it at once.
/// </summary>
public sealed class Programme : ServiceOffer
{
    private Programme()
    {
    }

    /// <summary>Calendar year in which the school year of the term begins.</summary>
    public int Year { get; private set; }

    /// <summary>Half of that school year.</summary>
    public TermHalf Half { get; private set; }

    /// <summary>What it says.</summary>
    public ProgrammeContent Content { get; private set; } = null!;

    /// <inheritdoc />
    public override Term Term => new(Year, Half);

    /// <inheritdoc />
    public override DateOnly LastDay => Content.To;

    /// <summary>Whether an institution from outside holds it.</summary>
    public bool ByInstitution => InstitutionCode.Length > 0;

    /// <summary>Offers a programme.</summary>
    /// <exception cref="Refusal">SCHOOL_BREACH_STANDS.</exception>
    public static Programme Offer(School school, PlanContent plan, Term term, ProgrammeContent content, int capacity, ProviderFacts provider, LawAt law, DateTimeOffset now)
    {
        IReadOnlyList<Finding> findings = [.. ProgrammeRules.Judge(content, provider, school.Profile.Boarding, law), .. ProgrammeRules.Outside(plan, content, law)];
        var one = new Programme { Year = term.Year, Half = term.Half, Content = content };
        one.Begin(school, content.Provider.InstitutionCode, capacity, findings, now);
        return one;
    }

    /// <inheritdoc />
    public override bool Serves(int grade) => Content.Grades.Contains(grade);

    /// <summary>Ends it; returns the sessions that are not held any more.</summary>
    public int End(string reason, SchoolCalendars calendars, DateTimeOffset now, DateTimeOffset? until = null)
    {
        End(reason, now, until);
        return Sessions(calendars, Content.From, Content.To).Count(s => !IsHeld(s));
    }

    /// <summary>Whether some day has a session of both at the same hour.</summary>
    /// <param name="other">The other programme.</param>
    /// <param name="calendars">Calendars of the place.</param>
    /// <param name="from">Days before are past.</param>
    /// <param name="cancelled">Days of either that were cancelled.</param>
    public bool MeetsAtOneHour(Programme other, SchoolCalendars calendars, DateOnly from, IReadOnlySet<(Guid Programme, DateOnly Date)> cancelled)
    {
        bool Overlap(ProgrammeSlot a, ProgrammeSlot b) => a.Weekday == b.Weekday && a.From < b.To && b.From < a.To;
        if (!Content.Slots.Any(a => other.Content.Slots.Any(b => Overlap(a, b)))) return false;
        var theirs = other.Sessions(calendars, from, LastDay).Where(s => other.IsHeld(s) && !cancelled.Contains((other.Id, s.Date))).ToDictionary(s => s.Date, s => s.Slot);
        return Sessions(calendars, from, LastDay).Any(s => !cancelled.Contains((Id, s.Date)) && theirs.TryGetValue(s.Date, out var slot) && Overlap(s.Slot, slot));
    }

    /// <summary>Whether a session began before the programme ended.</summary>
    public bool IsHeld(SessionDay session) => EndedAt is not { } ended || session.Start <= ended.UtcDateTime + ChinaTime.Offset;

    /// <summary>Days on which sessions are planned: those of its slots on which schools are open.</summary>
    public IEnumerable<SessionDay> Sessions(SchoolCalendars calendars, DateOnly from, DateOnly to)
    {
        var last = to < Content.To ? to : Content.To;
        for (var day = from > Content.From ? from : Content.From; day <= last; day = day.AddDays(1))
            if (Content.Slots.FirstOrDefault(s => s.Weekday == day.DayOfWeek) is { } slot && IsOpen(calendars, day)) yield return new SessionDay(day, slot);
    }

    /// <summary>The session of a day; also on a rest day on which schools teach, for which a slot of another day serves.</summary>
    public SessionDay? SessionOn(SchoolCalendars calendars, DateOnly day)
    {
        if (day < Content.From || day > Content.To) return null;
        foreach (var planned in Sessions(calendars, day, day)) return planned;
        return IsRestDay(day) && Teaches(calendars, day) == true ? new SessionDay(day, Content.Slots[0]) : null;
    }

    /// <summary>
    /// Whether a school may be open: on a weekday when schools teach, on a rest day (evening study of boarders) when it is
    /// neither holiday nor vacation. What nobody has published yet counts as open.
    /// </summary>
    private static bool IsOpen(SchoolCalendars calendars, DateOnly day)
    {
        var holiday = Law.Current.Calendar.KindOf(day).TryGet(out var kind) && kind == DayKind.StatutoryHoliday;
        return IsRestDay(day) ? !holiday && calendars.On(day)?.VacationOn(day) is null : Teaches(calendars, day) ?? true;
    }

    /// <summary>Whether schools teach; null when nobody has said.</summary>
    private static bool? Teaches(SchoolCalendars calendars, DateOnly day)
    {
        var answer = calendars.On(day)?.Teaches(day, Law.Current.Calendar) ?? Law.Current.Calendar.IsWorkingDay(day);
        return answer.TryGet(out var teaches) ? teaches : null;
    }

    private static bool IsRestDay(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
