using System.Buffers.Binary;
using System.Security.Cryptography;
using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>Sums of published homework; what one change adds may be negative.</summary>
public readonly record struct Figures(
    long Entries, long Layered, long Written, long WrittenInSchool, long Other, long ClassDays, long PupilDays, long HandedIn, long ByTeacher, long Explained, long Finished)
{
    /// <summary>Both together.</summary>
    public static Figures operator +(Figures a, Figures b) => new(
        a.Entries + b.Entries, a.Layered + b.Layered, a.Written + b.Written, a.WrittenInSchool + b.WrittenInSchool, a.Other + b.Other, a.ClassDays + b.ClassDays,
        a.PupilDays + b.PupilDays, a.HandedIn + b.HandedIn, a.ByTeacher + b.ByTeacher, a.Explained + b.Explained, a.Finished + b.Finished);

    /// <summary>What is left of the first without the second.</summary>
    public static Figures operator -(Figures a, Figures b) => new(
        a.Entries - b.Entries, a.Layered - b.Layered, a.Written - b.Written, a.WrittenInSchool - b.WrittenInSchool, a.Other - b.Other, a.ClassDays - b.ClassDays,
        a.PupilDays - b.PupilDays, a.HandedIn - b.HandedIn, a.ByTeacher - b.ByTeacher, a.Explained - b.Explained, a.Finished - b.Finished);
}

/// <summary>Figures as columns of a row, so that a database can sum them.</summary>
public abstract class FiguresRow
{
    /// <summary>Homework.</summary>
    public long Entries { get; private set; }

    /// <summary>Of these, for a layer or single pupils.</summary>
    public long Layered { get; private set; }

    /// <summary>Minutes of written homework times pupils.</summary>
    public long Written { get; private set; }

    /// <summary>Of these, done in school.</summary>
    public long WrittenInSchool { get; private set; }

    /// <summary>Minutes of other homework times pupils.</summary>
    public long Other { get; private set; }

    /// <summary>Days on which a class had homework.</summary>
    public long ClassDays { get; private set; }

    /// <summary>The same, times pupils.</summary>
    public long PupilDays { get; private set; }

    /// <summary>Copies handed in.</summary>
    public long HandedIn { get; private set; }

    /// <summary>Of these, marked by a teacher.</summary>
    public long ByTeacher { get; private set; }

    /// <summary>Of these, explained.</summary>
    public long Explained { get; private set; }

    /// <summary>Of these, finished in school.</summary>
    public long Finished { get; private set; }

    /// <summary>The figures.</summary>
    public Figures Figures => new(Entries, Layered, Written, WrittenInSchool, Other, ClassDays, PupilDays, HandedIn, ByTeacher, Explained, Finished);

    /// <summary>Adds to them.</summary>
    public void Add(Figures change) =>
        (Entries, Layered, Written, WrittenInSchool, Other, ClassDays, PupilDays, HandedIn, ByTeacher, Explained, Finished) = Figures + change;
}

/// <summary>What homework takes of its class's day.</summary>
/// <param name="Held">Written minutes times pupils, as soon as they are reserved.</param>
/// <param name="Figures">What it adds to sums once published.</param>
public readonly record struct Standing(long Held, Figures Figures);

/// <summary>
/// The homework of one class and day, all subjects together. The pupils of the class are those of the day's first
/// homework, so that a class that grows or shrinks later changes no day that was judged.
/// </summary>
public sealed class ClassDay : FiguresRow
{
    private ClassDay()
    {
    }

    /// <summary>Identifier, which class and day give.</summary>
    public Guid Id { get; private set; }

    /// <summary>The class.</summary>
    public Guid ClassId { get; private set; }

    /// <summary>The day.</summary>
    public DateOnly Date { get; private set; }

    /// <summary>Code of the school.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <summary>Division of the school.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Grade of the class.</summary>
    public int Grade { get; private set; }

    /// <summary>Pupils on that day.</summary>
    public int Pupils { get; private set; }

    /// <summary>Written minutes times pupils that are reserved or published.</summary>
    public long Held { get; private set; }

