using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

#pragma warning disable CS1591 // The words of this enum are those of the contract, where each is explained.
/// <summary>Where a record stands.</summary>
public enum SchoolRecordState { Draft, Submitted, Returned, Confirmed, Published, Discarded }
#pragma warning restore CS1591

/// <summary>A record that a school or an authority keeps of a kind that the law data describe.</summary>
public sealed class SchoolRecord : Versioned, IOwned
{
    private SchoolRecord()
    {
    }

    /// <summary>Name of its kind.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Code of the school that keeps it; empty when an authority does.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <inheritdoc/>
    public string OwnerCode => SchoolCode;

    /// <summary>Code of the school that an authority keeps it about; empty for none.</summary>
    public string AboutSchool { get; private set; } = "";

    /// <summary>Day of the facts.</summary>
    public DateOnly Date { get; private set; }

    /// <summary>Calendar year of the facts.</summary>
    public int Year { get; private set; }

    /// <summary>Values of its fields.</summary>
    public IReadOnlyList<RecordValue> Values { get; private set; } = [];

    /// <summary>Where it stands.</summary>
    public SchoolRecordState State { get; private set; }

    /// <summary>What the rules found when it was submitted.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Remarks of the last review.</summary>
    public string Remarks { get; private set; } = "";

    /// <summary>What an owner has once; null where nothing is, or when it was discarded.</summary>
    public string? RecordKey { get; private set; }

    /// <summary>Whether it counts into statistics.</summary>
    public bool Counts => State is SchoolRecordState.Confirmed or SchoolRecordState.Published;

    /// <summary>Begins a draft.</summary>
    public static SchoolRecord Draft(RecordKind kind, string division, string school, string about, DateOnly date, IReadOnlyList<RecordValue> values, DateTimeOffset now)
    {
        var one = new SchoolRecord { Kind = kind.Id, SchoolCode = school, AboutSchool = about, Date = date, Year = date.Year, Values = values, RecordKey = KeyOf(kind, division, school, about, date.Year) };
        one.Begin(division, now);
        return one;
    }

    /// <summary>What an owner has once; null where it may have many.</summary>
    public static string? KeyOf(RecordKind kind, string division, string school, string about, int year) =>
        kind.OncePerYear ? $"{kind.Id}/{(school.Length > 0 ? school : division)}/{about}/{year}" : null;

    /// <summary>Value of a field; null when it is not given.</summary>
    public RecordValue? ValueOf(string field) => Values.FirstOrDefault(v => v.Field == field);

    /// <summary>Says something else in a draft, or in what was returned.</summary>
    /// <exception cref="Refusal">SCHOOL_RECORD_STATE.</exception>
    public void Change(DateOnly date, IReadOnlyList<RecordValue> values, DateTimeOffset now)
    {
        Require(SchoolRecordState.Draft, SchoolRecordState.Returned);
        (Date, Values, Findings) = (date, values, []);
        Touch(now);
    }

    /// <summary>Submits it.</summary>
    /// <exception cref="Refusal">SCHOOL_RECORD_STATE; SCHOOL_RECORD_INCOMPLETE.</exception>
    public void Submit(RecordKind kind, LawAt law, DateTimeOffset now)
    {
        Require(SchoolRecordState.Draft, SchoolRecordState.Returned);
        var missing = RecordValues.Missing(kind, Values);
        if (missing.Count > 0) throw SchoolRefusals.RecordIncomplete(missing);
        Findings = RecordRules.Judge(kind, this, law);
        State = SchoolRecordState.Submitted;
        Touch(now);
    }

    /// <summary>Tells what would be found at submission, and keeps nothing of it.</summary>
    public void Foretell(RecordKind kind, LawAt law) => Findings = RecordRules.Judge(kind, this, law);

    /// <summary>Confirms what was submitted.</summary>
    /// <exception cref="Refusal">SCHOOL_RECORD_STATE.</exception>
    public void Confirm(string remarks, DateTimeOffset now)
    {
        Require(SchoolRecordState.Submitted);
        (State, Remarks) = (SchoolRecordState.Confirmed, remarks);
        Touch(now);
    }

    /// <summary>Returns it, even when it was confirmed or published before.</summary>
    /// <exception cref="Refusal">SCHOOL_RECORD_STATE.</exception>
    public void Return(string remarks, DateTimeOffset now)
    {
        Require(SchoolRecordState.Submitted, SchoolRecordState.Confirmed, SchoolRecordState.Published);
        (State, Remarks) = (SchoolRecordState.Returned, remarks);
        Touch(now);
    }

    /// <summary>Publishes it.</summary>
    /// <exception cref="Refusal">SCHOOL_RECORD_STATE.</exception>
    public void Publish(DateTimeOffset now)
    {
        Require(SchoolRecordState.Confirmed);
        State = SchoolRecordState.Published;
        Touch(now);
    }

    /// <summary>Discards it.</summary>
    /// <exception cref="Refusal">SCHOOL_RECORD_STATE.</exception>
    public void Discard(DateTimeOffset now)
    {
        Require(SchoolRecordState.Draft, SchoolRecordState.Returned);
        (State, RecordKey) = (SchoolRecordState.Discarded, null);
        Touch(now);
    }

