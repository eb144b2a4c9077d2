using System.Collections;
using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Platform.Edge;

/// <summary>Checks what came as a file by the same limits as what came as a message.</summary>
public static class MessageFields
{
    /// <summary>Everything that is wrong with the fields of a message of the contract; empty when nothing is.</summary>
    public static IReadOnlyList<FieldProblem> Problems(IMessage message) => FieldChecks.Of(message.Descriptor).Problems(message);
}

/// <summary>
/// Checks every field of a request by the <c>field</c> options of the contract and by safe defaults, so
/// that no rule and no table ever sees a value the contract does not allow. All problems of a request
/// are reported together, each with the path of its field. Beside an <c>update_mask</c> the resource may
/// lack what it requires elsewhere: the method demands the fields that the mask names.
/// </summary>
internal sealed class FieldChecks
{
    private const int DefaultLength = 200;
    private const int DefaultItems = 100;
    private const int DefaultBytes = 1024 * 1024;

    /// <summary>Problems told of one request; they travel in trailers, of which many clients take 8 KB at most.</summary>
    private const int MostProblems = 20;

    private static readonly ConcurrentDictionary<MessageDescriptor, FieldChecks> Compiled = new();
    private readonly Lazy<FieldCheck[]> _fields;

    private FieldChecks(MessageDescriptor message)
    {
        var masked = message.FindFieldByName("update_mask") is not null;
        // Lazy, because messages may contain themselves.
        _fields = new(() => [.. message.Fields.InDeclarationOrder().Select(f => new FieldCheck(f, masked)).Where(f => f.Matters)]);
    }

    public static FieldChecks Of(MessageDescriptor message) => Compiled.GetOrAdd(message, m => new FieldChecks(m));

    /// <summary>Looks at every message below now, so that a contract that cannot be checked fails at start-up.</summary>
    public FieldChecks Prepared()
    {
        Prepare([]);
        return this;
    }

    /// <summary>Refuses a request with wrong fields.</summary>
    public void Check(IMessage request)
    {
        var problems = Problems(request);
        if (problems.Count > 0) throw Rejection.Invalid(problems);
    }

    /// <summary>Everything that is wrong with the fields of a message.</summary>
    public IReadOnlyList<FieldProblem> Problems(IMessage message)
    {
        List<FieldProblem>? problems = null;
        Collect(message, "", partial: false, ref problems);
        return problems is null ? [] : problems;
    }

    private void Prepare(HashSet<FieldChecks> seen)
    {
        if (!seen.Add(this)) return;
        foreach (var field in _fields.Value) field.Inner?.Prepare(seen);
    }

    private void Collect(IMessage message, string prefix, bool partial, ref List<FieldProblem>? problems)
    {
        foreach (var field in _fields.Value)
        {
            if (problems?.Count >= MostProblems) return;
            field.Collect(message, prefix, partial, ref problems);
        }
    }

    private sealed class FieldCheck
    {
        private readonly FieldDescriptor _field;
        private readonly FieldRule _rule;
        private readonly bool _masked;

        public FieldCheck(FieldDescriptor field, bool masked)
        {
            _field = field;
            _masked = masked;
            _rule = field.GetOptions()?.GetExtension(FieldExtensions.Field) ?? new FieldRule();
            if (field.IsMap && Matters)
                throw new InvalidOperationException($"{field.FullName} is a map: the platform checks no keys. Use a list of messages.");
            if (field.FieldType == FieldType.Message && field.MessageType.File.Package.StartsWith("shuangjian.", StringComparison.Ordinal))
                Inner = Of(field.MessageType);
        }

        /// <summary>Checks of the message in it; null unless it is a message of ours.</summary>
        public FieldChecks? Inner { get; }

        public bool Matters => !_rule.OutputOnly;

        public void Collect(IMessage message, string prefix, bool partial, ref List<FieldProblem>? problems)
        {
            if (partial && IsUnset(message)) return;
            if (_field.HasPresence && !_field.Accessor.HasValue(message))
            {
                if (_rule.Required) Add(ref problems, prefix + _field.Name, "必填", "is required");
                return;
            }
            var value = _field.Accessor.GetValue(message);
            if (!_field.IsRepeated)
            {
                CheckValue(value, prefix, index: -1, ref problems);
                return;
            }
            CheckList((ICollection)value, prefix, ref problems);
        }

