using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace ShuangJian.Platform.Data;

/// <summary>The fields that every changing request has, found once per message type.</summary>
internal sealed class RequestForm
{
    private static readonly ConcurrentDictionary<MessageDescriptor, RequestForm> Known = new();
    private readonly IFieldAccessor _requestId;
    private readonly IFieldAccessor? _validateOnly;

    private RequestForm(MessageDescriptor type)
    {
        _requestId = type.FindFieldByName("request_id")?.Accessor
            ?? throw new InvalidOperationException($"{type.FullName} changes something and has no request_id.");
        _validateOnly = type.FindFieldByName("validate_only")?.Accessor;
    }

    public static RequestForm Of(MessageDescriptor type) => Known.GetOrAdd(type, t => new RequestForm(t));

    public string RequestId(IMessage request) => (string)_requestId.GetValue(request);

    public bool ValidateOnly(IMessage request) => _validateOnly is not null && (bool)_validateOnly.GetValue(request);
}
