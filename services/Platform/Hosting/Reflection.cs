using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Alpha = Grpc.Reflection.V1Alpha;
using V1 = Grpc.Reflection.V1;

namespace ShuangJian.Platform.Hosting;

/// <summary>The files of the contract that this process serves, with all they import.</summary>
internal sealed class ServedFiles
{
    private readonly Dictionary<string, FileDescriptor> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _bySymbol = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, int Number), FileDescriptor> _byExtension = [];

    public ServedFiles(IEnumerable<ServiceDescriptor> services)
    {
        var all = services.Append(Grpc.Health.V1.Health.Descriptor)
            .Append(V1.ServerReflection.Descriptor).Append(Alpha.ServerReflection.Descriptor).ToList();
        Services = [.. all.Select(s => s.FullName).Distinct().Order(StringComparer.Ordinal)];
        foreach (var service in all) Add(service.File);
    }

    public IReadOnlyList<string> Services { get; }

    public FileDescriptor? ByName(string name) => _byName.GetValueOrDefault(name);

    /// <summary>File of a service, method, message, enum, field or extension.</summary>
    public FileDescriptor? BySymbol(string symbol)
    {
        for (var name = symbol; name.Length > 0; name = name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : "")
        {
            if (_bySymbol.TryGetValue(name, out var file)) return file;
        }
        return null;
    }

    public FileDescriptor? ByExtension(string type, int number) => _byExtension.GetValueOrDefault((type, number));

    public IEnumerable<int> ExtensionsOf(string type) => _byExtension.Keys.Where(k => k.Type == type).Select(k => k.Number).Order();

    /// <summary>A file and all it imports, the file itself first, as clients expect it.</summary>
    public static IReadOnlyList<ByteString> WithImports(FileDescriptor file)
    {
        var (files, seen) = (new List<ByteString>(), new HashSet<string>(StringComparer.Ordinal));
        void Visit(FileDescriptor f)
        {
            if (!seen.Add(f.Name)) return;
            foreach (var import in f.Dependencies) Visit(import);
            files.Add(f.SerializedData);
        }
        Visit(file);
        files.Reverse();
        return files;
    }

    private void Add(FileDescriptor file)
    {
        if (!_byName.TryAdd(file.Name, file)) return;
        foreach (var service in file.Services) _bySymbol[service.FullName] = file;
        foreach (var message in file.MessageTypes) Add(message, file);
        foreach (var type in file.EnumTypes) _bySymbol[type.FullName] = file;
        foreach (var extension in file.Extensions.UnorderedExtensions)
        {
            _bySymbol[extension.FullName] = file;
            _byExtension[(extension.ExtendeeType.FullName, extension.FieldNumber)] = file;
        }
        foreach (var import in file.Dependencies) Add(import);
    }

    private void Add(MessageDescriptor message, FileDescriptor file)
    {
        _bySymbol[message.FullName] = file;
        foreach (var nested in message.NestedTypes) Add(nested, file);
        foreach (var type in message.EnumTypes) _bySymbol[type.FullName] = file;
    }
}

/// <summary>Serves the standard reflection protocol, version 1.</summary>
internal sealed class ReflectionGrpc(ServedFiles files) : V1.ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<V1.ServerReflectionRequest> requestStream, IServerStreamWriter<V1.ServerReflectionResponse> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
            await responseStream.WriteAsync(Answer(requestStream.Current), context.CancellationToken);
    }

    internal V1.ServerReflectionResponse Answer(V1.ServerReflectionRequest request)
    {
        var response = new V1.ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case V1.ServerReflectionRequest.MessageRequestOneofCase.ListServices:
                response.ListServicesResponse = new V1.ListServiceResponse { Service = { files.Services.Select(s => new V1.ServiceResponse { Name = s }) } };
                break;
            case V1.ServerReflectionRequest.MessageRequestOneofCase.FileByFilename:
                Fill(response, files.ByName(request.FileByFilename));
                break;
            case V1.ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol:
                Fill(response, files.BySymbol(request.FileContainingSymbol));
                break;
            case V1.ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension:
                Fill(response, files.ByExtension(request.FileContainingExtension.ContainingType, request.FileContainingExtension.ExtensionNumber));
                break;
            case V1.ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType:
                response.AllExtensionNumbersResponse = new V1.ExtensionNumberResponse
                {
                    BaseTypeName = request.AllExtensionNumbersOfType,
                    ExtensionNumber = { files.ExtensionsOf(request.AllExtensionNumbersOfType) },
                };
                break;
            default:
                response.ErrorResponse = new V1.ErrorResponse { ErrorCode = (int)StatusCode.InvalidArgument, ErrorMessage = "the request asks for nothing" };
                break;
        }
        return response;
    }

    private static void Fill(V1.ServerReflectionResponse response, FileDescriptor? file)
    {
        if (file is null) response.ErrorResponse = new V1.ErrorResponse { ErrorCode = (int)StatusCode.NotFound, ErrorMessage = "not found" };
        else response.FileDescriptorResponse = new V1.FileDescriptorResponse { FileDescriptorProto = { ServedFiles.WithImports(file) } };
    }
}

/// <summary>Serves the older name of the same protocol, which many tools still ask for; the messages are alike on the wire.</summary>
internal sealed class ReflectionAlphaGrpc(ServedFiles files) : Alpha.ServerReflection.ServerReflectionBase
{
    private readonly ReflectionGrpc _current = new(files);

    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<Alpha.ServerReflectionRequest> requestStream, IServerStreamWriter<Alpha.ServerReflectionResponse> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var answer = _current.Answer(V1.ServerReflectionRequest.Parser.ParseFrom(requestStream.Current.ToByteArray()));
            await responseStream.WriteAsync(Alpha.ServerReflectionResponse.Parser.ParseFrom(answer.ToByteArray()), context.CancellationToken);
        }
    }
}