        private bool IsUnset(IMessage message) => _field.HasPresence ? !_field.Accessor.HasValue(message) : _field.Accessor.GetValue(message) switch
        {
            string text => text.Length == 0,
            ICollection list => list.Count == 0,
            IConvertible number => Convert.ToDouble(number) == 0,
            _ => false,
        };

        private void CheckList(ICollection list, string prefix, ref List<FieldProblem>? problems)
        {
            var most = _rule.MaxItems == 0 ? DefaultItems : (int)_rule.MaxItems;
            if (_rule.Required && list.Count == 0) Add(ref problems, prefix + _field.Name, "至少一项", "needs at least one item");
            if (list.Count > most)
            {
                Add(ref problems, prefix + _field.Name, $"最多 {most} 项", $"has {list.Count} items, at most {most} are allowed");
                return;
            }
            var index = 0;
            foreach (var item in list)
            {
                if (problems?.Count >= MostProblems) return;
                CheckValue(item, prefix, index++, ref problems);
            }
        }

        private void CheckValue(object? value, string prefix, int index, ref List<FieldProblem>? problems)
        {
            switch (value)
            {
                case string { Length: 0 } when index >= 0:
                    Add(ref problems, Path(prefix, index), "必填", "is required");
                    break;
                case string text:
                    if (Formats.Problem(text, _rule, DefaultLength) is { } problem) Add(ref problems, Path(prefix, index), problem.Zh, problem.En);
                    break;
                case int or long or uint or ulong:
                    CheckNumber(Convert.ToDecimal(value), Path(prefix, index), ref problems);
                    break;
                case System.Enum or null when _field.FieldType == FieldType.Enum:
                    CheckEnum(Convert.ToInt32(value), Path(prefix, index), ref problems);
                    break;
                case ByteString bytes:
                    CheckBytes(bytes, Path(prefix, index), ref problems);
                    break;
                case Timestamp time:
                    if (!IsInRange(time)) Add(ref problems, Path(prefix, index), "不是有效的时间", "is no instant between the years 1 and 9999");
                    break;
                case IMessage inner when Inner is not null:
                    Inner.Collect(inner, Path(prefix, index) + ".", _masked, ref problems);
                    break;
            }
        }

        private void CheckBytes(ByteString bytes, string path, ref List<FieldProblem>? problems)
        {
            var most = _rule.MaxLength == 0 ? DefaultBytes : (int)_rule.MaxLength;
            if (_rule.Required && bytes.IsEmpty) Add(ref problems, path, "必填", "is required");
            if (bytes.Length > most) Add(ref problems, path, $"最多 {most} 字节", $"has {bytes.Length} bytes, at most {most} are allowed");
        }

        private static bool IsInRange(Timestamp time) =>
            time.Seconds is >= -62_135_596_800 and <= 253_402_300_799 && time.Nanos is >= 0 and <= 999_999_999;

        private void CheckNumber(decimal number, string path, ref List<FieldProblem>? problems)
        {
            if (_rule.HasMinimum && number < _rule.Minimum) Add(ref problems, path, $"不得小于 {_rule.Minimum}", $"is below {_rule.Minimum}");
            if (_rule.HasMaximum && number > _rule.Maximum) Add(ref problems, path, $"不得大于 {_rule.Maximum}", $"is above {_rule.Maximum}");
        }

        private void CheckEnum(int number, string path, ref List<FieldProblem>? problems)
        {
            if (_field.EnumType.FindValueByNumber(number) is null)
                Add(ref problems, path, "未知的取值", $"has the unknown value {number}");
            else if (number == 0 && (_rule.Required || _field.IsRepeated))
                Add(ref problems, path, "必填", "is required");
        }

        private string Path(string prefix, int index) => index < 0 ? prefix + _field.Name : $"{prefix}{_field.Name}[{index}]";

        private static void Add(ref List<FieldProblem>? problems, string path, string zh, string en) =>
            (problems ??= []).Add(new FieldProblem(path, zh, en));
    }
}
