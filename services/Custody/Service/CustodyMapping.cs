using Google.Protobuf.WellKnownTypes;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using Account = ShuangJian.Custody.Domain.Account;
using AccountKind = ShuangJian.Custody.Domain.AccountKind;
using Agreement = ShuangJian.Custody.Domain.Agreement;
using Difference = ShuangJian.Custody.Domain.Difference;
using Entry = ShuangJian.Custody.Domain.Entry;
using EntryKind = ShuangJian.Custody.Domain.EntryKind;
using Instruction = ShuangJian.Custody.Domain.Instruction;
using Lesson = ShuangJian.Custody.Domain.Lesson;
using Refund = ShuangJian.Custody.Domain.Refund;
using Wire = ShuangJian.Protos.Custody.V1;

namespace ShuangJian.Custody;

/// <summary>Writes answers.</summary>
internal static class CustodyMapping
{
    public static DateOnly? ToDay(this string text) => Days.Of(text);

    public static string ToText(this DateOnly? day) => Days.Of(day);

    public static string ToText(this DateOnly day) => ToText((DateOnly?)day);

    /// <summary>A day that has come.</summary>
    public static DateOnly PastDay(this string text, string field, DateOnly today) =>
        text.ToDay() is { } day && day <= today ? day : throw Rejection.Invalid(field, "须填写且不得晚于今天", "is required and not in the future");

    public static Wire.Agreement ToProto(this Agreement agreement, long custody, long reserve, long held) => new()
    {
        AgreementId = $"{agreement.Id}",
        Division = agreement.Division,
        InstitutionId = agreement.InstitutionId,
        InstitutionCode = agreement.InstitutionCode,
        BankCode = agreement.BankCode,
        AccountNumber = agreement.AccountNumber,
        SignedOn = agreement.SignedOn.ToText(),
        Mode = EnumMap<Wire.CustodyMode, CustodyMode>.ToWire(agreement.Mode),
        Release = EnumMap<Wire.ReleaseMode, ReleaseMode>.ToWire(agreement.Release),
        State = EnumMap<Wire.AgreementState, AgreementState>.ToWire(agreement.State),
        Reason = agreement.Reason,
        CustodyFen = custody,
        ReserveFen = reserve,
        HeldFen = held,
        OwedFen = agreement.OwedFen,
        AccountIds = { new[] { AccountKind.Bank, AccountKind.Custody, AccountKind.Reserve }.Select(kind => $"{LedgerIds.Of(agreement.Id, kind)}") },
        Etag = Etag.Of(agreement.Version),
    };

    public static Wire.Contract ToProto(this PrepaidContract contract, ContractMoney money) => new()
    {
        ContractId = $"{contract.Id}",
        AgreementId = $"{contract.Agreement}",
        ContractNumber = contract.ContractNumber,
        Lessons = contract.Lessons,
        TotalFen = contract.TotalFen,
        StartsOn = contract.StartsOn.ToText(),
        EndsOn = contract.EndsOn.ToText(),
        Charges = { contract.Charges.Select(c => new Wire.Charge { DueOn = c.DueOn.ToText(), AmountFen = c.Fen }) },
        ReportedLessons = contract.Reported,
        ConfirmedLessons = contract.Confirmed,
        RefundedLessons = contract.RefundedLessons,
        PaidFen = money.Paid,
        HeldFen = money.Held,
        ReleasedFen = money.Released,
        RefundedFen = money.Refunded,
        State = EnumMap<Wire.ContractState, ContractState>.ToWire(contract.State),
        Dispute = contract.Dispute,
        Etag = Etag.Of(contract.Version),
    };

    public static Wire.Lesson ToProto(this Lesson lesson) => new()
    {
        LessonId = $"{lesson.Id}",
        ContractId = $"{lesson.Contract}",
        TaughtOn = lesson.TaughtOn.ToText(),
        State = EnumMap<Wire.LessonState, LessonState>.ToWire(lesson.State),
        DeemedOn = lesson.DeemedOn.ToText(),
    };

    public static Wire.Refund ToProto(this Refund refund) => new()
    {
        RefundId = $"{refund.Id}",
        ContractId = $"{refund.Contract}",
        Lessons = refund.Lessons,
        Reason = refund.Reason,
        AskedOn = refund.AskedOn.ToText(),
        AnswerBy = refund.AnswerBy.ToText(),
        PayBy = refund.PayBy.ToText(),
        State = EnumMap<Wire.RefundState, RefundState>.ToWire(refund.State),
        Deemed = refund.Deemed,
        Overdue = refund.Overdue,
        AmountFen = refund.Fen,
        Answer = refund.Answer,
        Etag = Etag.Of(refund.Version),
    };

