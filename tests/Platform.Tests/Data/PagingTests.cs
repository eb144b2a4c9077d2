using Grpc.Core;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Protos.Operation.V1;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Data;

public sealed class PagingTests
{
    private static ListAuditRecordsRequest Query(string resource = "notes/1") => new() { Service = "notes", Resource = resource };

    [Fact]
    public void Reads_back_the_key_of_its_own_query() =>
        Assert.Equal("4711", Paging.After(Query(), Paging.Token(Query(), "4711")));

    [Fact]
    public void Takes_another_page_size_with_the_same_token() =>
        Assert.Equal("4711", Paging.After(new ListAuditRecordsRequest(Query()) { PageSize = 7 }, Paging.Token(Query(), "4711")));

    [Fact]
    public void Starts_at_the_first_page_without_a_token() => Assert.Null(Paging.After(Query(), ""));

    [Theory]
    [InlineData("no token")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAA")]
    public void Rejects_what_is_no_token(string token) =>
        Assert.Equal("PAGE_TOKEN_INVALID", Assert.Throws<Rejection>(() => Paging.After(Query(), token)).Reason);

    [Fact]
    public void Rejects_the_token_of_another_query() =>
        Assert.Equal("PAGE_TOKEN_INVALID", Assert.Throws<Rejection>(() => Paging.After(Query("notes/2"), Paging.Token(Query(), "4711"))).Reason);

    [Fact]
    public async Task Rejects_a_well_made_token_whose_key_is_none()
    {
        await using var host = await NoteHost.StartAsync();
        var operators = new OperationService.OperationServiceClient(host.Host.With(host.Host.Token("OPERATOR", "000000")));
        var records = new ListAuditRecordsRequest { Service = "notes" };
        records.PageToken = Paging.Token(records, "not a number");
        var parked = new ListParkedMessagesRequest { Service = "notes" };
        parked.PageToken = Paging.Token(parked, "not a key");

        var errors = new[] { await RichError.OfAsync(operators.ListAuditRecordsAsync(records)), await RichError.OfAsync(operators.ListParkedMessagesAsync(parked)) };

        Assert.All(errors, error => Assert.Equal((StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID"), (error.Code, error.Reason)));
    }

    [Fact]
    public async Task Lists_every_audit_row_once_over_pages()
    {
        await using var host = await NoteHost.StartAsync();
        for (var i = 0; i < 5; i++) await host.CreateAsync($"note {i}");
        var operators = new OperationService.OperationServiceClient(host.Host.With(host.Host.Token("OPERATOR", "000000")));
        var request = new ListAuditRecordsRequest { Service = "notes", PageSize = 2 };

        var seen = new List<string>();
        do
        {
            var page = await operators.ListAuditRecordsAsync(request);
            seen.AddRange(page.Records.Select(r => r.Resource));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(5, seen.Count);
        Assert.Equal(5, seen.Distinct().Count());
    }
}
