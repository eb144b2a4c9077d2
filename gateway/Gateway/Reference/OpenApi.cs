using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using ShuangJian.Gateway.Edge;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Gateway.Reference;

/// <summary>The JSON form of the contract as OpenAPI 3.1: every unary method, in the unary form of the Connect protocol.</summary>
internal static class OpenApi
{
    private const string SchemaRoot = "#/components/schemas/";
    private const string ErrorName = "connect.Error";

    /// <summary>Makes the document of what the gateway serves.</summary>
    public static JsonObject Of(GatewayMethods methods)
    {
        var unary = methods.All.Where(m => !m.Streams).OrderBy(m => m.Path, StringComparer.Ordinal).ToList();
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "双减平台 ShuangJian Platform",
                ["version"] = "1",
                ["description"] = "Every unary method as POST with JSON, the unary form of the Connect protocol. Numbers of 64 bits are text. "
                    + "Errors carry `google.rpc.ErrorInfo` with a reason; the reference at /reference/ lists the reasons. Streams are offered over gRPC alone.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray([.. unary.Select(m => m.Descriptor.Service).DistinctBy(s => s.FullName).Select(s => new JsonObject
            {
                ["name"] = s.FullName,
                ["description"] = ContractComments.Of(s.FullName),
            })]),
            ["paths"] = new JsonObject(unary.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Path, new JsonObject { ["post"] = Operation(m) }))),
            ["components"] = new JsonObject
            {
                ["schemas"] = Schemas(unary),
                ["responses"] = new JsonObject { ["Error"] = ErrorAnswer() },
                ["parameters"] = new JsonObject { ["ConnectTimeout"] = Timeout() },
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
                    ["apiKey"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "authorization", ["description"] = "`ApiKey sj_…`" },
                },
            },
        };
    }

    private static JsonObject Operation(GatewayMethod method)
    {
        var access = method.Descriptor.GetOptions().GetExtension(AccessExtensions.Access);
        var operation = new JsonObject
        {
            ["operationId"] = method.Descriptor.FullName,
            ["tags"] = new JsonArray(method.Descriptor.Service.FullName),
            ["summary"] = method.Descriptor.Name,
            ["description"] = ContractComments.Of(method.Descriptor.FullName),
            ["parameters"] = new JsonArray(new JsonObject { ["$ref"] = "#/components/parameters/ConnectTimeout" }),
            ["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(SchemaRoot + method.Descriptor.InputType.FullName) },
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject { ["description"] = "Answered.", ["content"] = Content(SchemaRoot + method.Descriptor.OutputType.FullName) },
                ["default"] = new JsonObject { ["$ref"] = "#/components/responses/Error" },
            },
            ["x-audiences"] = new JsonArray([.. access.Audiences.Select(a => JsonValue.Create(ContractModel.WordOf(a)))]),
        };
        operation["security"] = access.Audiences.Contains(Audience.Public)
            ? new JsonArray()
            : new JsonArray(new JsonObject { ["token"] = new JsonArray() }, new JsonObject { ["apiKey"] = new JsonArray() });
        if (access.Departments.Count > 0) operation["x-departments"] = new JsonArray([.. access.Departments.Select(d => JsonValue.Create(ContractModel.WordOf(d)))]);
        return operation;
    }

    private static JsonObject Content(string schema) => new() { ["application/json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = schema } } };

    private static JsonObject Schemas(IEnumerable<GatewayMethod> methods)
    {
        var schemas = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var method in methods)
        {
            Add(method.Descriptor.InputType, schemas);
            Add(method.Descriptor.OutputType, schemas);
        }
        schemas[ErrorName] = ErrorSchema();
        return new JsonObject(schemas);
    }

    private static void Add(MessageDescriptor message, SortedDictionary<string, JsonNode?> schemas)
    {
        if (schemas.ContainsKey(message.FullName)) return;
        schemas[message.FullName] = null;
        var properties = new JsonObject();
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            properties[field.JsonName] = Property(field);
            Follow(field, schemas);
        }
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["description"] = ContractComments.Of(message.FullName),
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        var required = message.Fields.InDeclarationOrder().Where(f => ContractModel.RuleOf(f)?.Required == true).Select(f => JsonValue.Create(f.JsonName)).ToArray();
        if (required.Length > 0) schema["required"] = new JsonArray([.. required]);
        schemas[message.FullName] = schema;
    }

    private static void Follow(FieldDescriptor field, SortedDictionary<string, JsonNode?> schemas)
    {
        if (field.IsMap) field = field.MessageType.Fields[2];
        if (field.FieldType == FieldType.Message && WellKnown(field.MessageType) is null) Add(field.MessageType, schemas);
        if (field.FieldType == FieldType.Enum) schemas.TryAdd(field.EnumType.FullName, EnumSchema(field.EnumType));
    }

    private static JsonObject Property(FieldDescriptor field)
    {
        var rule = ContractModel.RuleOf(field);
        var one = field.IsMap
            ? new JsonObject { ["type"] = "object", ["additionalProperties"] = TypeOf(field.MessageType.Fields[2], null) }
            : TypeOf(field, rule);
        var property = one;
        if (field.IsRepeated && !field.IsMap)
        {
            property = new JsonObject { ["type"] = "array", ["items"] = one };
            if (rule?.MaxItems > 0) property["maxItems"] = rule.MaxItems;
        }
        property["description"] = ContractComments.Of(field.FullName);
        if (rule?.OutputOnly == true) property["readOnly"] = true;
        return property;
    }

    private static JsonObject TypeOf(FieldDescriptor field, FieldRule? rule)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                return WellKnown(field.MessageType) ?? new JsonObject { ["$ref"] = SchemaRoot + field.MessageType.FullName };
            case FieldType.Enum:
                return new JsonObject { ["$ref"] = SchemaRoot + field.EnumType.FullName };
            case FieldType.Bool:
                return new JsonObject { ["type"] = "boolean" };
            case FieldType.Bytes:
                return new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" };
            case FieldType.String:
                return Text(rule);
            case FieldType.Double or FieldType.Float:
                return new JsonObject { ["type"] = "number" };
            case FieldType.Int64 or FieldType.UInt64 or FieldType.SInt64 or FieldType.Fixed64 or FieldType.SFixed64:
                return new JsonObject { ["type"] = new JsonArray("string", "integer"), ["format"] = "int64" };
            default:
                return Number(rule);
        }
    }

    private static JsonObject Text(FieldRule? rule)
    {
        var text = new JsonObject { ["type"] = "string" };
        if (rule?.MinLength > 0) text["minLength"] = rule.MinLength;
        if (rule?.MaxLength > 0) text["maxLength"] = rule.MaxLength;
        if (rule?.Format is Format.Date) text["format"] = "date";
        if (rule?.Format is Format.Uuid) text["format"] = "uuid";
        if (rule?.Format is Format.Division) text["pattern"] = "^[0-9]{6}$";
        return text;
    }

    private static JsonObject Number(FieldRule? rule)
    {
        var number = new JsonObject { ["type"] = "integer", ["format"] = "int32" };
        if (rule?.LeastCase == FieldRule.LeastOneofCase.Minimum) number["minimum"] = rule.Minimum;
        if (rule?.GreatestCase == FieldRule.GreatestOneofCase.Maximum) number["maximum"] = rule.Maximum;
        return number;
    }

    private static JsonObject EnumSchema(EnumDescriptor type) => new()
    {
        ["type"] = "string",
        ["description"] = string.Join("\n", type.Values.Select(v => $"{v.Name}: {ContractComments.Of($"{type.FullName}.{v.Name}")}").Prepend(ContractComments.Of(type.FullName))),
        ["enum"] = new JsonArray([.. type.Values.Select(v => JsonValue.Create(v.Name))]),
    };

    /// <summary>Messages that have a form of their own in JSON.</summary>
    private static JsonObject? WellKnown(MessageDescriptor message) => message.FullName switch
    {
        "google.protobuf.Timestamp" => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        "google.protobuf.Duration" => new JsonObject { ["type"] = "string", ["pattern"] = "^-?[0-9]+([.][0-9]+)?s$" },
        "google.protobuf.FieldMask" => new JsonObject { ["type"] = "string" },
        _ => null,
    };

    private static JsonObject Timeout() => new()
    {
        ["name"] = "Connect-Timeout-Ms",
        ["in"] = "header",
        ["required"] = false,
        ["schema"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
        ["description"] = "Deadline of the call, in milliseconds.",
    };

    private static JsonObject ErrorAnswer() => new() { ["description"] = "Refused, or failed.", ["content"] = Content(SchemaRoot + ErrorName) };

    private static JsonObject ErrorSchema() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("code"),
        ["properties"] = new JsonObject
        {
            ["code"] = new JsonObject { ["type"] = "string", ["examples"] = new JsonArray("invalid_argument") },
            ["message"] = new JsonObject { ["type"] = "string" },
            ["details"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = new JsonArray("type", "value"),
                    ["properties"] = new JsonObject
                    {
                        ["type"] = new JsonObject { ["type"] = "string", ["examples"] = new JsonArray("google.rpc.ErrorInfo") },
                        ["value"] = new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" },
                        ["debug"] = new JsonObject { ["description"] = "The same as JSON, for people." },
                    },
                },
            },
        },
    };
}
