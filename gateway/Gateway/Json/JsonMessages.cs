using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using ShuangJian.Gateway.Edge;

namespace ShuangJian.Gateway.Json;

/// <summary>Messages in the JSON form of protocol buffers.</summary>
internal static class JsonMessages
{
    private const int Deepest = 64;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>A field that the contract does not have is refused: a caller who misspells one would else believe it was heard.</summary>
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(false));

    private static readonly JsonFormatter Formatter = JsonFormatter.Default;

    /// <summary>Bytes of a message that came as JSON.</summary>
    /// <exception cref="Platform.Edge.Rejection">It is no such message.</exception>
    public static byte[] Read(ReadOnlyMemory<byte> json, MessageDescriptor type)
    {
        try
        {
            CheckDepth(json.Span);
            return Parser.Parse(Strict.GetString(json.Span), type).ToByteArray();
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException or JsonException or DecoderFallbackException or OverflowException or ArgumentException)
        {
            throw Refusals.Malformed(Said(e));
        }
    }

    /// <summary>A message as JSON.</summary>
    public static byte[] Write(ReadOnlyMemory<byte> message, MessageDescriptor type) =>
        Encoding.UTF8.GetBytes(Formatter.Format(type.Parser.ParseFrom(message.Span)));

    /// <summary>The parser's own limit does not count the depth of what it skips, so it is counted before.</summary>
    private static void CheckDepth(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
        while (reader.Read())
        {
            // Reading is the check.
        }
    }

    private static string Said(Exception e) => e is DecoderFallbackException ? "it is not UTF-8" : e.Message.Split('\n')[0].Trim();
}
