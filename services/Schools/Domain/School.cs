using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>What is known of a school beside its code and place.</summary>
/// <param name="Name">Name in Chinese.</param>
/// <param name="Stages">Ages taught.</param>
/// <param name="Subjects">Subjects taught, by name.</param>
/// <param name="Boarding">Whether pupils board.</param>
/// <param name="Town">Town or street in which it lies; empty when not known.</param>
public sealed record SchoolProfile(string Name, IReadOnlyList<EducationStage> Stages, IReadOnlyList<string> Subjects, bool Boarding, string Town = "")
{
    /// <summary>Whether ages of compulsory education are taught.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsCompulsory => Stages.Any(s => s is EducationStage.Primary or EducationStage.Junior);
}

/// <summary>A school.</summary>
public sealed class School
{
    private School()
    {
    }

    /// <summary>Unified social credit code.</summary>
    public string Code { get; private set; } = "";

    /// <summary>County-level division.</summary>
    public string Division { get; private set; } = "";

    /// <summary>What is known of it.</summary>
    public SchoolProfile Profile { get; private set; } = null!;

    /// <summary>Whether it teaches ages of compulsory education.</summary>
    public bool Compulsory { get; private set; } = true;

    /// <summary>Last day; null while it is open.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>When it last changed, UTC.</summary>
    public DateTime UpdatedAt { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Registers a school.</summary>
    public static School Register(string code, string division, SchoolProfile profile, DateOnly? closedOn, DateTime now) =>
        new() { Code = code, Division = division, Profile = profile, Compulsory = profile.IsCompulsory, ClosedOn = closedOn, UpdatedAt = now, Version = 1 };

    /// <summary>Replaces what is known of it; a closed school stays as it was.</summary>
    public void Change(SchoolProfile profile, DateOnly? closedOn, DateTime now)
    {
        if (ClosedOn is not null) throw SchoolRefusals.Closed(Code);
        (Profile, Compulsory, ClosedOn) = (profile, profile.IsCompulsory, closedOn);
        UpdatedAt = now;
        Version++;
    }

    /// <summary>Whether that is what is known of it already.</summary>
    public bool IsAs(SchoolProfile profile, DateOnly? closedOn) =>
        (Profile.Name, Profile.Boarding, Profile.Town, ClosedOn) == (profile.Name, profile.Boarding, profile.Town, closedOn)
        && Profile.Stages.SequenceEqual(profile.Stages) && Profile.Subjects.SequenceEqual(profile.Subjects);

    /// <summary>Refuses when it is closed on a day.</summary>
    public void MustBeOpen(DateOnly day)
    {
        if (ClosedOn < day) throw SchoolRefusals.Closed(Code);
    }
}

/// <summary>A class of one school year.</summary>
public sealed class SchoolClass
{
    private const int FirstMonth = 8;

    private SchoolClass()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>Code of the school.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <summary>Calendar year in which the school year begins.</summary>
    public int SchoolYear { get; private set; }

    /// <summary>Grade, 1 to 12.</summary>
    public int Grade { get; private set; }

    /// <summary>Name within the grade.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Pupils.</summary>
    public int Pupils { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Adds a class.</summary>
    public static SchoolClass Add(string school, int year, int grade, string name, int pupils) => new()
    {
        Id = Guid.CreateVersion7(), SchoolCode = school, SchoolYear = year, Grade = grade, Name = name, Pupils = pupils, Version = 1,
    };

    /// <summary>Whether a day lies in its school year, from 1 August to 31 July.</summary>
    public bool Covers(DateOnly day) => (day.Month >= FirstMonth ? day.Year : day.Year - 1) == SchoolYear;

    /// <summary>Changes the number of its pupils. Days on which it had homework already keep theirs.</summary>
    public void Resize(int pupils)
    {
        if (pupils == Pupils) return;
        Pupils = pupils;
        Version++;
    }
}

/// <summary>A teacher on the roster of a school, known by keyed hash only.</summary>
public sealed class Teacher
{
    private Teacher()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>Code of the school.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <summary>Division of the school.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Keyed hash of the identity number.</summary>
    public string PersonHash { get; private set; } = "";

    /// <summary>Subjects taught.</summary>
    public IReadOnlyList<string> Subjects { get; private set; } = [];

    /// <summary>First day in service.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Grade that the teacher heads; 0 for none.</summary>
    public int HeadsGrade { get; private set; }

    /// <summary>Last day in service; null while in service.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Puts a teacher on the roster.</summary>
    public static Teacher Put(School school, string hash, IReadOnlyList<string> subjects, DateOnly from, DateOnly? to, int headsGrade = 0) => new()
    {
        Id = Guid.CreateVersion7(), SchoolCode = school.Code, Division = school.Division, PersonHash = hash, Subjects = subjects, From = from, To = to, HeadsGrade = headsGrade, Version = 1,
    };

    /// <summary>Enters the teacher anew, under the hash of the current key.</summary>
    public void Renew(string hash, IReadOnlyList<string> subjects, DateOnly from, DateOnly? to, int headsGrade)
    {
        (PersonHash, Subjects, From, To, HeadsGrade) = (hash, subjects, from, to, headsGrade);
        Version++;
    }

    /// <summary>Notes the last day.</summary>
    public void End(DateOnly to)
    {
        To = to;
        Version++;
    }

    /// <summary>Refuses unless the teacher heads a grade of a school on a day.</summary>
    /// <exception cref="Refusal">NOT_GRADE_HEAD.</exception>
    public static void MustHead(Teacher? teacher, string school, int grade, DateOnly day)
    {
        if (teacher is null || teacher.SchoolCode != school || teacher.HeadsGrade != grade || !teacher.Serves(day)) throw SchoolRefusals.NotGradeHead(grade, day);
    }

    /// <summary>Whether the teacher serves on a day.</summary>
    public bool Serves(DateOnly day) => From <= day && (To is null || day <= To);
}
