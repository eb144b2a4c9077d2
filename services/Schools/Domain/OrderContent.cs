using System.Text.Json.Serialization;
using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

#pragma warning disable CS1591 // The words of these enums are those of the contract, where each is explained.
/// <summary>What a record of order is about.</summary>
public enum OrderKind { LessonWeek, TermEnd, Exam, CollectiveLessons, ClassGrouping, SportDay, Physique, Skills, Quota, Enrolment, Assessment, Management, SchoolFile }

/// <summary>Terms of a school year.</summary>
public enum SchoolTerm { Autumn, Spring }

/// <summary>What an exam is for.</summary>
public enum ExamPurpose { Final, Midterm, Unit, Graduation, Entrance, Placement }

/// <summary>Who holds an exam.</summary>
public enum ExamOrganiser { School, Schools, Region }

/// <summary>How results are told.</summary>
public enum ExamResultForm { Grades, Points, None }

/// <summary>What a class is.</summary>
public enum ClassLabel { Ordinary, Key, Experimental }

/// <summary>How pupils come into a class.</summary>
public enum ClassAllotment { Balanced, Lot, Results }

/// <summary>The five managements.</summary>
public enum ManagementKind { Homework, Sleep, Phones, Reading, Physique }
#pragma warning restore CS1591

/// <summary>What a record of order says.</summary>
[JsonDerivedType(typeof(LessonWeek), "lesson-week")]
[JsonDerivedType(typeof(TermEnd), "term-end")]
[JsonDerivedType(typeof(Exam), "exam")]
[JsonDerivedType(typeof(CollectiveLessons), "collective-lessons")]
[JsonDerivedType(typeof(ClassGrouping), "class-grouping")]
[JsonDerivedType(typeof(SportDay), "sport-day")]
[JsonDerivedType(typeof(PhysiqueResult), "physique")]
[JsonDerivedType(typeof(SkillResult), "skills")]
[JsonDerivedType(typeof(QuotaPlan), "quota")]
[JsonDerivedType(typeof(EnrolmentRound), "enrolment")]
[JsonDerivedType(typeof(PromotionAssessment), "assessment")]
[JsonDerivedType(typeof(ManagementEvidence), "management")]
[JsonDerivedType(typeof(OwnFile), "school-file")]
public abstract record OrderContent
{
    /// <summary>What it is about.</summary>
    [JsonIgnore]
    public abstract OrderKind Kind { get; }

    /// <summary>Day whose law decides.</summary>
    [JsonIgnore]
    public abstract DateOnly Day { get; }

    /// <summary>What tells one record from another of the same owner and kind; null where each stands for itself.</summary>
    [JsonIgnore]
    public abstract string? Key { get; }

    /// <summary>The class it is about; null for none.</summary>
    [JsonIgnore]
    public virtual Guid? OfClass => null;

    /// <summary>Calendar year in which its school year begins.</summary>
    [JsonIgnore]
    public virtual int SchoolYear => SchoolYearOf(Day);

    /// <summary>Calendar year in which the school year of a day begins.</summary>
    public static int SchoolYearOf(DateOnly day) => day.Month >= 8 ? day.Year : day.Year - 1;
}

/// <summary>Lessons of a class in one week.</summary>
public sealed record LessonWeek(Guid ClassId, DateOnly Monday, bool ShortWeek, IReadOnlyList<SubjectWeek> Subjects) : OrderContent
{
    /// <inheritdoc/>
    public override OrderKind Kind => OrderKind.LessonWeek;

    /// <inheritdoc/>
    public override DateOnly Day => Monday;

    /// <inheritdoc/>
    public override string Key => $"{ClassId}/{Monday:yyyy-MM-dd}";

    /// <inheritdoc/>
    public override Guid? OfClass => ClassId;
}

/// <summary>One subject in a week: lessons by plan, timetable and fact, and how far the teaching plan was reached.</summary>
public sealed record SubjectWeek(
    string Subject, int Plan, int Planned, int Taught, int PlanPosition, int Reached, bool BeyondStandard, bool AssumesPrior, bool PrescribedTextbook, string Reason);

/// <summary>When new lessons of a subject ended.</summary>
public sealed record TermEnd(Guid ClassId, SchoolTerm Term, string Subject, DateOnly PlannedLastDay, DateOnly LastDay) : OrderContent
{
    /// <inheritdoc/>
    public override OrderKind Kind => OrderKind.TermEnd;

    /// <inheritdoc/>
    public override DateOnly Day => LastDay;

    /// <inheritdoc/>
    public override string Key => $"{ClassId}/{Term}/{Subject}";

    /// <inheritdoc/>
    public override Guid? OfClass => ClassId;
}

/// <summary>An exam of a grade in a subject.</summary>
public sealed record Exam(
    int Year, SchoolTerm Term, int Grade, string Subject, ExamPurpose Purpose, DateOnly HeldOn, bool OnPaper, ExamOrganiser Organiser, string Permit, bool BeyondStandard,
    ExamResultForm ResultForm, bool Ranked) : OrderContent
{
    /// <inheritdoc/>
    public override OrderKind Kind => OrderKind.Exam;

    /// <inheritdoc/>
    public override DateOnly Day => HeldOn;

    /// <inheritdoc/>
    public override string? Key => null;

    /// <inheritdoc/>
    public override int SchoolYear => Year;

    /// <summary>Papers that are counted together.</summary>
    [JsonIgnore]
    public string Series => $"{Year}/{Term}/{Grade}/{Subject}";

    /// <summary>Whether it counts into the frequency.</summary>
    [JsonIgnore]
    public bool Counts => OnPaper && (Purpose is ExamPurpose.Final or ExamPurpose.Midterm or ExamPurpose.Unit);
}

