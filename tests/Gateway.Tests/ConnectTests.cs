using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;
using Google.Rpc;
using ShuangJian.Protos.Policy.V1;

namespace ShuangJian.Gateway.Tests;

/// <summary>The contract for those without gRPC: the unary form of the Connect protocol.</summary>
public sealed class ConnectTests : IAsyncLifetime
{
    private const string Method = "/shuangjian.policy.v1.PolicyService/GetParameter";
    private const string Stream = "/shuangjian.custody.v1.LedgerService/PostEntries";
    private Replica _replica = null!;
    private Gate _gate = null!;

    public async Task InitializeAsync()
    {
        _replica = await Replica.StartAsync();
        _gate = await Gate.StartAsync([_replica], new Dictionary<string, string?> { ["Gateway:Limits"] = "off", ["Gateway:BodySeconds"] = "1" });
    }

    public async Task DisposeAsync()
    {
        await _gate.DisposeAsync();
        await _replica.DisposeAsync();
    }

    [Fact]
    public async Task Answers_json_with_json()
    {
        var answer = await _gate.PostAsync(Method, """{"key": "a/b", "division": "530102"}""", ("connect-protocol-version", "1"));
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var parameter = (await answer.JsonAsync()).GetProperty("parameter");
        Assert.Equal(("a/b", "one"), (parameter.GetProperty("key").GetString(), parameter.GetProperty("unit").GetString()));
        Assert.Equal("one", answer.Headers.GetValues("trailer-served-by").Single());
        Assert.DoesNotContain(answer.Headers, h => h.Key.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Answers_bytes_with_bytes()
    {
        var answer = await _gate.PostAsync(Method, new ByteArrayContent(new GetParameterRequest { Key = "a/b" }.ToByteArray()), "application/proto");
        Assert.Equal("application/proto", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("a/b", GetParameterResponse.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync()).Parameter.Key);
    }

    public static TheoryData<string, string> NoMessages => new()
    {
        { "an unknown field", """{"kee": "a"}""" },
        { "a number for text", """{"key": 1}""" },
        { "a list", "[]" },
        { "nothing", "" },
        { "half of it", """{"key": "a""" },
        { "two of them", "{}{}" },
        { "65 levels", string.Concat(Enumerable.Repeat("""{"a":""", 65)) + "1" + new string('}', 65) },
    };

    [Theory, MemberData(nameof(NoMessages))]
    public async Task Refuses_what_is_no_message(string what, string json)
    {
        Assert.NotEmpty(what);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_argument", "MESSAGE_MALFORMED"), await (await _gate.PostAsync(Method, json)).RefusalAsync());
        Assert.Equal(0, _replica.Calls);
    }

    [Fact]
    public async Task Refuses_bytes_that_are_not_text() =>
        Assert.Equal("MESSAGE_MALFORMED", (await (await _gate.PostAsync(Method, new ByteArrayContent([0x7b, 0x22, 0xff, 0x22, 0x7d]), "application/json")).RefusalAsync()).Reason);

    [Theory]
    [InlineData(8 * 1024 * 1024, false)]
    [InlineData(8 * 1024 * 1024 + 1, true)]
    public async Task Takes_eight_megabytes_and_not_one_byte_more(int size, bool refused)
    {
        const string Empty = """{"key": ""}""";
        var json = Encoding.UTF8.GetBytes(Empty[..^2] + "\"}" + new string(' ', size - Empty.Length));
        Assert.Equal(size, json.Length);
        // With the patience of every day: that of the others here, a second, a busy machine needs for so much.
        await using var gate = await Gate.StartAsync([_replica], new Dictionary<string, string?> { ["Gateway:Limits"] = "off" });
        var stated = await gate.PostAsync(Method, new ByteArrayContent(json), "application/json");
        var chunked = await gate.PostAsync(Method, new StreamContent(new Unseekable(json)), "application/json");
        foreach (var answer in (HttpResponseMessage[])[stated, chunked])
        {
            if (refused) Assert.Equal((HttpStatusCode.TooManyRequests, "resource_exhausted", "MESSAGE_TOO_LARGE"), await answer.RefusalAsync());
            else Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Unpacks_gzip_and_packs_what_is_long()
    {
        var request = Encoding.UTF8.GetBytes("""{"key": "large"}""");
        var answer = await _gate.PostAsync(Method, new ByteArrayContent(Packed(request)), "application/json", ("content-encoding", "gzip"), ("accept-encoding", "gzip"));
        Assert.Equal("gzip", answer.Content.Headers.ContentEncoding.Single());
        await using var unpacked = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.Contains("长长长", await new StreamReader(unpacked).ReadToEndAsync());
    }

    [Fact]
    public async Task Counts_a_packed_body_after_unpacking()
    {
        var bomb = Packed(new byte[64 * 1024 * 1024]);
        Assert.True(bomb.Length < 1024 * 1024);
        var answer = await _gate.PostAsync(Method, new ByteArrayContent(bomb), "application/json", ("content-encoding", "gzip"));
        Assert.Equal("MESSAGE_TOO_LARGE", (await answer.RefusalAsync()).Reason);
    }

    [Theory]
    [InlineData("NotFound", 404, "not_found")]
    [InlineData("InvalidArgument", 400, "invalid_argument")]
    [InlineData("FailedPrecondition", 400, "failed_precondition")]
    [InlineData("OutOfRange", 400, "out_of_range")]
    [InlineData("Unauthenticated", 401, "unauthenticated")]
    [InlineData("PermissionDenied", 403, "permission_denied")]
    [InlineData("AlreadyExists", 409, "already_exists")]
    [InlineData("Aborted", 409, "aborted")]
    [InlineData("ResourceExhausted", 429, "resource_exhausted")]
    [InlineData("Cancelled", 499, "canceled")]
    [InlineData("Internal", 500, "internal")]
    [InlineData("Unknown", 500, "unknown")]
    [InlineData("DataLoss", 500, "data_loss")]
    [InlineData("Unimplemented", 501, "unimplemented")]
    [InlineData("Unavailable", 503, "unavailable")]
    [InlineData("DeadlineExceeded", 504, "deadline_exceeded")]
    public async Task Tells_errors_as_the_protocol_does(string code, int status, string name)
    {
        var answer = await _gate.PostAsync(Method, $$"""{"key": "fail/{{code}}"}""");
        Assert.Equal((status, name, "FAILED_AS_ASKED"), ((int)answer.StatusCode, (await answer.RefusalAsync()).Code, (await answer.RefusalAsync()).Reason));
        var error = await answer.JsonAsync();
        Assert.Equal("failed as asked", error.GetProperty("message").GetString());
        var info = error.GetProperty("details")[0];
        var bytes = info.GetProperty("value").GetString()!;
        Assert.DoesNotContain('=', bytes);
        Assert.Equal("值", ErrorInfo.Parser.ParseFrom(Convert.FromBase64String(bytes.PadRight((bytes.Length + 3) / 4 * 4, '='))).Metadata["key"]);
    }

    [Theory]
    [InlineData("connect-protocol-version", "2", 400)]
    [InlineData("connect-timeout-ms", "12345678901", 400)]
    [InlineData("connect-timeout-ms", "-1", 400)]
    [InlineData("connect-timeout-ms", "1234567890", 200)]
    [InlineData("content-encoding", "br", 501)]
    public async Task Checks_the_headers_of_the_protocol(string name, string value, int status) =>
        Assert.Equal(status, (int)(await _gate.PostAsync(Method, "{}", (name, value))).StatusCode);

    [Fact]
    public async Task Passes_the_deadline_on()
    {
        var answer = await _gate.PostAsync(Method, """{"key": "slow"}""", ("connect-timeout-ms", "300"));
        Assert.Equal((HttpStatusCode.GatewayTimeout, "deadline_exceeded"), ((await answer.RefusalAsync()).Status, (await answer.RefusalAsync()).Code));
    }

    [Theory]
    [InlineData("application/json", 501)]
    [InlineData("application/connect+json", 200)]
    public async Task Says_clearly_that_streams_are_not_offered(string type, int status)
    {
        var answer = await _gate.PostAsync(Stream, new ByteArrayContent("{}"u8.ToArray()), type, ("authorization", $"Bearer {_gate.Token("BANK", "530102", organization: "91530102MA6K000000")}"));
        Assert.Equal(status, (int)answer.StatusCode);
        var body = await answer.Content.ReadAsByteArrayAsync();
        if (status == 200) Assert.Equal(2, body[0]);
        Assert.Contains("\"code\":\"unimplemented\"", Encoding.UTF8.GetString(body));
    }

    [Fact]
    public async Task Says_what_it_speaks()
    {
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _gate.Web.GetAsync(Method)).StatusCode);
        var answer = await _gate.PostAsync(Method, new ByteArrayContent([]), "text/xml");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("application/json", answer.Headers.GetValues("accept-post").Single());
        Assert.Equal("METHOD_NOT_OFFERED", (await (await _gate.PostAsync("/shuangjian.policy.v1.PolicyService/Nothing", "{}")).RefusalAsync()).Reason);
    }

    [Fact]
    public async Task Does_not_wait_for_a_body_that_does_not_come()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _gate.Web.BaseAddress!.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST {Method} HTTP/1.1\r\nHost: gate\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"));
        using var reader = new StreamReader(socket.GetStream());
        Assert.Equal("HTTP/1.1 504 Gateway Timeout", await reader.ReadLineAsync());
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>Content without a length that is known before.</summary>
    private sealed class Unseekable(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
