using System.Text;

namespace ShuangJian.Policy;

/// <summary>How far the clauses of one document are served.</summary>
/// <param name="Document">The document id.</param>
/// <param name="TitleZh">Its title in Chinese.</param>
/// <param name="TitleEn">Its title in English.</param>
/// <param name="Clauses">How many clauses it has.</param>
/// <param name="Served">Clauses that rules, calls and records serve, with nothing planned beside them.</param>
/// <param name="InPart">Clauses that something serves while more is planned.</param>
/// <param name="Planned">Clauses that only a planned capability serves.</param>
/// <param name="Unserved">Clauses that nothing serves.</param>
public sealed record DocumentCoverage(
    string Document, string TitleZh, string TitleEn, int Clauses, int Served, int InPart, int Planned, int Unserved);

/// <summary>Which rule, call, record or plan serves each clause of the law.</summary>
public sealed class PolicyCoverage
{
    private readonly ClauseBook _clauses;

    private PolicyCoverage(ClauseBook clauses)
    {
        _clauses = clauses;
        Documents = [.. clauses.Documents.Select(Count)];
    }

    /// <summary>The counts, document by document.</summary>
    public IReadOnlyList<DocumentCoverage> Documents { get; }

    /// <summary>Counts the clauses of a law.</summary>
    public static PolicyCoverage Report(Law law) => new(law.Clauses);

    /// <summary>What the clauses name and nobody has: clauses without any service, and rules or calls that do not exist.</summary>
    /// <param name="ruleExists">Whether there is a rule of this name.</param>
    /// <param name="rpcExists">Whether there is a gRPC method <c>package.Service/Method</c>.</param>
    public IReadOnlyList<string> CheckServedBy(Func<string, bool> ruleExists, Func<string, bool> rpcExists)
    {
        var problems = new List<string>();
        foreach (var clause in _clauses.All)
        {
            if (clause.ServedBy.Count == 0)
                problems.Add($"{clause.Id} is served by nothing");
            foreach (var service in clause.ServedBy)
            {
                var exists = service.Kind switch
                {
                    ServiceKind.Rule => ruleExists(service.Name),
                    ServiceKind.Rpc => rpcExists(service.Name),
                    _ => true,
                };
                if (!exists)
                    problems.Add($"{clause.Id} names the {service.Kind.ToString().ToLowerInvariant()} {service.Name}, which does not exist");
            }
        }

        return problems;
    }

    /// <summary>The page <c>docs/policy-coverage.md</c>.</summary>
    public string ToMarkdown()
    {
        var page = new StringBuilder("""
            # Which clause is served by what

            Generated from `services/Policy/clauses`; do not edit. A clause counts as served when rules, calls and
            records serve it and nothing more is planned, and as served in part while a capability is still to come.

            | document | title | clauses | served | in part | planned only | by nothing |
            |---|---|---:|---:|---:|---:|---:|

            """);
        foreach (var row in Documents)
            page.Append($"| {row.Document} | {row.TitleZh} · {row.TitleEn} | {row.Clauses} | {row.Served} | {row.InPart} | {row.Planned} | {row.Unserved} |\n");
        page.Append($"| | | {Documents.Sum(row => row.Clauses)} | {Documents.Sum(row => row.Served)} ");
        page.Append($"| {Documents.Sum(row => row.InPart)} | {Documents.Sum(row => row.Planned)} | {Documents.Sum(row => row.Unserved)} |\n");
        foreach (var document in _clauses.Documents)
        {
            page.Append($"\n## {document.Id}: {document.TitleEn}\n\n| clause | title | rules | calls | records | planned |\n|---|---|---|---|---|---|\n");
            foreach (var clause in document.Clauses)
            {
                page.Append($"| {clause.Id} | {clause.TitleZh} · {clause.TitleEn} ");
                foreach (var kind in Enum.GetValues<ServiceKind>())
                    page.Append($"| {string.Join(", ", clause.ServedBy.Where(service => service.Kind == kind).Select(service => service.Name))} ");
                page.Append("|\n");
            }
        }

        return page.ToString();
    }

    private static DocumentCoverage Count(LawDocument document)
    {
        int How(bool real, bool planned) => document.Clauses.Count(clause =>
            clause.ServedBy.Any(service => service.Kind != ServiceKind.Planned) == real
            && clause.ServedBy.Any(service => service.Kind == ServiceKind.Planned) == planned);
        return new DocumentCoverage(
            document.Id, document.TitleZh, document.TitleEn, document.Clauses.Count,
            Served: How(real: true, planned: false), InPart: How(real: true, planned: true),
            Planned: How(real: false, planned: true), Unserved: How(real: false, planned: false));
    }
}
