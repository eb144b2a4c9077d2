using Google.Protobuf;
using Grpc.Core;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using ShuangJian.Protos.Policy.V1;
using Clause = ShuangJian.Policy.Clause;
using Division = ShuangJian.Policy.Division;

namespace ShuangJian.Supervision;

/// <summary>Tells which law is in force where and when. It reads the law that travels with the program, and no storage.</summary>
public sealed class PolicyGrpc(TimeProvider clock, RuleCatalog rules) : PolicyService.PolicyServiceBase
{
    private static Law Law => Law.Current;

    /// <inheritdoc />
    public override Task<GetParameterResponse> GetParameter(GetParameterRequest request, ServerCallContext context)
    {
        if (!Law.Parameters.TryGet(request.Key, out var parameter)) throw Rejection.NotFound($"parameters/{request.Key}");
        return Task.FromResult(new GetParameterResponse { Parameter = At(request.Division, request.Date).Explain(parameter.Name).ToProto() });
    }

    /// <inheritdoc />
    public override Task<ListParametersResponse> ListParameters(ListParametersRequest request, ServerCallContext context)
    {
        var keys = Law.Parameters.Select(p => p.Name)
            .Where(key => key.StartsWith(request.KeyPrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        var (page, next) = Page(request, request.PageSize, request.PageToken, keys, key => key);
        var law = At(request.Division, request.Date);
        return Task.FromResult(new ListParametersResponse
        {
            Parameters = { page.Select(key => law.Explain(key).ToProto()) },
            NextPageToken = next,
        });
    }

    /// <inheritdoc />
    public override Task<ListClausesResponse> ListClauses(ListClausesRequest request, ServerCallContext context)
    {
        if (request.Document.Length > 0 && !Law.Clauses.TryGetDocument(request.Document, out _))
            throw Rejection.Invalid("document", "没有这份文件", "is no document of the platform");
        if (request.Department.Length > 0 && !Law.Clauses.TryGetDepartment(request.Department, out _))
            throw Rejection.Invalid("department", "没有这个部门", "is no department");
        // Documents number their clauses KM-1, KM-2 … KM-10: their order is that of the text, not of the letters.
        var clauses = Law.Clauses.Documents.SelectMany(document => document.Clauses.Select((clause, index) =>
                (Document: document, Clause: clause, Key: $"{document.Id} {index:D4}")))
            .Where(row => request.Document.Length == 0 || row.Document.Id == request.Document)
            .Where(row => request.Department.Length == 0 || GivesDuty(row.Clause, request.Department));
        var (page, next) = Page(request, request.PageSize, request.PageToken, clauses, row => row.Key);
        return Task.FromResult(new ListClausesResponse
        {
            Clauses = { page.Select(row => row.Clause.ToProto(row.Document)) },
            NextPageToken = next,
        });
    }

    /// <inheritdoc />
    public override Task<ExplainClauseResponse> ExplainClause(ExplainClauseRequest request, ServerCallContext context)
    {
        if (!Law.Clauses.TryGet(request.Clause, out var clause) || !Law.Clauses.TryGetDocument(clause.Document, out var document))
            throw Rejection.NotFound($"clauses/{request.Clause}");
        return Task.FromResult(new ExplainClauseResponse
        {
            Clause = clause.ToProto(document),
            DocumentTitleZh = document.TitleZh,
            DocumentTitleEn = document.TitleEn,
            InForceFrom = document.InForceFrom.ToText(),
            InForceTo = document.InForceTo?.ToText() ?? "",
            Values =
            {
                from parameter in Law.Parameters.OrderBy(p => p.Name, StringComparer.Ordinal)
                from entry in parameter.Entries
                where entry.State == EntryState.Value && entry.Basis.Clause == clause.Id
                select parameter.ToUse(entry)
            },
        });
    }

    /// <inheritdoc />
    public override Task<ListRulesResponse> ListRules(ListRulesRequest request, ServerCallContext context)
    {
        var (page, next) = Page(request, request.PageSize, request.PageToken, rules.All, rule => rule.Name);
        return Task.FromResult(new ListRulesResponse { Rules = { page.Select(PolicyMapping.ToProto) }, NextPageToken = next });
    }

    /// <inheritdoc />
    public override Task<ListDivisionsResponse> ListDivisions(ListDivisionsRequest request, ServerCallContext context)
    {
        IEnumerable<Division> divisions = request switch
        {
            { Parent.Length: > 0 } => Law.Divisions.Children(DivisionCode.Parse(request.Parent)),
            { NameContains.Length: > 0 } => Law.Divisions.All,
            _ => Law.Divisions.Children(DivisionCode.Nation),
        };
        var named = divisions.Where(division => division.Name.Contains(request.NameContains, StringComparison.Ordinal));
        var (page, next) = Page(request, request.PageSize, request.PageToken, named, division => division.Code.ToString());
        return Task.FromResult(new ListDivisionsResponse { Divisions = { page.Select(PolicyMapping.ToProto) }, NextPageToken = next });
    }

    /// <inheritdoc />
    public override Task<AddWorkingDaysResponse> AddWorkingDays(AddWorkingDaysRequest request, ServerCallContext context) =>
        Task.FromResult(new AddWorkingDaysResponse { Date = Known(Law.Calendar.AddWorkingDays(Days.Of(request.From)!.Value, request.Days)).ToText() });

    /// <inheritdoc />
    public override Task<CountWorkingDaysResponse> CountWorkingDays(CountWorkingDaysRequest request, ServerCallContext context)
    {
        var (from, to) = (Days.Of(request.From)!.Value, Days.Of(request.To)!.Value);
        return Task.FromResult(new CountWorkingDaysResponse
        {
            FromKind = Known(Law.Calendar.KindOf(from)).ToString(),
            ToKind = Known(Law.Calendar.KindOf(to)).ToString(),
            WorkingDays = Known(Law.Calendar.CountWorkingDays(from, to)),
        });
    }

    private LawAt At(string division, string date) =>
        Law.At(DivisionCode.Parse(division), date.Length == 0 ? clock.Today() : Days.Of(date)!.Value);

    private static bool GivesDuty(Clause clause, string department) =>
        clause.Lead.Contains(department) || clause.Assist.Contains(department) || clause.Duties.Any(duty => duty.Department == department);

    private static T Known<T>(CalendarAnswer<T> answer)
        where T : struct
    {
        if (answer.TryGet(out var value)) return value;
        throw new Rejection(StatusCode.FailedPrecondition, "CALENDAR_UNKNOWN",
            $"尚无 {answer.UnknownYear} 年的放假安排", $"no holiday notice is known for {answer.UnknownYear}")
        {
            Facts = new Dictionary<string, string> { ["year"] = $"{answer.UnknownYear}" },
        };
    }

    /// <summary>One page of rows that come in the ordinal order of their keys, and the token of the next.</summary>
    private static (List<T> Rows, string Next) Page<T>(IMessage request, int size, string token, IEnumerable<T> rows, Func<T, string> key)
    {
        var after = Paging.After(request, token);
        size = Paging.Size(size);
        var page = rows.Where(row => after is null || string.CompareOrdinal(key(row), after) > 0).Take(size + 1).ToList();
        if (page.Count <= size) return (page, "");
        page.RemoveAt(size);
        return (page, Paging.Token(request, key(page[^1])));
    }
}
