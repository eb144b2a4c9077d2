using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using ShuangJian.Protos.Operation.V1;

namespace ShuangJian.Gateway.Reference;

/// <summary>What the contract says of itself: the comments of its files, by the full name of what they stand at.</summary>
internal static class ContractComments
{
    // Numbers of fields in descriptor.proto, of which positions of comments are made.
    private const int MessagesOfFile = 4;
    private const int EnumsOfFile = 5;
    private const int ServicesOfFile = 6;
    private const int FieldsOfMessage = 2;
    private const int MessagesOfMessage = 3;
    private const int EnumsOfMessage = 4;
    private const int OneofsOfMessage = 8;
    private const int Members = 2;
    private const int PackageOfFile = 2;

    private static readonly FrozenDictionary<string, string> Comments = Read();

    /// <summary>Comment of a service, method, message, field, enum or value; empty when there is none.</summary>
    public static string Of(string fullName) => Comments.GetValueOrDefault(fullName, "");

    private static FrozenDictionary<string, string> Read()
    {
        using var stream = typeof(OperationReflection).Assembly.GetManifestResourceStream("contract.pb")
            ?? throw new InvalidOperationException("The assembly of the contract was built without its description.");
        var comments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in FileDescriptorSet.Parser.ParseFrom(stream).File)
        {
            foreach (var location in file.SourceCodeInfo.Location.Where(l => l.LeadingComments.Length > 0))
            {
                if (NameAt(file, [.. location.Path]) is { } name) comments[name] = Tidy(location.LeadingComments);
            }
        }
        return comments.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string? NameAt(FileDescriptorProto file, int[] path) => path switch
    {
        [PackageOfFile] => file.Name,
        [MessagesOfFile, var index, .. var rest] => InMessage(file.MessageType[index], $"{file.Package}.{file.MessageType[index].Name}", rest),
        [EnumsOfFile, var index, .. var rest] => InEnum(file.EnumType[index], $"{file.Package}.{file.EnumType[index].Name}", rest),
        [ServicesOfFile, var index] => $"{file.Package}.{file.Service[index].Name}",
        [ServicesOfFile, var index, Members, var method] => $"{file.Package}.{file.Service[index].Name}.{file.Service[index].Method[method].Name}",
        _ => null,
    };

    private static string? InMessage(DescriptorProto message, string name, int[] path) => path switch
    {
        [] => name,
        [FieldsOfMessage, var field] => $"{name}.{message.Field[field].Name}",
        [OneofsOfMessage, var oneof] => $"{name}.{message.OneofDecl[oneof].Name}",
        [MessagesOfMessage, var nested, .. var rest] => InMessage(message.NestedType[nested], $"{name}.{message.NestedType[nested].Name}", rest),
        [EnumsOfMessage, var nested, .. var rest] => InEnum(message.EnumType[nested], $"{name}.{message.EnumType[nested].Name}", rest),
        _ => null,
    };

    private static string? InEnum(EnumDescriptorProto type, string name, int[] path) => path switch
    {
        [] => name,
        [Members, var value] => $"{name}.{type.Value[value].Name}",
        _ => null,
    };

    private static string Tidy(string comment) => string.Join('\n', comment.Trim().Split('\n').Select(line => line.Trim()));
}
