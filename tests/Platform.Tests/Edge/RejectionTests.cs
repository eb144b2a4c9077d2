using Grpc.Core;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Edge;

/// <summary>Many callers take no more than 8 KB of trailers: a refusal stays readable however much is wrong.</summary>
public sealed class RejectionTests
{
    private const int MostTrailerBytes = 8192;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(10, 5)]
    [InlineData(500, 0)]
    [InlineData(0, 200)]
    [InlineData(500, 200)]
    public void Fits_into_the_trailers_that_callers_take(int fields, int findings)
    {
        var error = Thrown(fields, findings);

        Assert.InRange(TrailerBytes(error), 1, MostTrailerBytes);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(500, 200, 1)]
    public void Counts_the_details_that_it_leaves_out(int fields, int findings, int least)
    {
        var read = RichError.Of(Thrown(fields, findings));

        var omitted = int.Parse(read.Facts.GetValueOrDefault("omitted", "0"));
        Assert.Equal(fields + findings, read.Fields.Count + read.Findings.Count + omitted);
        Assert.True(omitted >= least);
    }

    [Fact]
    public void Cuts_a_long_message_between_two_characters()
    {
        var read = RichError.Of(new Rejection(StatusCode.NotFound, "RESOURCE_NOT_FOUND", "a" + string.Concat(Enumerable.Repeat("𠮷", 400)), "a").ToRpc());

        Assert.Equal("a" + string.Concat(Enumerable.Repeat("𠮷", 199)) + "…", read.Zh);
    }

    private static RpcException Thrown(int fields, int findings) => new Rejection(
        StatusCode.InvalidArgument, "FIELD_INVALID", new string('错', 3000), new string('x', 3000))
    {
        Fields = [.. Enumerable.Range(0, fields).Select(i => new FieldProblem($"application.sites[{i}].address", "最多 200 个字符", "has 201 characters, at most 200 are allowed"))],
        Findings = [.. Enumerable.Range(0, findings).Select(i => new Finding($"Rule{i}", Severity.Breach, new string('违', 60), new string('b', 60), "subject", null, null, []))],
    }.ToRpc();

    private static int TrailerBytes(RpcException error) =>
        error.Status.Detail.Sum(c => c < 128 ? 1 : 9) + error.Trailers.Sum(t => t.Key.Length + 32 + (t.IsBinary ? (t.ValueBytes.Length + 2) / 3 * 4 : t.Value.Length));
}
