using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>Who is taught what in a class; the same for all its sessions.</summary>
/// <param name="Category">What is taught, as the item was classified.</param>
/// <param name="Stages">Ages that are taught.</param>
public sealed record ClassFacts(TrainingCategory Category, IReadOnlyList<EducationStage> Stages)
{
    /// <summary>Whether school subjects are taught; foreign languages count as such.</summary>
    public bool IsAcademic => Category is TrainingCategory.Academic or TrainingCategory.ForeignLanguage;

    /// <summary>Whether children of ages 3 to 6 are taught.</summary>
    public bool IsForPreschool => Stages.Contains(EducationStage.Preschool);
}

/// <summary>One lesson of a class on one day, in China Standard Time.</summary>
/// <param name="Date">Day.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends, to the second; later than <paramref name="Start"/>, for a lesson does not cross midnight.</param>
/// <param name="Online">Whether it is given over the internet.</param>
/// <param name="Room">Room; empty when online or not stated.</param>
/// <param name="Tutor">Identifier of the tutor; empty when not stated.</param>
public readonly record struct Session(DateOnly Date, TimeOnly Start, TimeOnly End, bool Online, string Room = "", string Tutor = "")
{
    /// <summary>How long it lasts.</summary>
    public TimeSpan Length => End - Start;

    /// <summary>Whether two sessions take place at the same moment.</summary>
    public bool Overlaps(Session other) => Date == other.Date && Start < other.End && other.Start < End;
}

/// <summary>A lesson that comes again every week.</summary>
/// <param name="Day">Day of the week.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
/// <param name="Online">Whether it is given over the internet.</param>
/// <param name="Room">Room; empty when online or not stated.</param>
/// <param name="Tutor">Identifier of the tutor; empty when not stated.</param>
public sealed record WeeklyLesson(DayOfWeek Day, TimeOnly Start, TimeOnly End, bool Online, string Room = "", string Tutor = "");

/// <summary>A term of weekly lessons, with the days on which there is none and the lessons that come on top.</summary>
/// <param name="From">First day of the term.</param>
/// <param name="To">Last day of the term.</param>
/// <param name="Weekly">Lessons of every week.</param>
/// <param name="Except">Days without lessons.</param>
/// <param name="Extra">Single lessons, also outside the term.</param>
public sealed record Timetable(
    DateOnly From, DateOnly To, IReadOnlyList<WeeklyLesson> Weekly, IReadOnlyList<DateOnly> Except, IReadOnlyList<Session> Extra)
{
    /// <summary>Greatest number of sessions that one timetable may have.</summary>
    public const int MostSessions = 1000;

    /// <summary>Expanded once, for every rule asks for them.</summary>
    private List<Session>? _sessions;

    /// <summary>Another timetable has other sessions, so they are not copied.</summary>
    private Timetable(Timetable other) => (From, To, Weekly, Except, Extra) = (other.From, other.To, other.Weekly, other.Except, other.Extra);

    /// <summary>Whether another says the same.</summary>
    public bool IsAs(Timetable? other) => other is not null && From == other.From && To == other.To
        && Weekly.SequenceEqual(other.Weekly) && Except.SequenceEqual(other.Except) && Extra.SequenceEqual(other.Extra);

    /// <summary>Every session in the order of time. An extra session at the time of a weekly one stands beside it.</summary>
    public IReadOnlyList<Session> Sessions() => _sessions ??= Expand();

    private List<Session> Expand()
    {
        var off = Except.ToHashSet();
        var sessions = new List<Session>(Extra);
        for (var day = From; day <= To && sessions.Count <= MostSessions; day = day.AddDays(1))
        {
            if (off.Contains(day)) continue;
            foreach (var lesson in Weekly)
                if (lesson.Day == day.DayOfWeek)
                    sessions.Add(new Session(day, lesson.Start, lesson.End, lesson.Online, lesson.Room, lesson.Tutor));
        }
        sessions.Sort((a, b) => (a.Date, a.Start, a.End).CompareTo((b.Date, b.Start, b.End)));
        return sessions;
    }
}
