using Grpc.Core;
using Xunit;

namespace ShuangJian.Compat.Tests.Grpc;

public sealed class MetadataTests
{
    private static readonly byte[] Bytes = [0, 1, 127, 128, 255];

    [Fact]
    public async Task Headers_and_trailers_cross_the_wire_with_text_and_bytes()
    {
        Metadata? seen = null;
        var script = new EchoScript
        {
            Say = async (request, context) =>
            {
                seen = context.RequestHeaders;
                await context.WriteResponseHeadersAsync(new Metadata { { "answer", "yes" }, { "answer-bin", Bytes } });
                context.ResponseTrailers.Add("cost", "3");
                context.ResponseTrailers.Add("proof-bin", Bytes);
                return request;
            },
        };
        await using var server = await EchoServer.StartAsync(script);
        var headers = new Metadata { { "Asked-By", "school" }, { "ticket-bin", Bytes }, { "tag", "a" }, { "tag", "b" } };
        using var call = server.Client.SayAsync(new Words(), headers);

        var answered = await call.ResponseHeadersAsync;
        await call;

        Assert.Equal("school", seen!.GetValue("asked-by"));
        Assert.Equal(Bytes, seen.GetValueBytes("ticket-bin"));
        Assert.Equal(["a", "b"], seen.GetAll("tag").SelectMany(entry => entry.Value.Split(',', StringSplitOptions.TrimEntries)));
        Assert.Equal("yes", answered.GetValue("answer"));
        Assert.Equal(Bytes, answered.GetValueBytes("answer-bin"));
        Assert.Equal("3", call.GetTrailers().GetValue("cost"));
        Assert.Equal(Bytes, call.GetTrailers().GetValueBytes("proof-bin"));
    }

    [Fact]
    public async Task Trailers_come_after_a_stream()
    {
        var script = new EchoScript
        {
            Split = async (request, responses, context) =>
            {
                await responses.WriteAsync(request);
                context.ResponseTrailers.Add("count", "1");
            },
        };
        await using var server = await EchoServer.StartAsync(script);
        using var call = server.Client.Split(new Words { Text = "one" });
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());

        Assert.Single(await call.ResponseStream.ReadAllAsync().ToListAsync());

        Assert.Equal("1", call.GetTrailers().GetValue("count"));
    }

    [Fact]
    public async Task The_server_knows_method_host_and_peer()
    {
        var seen = new List<string>();
        var script = new EchoScript
        {
            Say = (request, context) =>
            {
                seen.AddRange([context.Method, context.Host, context.Peer]);
                Assert.False(context.AuthContext.IsPeerAuthenticated);
                context.UserState["key"] = "kept";
                Assert.Equal("kept", context.UserState["key"]);
                return Task.FromResult(request);
            },
        };
        await using var server = await EchoServer.StartAsync(script);

        await server.Client.SayAsync(new Words());

        Assert.Equal("/shuangjian.compat.tests.Echo/Say", seen[0]);
        Assert.Equal(server.Address.Authority, seen[1]);
        Assert.StartsWith("ipv4:127.0.0.1:", seen[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_lower_case_and_found_in_any_case()
    {
        var metadata = new Metadata { { "X-Name_1.a", "v" } };

        Assert.Equal("x-name_1.a", metadata[0].Key);
        Assert.Same(metadata[0], metadata.Get("X-NAME_1.A"));
        Assert.Null(metadata.Get("other"));
        Assert.Null(metadata.GetValue("other"));
        Assert.Null(metadata.GetValueBytes("other"));
        Assert.Empty(metadata.GetAll("other"));
    }

    [Fact]
    public void The_last_of_several_entries_is_found()
    {
        var metadata = new Metadata { { "k", "first" }, { "k", "last" } };

        Assert.Equal("last", metadata.GetValue("k"));
        Assert.Equal(["first", "last"], metadata.GetAll("K").Select(entry => entry.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("键")]
    [InlineData("a:b")]
    [InlineData("a/b")]
    public void A_malformed_key_is_refused(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "v"));

    [Fact]
    public void The_key_says_whether_the_value_is_bytes()
    {
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a-bin", "text"));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a", Bytes));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("a", (string)null!));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry(null!, "v"));
        var binary = new Metadata.Entry("A-Bin", Bytes);
        Assert.True(binary.IsBinary);
        Assert.Throws<InvalidOperationException>(() => binary.Value);
        Assert.Equal("abc"u8.ToArray(), new Metadata.Entry("a", "abc").ValueBytes);
    }

    [Fact]
    public void The_bytes_of_an_entry_are_its_own()
    {
        var bytes = (byte[])Bytes.Clone();
        var entry = new Metadata.Entry("a-bin", bytes);
        bytes[0] = 9;
        entry.ValueBytes[1] = 9;

        Assert.Equal(Bytes, entry.ValueBytes);
    }

    [Fact]
    public void Metadata_is_a_list_and_the_empty_one_stays_empty()
    {
        var entry = new Metadata.Entry("a", "1");
        var metadata = new Metadata { entry };
        metadata.Insert(0, new Metadata.Entry("b", "2"));
        metadata[1] = new Metadata.Entry("c", "3");
        Assert.Equal(["b", "c"], metadata.Select(item => item.Key));
        Assert.DoesNotContain(entry, metadata);
        metadata.RemoveAt(0);
        Assert.True(metadata.Remove(metadata[0]));
        Assert.False(metadata.IsReadOnly);

        Assert.True(Metadata.Empty.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "b"));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Clear());
        Assert.Empty(Metadata.Empty);
    }
}
