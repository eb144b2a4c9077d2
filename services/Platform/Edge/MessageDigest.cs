using System.Security.Cryptography;
using Google.Protobuf;

namespace ShuangJian.Platform.Edge;

/// <summary>Digest of a message, by which the same content sent again is known.</summary>
public static class MessageDigest
{
    /// <summary>SHA-256 of the message in lower-case hexadecimal digits.</summary>
    public static string Of(IMessage message) => Convert.ToHexStringLower(SHA256.HashData(message.ToByteArray()));
}
