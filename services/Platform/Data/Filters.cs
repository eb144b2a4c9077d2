using System.Linq.Expressions;
using Google.Protobuf.Collections;
using Microsoft.EntityFrameworkCore.Query;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Platform.Data;

/// <summary>Filters that most lists have.</summary>
public static class Filters
{
    /// <summary>Only what is in a division and those within it.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="division">The division, six digits, checked at the edge.</param>
    /// <param name="of">Where a row keeps its division.</param>
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, string division, Expression<Func<T, string>> of)
    {
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(division));
        return rows.Where(Through(of, code => string.Compare(code, first) >= 0 && string.Compare(code, last) <= 0));
    }

    /// <summary>Only rows with one of the values asked for; all when none is.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="asked">Values of the contract, checked at the edge.</param>
    /// <param name="of">Where a row keeps its value.</param>
    public static IQueryable<T> Among<T, TWire, TDomain>(this IQueryable<T> rows, RepeatedField<TWire> asked, Expression<Func<T, TDomain>> of)
        where TWire : struct, Enum
        where TDomain : struct, Enum
    {
        if (asked.Count == 0) return rows;
        TDomain[] wanted = [.. asked.Distinct().Select(value => EnumMap<TWire, TDomain>.ToDomain(value)!.Value)];
        return rows.Where(Through(of, value => wanted.Contains(value)));
    }

    /// <summary>So many rows after one, in the order of their identifiers.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="id">Where a row keeps its identifier.</param>
    /// <param name="after">Identifier of the row before; empty from the first.</param>
    /// <param name="most">How many.</param>
    /// <exception cref="Rejection"><paramref name="after"/> came with a token of somebody else's making.</exception>
    public static IQueryable<T> After<T>(this IQueryable<T> rows, Expression<Func<T, Guid>> id, string after, int most)
    {
        if (after.Length > 0)
        {
            if (!Guid.TryParse(after, out var last)) throw Paging.Invalid();
            rows = rows.Where(Through(id, own => own > last));
        }
        return rows.OrderBy(id).Take(most);
    }

    /// <summary>Only rows of one school, if one is asked for; to a school only its own.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="asked">Code of the school that is asked for; empty for all.</param>
    /// <param name="of">Where a row keeps the code of its school.</param>
    public static IQueryable<T> OfSchool<T>(this IQueryable<T> rows, Caller caller, string asked, Expression<Func<T, string>> of)
    {
        var own = caller.Organization;
        if (caller.Audience == Audience.School) rows = rows.Where(Through(of, code => code == own));
        return asked.Length == 0 ? rows : rows.Where(Through(of, code => code == asked));
    }

    /// <summary>A condition on a value as a condition on the row that keeps it.</summary>
    private static Expression<Func<T, bool>> Through<T, TValue>(Expression<Func<T, TValue>> of, Expression<Func<TValue, bool>> condition) =>
        Expression.Lambda<Func<T, bool>>(ReplacingExpressionVisitor.Replace(condition.Parameters[0], of.Body, condition.Body), of.Parameters);
}