    /// <summary>Grows with every change; whoever raises it first decides first.</summary>
    public long Turn { get; private set; }

    /// <summary>Begins the day of a class.</summary>
    public static ClassDay Begin(SchoolClass one, School school, DateOnly date) => new()
    {
        Id = IdOf(one.Id, date), ClassId = one.Id, Date = date, SchoolCode = school.Code, Division = school.Division, Grade = one.Grade, Pupils = one.Pupils, Turn = 1,
    };

    /// <summary>The identifier of the day of a class, known before the row is.</summary>
    public static Guid IdOf(Guid classId, DateOnly date)
    {
        Span<byte> key = stackalloc byte[20];
        classId.TryWriteBytes(key);
        BinaryPrimitives.WriteInt32LittleEndian(key[16..], date.DayNumber);
        return new Guid(SHA256.HashData(key).AsSpan(0, 16));
    }

    /// <summary>The greatest number of minutes on that day; null where no number binds.</summary>
    public int? Limit(LawAt law) => HomeworkRules.LimitOf(Grade) is { } key ? law.Limit(key)?.Value : null;

    /// <summary>Minutes that the whole class may still be given under a limit.</summary>
    public int Remaining(int limit) => Remaining(limit, Held);

    private int Remaining(int limit, long held) => (int)Math.Max(0, ((long)limit * Pupils - held) / Pupils);

    /// <summary>Judges a change before it is made.</summary>
    /// <returns>What cannot be decided for want of a verified limit; null when nothing is found.</returns>
    /// <exception cref="Refusal">HOMEWORK_LIMIT_REACHED. Whoever takes less than before is never refused.</exception>
    public Finding? Judge(Standing before, Standing after, LawAt law) => Judge(Held, Held - before.Held + after.Held, law);

    /// <summary>Judges several changes that are made, likewise.</summary>
    /// <param name="held">What was held before them.</param>
    /// <param name="law">Law of the place and day.</param>
    public Finding? JudgeSince(long held, LawAt law) => Judge(held, Held, law);

    private Finding? Judge(long before, long after, LawAt law)
    {
        if (after <= before) return null;
        var finding = HomeworkRules.HomeworkExceedsDailyMinutes(new DayFacts(Grade, after, Pupils), law);
        return finding is { Severity: Severity.Breach } ? throw SchoolRefusals.LimitReached(finding, Remaining(Limit(law)!.Value, before)) : finding;
    }

    /// <summary>Makes a change that was judged.</summary>
    /// <returns>What it changes of every sum that the class is part of.</returns>
    public Figures Apply(Standing before, Standing after)
    {
        Held += after.Held - before.Held;
        var had = Entries > 0;
        var change = after.Figures - before.Figures;
        var has = Entries + change.Entries > 0;
        if (had != has) change += new Figures { ClassDays = has ? 1 : -1, PupilDays = has ? Pupils : -Pupils };
        Add(change);
        return change;
    }
}

/// <summary>A change that is not yet part of the sums of school, county, city and province.</summary>
public sealed class TotalChange : FiguresRow, INote
{
    private TotalChange()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>Code of the school.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <summary>Division of the school.</summary>
    public string Division { get; private set; } = "";

    /// <summary>The day.</summary>
    public DateOnly Date { get; private set; }

    /// <summary>The grade.</summary>
    public int Grade { get; private set; }

    /// <summary>Notes a change of a class's day.</summary>
    public static TotalChange Of(ClassDay day, Figures change)
    {
        var one = new TotalChange { Id = Guid.CreateVersion7(), SchoolCode = day.SchoolCode, Division = day.Division, Date = day.Date, Grade = day.Grade };
        one.Add(change);
        return one;
    }
}

/// <summary>Sums of a school, county, city or province, of one day and grade.</summary>
public sealed class HomeworkTotal : FiguresRow
{
    /// <summary>Code of the school or division.</summary>
    public required string Scope { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The grade.</summary>
    public required int Grade { get; init; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; set; }
}