/// <summary>Lessons outside the timetable for many pupils together.</summary>
public sealed record CollectiveLessons(DateOnly HeldOn, int Grade, string Subject, int Pupils, string Note) : OrderContent
{
    /// <inheritdoc/>
    public override OrderKind Kind => OrderKind.CollectiveLessons;

    /// <inheritdoc/>
    public override DateOnly Day => HeldOn;

    /// <inheritdoc/>
    public override string? Key => null;
}

/// <summary>How a class was formed.</summary>
public sealed record ClassGrouping(Guid ClassId, DateOnly FormedOn, ClassLabel Label, ClassAllotment Allotment) : OrderContent
{
    /// <inheritdoc/>
    public override OrderKind Kind => OrderKind.ClassGrouping;

    /// <inheritdoc/>
    public override DateOnly Day => FormedOn;

    /// <inheritdoc/>
    public override string Key => $"{ClassId}";

    /// <inheritdoc/>
    public override Guid? OfClass => ClassId;
}

/// <summary>Sport of a class on a day.</summary>
public sealed record SportDay(Guid ClassId, DateOnly Date, int InSchool, int OutsideSchool) : OrderContent
{
    /// <inheritdoc/>
    public override OrderKind Kind => OrderKind.SportDay;

    /// <inheritdoc/>
    public override DateOnly Day => Date;

    /// <inheritdoc/>
    public override string Key => $"{ClassId}/{Date:yyyy-MM-dd}";

    /// <inheritdoc/>
    public override Guid? OfClass => ClassId;
}

/// <summary>Results of physique monitoring of a grade, in pupils.</summary>
public sealed record PhysiqueResult(int Year, int Grade, int Tested, int Excellent, int Good, int Passed, int Failed) : OrderContent
{
    /// <inheritdoc/>
    public override OrderKind Kind => OrderKind.Physique;

    /// <inheritdoc/>
    public override DateOnly Day => new(Year, 9, 1);

    /// <inheritdoc/>
    public override string Key => $"{Year}/{Grade}";

    /// <summary>Share of excellent and good in tenths of a percent, rounded down.</summary>
    [JsonIgnore]
    public int GoodPermille => (int)((Excellent + (long)Good) * 1000 / Tested);

    /// <summary>Share of all who did not fail, likewise.</summary>
    [JsonIgnore]
    public int PassedPermille => (int)((Tested - (long)Failed) * 1000 / Tested);
}

/// <summary>Pupils with one number of skills.</summary>
public sealed record SkillCount(int Skills, int Pupils);

/// <summary>Skills of the pupils of a grade.</summary>
public sealed record SkillResult(int Year, int Grade, IReadOnlyList<SkillCount> Sport, IReadOnlyList<SkillCount> Arts) : OrderContent
{
    /// <inheritdoc/>
    public override OrderKind Kind => OrderKind.Skills;

    /// <inheritdoc/>
    public override DateOnly Day => new(Year, 9, 1);

    /// <inheritdoc/>
    public override string Key => $"{Year}/{Grade}";
}

/// <summary>Places for one junior school.</summary>
public sealed record QuotaShare(string SchoolCode, int Places);

/// <summary>Places of a senior-high school allotted to junior schools.</summary>
public sealed record QuotaPlan(int Year, bool TopDemonstration, int Places, IReadOnlyList<QuotaShare> Shares) : OrderContent
{
    /// <inheritdoc/>
    public override OrderKind Kind => OrderKind.Quota;

    /// <inheritdoc/>
    public override DateOnly Day => new(Year, 9, 1);

    /// <inheritdoc/>
    public override string Key => KeyOf(Year);

    /// <summary>Places allotted.</summary>
    [JsonIgnore]
    public long Allotted => Shares.Sum(s => (long)s.Places);

    /// <summary>Share in hundredths of a percent, rounded down; for showing only.</summary>
    [JsonIgnore]
    public long BasisPoints => Allotted * 10_000 / Places;

    /// <summary>The key of a year.</summary>
    public static string KeyOf(int year) => $"{year}";
}

/// <summary>Enrolment of a school in a year.</summary>
public sealed record EnrolmentRound(
    EducationStage Stage, DateOnly BeganOn, DateOnly EndedOn, DateOnly WindowFrom, DateOnly WindowTo, int Places, int Admitted, int FromOutside, bool Lured) : OrderContent
{
    /// <inheritdoc/>
    public override OrderKind Kind => OrderKind.Enrolment;

    /// <inheritdoc/>
    public override DateOnly Day => BeganOn;

    /// <inheritdoc/>
    public override string Key => $"{BeganOn.Year}/{Stage}";
}

/// <summary>An assessment of schools or teachers.</summary>
public sealed record PromotionAssessment(DateOnly DecidedOn, string Title, bool SetsTarget, bool ByRate) : OrderContent
{
    /// <inheritdoc/>
    public override OrderKind Kind => OrderKind.Assessment;

    /// <inheritdoc/>
    public override DateOnly Day => DecidedOn;

    /// <inheritdoc/>
    public override string? Key => null;
}
