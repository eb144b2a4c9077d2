using Grpc.Core;
using ShuangJian.Policy;
using ShuangJian.Protos.Policy.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

[Collection(nameof(PolicyHost))]
public sealed class ParameterTests(PolicyHost supervision)
{
    private const string Online = "training/online_class_ends_latest";
    private const string Skills = "sport/arts_skills_least";

    [Theory]
    [InlineData("training/offline_class_ends_latest", "110101", "2022-01-01", "20:30", "time-of-day", "110000", "2021-08-17", "BJ-13")]
    [InlineData("training/offline_class_ends_latest", "110101", "2021-08-16", "20:30", "time-of-day", "000000", "2021-07-24", "OPINION-2021-40")]
    [InlineData("fees/one_charge_months", "530102", "2022-01-09", "3", "months", "530100", "2022-01-09", "KM-9")]
    [InlineData(Skills, "500107", "2022-11-30", "1", "items", "500107", "2022-04-15", "JLP-C55")]
    public async Task Tells_value_place_day_and_clause(
        string key, string division, string date, string value, string unit, string setBy, string from, string clause)
    {
        var parameter = await GetAsync(key, division, date);
        Assert.Equal((key, unit), (parameter.Key, parameter.Unit));
        Assert.NotEmpty(parameter.DescriptionZh);
        Assert.NotEmpty(parameter.DescriptionEn);
        var use = parameter.InForce;
        Assert.Equal((key, value, unit, setBy, from), (use.Key, use.Value, use.Unit, use.Division, use.From));
        Assert.Equal((clause, clause.Split('-')[0]), (use.Basis.Clause, use.Basis.Document.Split('-')[0]));
        Assert.NotEmpty(use.Basis.TitleZh);
    }

    [Fact]
    public async Task An_unverified_parameter_has_no_value_and_says_so()
    {
        var use = (await GetAsync("fees/one_charge_months", "530102", "2022-01-08")).InForce;
        Assert.Equal(("", "months", "000000", "2021-07-24"), (use.Value, use.Unit, use.Division, use.From));
        Assert.Equal("Unverified", use.Basis.Grade);
        Assert.NotEmpty(use.Basis.Note);
    }

    [Fact]
    public async Task A_repealed_parameter_has_no_value_and_names_the_clause_that_ended_it()
    {
        var use = (await GetAsync(Skills, "500107", "2022-12-01")).InForce;
        Assert.Equal(("", "500107", "2022-12-01", "JLP-M2"), (use.Value, use.Division, use.From, use.Basis.Clause));
    }

    [Fact]
    public async Task A_parameter_that_no_text_sets_has_neither_value_nor_basis()
    {
        var use = (await GetAsync(Skills, "500107", "2022-04-14")).InForce;
        Assert.Equal((Skills, "", "items", "", ""), (use.Key, use.Value, use.Unit, use.Division, use.From));
        Assert.Null(use.Basis);
    }

    [Theory]
    [InlineData(15, 59, "1")]
    [InlineData(16, 0, "")]
    public async Task Without_a_date_it_is_today_in_China(int hourUtc, int minute, string value)
    {
        supervision.Clock.Now = new DateTimeOffset(2022, 11, 30, hourUtc, minute, 59, TimeSpan.Zero);
        Assert.Equal(value, (await GetAsync(Skills, "500107", "")).InForce.Value);
        var listed = await supervision.Policy.ListParametersAsync(new ListParametersRequest { Division = "500107", KeyPrefix = Skills });
        Assert.Equal(value, Assert.Single(listed.Parameters).InForce.Value);
    }

    [Fact]
    public async Task An_unknown_key_is_not_found()
    {
        var error = await RichError.OfAsync(supervision.Policy.GetParameterAsync(new() { Key = "time/none", Division = "110101" }));
        Assert.Equal((StatusCode.NotFound, "RESOURCE_NOT_FOUND", "parameters/time/none"), (error.Code, error.Reason, error.Facts["resource"]));
    }

