using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Platform.Tests.Wire;
using ShuangJian.Testing;
using Alpha = Grpc.Reflection.V1Alpha;

namespace ShuangJian.Platform.Tests.Hosting;

public sealed class ReflectionTests
{
    private const string Notes = "shuangjian.test.v1.NoteService";

    [Fact]
    public async Task Lists_every_service_in_both_versions_of_the_protocol()
    {
        await using var host = await NoteHost.StartAsync();
        var names = (await host.Host.Channel.ReflectAsync(new ServerReflectionRequest { ListServices = "*" })).ListServicesResponse.Service.Select(s => s.Name).ToList();
        using var call = new Alpha.ServerReflection.ServerReflectionClient(host.Host.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new Alpha.ServerReflectionRequest { ListServices = "*" });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(names, call.ResponseStream.Current.ListServicesResponse.Service.Select(s => s.Name));
        Assert.Superset(
            new HashSet<string> { Notes, "shuangjian.operation.v1.OperationService", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection" },
            names.ToHashSet());
    }

    [Theory]
    [InlineData(Notes)]
    [InlineData(Notes + ".CreateNote")]
    [InlineData("shuangjian.test.v1.Note")]
    [InlineData("shuangjian.test.v1.Note.title")]
    [InlineData("shuangjian.test.v1.Color")]
    public async Task Gives_the_file_of_a_symbol_and_all_that_it_imports(string symbol)
    {
        await using var host = await NoteHost.StartAsync();
        var answer = await host.Host.Channel.ReflectAsync(new ServerReflectionRequest { FileContainingSymbol = symbol });

        var files = answer.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom).ToList();
        Assert.Equal("notes.proto", files[0].Name);
        Assert.Empty(files.SelectMany(f => f.Dependency).Except(files.Select(f => f.Name)));
    }

    [Fact]
    public async Task Finds_files_by_name_and_extensions_by_number()
    {
        await using var host = await NoteHost.StartAsync();
        var byName = await host.Host.Channel.ReflectAsync(new ServerReflectionRequest { FileByFilename = NotesReflection.Descriptor.Name });
        var numbers = await host.Host.Channel.ReflectAsync(new ServerReflectionRequest { AllExtensionNumbersOfType = "google.protobuf.MethodOptions" });
        var extension = await host.Host.Channel.ReflectAsync(new ServerReflectionRequest
        {
            FileContainingExtension = new ExtensionRequest { ContainingType = "google.protobuf.FieldOptions", ExtensionNumber = 51002 },
        });

        Assert.Equal("notes.proto", FileDescriptorProto.Parser.ParseFrom(byName.FileDescriptorResponse.FileDescriptorProto[0]).Name);
        Assert.Contains(51001, numbers.AllExtensionNumbersResponse.ExtensionNumber);
        Assert.Equal("shuangjian/type/v1/field.proto", FileDescriptorProto.Parser.ParseFrom(extension.FileDescriptorResponse.FileDescriptorProto[0]).Name);
    }

    [Fact]
    public async Task Says_what_it_does_not_have()
    {
        await using var host = await NoteHost.StartAsync();
        foreach (var request in new[]
        {
            new ServerReflectionRequest { FileContainingSymbol = "shuangjian.test.v1.Nothing" },
            new ServerReflectionRequest { FileByFilename = "nothing.proto" },
        }) Assert.Equal((int)StatusCode.NotFound, (await host.Host.Channel.ReflectAsync(request)).ErrorResponse.ErrorCode);
        Assert.Equal((int)StatusCode.InvalidArgument, (await host.Host.Channel.ReflectAsync(new ServerReflectionRequest())).ErrorResponse.ErrorCode);
    }
}
