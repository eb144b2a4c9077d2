using System.Buffers.Binary;

namespace ShuangJian.Gateway.Json;

/// <summary>The frame around a message, alike in gRPC and in streams of the Connect protocol: a byte of flags and four of length.</summary>
internal static class GrpcFrame
{
    private const int HeaderSize = 5;

    /// <summary>Puts a message into a frame.</summary>
    public static byte[] Of(byte flags, ReadOnlySpan<byte> message)
    {
        var frame = new byte[HeaderSize + message.Length];
        frame[0] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.CopyTo(frame.AsSpan(HeaderSize));
        return frame;
    }

    /// <summary>The one message of a body; null when there is none, or it is not whole.</summary>
    public static ReadOnlyMemory<byte>? Only(ReadOnlyMemory<byte> body)
    {
        if (body.Length < HeaderSize || body.Span[0] != 0) return null;
        var length = BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..]);
        return body.Length == HeaderSize + length ? body[HeaderSize..] : null;
    }
}
