namespace ShuangJian.Policy;

/// <summary>A theme of a national curriculum standard.</summary>
/// <param name="Id">Identifier, unique in the whole data.</param>
/// <param name="FromGrade">First grade of the stage that has it, 1 to 12.</param>
/// <param name="ToGrade">Last grade of that stage.</param>
/// <param name="Title">Title.</param>
/// <param name="Aliases">Other names by which outlines call it.</param>
public sealed record NationalUnit(string Id, int FromGrade, int ToGrade, string Title, IReadOnlyList<string> Aliases);

/// <summary>Another name of a subject.</summary>
/// <param name="Name">The name, for example 政治.</param>
/// <param name="Subject">The subject of grades 1 to 9.</param>
/// <param name="SeniorSubject">The subject of grades 10 to 12; empty when none there is called so.</param>
internal sealed record SubjectName(string Name, string Subject, string SeniorSubject)
{
    /// <summary>First grade of senior high school.</summary>
    public const int SeniorFrom = 10;

    /// <summary>The subjects that may be meant.</summary>
    public IReadOnlyList<string> Subjects { get; } = [.. new[] { Subject, SeniorSubject }.Where(s => s.Length > 0).Distinct()];
}

/// <summary>What the national standards say of a subject, for places that have put no catalogue of their own.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Subject">Subject, for example 数学.</param>
/// <param name="StartsOn">First day on which it holds.</param>
/// <param name="Source">Titles of the standards.</param>
/// <param name="Units">The themes in the order of stages.</param>
public sealed record NationalCurriculum(string Id, string Subject, DateOnly StartsOn, string Source, IReadOnlyList<NationalUnit> Units);