    /// <summary>The step that was just taken.</summary>
    public SchoolRecordStep StepBy(string by, DateTime now, string remarks = "") => new() { RecordId = Id, Version = Version, State = State, By = by, At = now, Remarks = remarks, Values = Values };

    private void Require(params SchoolRecordState[] allowed)
    {
        if (!allowed.Contains(State)) throw Refusal.OfState("SCHOOL_RECORD_STATE", State, allowed);
    }
}

/// <summary>A step of a record with what it said.</summary>
public sealed class SchoolRecordStep
{
    /// <summary>The record.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>Version that the step made.</summary>
    public required long Version { get; init; }

    /// <summary>State that it led to.</summary>
    public required SchoolRecordState State { get; init; }

    /// <summary>Who took it.</summary>
    public required string By { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Remarks.</summary>
    public required string Remarks { get; init; }

    /// <summary>Values at that moment.</summary>
    public required IReadOnlyList<RecordValue> Values { get; init; }
}

/// <summary>When a school was last looked at by a record of a kind with rounds.</summary>
public sealed class RecordCover
{
    /// <summary>Name of the kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Division of the school.</summary>
    public required string Division { get; init; }

    /// <summary>Day of the last record.</summary>
    public DateOnly LastOn { get; set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; set; }
}

/// <summary>Verdicts on records, where a text sets a number or demands something outright.</summary>
public static class RecordRules
{
    /// <summary>Applies every rule to one record.</summary>
    public static IReadOnlyList<Finding> Judge(RecordKind kind, SchoolRecord record, LawAt law)
    {
        var duties = kind.Fields.Where(f => f.Must).Select(f => RecordedDutyNotMet(kind, f, record.ValueOf(f.Id)?.Flag, law));
        var shares = kind.Indicators.Select(i => IndicatorBelowTarget(i, record.ValueOf(i.Part)?.Number ?? 0, record.ValueOf(i.Whole)?.Number ?? 0, law));
        return [.. duties.Concat(shares).OfType<Finding>()];
    }

    /// <summary>What the clauses of a kind demand outright is done.</summary>
    [Rule("记录显示未履行规定的职责", "A record shows a duty that is not met")]
    public static Finding? RecordedDutyNotMet(RecordKind kind, RecordField field, bool? done, LawAt law) => done == false
        ? law.ByClauses(Severity.Breach, $"values.{field.Id}", $"{kind.Zh}：{field.Zh}应当为“是”。", $"{kind.En}: \"{field.En}\" has to be so.", [.. kind.Clauses])
        : null;

    /// <summary>
    /// A share reaches its target. Until the last day for it a lower share is a warning; after it, a breach, unless the text only
    /// strives for it. Nothing is rounded: part × 100 against target × whole.
    /// </summary>
    [Rule("指标未达到目标", "A share is below its target", Capability = "S22", Clauses = ["TZ-5", "TZ-7"],
        Parameters = [nameof(Law.StandardCompulsorySchoolsPercent), nameof(Law.MigrantsInPublicSchoolsPercent), nameof(Law.StandardJuniorSchoolsPercent), nameof(Law.ModernJuniorSchoolsPercent)])]
    public static Finding? IndicatorBelowTarget(RecordIndicator indicator, long part, long whole, LawAt law)
    {
        var subject = $"indicators.{indicator.Id}";
        if (indicator.Target is null || whole == 0) return null;
        if (!law.TryLimit(indicator.Target, subject, out var target, out var open)) return open;
        if (part * 100 >= target.Value * whole) return null;
        var seen = $"{part * 10_000 / whole / 100}.{part * 10_000 / whole % 100:00}";
        var finding = target.Breach(subject, 0, $"{indicator.Zh}目标为{{limit}}，实为{seen}%。", $"{indicator.En}: the target is {{limit}} %, {seen} % are reached.") with { Observed = new Quantity(seen, "percent") };
        var late = indicator.Due is not null && law.Limit(indicator.Due) is { } due && law.Date > due.Value;
        return late && !indicator.Strives ? finding : finding.AsWarning();
    }

    /// <summary>Every school is looked at once in a round. Before the first round can be over it is a warning.</summary>
    [Rule("一轮检查未覆盖全部学校", "A round has not come to every school", Capability = "S14", Clauses = ["KM-21"], Parameters = [nameof(Law.TeachingRoundYears)])]
    public static Finding? RoundMissesSchools(RecordKind kind, long covered, long schools, LawAt law)
    {
        if (kind.Round is null || covered >= schools || !law.TryLimit(kind.Round, "covered_schools", out var years, out _)) return null;
        var finding = years.Breach(
            "covered_schools", 0, $"每{{limit}}应当完成一轮{kind.Zh}：{schools}所学校中已覆盖{covered}所。", $"{kind.En} comes to every school once in {{limit}} years; {covered} of {schools} were looked at.")
            with { Observed = new Quantity($"{covered}/{schools}", "schools") };
        return law.Date >= years.From.AddYears(years.Value) ? finding : finding.AsWarning();
    }
}
