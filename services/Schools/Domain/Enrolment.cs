using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>What became of one pupil of an enrolment.</summary>
public enum EnrolmentOutcome
{
    /// <summary>Enrolled.</summary>
    Enrolled,

    /// <summary>Enrolled before.</summary>
    AlreadyEnrolled,

    /// <summary>All places are taken.</summary>
    NoPlace,

    /// <summary>It is not for that grade.</summary>
    GradeNotServed,

    /// <summary>The family has not consented.</summary>
    NoConsent,

    /// <summary>Somewhere else at the same hour.</summary>
    TimeTaken,
}

/// <summary>A pupil as a school keeps it for the service: a keyed hash to find it by, and the person encrypted.</summary>
public sealed class ServicePupil
{
    private ServicePupil()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>Code of the school.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <summary>Division of the school.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Keyed hash of the identity number.</summary>
    public string PupilHash { get; private set; } = "";

    /// <summary>Name and identity number, encrypted.</summary>
    public string Cipher { get; private set; } = "";

    /// <summary>Grade.</summary>
    public int Grade { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Enters a pupil.</summary>
    public static ServicePupil Enter(string school, string division, string hash, string cipher, int grade) => new()
    {
        Id = Guid.CreateVersion7(), SchoolCode = school, Division = division, PupilHash = hash, Cipher = cipher, Grade = grade, Version = 1,
    };

    /// <summary>Enters the pupil anew, under the hash of the current key.</summary>
    public void Renew(string hash, string cipher, int grade)
    {
        (PupilHash, Cipher, Grade) = (hash, cipher, grade);
        Version++;
    }

    /// <summary>Notes that the pupil enrols or leaves, so that of two who decide about one pupil at once the second looks again.</summary>
    public void Touch() => Version++;

    /// <summary>Forgets the person; enrolments stay and name nobody.</summary>
    public void Erase() => Renew($"erased.{Id:N}", "", Grade);
}

/// <summary>How many programmes a pupil is in, so that the term counts each pupil once.</summary>
public sealed class PupilTerm
{
    /// <summary>The pupil.</summary>
    public required Guid PupilId { get; init; }

    /// <summary>First day of the term.</summary>
    public required DateOnly TermFrom { get; init; }

    /// <summary>Programmes that the pupil is in.</summary>
    public int Active { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>One more; true when it is the first.</summary>
    public bool Join()
    {
        Version++;
        return ++Active == 1;
    }

    /// <summary>One less; true when it was the last.</summary>
    public bool Leave()
    {
        Version++;
        return --Active == 0;
    }
}

/// <summary>A pupil in a programme or custody class.</summary>
public sealed class ServiceEnrolment
{
    /// <summary>Identifier.</summary>
    public required Guid Id { get; init; }

    /// <summary>The programme or custody class.</summary>
    public required Guid OfferId { get; init; }

    /// <summary>The pupil.</summary>
    public required Guid PupilId { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Day on which the family consented.</summary>
    public required DateOnly ConsentedOn { get; init; }

    /// <summary>Day from which the pupil is out; null while enrolled.</summary>
    public DateOnly? LeftOn { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Takes the pupil out.</summary>
    public void Leave(DateOnly day)
    {
        LeftOn = day;
        Version++;
    }
}

/// <summary>What happened in a session.</summary>
public sealed class SessionRecord
{
    /// <summary>The programme.</summary>
    public required Guid ProgrammeId { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Pupils enrolled on the day.</summary>
    public int Expected { get; private set; }

    /// <summary>Enrolments of pupils who were excused.</summary>
    public IReadOnlyList<Guid> Excused { get; private set; } = [];

    /// <summary>Enrolments of pupils who were absent.</summary>
    public IReadOnlyList<Guid> Absent { get; private set; } = [];

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Whether an institution held it.</summary>
    public bool ByInstitution { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Why it was cancelled; empty when it was held.</summary>
    public string CancelReason { get; private set; } = "";

    /// <summary>Whether it was cancelled.</summary>
    public bool Cancelled => CancelReason.Length > 0;

    /// <summary>Pupils who came.</summary>
    public int Present => Expected - Excused.Count - Absent.Count;

    /// <summary>Cancels it.</summary>
    /// <exception cref="Refusal">SESSION_STATE.</exception>
    public void Cancel(string reason)
    {
        MustBePlanned(allowHeld: false);
        CancelReason = reason;
        Version++;
    }

    /// <summary>Records who came, or corrects it.</summary>
    /// <exception cref="Refusal">SESSION_STATE.</exception>
    public void Record(int expected, IReadOnlyList<Guid> excused, IReadOnlyList<Guid> absent, bool byInstitution, IReadOnlyList<Finding> findings)
    {
        MustBePlanned(allowHeld: true);
        (Expected, Excused, Absent, ByInstitution, Findings) = (expected, excused, absent, byInstitution, findings);
        Version++;
    }

    private void MustBePlanned(bool allowHeld)
    {
        if (Cancelled || (Version > 0 && !allowHeld)) throw SchoolRefusals.SessionState(Cancelled ? "CANCELLED" : "HELD");
    }

    /// <summary>What it adds to the counts of its day; nothing before it is recorded.</summary>
    public IEnumerable<(ServiceMeasure Measure, long Value)> Counts() => Version == 0 || Cancelled ? [] :
    [
        (ServiceMeasure.Sessions, 1), (ServiceMeasure.Expected, Expected), (ServiceMeasure.Present, Present), (ServiceMeasure.Excused, Excused.Count),
        (ServiceMeasure.ByInstitutions, ByInstitution ? 1 : 0),
    ];
}
