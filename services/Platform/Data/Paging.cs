using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using ShuangJian.Platform.Edge;

namespace ShuangJian.Platform.Data;

/// <summary>
/// Page tokens: the key of the last row and a digest of the query it belongs to, so that a token cannot
/// be carried over to another query.
/// </summary>
public static class Paging
{
    private const int DefaultSize = 50;
    private const int DigestSize = 8;
    private const int IdLength = 36;

    /// <summary>Rows of a page: what was asked for, or the default.</summary>
    public static int Size(int asked, int byDefault = DefaultSize) => asked == 0 ? byDefault : asked;

    /// <summary>Makes the token of the page after the row with that key.</summary>
    public static string Token(IMessage request, string key) =>
        Base64Url.EncodeToString([.. QueryDigest(request), .. Encoding.UTF8.GetBytes(key)]);

    /// <summary>Key of the last row of the page before; null on the first page.</summary>
    /// <exception cref="Rejection">The token belongs to another query or is no token.</exception>
    public static string? After(IMessage request, string token)
    {
        if (token.Length == 0) return null;
        try
        {
            var bytes = Base64Url.DecodeFromChars(token);
            if (bytes.Length > DigestSize && bytes.AsSpan(0, DigestSize).SequenceEqual(QueryDigest(request)))
                return Encoding.UTF8.GetString(bytes.AsSpan(DigestSize));
        }
        catch (FormatException) { /* no token at all: the same answer */ }
        throw Invalid();
    }

    /// <summary>Makes the token of the page after the row of that moment.</summary>
    public static string Token(IMessage request, DateTimeOffset at, Guid id) => Token(request, $"{id}{at.UtcTicks}");

    /// <summary>Moment and identifier of the last row of the page before; null on the first page.</summary>
    /// <exception cref="Rejection">The token belongs to another query or is no token.</exception>
    public static (DateTimeOffset At, Guid Id)? AfterMoment(IMessage request, string token)
    {
        if (After(request, token) is not { } after) return null;
        if (after.Length <= IdLength || !Guid.TryParse(after[..IdLength], out var id)
            || !long.TryParse(after[IdLength..], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.Ticks) throw Invalid();
        return (new DateTimeOffset(ticks, TimeSpan.Zero), id);
    }

    /// <summary>Identifier of the last row of the page before; null on the first page.</summary>
    /// <exception cref="Rejection">The token belongs to another query or is no token.</exception>
    public static Guid? AfterId(IMessage request, string token) =>
        After(request, token) is not { } after ? null : Guid.TryParse(after, out var id) ? id : throw Invalid();

    /// <summary>Refuses a token. Tokens are not secret: a service that cannot read the key of one refuses it so.</summary>
    public static Rejection Invalid() =>
        new(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID", "分页令牌与本查询不符", "the page token belongs to another query or is no token")
        {
            Fields = [new FieldProblem("page_token", "与本查询不符", "belongs to another query or is no token")],
        };

    /// <summary>Digest of everything in the request but the page itself.</summary>
    private static byte[] QueryDigest(IMessage request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(request.Descriptor.FullName));
        foreach (var field in request.Descriptor.Fields.InFieldNumberOrder().Where(f => f.Name is not ("page_token" or "page_size")))
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{field.FieldNumber}={TextOf(field, request)}"));
        return hash.GetHashAndReset()[..DigestSize];
    }

    private static string TextOf(FieldDescriptor field, IMessage request) => field.Accessor.GetValue(request) switch
    {
        System.Collections.IEnumerable list and not string => string.Join(',', list.Cast<object>()),
        var value => value?.ToString() ?? "",
    };
}
