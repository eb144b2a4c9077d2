using Grpc.Core;
using ShuangJian.Policy;
using ShuangJian.Protos.Policy.V1;
using ShuangJian.Testing;
using Wire = ShuangJian.Protos.Policy.V1;

namespace ShuangJian.Supervision.Tests;

[Collection(nameof(PolicyHost))]
public sealed class ClauseTests(PolicyHost supervision)
{
    [Fact]
    public async Task Pages_bring_every_clause_once_in_the_order_of_the_documents()
    {
        var seen = await ReadAsync(7, new());
        Assert.Equal(Law.Current.Clauses.All.Select(c => c.Id), seen.Select(c => c.Clause_));
        var numbers = seen.Where(c => c.Document == "BJ").Select(c => c.Clause_).ToList();
        Assert.True(numbers.IndexOf("BJ-2") < numbers.IndexOf("BJ-10"));
    }

    [Fact]
    public async Task A_document_narrows_the_list()
    {
        var seen = await ReadAsync(10, new() { Document = "JLP" });
        Assert.Equal(Law.Current.Clauses.All.Where(c => c.Document == "JLP").Select(c => c.Id), seen.Select(c => c.Clause_));
        Assert.All(seen, c => Assert.Equal("500107", c.Division));
    }

    [Fact]
    public async Task A_department_finds_the_clauses_in_which_it_leads_assists_or_has_a_duty()
    {
        var tax = Assert.Single(await ReadAsync(50, new() { Department = "TAXATION" }));
        Assert.Equal("KM", tax.Document);
        Assert.Contains("TAXATION", tax.Lead.Concat(tax.Assist).Concat(tax.Duties.Select(d => d.Department)));

        var market = await ReadAsync(3, new() { Department = "MARKET_REGULATION", Document = "KM" });
        Assert.Contains(market, c => c.Clause_ == "KM-9" && c.Lead.Contains("MARKET_REGULATION"));
        var duties = Assert.Single(market, c => c.Duties.Count > 0);
        Assert.Contains(duties.Duties, d => d is { Department: "MARKET_REGULATION", MatterZh.Length: > 0, MatterEn.Length: > 0 });
    }

    [Theory]
    [InlineData("XX", "", "document")]
    [InlineData("", "MAGIC", "department")]
    public async Task An_unknown_document_or_department_is_refused_by_its_path(string document, string department, string field)
    {
        var error = await RichError.OfAsync(supervision.Policy.ListClausesAsync(new() { Document = document, Department = department }));
        Assert.Equal((StatusCode.InvalidArgument, "FIELD_INVALID"), (error.Code, error.Reason));
        Assert.Equal(field, Assert.Single(error.Fields).Key);
    }

    [Fact]
    public async Task A_token_of_another_document_is_refused()
    {
        var first = await supervision.Policy.ListClausesAsync(new() { Document = "BJ", PageSize = 1 });
        var error = await RichError.OfAsync(supervision.Policy.ListClausesAsync(new() { Document = "KM", PageSize = 1, PageToken = first.NextPageToken }));
        Assert.Equal("PAGE_TOKEN_INVALID", error.Reason);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(201)]
    public async Task A_page_size_out_of_range_is_refused(int size)
    {
        var error = await RichError.OfAsync(supervision.Policy.ListClausesAsync(new() { PageSize = size }));
        Assert.Equal((StatusCode.InvalidArgument, "page_size"), (error.Code, Assert.Single(error.Fields).Key));
    }

    [Fact]
    public async Task Explains_a_clause_with_its_document_and_the_values_that_rest_on_it()
    {
        var answer = await supervision.Policy.ExplainClauseAsync(new() { Clause = "BJ-13" });
        Assert.Equal(("BJ-13", "BJ", "110000"), (answer.Clause.Clause_, answer.Clause.Document, answer.Clause.Division));
        Assert.Equal(("2021-08-17", ""), (answer.InForceFrom, answer.InForceTo));
        Assert.NotEmpty(answer.DocumentTitleZh);
        Assert.NotEmpty(answer.DocumentTitleEn);
        Assert.All(answer.Clause.ServedBy, s => Assert.Contains(s.Kind, new[] { "rule", "rpc", "record", "planned" }));
        var end = Assert.Single(answer.Values, v => v.Key == "training/offline_class_ends_latest");
        Assert.Equal(("20:30", "110000", "2021-08-17", "S"), (end.Value, end.Division, end.From, end.Basis.Grade));
        Assert.All(answer.Values, v => Assert.Equal("BJ-13", v.Basis.Clause));
    }

    [Fact]
    public async Task Tells_the_last_day_of_a_document_and_leaves_out_repeals()
    {
        var answer = await supervision.Policy.ExplainClauseAsync(new() { Clause = "JLP-M2" });
        Assert.Equal(("2022-04-15", "2022-11-30"), (answer.InForceFrom, answer.InForceTo));
        Assert.DoesNotContain(answer.Values, v => v.Value.Length == 0);
    }

    [Fact]
    public async Task An_unknown_clause_is_not_found()
    {
        var error = await RichError.OfAsync(supervision.Policy.ExplainClauseAsync(new() { Clause = "BJ-99" }));
        Assert.Equal((StatusCode.NotFound, "clauses/BJ-99"), (error.Code, error.Facts["resource"]));
    }

    [Fact]
    public async Task Pages_bring_every_rule_of_the_platform_by_name()
    {
        var seen = await Pages.ReadAsync<Wire.Rule>(2, async token =>
        {
            var answer = await supervision.Policy.ListRulesAsync(new() { PageSize = 2, PageToken = token });
            return (answer.Rules, answer.NextPageToken);
        });
        Assert.Equal(supervision.Rules.All.Select(r => r.Name), seen.Select(r => r.Name));
        var ban = Assert.Single(seen, r => r.Name == "NewAcademicForCompulsoryEducation");
        Assert.Equal("I1", ban.Capability);
        Assert.Contains("KM-6", ban.Clauses);
        Assert.NotEmpty(ban.TitleZh);
        Assert.NotEmpty(ban.TitleEn);
    }

    private Task<List<Wire.Clause>> ReadAsync(int size, ListClausesRequest query) => Pages.ReadAsync<Wire.Clause>(size, async token =>
    {
        (query.PageSize, query.PageToken) = (size, token);
        var answer = await supervision.Policy.ListClausesAsync(query);
        return (answer.Clauses, answer.NextPageToken);
    });
}
