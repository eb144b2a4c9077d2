using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using Department = ShuangJian.Protos.Type.V1.Department;

namespace ShuangJian.Platform.Edge;

/// <summary>Who may call one method, compiled from its <c>access</c> option.</summary>
internal sealed class MethodAccess
{
    private readonly FrozenSet<Audience> _audiences;
    private readonly FrozenSet<Department> _departments;
    private readonly FieldDescriptor[] _divisionPath;

    public MethodAccess(MethodDescriptor method)
    {
        var rule = method.GetOptions()?.GetExtension(AccessExtensions.Access)
            ?? throw new InvalidOperationException($"{method.FullName} does not say who may call it: give it the option (shuangjian.type.v1.access).");
        if (rule.Audiences.Count == 0 || rule.Audiences.Contains(Audience.Unspecified))
            throw new InvalidOperationException($"{method.FullName} names no audience.");
        _audiences = rule.Audiences.ToFrozenSet();
        _departments = rule.Departments.ToFrozenSet();
        IsPublic = _audiences.Contains(Audience.Public);
        ChecksResource = rule.DivisionFromResource;
        Reveals = rule.RevealsPersonalData;
        _divisionPath = PathOf(method, rule.DivisionField);
    }

    public bool IsPublic { get; }

    /// <summary>True when the service itself has to check the division of the resource it loads.</summary>
    public bool ChecksResource { get; }

    /// <summary>True when personal data is answered unmasked.</summary>
    public bool Reveals { get; }

    /// <summary>Refuses a caller of the wrong audience or department.</summary>
    public void CheckCaller(Caller? caller, bool tokenSent)
    {
        if (IsPublic) return;
        if (caller is null) throw tokenSent ? Denials.TokenInvalid() : Denials.TokenMissing();
        if (!_audiences.Contains(caller.Audience))
            throw Denials.AudienceNotAllowed(caller.Audience, caller.Department);
        if (caller.Audience == Audience.Regulator && _departments.Count > 0 && !_departments.Contains(caller.Department))
            throw Denials.AudienceNotAllowed(caller.Audience, caller.Department);
    }

    /// <summary>Refuses a request about a division outside the caller's jurisdiction. A request that names none is about the whole country.</summary>
    public void CheckDivision(Caller? caller, IMessage request)
    {
        if (_divisionPath.Length == 0 || caller is null) return;
        caller.MustReach(DivisionCode.TryParse(DivisionOf(request), out var division) ? division : DivisionCode.Nation);
    }

    /// <summary>Refuses the first request of a stream that does not carry the part in which the division stands.</summary>
    public void CheckHeader(IMessage request)
    {
        if (_divisionPath.Length > 1 && !_divisionPath[0].Accessor.HasValue(request))
            throw Rejection.Invalid(_divisionPath[0].Name, "首条消息须包含此字段", "is required in the first message of the stream");
    }

    /// <summary>True when a request of a stream names a division of its own; else that of the first one holds.</summary>
    public bool NamesDivision(IMessage request) => _divisionPath.Length > 0 && !string.IsNullOrEmpty(DivisionOf(request));

    /// <summary>What is wrong with the division of one request of a stream; null when the caller may act there.</summary>
    public FieldProblem? DivisionProblem(Caller? caller, IMessage request) =>
        caller is null || (DivisionCode.TryParse(DivisionOf(request), out var division) && caller.Reaches(division)) ? null : new FieldProblem(
            string.Join('.', _divisionPath.Select(f => f.Name)), "不在您的管辖区域内", $"is outside the caller's jurisdiction {caller.Jurisdiction}");

    private string? DivisionOf(IMessage request)
    {
        object? value = request;
        foreach (var field in _divisionPath) value = value is IMessage message ? field.Accessor.GetValue(message) : null;
        return value as string;
    }

    private static FieldDescriptor[] PathOf(MethodDescriptor method, string path)
    {
        if (path.Length == 0) return [];
        var type = method.InputType;
        var fields = new List<FieldDescriptor>();
        foreach (var name in path.Split('.'))
        {
            var field = type?.FindFieldByName(name)
                ?? throw new InvalidOperationException($"{method.FullName}: its request has no field {path}.");
            fields.Add(field);
            type = field.FieldType == FieldType.Message ? field.MessageType : null;
        }
        return [.. fields];
    }
}

/// <summary>Refusals of callers.</summary>
public static class Denials
{
    /// <summary>There is no token where one is needed.</summary>
    public static Rejection TokenMissing() =>
        new(StatusCode.Unauthenticated, "TOKEN_MISSING", "此方法需要令牌", "this method needs a bearer token");

    /// <summary>The token is not one of the platform's, is over, or lacks something.</summary>
    public static Rejection TokenInvalid() =>
        new(StatusCode.Unauthenticated, "TOKEN_INVALID", "令牌无效或已过期", "the bearer token is invalid, expired or incomplete");

    /// <summary>The caller is of a kind, or of a department, that may not do this.</summary>
    public static Rejection AudienceNotAllowed(Audience audience, Department department) =>
        new(StatusCode.PermissionDenied, "AUDIENCE_NOT_ALLOWED", "此方法不对该类调用者开放", "this method is not for callers of this kind")
        {
            Facts = new Dictionary<string, string>
            {
                ["audience"] = audience.ToString().ToUpperInvariant(),
                ["department"] = department == Department.Unspecified ? "" : department.ToCode(),
            },
        };
}
