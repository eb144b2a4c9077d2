using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

#pragma warning disable CS1591 // The words of these enums are those of the contract, where each is explained.
/// <summary>Where a selection stands.</summary>
public enum SelectionState { Notice, Listed, Resting, Removed }

/// <summary>Why an institution leaves the list.</summary>
public enum RemovalGround { PoorService, MaliciousRecruitment, NotAsAgreed, DisturbingSchools, EvaluationFailed, OffWhiteList, OwnWish, NoticeObjection }
#pragma warning restore CS1591

/// <summary>An evaluation of a selected institution.</summary>
public sealed record Evaluation(DateOnly On, int Points, bool Passed, string Note);

/// <summary>An institution that a county selects for its schools (遴选).</summary>
public sealed class Selection : Versioned
{
    private Selection()
    {
    }

    /// <summary>Credit code of the institution.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>Its name.</summary>
    public string InstitutionName { get; private set; } = "";

    /// <summary>What it may hold.</summary>
    public IReadOnlyList<ProgrammeKind> Kinds { get; private set; } = [];

    /// <summary>Conditions that it met.</summary>
    public string Conditions { get; private set; } = "";

    /// <summary>Last day of the public notice.</summary>
    public DateOnly NoticeUntil { get; private set; }

    /// <summary>Last day for which it is selected.</summary>
    public DateOnly ValidUntil { get; private set; }

    /// <summary>Where it stands.</summary>
    public SelectionState State { get; private set; }

    /// <summary>Day on which it was put on the list.</summary>
    public DateOnly? SelectedOn { get; private set; }

    /// <summary>Evaluations, oldest first.</summary>
    public IReadOnlyList<Evaluation> Evaluations { get; private set; } = [];

    /// <summary>Why it left the list.</summary>
    public RemovalGround? Ground { get; private set; }

    /// <summary>The same in words.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Day on which it left.</summary>
    public DateOnly? RemovedOn { get; private set; }

    /// <summary>The code while it is selected, by which a county keeps one selection of an institution; null once removed.</summary>
    public string? ActiveCode { get; private set; }

    /// <summary>Grounds that the text makes grounds to lose the qualification as well (KM-15).</summary>
    public bool CostsQualification => Ground is >= RemovalGround.PoorService and <= RemovalGround.DisturbingSchools;

    /// <summary>Nominates an institution; the public notice begins.</summary>
    /// <exception cref="Refusal">SCHOOL_BREACH_STANDS.</exception>
    public static Selection Nominate(
        string division, string code, string name, IReadOnlyList<ProgrammeKind> kinds, string conditions, DateOnly validUntil, ProviderFacts facts, LawAt law, DateTimeOffset now)
    {
        Finding?[] findings = [ProgrammeRules.AcademicInstitutionServes(facts, law), ProgrammeRules.InstitutionIsOffWhiteList(facts, law)];
        if (findings.OfType<Finding>().ToList() is { Count: > 0 } breaches) throw SchoolRefusals.BreachStands(breaches);
        var one = new Selection
        {
            InstitutionCode = code, ActiveCode = code, InstitutionName = name, Kinds = kinds, Conditions = conditions, ValidUntil = validUntil,
            NoticeUntil = law.Date.AddDays(law.Limit(Law.AfterSchoolSelectionNoticeDays)?.Value ?? 0),
        };
        one.Begin(division, now);
        return one;
    }

    /// <summary>Puts it on the list once the notice is over.</summary>
    public void List(DateOnly today, DateTimeOffset now)
    {
        Require(SelectionState.Notice);
        if (today <= NoticeUntil) throw SchoolRefusals.NoticeRuns(Id, NoticeUntil);
        (State, SelectedOn) = (SelectionState.Listed, today);
        Touch(now);
    }

    /// <summary>Records an evaluation; true when it was not passed and the institution has to go.</summary>
    public bool Evaluate(Evaluation evaluation, DateTimeOffset now)
    {
        Require(SelectionState.Listed, SelectionState.Resting);
        Evaluations = [.. Evaluations, evaluation];
        if (evaluation.Passed) Touch(now);
        else Remove(RemovalGround.EvaluationFailed, evaluation.Note, evaluation.On, now);
        return !evaluation.Passed;
    }

    /// <summary>Takes it off the list.</summary>
    public void Remove(RemovalGround ground, string reason, DateOnly today, DateTimeOffset now)
    {
        Require(SelectionState.Notice, SelectionState.Listed, SelectionState.Resting);
        (State, Ground, Reason, RemovedOn, ActiveCode) = (SelectionState.Removed, ground, reason, today, null);
        Touch(now);
    }

    /// <summary>Rests while the institution is suspended. A notice rests too: it has to begin anew.</summary>
    public void Rest(DateOnly today, DateTimeOffset now)
    {
        if (State == SelectionState.Notice) Remove(RemovalGround.OffWhiteList, "公示期间被暂停", today, now);
        if (State != SelectionState.Listed) return;
        State = SelectionState.Resting;
        Touch(now);
    }

    /// <summary>Is listed again when the suspension is lifted.</summary>
    public void Resume(DateTimeOffset now)
    {
        if (State != SelectionState.Resting) return;
        State = SelectionState.Listed;
        Touch(now);
    }

    private void Require(params SelectionState[] allowed)
    {
        if (!allowed.Contains(State)) throw Refusal.OfState("SELECTION_STATE", State, allowed);
    }
}

/// <summary>An entry of the resource register: who can hold service beside the teachers of a school.</summary>
public sealed class Resource : Versioned
{
    private Resource()
    {
    }

    /// <summary>Code of the school that alone may use it; empty for every school of the county.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <summary>What it is.</summary>
    public ProviderKind Kind { get; private set; }

    /// <summary>Name of an organisation; empty for a person.</summary>
    public string Organization { get; private set; } = "";

    /// <summary>Keyed hash of the person's identity number; empty for an organisation.</summary>
    public string PersonHash { get; private set; } = "";

    /// <summary>Name and identity number of the person, encrypted; empty for an organisation.</summary>
    public string Cipher { get; private set; } = "";

    /// <summary>What it can offer.</summary>
    public string Offers { get; private set; } = "";

    /// <summary>Qualification of a professional.</summary>
    public string Qualification { get; private set; } = "";

    /// <summary>Last day on which that holds; null when it has no end.</summary>
    public DateOnly? QualifiedUntil { get; private set; }

    /// <summary>Day on which it ended; null while it can be used.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Registers a resource.</summary>
    public static Resource Register(
        string division, string school, ProviderKind kind, string organization, (string Hash, string Cipher) person, string offers, string qualification, DateOnly? until, DateTimeOffset now)
    {
        var one = new Resource
        {
            SchoolCode = school, Kind = kind, Organization = organization, PersonHash = person.Hash, Cipher = person.Cipher, Offers = offers, Qualification = qualification, QualifiedUntil = until,
        };
        one.Begin(division, now);
        return one;
    }

    /// <summary>Ends it.</summary>
    public void End(DateOnly today, DateTimeOffset now)
    {
        if (EndedOn is not null) return;
        EndedOn = today;
        Touch(now);
    }

    /// <summary>Forgets the person.</summary>
    public void Erase(DateTimeOffset now)
    {
        (PersonHash, Cipher) = ("", "");
        Touch(now);
    }

    /// <summary>Whether a school may use it on a day.</summary>
    public bool Serves(School school, DateOnly day) =>
        (EndedOn is null || day < EndedOn) && Division == school.Division && (SchoolCode.Length == 0 || SchoolCode == school.Code);
}
