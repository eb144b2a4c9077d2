using Xunit;

namespace ShuangJian.Compat.Tests.References;

/// <summary>Holds the gRPC stand-ins to the whole public API, whether or not somebody here uses it.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData("Grpc.Core.Api", typeof(global::Grpc.Core.Metadata))]
    [InlineData("Grpc.Net.Common", typeof(global::Grpc.Net.Compression.ICompressionProvider))]
    public void The_public_api_is_whole(string assembly, Type member)
    {
        var expected = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "References", assembly + ".txt"));
        Assert.Equal(expected, GrpcShape.Of(member.Assembly));
    }
}
