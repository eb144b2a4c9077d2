using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using ShuangJian.Gateway.Edge;
using ShuangJian.Protos.Type.V1;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace ShuangJian.Gateway.Reference;

/// <summary>The contract as the page of the reference reads it.</summary>
internal static class ContractModel
{
    /// <summary>Makes the model of what the gateway serves, and of everything that this refers to.</summary>
    public static JsonObject Of(GatewayMethods methods)
    {
        var services = methods.All.Select(m => m.Descriptor.Service).DistinctBy(s => s.FullName).OrderBy(s => s.FullName, StringComparer.Ordinal).ToList();
        var files = services.Select(s => s.File).SelectMany(WithImports).Concat(ReasonsBeside(services)).DistinctBy(f => f.Name)
            .Where(f => f.Package.StartsWith("shuangjian.", StringComparison.Ordinal)).OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        return new JsonObject
        {
            ["packages"] = new JsonArray([.. files.GroupBy(f => f.Package).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Package(g.Key, g, services))]),
        };
    }

    /// <summary>Messages that stand in a file, those within others too, but for entries of maps.</summary>
    public static IEnumerable<MessageDescriptor> MessagesOf(FileDescriptor file) => file.MessageTypes.SelectMany(WithNested);

    /// <summary>What the contract asks of a field; null when nothing.</summary>
    public static FieldRule? RuleOf(FieldDescriptor field) => field.GetOptions()?.GetExtension(FieldExtensions.Field);

    /// <summary>Word of an enum's member without the prefix.</summary>
    public static string WordOf(Enum value) => string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));

    private static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor message) =>
        message.GetOptions()?.MapEntry == true ? [] : message.NestedTypes.SelectMany(WithNested).Prepend(message);

    private static IEnumerable<FileDescriptor> WithImports(FileDescriptor file) => file.Dependencies.SelectMany(WithImports).Prepend(file);

    /// <summary>Reasons of errors are imported by nobody; they stand in the packages of the services and in that of everybody.</summary>
    private static IEnumerable<FileDescriptor> ReasonsBeside(IReadOnlyCollection<ServiceDescriptor> services)
    {
        var packages = services.Select(s => s.File.Package).Append("shuangjian.type.v1").ToHashSet(StringComparer.Ordinal);
        return GatewayServices.AllFiles.Where(f => packages.Contains(f.Package));
    }

    private static JsonObject Package(string name, IEnumerable<FileDescriptor> files, IReadOnlyCollection<ServiceDescriptor> services) => new JsonObject
    {
        ["name"] = name,
        ["services"] = new JsonArray([.. services.Where(s => s.File.Package == name).Select(Service)]),
        ["messages"] = new JsonArray([.. files.SelectMany(MessagesOf).OrderBy(m => m.FullName, StringComparer.Ordinal).Select(Message)]),
        ["enums"] = new JsonArray([.. files.SelectMany(f => f.EnumTypes.Concat(MessagesOf(f).SelectMany(m => m.EnumTypes))).OrderBy(e => e.FullName, StringComparer.Ordinal).Select(EnumOf)]),
    };

    private static JsonObject Service(ServiceDescriptor service) => new JsonObject
    {
        ["name"] = service.FullName,
        ["comment"] = ContractComments.Of(service.FullName),
        ["methods"] = new JsonArray([.. service.Methods.Select(Method)]),
    };

    private static JsonObject Method(MethodDescriptor method)
    {
        var access = method.GetOptions().GetExtension(AccessExtensions.Access);
        return new JsonObject
        {
            ["name"] = method.Name,
            ["comment"] = ContractComments.Of(method.FullName),
            ["request"] = method.InputType.FullName,
            ["response"] = method.OutputType.FullName,
            ["streams"] = (method.IsClientStreaming ? "→" : "") + (method.IsServerStreaming ? "←" : ""),
            ["audiences"] = new JsonArray([.. access.Audiences.Select(a => JsonValue.Create(WordOf(a)))]),
            ["departments"] = new JsonArray([.. access.Departments.Select(d => JsonValue.Create(WordOf(d)))]),
            ["division"] = access.DivisionFromResource ? "resource" : access.DivisionField,
            ["reveals"] = access.RevealsPersonalData,
        };
    }

    private static JsonObject Message(MessageDescriptor message) => new JsonObject
    {
        ["name"] = message.FullName,
        ["comment"] = ContractComments.Of(message.FullName),
        ["fields"] = new JsonArray([.. message.Fields.InDeclarationOrder().Select(Field)]),
    };

    private static JsonObject Field(FieldDescriptor field) => new JsonObject
    {
        ["name"] = field.Name,
        ["json"] = field.JsonName,
        ["type"] = TypeOf(field),
        ["refers"] = field.FieldType switch
        {
            FieldType.Message => field.MessageType.FullName,
            FieldType.Enum => field.EnumType.FullName,
            _ => "",
        },
        ["repeated"] = field.IsRepeated,
        ["oneof"] = field.RealContainingOneof?.Name ?? "",
        ["rule"] = RuleOf(field) is { } rule ? Words(rule) : "",
        ["comment"] = ContractComments.Of(field.FullName),
    };

    private static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.Name,
        FieldType.Enum => field.EnumType.Name,
        var type => type.ToString().ToLowerInvariant(),
    };

    private static string Words(FieldRule rule)
    {
        var words = new List<string>();
        if (rule.Required) words.Add("required");
        if (rule.OutputOnly) words.Add("output only");
        if (rule.Format != Format.Unspecified) words.Add(WordOf(rule.Format));
        if (rule.MinLength > 0) words.Add($"≥ {rule.MinLength} chars");
        if (rule.MaxLength > 0) words.Add($"≤ {rule.MaxLength} chars");
        if (rule.MaxItems > 0) words.Add($"≤ {rule.MaxItems} items");
        if (rule.LeastCase == FieldRule.LeastOneofCase.Minimum) words.Add($"≥ {rule.Minimum}");
        if (rule.GreatestCase == FieldRule.GreatestOneofCase.Maximum) words.Add($"≤ {rule.Maximum}");
        if (rule.Personal) words.Add("personal data");
        return string.Join(" · ", words);
    }

    private static JsonObject EnumOf(EnumDescriptor type) => new JsonObject
    {
        ["name"] = type.FullName,
        ["comment"] = ContractComments.Of(type.FullName),
        ["values"] = new JsonArray([.. type.Values.Select(value => new JsonObject
        {
            ["name"] = value.Name,
            ["number"] = value.Number,
            ["comment"] = ContractComments.Of($"{type.FullName}.{value.Name}"),
        })]),
    };
}
