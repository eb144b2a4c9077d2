using Microsoft.AspNetCore.Http.Features;
using ShuangJian.Gateway.Edge;

namespace ShuangJian.Gateway.Limits;

/// <summary>How large a body may be and how long it may take.</summary>
internal sealed class BodyLimits(IConfiguration configuration)
{
    /// <summary>Greatest message of a unary call; services take no larger one.</summary>
    public const int MostUnaryBytes = 8 * 1024 * 1024;

    /// <summary>Greatest total of one stream of requests, such as an import.</summary>
    public const long MostStreamBytes = 1024L * 1024 * 1024;

    /// <summary>Longest time that the body of a unary call may take.</summary>
    public TimeSpan Patience { get; } = TimeSpan.FromSeconds(configuration.GetValue("Gateway:BodySeconds", 20.0));

    /// <summary>Sets what the server allows of this call.</summary>
    public static void Apply(HttpContext http, GateCall call)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // One frame of gRPC is refused as soon as it states its length; JSON is counted while it is read.
            size.MaxRequestBodySize = call.Form == CallForm.Grpc ? MostStreamBytes : null;
        }
    }

    /// <summary>Refuses a length that is stated and too large before a byte is read.</summary>
    public static void CheckLength(HttpContext http, GateCall call)
    {
        var most = call.Method is { Streams: true } && call.Form == CallForm.Grpc ? MostStreamBytes : MostUnaryBytes;
        if (http.Request.ContentLength > most + 1024) throw Refusals.TooLarge(most);
    }

    /// <summary>Reads the body of a unary call.</summary>
    /// <exception cref="Platform.Edge.Rejection">It is larger than a message may be.</exception>
    public static async Task<byte[]> ReadAsync(Stream body, long? length, CancellationToken cancellation)
    {
        using var read = new MemoryStream((int)Math.Min(length ?? 1024, MostUnaryBytes));
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            for (int count; (count = await body.ReadAsync(buffer, cancellation)) > 0;)
            {
                if (read.Length + count > MostUnaryBytes) throw Refusals.TooLarge(MostUnaryBytes);
                read.Write(buffer, 0, count);
            }
            return read.ToArray();
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