    public static Wire.Instruction ToProto(this Instruction instruction) => new()
    {
        InstructionId = $"{instruction.Id}",
        AgreementId = $"{instruction.Agreement}",
        Purpose = EnumMap<Wire.InstructionPurpose, InstructionPurpose>.ToWire(instruction.Purpose),
        RefundId = instruction.Refund is { } refund ? $"{refund}" : "",
        AmountFen = instruction.Fen,
        State = EnumMap<Wire.InstructionState, InstructionState>.ToWire(instruction.State),
        BankReference = instruction.BankReference,
        Failure = instruction.Failure,
        ExecutedOn = instruction.ExecutedOn.ToText(),
        Etag = Etag.Of(instruction.Version),
    };

    public static Wire.Difference ToProto(this Difference difference, DateOnly today) => new()
    {
        DifferenceId = $"{difference.Id}",
        AgreementId = $"{difference.Agreement}",
        Day = difference.Day.ToText(),
        Side = EnumMap<Wire.StatementSide, StatementSide>.ToWire(difference.Side),
        Kind = EnumMap<Wire.DifferenceKind, DifferenceKind>.ToWire(difference.Kind),
        Reference = difference.Reference,
        PlatformFen = difference.PlatformFen,
        StatementFen = difference.StatementFen,
        State = EnumMap<Wire.DifferenceState, DifferenceState>.ToWire(difference.State),
        Escalations = difference.Escalations,
        EscalatesOn = difference.EscalatesOn.ToText(),
        AgeDays = (difference.SettledOn ?? today).DayNumber - difference.Day.DayNumber,
        Reason = difference.Reason,
        Etag = Etag.Of(difference.Version),
    };

    public static Wire.Account ToProto(this Account account) => new()
    {
        AccountId = $"{account.Id}",
        AgreementId = $"{account.Owner}",
        ContractId = account.Contract is { } contract ? $"{contract}" : "",
        Kind = EnumMap<Wire.AccountKind, AccountKind>.ToWire(account.Kind),
        ReceivedFen = account.Received,
        GivenFen = account.Given,
        BalanceFen = account.Balance,
        NeverBelowZero = account.NeverBelowZero,
        NeverAboveZero = account.NeverAboveZero,
    };

    public static Wire.Entry ToProto(this Entry entry) => new()
    {
        EntryId = $"{entry.Id}",
        FromAccountId = $"{entry.From}",
        ToAccountId = $"{entry.To}",
        AmountFen = entry.Fen,
        Kind = EnumMap<Wire.EntryKind, EntryKind>.ToWire(entry.Kind),
        Reference = entry.Reference,
        ReversesEntryId = entry.Reverses is { } reverses ? $"{reverses}" : "",
        CommitId = $"{entry.Commit}",
        PostedAt = Timestamp.FromDateTime(DateTime.SpecifyKind(entry.At, DateTimeKind.Utc)),
    };

    public static EntryDraft ToDraft(this Wire.Entry entry) => new(
        Guid.Parse(entry.EntryId), Guid.Parse(entry.FromAccountId), Guid.Parse(entry.ToAccountId), entry.AmountFen,
        EnumMap<Wire.EntryKind, EntryKind>.ToDomain(entry.Kind)!.Value, entry.Reference, entry.ReversesEntryId.Length == 0 ? null : Guid.Parse(entry.ReversesEntryId));
}

/// <summary>Who may see what: officers their place, institutions and banks what is their own.</summary>
internal static class Sight
{
    public static void MustSee(Agreement? agreement, Caller caller, string name) =>
        MustSee(agreement is null ? null : (agreement.Division, agreement.InstitutionCode, agreement.BankCode), caller, name);

    public static void MustSee(LedgerOwner? owner, Caller caller, string name) =>
        MustSee(owner is null ? null : (owner.Division, owner.InstitutionCode, owner.BankCode), caller, name);

    /// <summary>To an institution or bank what is another's does not exist; an officer learns whose jurisdiction it is not.</summary>
    public static void MustSee((string Division, string Institution, string Bank)? what, Caller caller, string name)
    {
        if (what is not { } known) throw Rejection.NotFound(name);
        var division = DivisionCode.Parse(known.Division);
        if (caller.Organization.Length == 0) caller.MustReach(division);
        else if (!caller.Reaches(division) || caller.Organization != (caller.Audience == Audience.Bank ? known.Bank : known.Institution)) throw Rejection.NotFound(name);
    }
}
