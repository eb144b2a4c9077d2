using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <content>
/// What becomes of it after the licence (I15): suspension, lifting, revocation, exit. Lists and census follow the
/// state by themselves (services/Institutions/Service/Standing.cs), whoever makes or changes an institution.
/// </content>
public sealed partial class Institution
{
    /// <summary>Day of the last change of state; null while it is as it was licensed.</summary>
    public DateOnly? StateChangedOn { get; private set; }

    /// <summary>Why it is in its state, in Chinese; empty while it is as it was licensed.</summary>
    public string StateReason { get; private set; } = "";

    /// <summary>Department that decided on the state; empty while it is as it was licensed.</summary>
    public string StateAuthority { get; private set; } = "";

    /// <summary>Last day of the term to mend what was found; null unless it is suspended.</summary>
    public DateOnly? RectifyBy { get; private set; }

    /// <summary>Whether it was announced that the term passed.</summary>
    public bool RectificationOverdue { get; private set; }

    /// <summary>Day since which it is in its state.</summary>
    public DateOnly StateSince => StateChangedOn ?? LicensedOn;

    /// <summary>
    /// Suspends it. Its term to mend what was found ends on <paramref name="rectifyBy"/>, or after the working days that
    /// the law gives.
    /// </summary>
    /// <exception cref="Refusal">INSTITUTION_STATE; NOT_COMPETENT.</exception>
    public void Suspend(string reason, string authority, DateOnly? rectifyBy, LawAt law)
    {
        Require(InstitutionState.Licensed);
        RequireCompetent(authority, law);
        Enter(InstitutionState.Suspended, reason, authority, law.Date);
        RectifyBy = rectifyBy ?? WorkingDays.After(law, Law.RectificationWorkingDays);
    }

    /// <summary>Lifts a suspension.</summary>
    /// <exception cref="Refusal">INSTITUTION_STATE; NOT_COMPETENT.</exception>
    public void Reinstate(string reason, string authority, LawAt law)
    {
        Require(InstitutionState.Suspended);
        RequireCompetent(authority, law);
        Enter(InstitutionState.Licensed, reason, authority, law.Date);
    }

    /// <summary>Revokes the licence for good.</summary>
    /// <exception cref="Refusal">INSTITUTION_STATE; NOT_COMPETENT.</exception>
    public void Revoke(string reason, string authority, LawAt law)
    {
        Require(InstitutionState.Licensed, InstitutionState.Suspended, InstitutionState.Closing);
        RequireCompetent(authority, law);
        Enter(InstitutionState.Revoked, reason, authority, law.Date);
    }

    /// <summary>Registers that it has closed of its own will, with an approved closure or without.</summary>
    /// <exception cref="Refusal">INSTITUTION_STATE; NOT_COMPETENT.</exception>
    public void Exit(string reason, string authority, LawAt law)
    {
        Require(InstitutionState.Licensed, InstitutionState.Suspended, InstitutionState.Closing);
        RequireCompetent(authority, law);
        Enter(InstitutionState.Exited, reason, authority, law.Date);
    }

    /// <summary>Notes that the term to mend what was found passed; its last day is still in time.</summary>
    /// <returns>Whether it passed just now.</returns>
    public bool MarkRectificationOverdue(DateOnly today)
    {
        if (RectificationOverdue || RectifyBy is null || today <= RectifyBy)
            return false;
        RectificationOverdue = true;
        Version++;
        return true;
    }

    private void Enter(InstitutionState state, string reason, string authority, DateOnly today)
    {
        State = state;
        StateReason = reason;
        StateAuthority = authority;
        StateChangedOn = today;
        RectifyBy = null;
        RectificationOverdue = false;
        Version++;
    }

    private void Require(params InstitutionState[] allowed)
    {
        if (!allowed.Contains(State))
            throw Refusals.InstitutionState(State, allowed);
    }

    private void RequireCompetent(string department, LawAt law)
    {
        var competent = Competence.Of(Category, law).Reviewers[0].Department;
        if (department != competent)
            throw Refusals.NotCompetent(competent);
    }
}

/// <summary>Counts working days that a parameter gives.</summary>
internal static class WorkingDays
{
    /// <summary>Last day of the term that begins on the day of the law; null when no text or no calendar gives it.</summary>
    internal static DateOnly? After(LawAt law, ParameterKey<int> key) =>
        law.Limit(key) is { } days && law.Law.Calendar.AddWorkingDays(law.Date, days.Value).TryGet(out var due) ? due : null;
}