    [Theory]
    [InlineData("539999", "2022-01-01", "division")]
    [InlineData("5301", "2022-01-01", "division")]
    [InlineData("", "2022-01-01", "division")]
    [InlineData("530102", "2022-02-30", "date")]
    [InlineData("530102", "1 January 2022", "date")]
    public async Task A_wrong_field_is_refused_by_its_path(string division, string date, string field)
    {
        var read = await RichError.OfAsync(supervision.Policy.GetParameterAsync(new() { Key = Online, Division = division, Date = date }));
        var listed = await RichError.OfAsync(supervision.Policy.ListParametersAsync(new() { Division = division, Date = date }));
        foreach (var error in new[] { read, listed })
        {
            Assert.Equal((StatusCode.InvalidArgument, "FIELD_INVALID", "shuangjian.platform"), (error.Code, error.Reason, error.Domain));
            Assert.Equal(field, Assert.Single(error.Fields).Key);
            Assert.Contains(field, error.Zh, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(111)]
    [InlineData(200)]
    public async Task Pages_bring_every_parameter_once_in_the_order_of_keys(int size)
    {
        var expected = Law.Current.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal);
        var seen = await Pages.ReadAsync(size, token => ListAsync(new() { Division = "530102", Date = "2022-03-01", PageSize = size, PageToken = token }));
        Assert.Equal(expected, seen.Select(p => p.Key));
        Assert.Equal("3", seen.Single(p => p.Key == "fees/one_charge_months").InForce.Value);
    }

    [Fact]
    public async Task A_prefix_narrows_the_list()
    {
        var seen = await Pages.ReadAsync(2, token => ListAsync(new() { Division = "110101", Date = "2022-03-01", KeyPrefix = "refunds/", PageSize = 2, PageToken = token }));
        Assert.Equal(Law.Current.Parameters.Count(p => p.Topic == "refunds"), seen.Count);
        Assert.All(seen, p => Assert.StartsWith("refunds/", p.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_of_another_query_is_refused()
    {
        var first = await supervision.Policy.ListParametersAsync(new() { Division = "530102", Date = "2022-03-01", PageSize = 5 });
        foreach (var token in new[] { first.NextPageToken, "no-token", "!" })
        {
            var error = await RichError.OfAsync(supervision.Policy.ListParametersAsync(new() { Division = "530102", Date = "2022-03-02", PageToken = token }));
            Assert.Equal((StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID"), (error.Code, error.Reason));
            Assert.Equal("page_token", Assert.Single(error.Fields).Key);
        }
        var crossed = await RichError.OfAsync(supervision.Policy.ListRulesAsync(new() { PageToken = first.NextPageToken }));
        Assert.Equal("PAGE_TOKEN_INVALID", crossed.Reason);
    }

    [Fact]
    public async Task A_page_size_may_change_between_pages()
    {
        var first = await supervision.Policy.ListParametersAsync(new() { Division = "530102", Date = "2022-03-01", PageSize = 5 });
        var second = await supervision.Policy.ListParametersAsync(new() { Division = "530102", Date = "2022-03-01", PageSize = 3, PageToken = first.NextPageToken });
        var both = await supervision.Policy.ListParametersAsync(new() { Division = "530102", Date = "2022-03-01", PageSize = 8 });
        Assert.Equal(both.Parameters, first.Parameters.Concat(second.Parameters));
    }

    private async Task<Protos.Policy.V1.Parameter> GetAsync(string key, string division, string date) =>
        (await supervision.Policy.GetParameterAsync(new() { Key = key, Division = division, Date = date })).Parameter;

    private async Task<(IReadOnlyList<Protos.Policy.V1.Parameter>, string)> ListAsync(ListParametersRequest request)
    {
        var answer = await supervision.Policy.ListParametersAsync(request);
        return (answer.Parameters, answer.NextPageToken);
    }
}
