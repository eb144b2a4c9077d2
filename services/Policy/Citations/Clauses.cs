using System.Collections.Frozen;

namespace ShuangJian.Policy;

/// <summary>What a clause does.</summary>
public enum ClauseKind
{
    /// <summary>It states a goal or principle.</summary>
    Goal,

    /// <summary>It tells somebody to do something.</summary>
    Duty,

    /// <summary>It sets a number.</summary>
    Limit,

    /// <summary>It forbids.</summary>
    Prohibition,

    /// <summary>It says who works with whom.</summary>
    Organisation,

    /// <summary>It is scored at inspections.</summary>
    Indicator,

    /// <summary>It is a task with an owner and a due month.</summary>
    Task,
}

/// <summary>What kind of thing serves a clause.</summary>
public enum ServiceKind
{
    /// <summary>A rule method, named as a sentence.</summary>
    Rule,

    /// <summary>A gRPC method, <c>Service/Method</c>.</summary>
    Rpc,

    /// <summary>A kind of record.</summary>
    Record,

    /// <summary>A capability that is still to come.</summary>
    Planned,
}

/// <summary>One thing that serves a clause.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
public sealed record ServedBy(ServiceKind Kind, string Name);

/// <summary>A department named by the law.</summary>
/// <param name="Code">The code used in parameters and events.</param>
/// <param name="TitleZh">The name in Chinese.</param>
/// <param name="TitleEn">The name in English.</param>
public sealed record Department(string Code, string TitleZh, string TitleEn);

/// <summary>A duty that a clause gives to a department.</summary>
/// <param name="Department">The department code.</param>
/// <param name="MatterZh">The matter in Chinese.</param>
/// <param name="MatterEn">The matter in English.</param>
public sealed record Duty(string Department, string MatterZh, string MatterEn);

/// <summary>One clause of a document.</summary>
/// <param name="Id">The id, such as <c>KM-9</c>.</param>
/// <param name="Document">The document id.</param>
/// <param name="TitleZh">The title in Chinese.</param>
/// <param name="TitleEn">The title in English.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Lead">Codes of the leading departments.</param>
/// <param name="Assist">Codes of the assisting departments.</param>
/// <param name="Duties">Duties spelled out per department.</param>
/// <param name="Group">The group the document puts it in; null when none.</param>
/// <param name="Due">The month by which it is to be done, such as 2022-06; null when none.</param>
/// <param name="ServedBy">The rules, calls, records and plans that serve it.</param>
public sealed record Clause(
    string Id,
    string Document,
    string TitleZh,
    string TitleEn,
    ClauseKind Kind,
    IReadOnlyList<string> Lead,
    IReadOnlyList<string> Assist,
    IReadOnlyList<Duty> Duties,
    string? Group,
    string? Due,
    IReadOnlyList<ServedBy> ServedBy);

/// <summary>One of the documents whose clauses the platform carries out.</summary>
/// <param name="Id">The id, such as <c>KM</c>.</param>
/// <param name="TitleZh">The title in Chinese.</param>
/// <param name="TitleEn">The title in English.</param>
/// <param name="Division">Where it is in force.</param>
/// <param name="Issued">The date of issue as precisely as the copy tells it, such as 2021 or 2022-04-15.</param>
/// <param name="InForceFrom">The first day on which the platform applies it.</param>
/// <param name="InForceTo">The last such day; null while it is in force.</param>
/// <param name="NotesEn">What a reader must know about the copy.</param>
/// <param name="Clauses">Its clauses in order.</param>
public sealed record LawDocument(
    string Id,
    string TitleZh,
    string TitleEn,
    DivisionCode Division,
    string Issued,
    DateOnly InForceFrom,
    DateOnly? InForceTo,
    string? NotesEn,
    IReadOnlyList<Clause> Clauses);

/// <summary>A source outside the five documents.</summary>
/// <param name="Id">The id used in a legal basis.</param>
/// <param name="TitleZh">The title in Chinese.</param>
/// <param name="TitleEn">The title in English.</param>
/// <param name="Date">The date of the source.</param>
/// <param name="Grade">How well its text is known; no value citing it may claim more.</param>
/// <param name="Note">What a reader must know; null when nothing.</param>
public sealed record OtherSource(string Id, string TitleZh, string TitleEn, DateOnly Date, SourceGrade Grade, string? Note);

/// <summary>All documents, their clauses, the departments and the other sources.</summary>
public sealed class ClauseBook
{
    private readonly FrozenDictionary<string, Clause> _clauses;
    private readonly FrozenDictionary<string, LawDocument> _documents;
    private readonly FrozenDictionary<string, Department> _departments;
    private readonly FrozenDictionary<string, OtherSource> _others;

    internal ClauseBook(
        IReadOnlyList<LawDocument> documents, IReadOnlyList<Department> departments, IReadOnlyList<OtherSource> others)
    {
        Documents = documents;
        Departments = departments;
        OtherSources = others;
        _documents = documents.ToFrozenDictionary(document => document.Id);
        _clauses = documents.SelectMany(document => document.Clauses).ToFrozenDictionary(clause => clause.Id);
        _departments = departments.ToFrozenDictionary(department => department.Code);
        _others = others.ToFrozenDictionary(other => other.Id);
    }

    /// <summary>The documents in the order of their ids.</summary>
    public IReadOnlyList<LawDocument> Documents { get; }

    /// <summary>The departments in the order of the file.</summary>
    public IReadOnlyList<Department> Departments { get; }

    /// <summary>The sources outside the documents.</summary>
    public IReadOnlyList<OtherSource> OtherSources { get; }

    /// <summary>Every clause, document by document.</summary>
    public IEnumerable<Clause> All => Documents.SelectMany(document => document.Clauses);

    /// <summary>Finds a clause by its id.</summary>
    public bool TryGet(string clauseId, out Clause clause) => _clauses.TryGetValue(clauseId, out clause!);

    /// <summary>Finds a document by its id.</summary>
    public bool TryGetDocument(string id, out LawDocument document) => _documents.TryGetValue(id, out document!);

    /// <summary>Finds a department by its code.</summary>
    public bool TryGetDepartment(string code, out Department department) => _departments.TryGetValue(code, out department!);

    /// <summary>Finds a source outside the documents.</summary>
    public bool TryGetOther(string id, out OtherSource source) => _others.TryGetValue(id, out source!);

    /// <summary>The basis that a clause of a document gives, in full.</summary>
    /// <exception cref="KeyNotFoundException">There is no such clause.</exception>
    public LegalBasis BasisOf(string clauseId)
    {
        if (!TryGet(clauseId, out var clause))
            throw new KeyNotFoundException($"No document has a clause {clauseId}.");
        return new LegalBasis(clause.Document, clause.Id, clause.TitleZh, _documents[clause.Document].InForceFrom, SourceGrade.S, null);
    }
}
