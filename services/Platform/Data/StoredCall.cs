using Google.Protobuf;
using Grpc.Core;
using ShuangJian.Platform.Audit;
using ShuangJian.Platform.Identity;

namespace ShuangJian.Platform.Data;

/// <summary>What of a call is stored with what it changes.</summary>
internal sealed record StoredCall(Caller Caller, string Method, string RequestId, byte[] Digest)
{
    /// <summary>Reads it from a call; null for a trial, of which nothing is stored.</summary>
    public static StoredCall? Of<TRequest>(TRequest request, ServerCallContext context)
        where TRequest : IMessage<TRequest>
    {
        var form = RequestForm.Of(request.Descriptor);
        // The edge has let the public in only where the contract does.
        return form.ValidateOnly(request)
            ? null
            : new(Caller.OrPublic(context), context.Method, form.RequestId(request), AuditTrail.Digest(context.Method, request));
    }
}
