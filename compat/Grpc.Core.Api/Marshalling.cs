using System.Buffers;
using System.Text;

namespace Grpc.Core;

/// <summary>Takes the bytes of a message being written.</summary>
public abstract class SerializationContext
{
    /// <summary>Ends the message with these bytes as its whole.</summary>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    /// <summary>Gives the buffer to write the message into; end it with <see cref="Complete()"/>.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Says how many bytes will be written to the buffer, so that it can be sized.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    /// <summary>Ends the message with what was written to the buffer.</summary>
    public virtual void Complete() => throw new NotImplementedException();
}

/// <summary>Gives the bytes of a message being read.</summary>
public abstract class DeserializationContext
{
    /// <summary>The number of bytes.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>Gives the bytes in an array that the caller may keep.</summary>
    public virtual byte[] PayloadAsNewBuffer() => throw new NotImplementedException();

    /// <summary>Gives the bytes where they lie, good only until the message has been read.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotImplementedException();
}

/// <summary>Turns messages into bytes and back.</summary>
/// <typeparam name="T">The message.</typeparam>
public class Marshaller<T>
{
    /// <summary>Builds a marshaller over arrays.</summary>
    public Marshaller(Func<T, byte[]> serializer, Func<byte[], T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        Serializer = serializer;
        Deserializer = deserializer;
        ContextualSerializer = (message, context) => context.Complete(serializer(message));
        ContextualDeserializer = context => deserializer(context.PayloadAsNewBuffer());
    }

    /// <summary>Builds a marshaller over contexts, which saves copies.</summary>
    public Marshaller(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        ContextualSerializer = serializer;
        ContextualDeserializer = deserializer;
        Serializer = message =>
        {
            var context = new ArraySerializationContext();
            serializer(message, context);
            return context.GetPayload();
        };
        Deserializer = payload => deserializer(new ArrayDeserializationContext(payload));
    }

    /// <summary>Turns a message into an array.</summary>
    public Func<T, byte[]> Serializer { get; }

    /// <summary>Turns an array into a message.</summary>
    public Func<byte[], T> Deserializer { get; }

    /// <summary>Writes a message to a context.</summary>
    public Action<T, SerializationContext> ContextualSerializer { get; }

    /// <summary>Reads a message from a context.</summary>
    public Func<DeserializationContext, T> ContextualDeserializer { get; }
}

/// <summary>Builds marshallers.</summary>
public static class Marshallers
{
    /// <summary>A marshaller of text in UTF-8.</summary>
    public static Marshaller<string> StringMarshaller { get; } = new(Encoding.UTF8.GetBytes, Encoding.UTF8.GetString);

    /// <summary>Builds a marshaller over arrays.</summary>
    public static Marshaller<T> Create<T>(Func<T, byte[]> serializer, Func<byte[], T> deserializer) =>
        new(serializer, deserializer);

    /// <summary>Builds a marshaller over contexts, which saves copies.</summary>
    public static Marshaller<T> Create<T>(
        Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer) =>
        new(serializer, deserializer);
}

/// <summary>Collects a message in an array.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private ArrayBufferWriter<byte>? _buffer;
    private byte[]? _payload;
    private int _length;

    public byte[] GetPayload() =>
        _payload ?? throw new InvalidOperationException("The serializer did not complete the message.");

    public override void SetPayloadLength(int payloadLength) => _length = payloadLength;

    public override IBufferWriter<byte> GetBufferWriter() =>
        _buffer ??= _length > 0 ? new ArrayBufferWriter<byte>(_length) : new ArrayBufferWriter<byte>();

    public override void Complete() => Complete(_buffer is null ? [] : _buffer.WrittenSpan.ToArray());

    public override void Complete(byte[] payload) => _payload = _payload is null
        ? payload
        : throw new InvalidOperationException("The serializer completed the message twice.");
}

/// <summary>Gives a message out of an array.</summary>
internal sealed class ArrayDeserializationContext(byte[] payload) : DeserializationContext
{
    public override int PayloadLength => payload.Length;

    public override byte[] PayloadAsNewBuffer() => (byte[])payload.Clone();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(payload);
}
