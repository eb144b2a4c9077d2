using Grpc.Core;
using ShuangJian.Policy;
using ShuangJian.Protos.Policy.V1;
using ShuangJian.Testing;
using Wire = ShuangJian.Protos.Policy.V1;

namespace ShuangJian.Supervision.Tests;

[Collection(nameof(PolicyHost))]
public sealed class DivisionTests(PolicyHost supervision)
{
    [Fact]
    public async Task Without_a_question_it_lists_the_provinces()
    {
        var seen = await ReadAsync(10, new());
        Assert.Equal(Law.Current.Divisions.Children(DivisionCode.Nation).Select(d => d.Code.ToString()), seen.Select(d => d.Code));
        Assert.All(seen, d => Assert.Equal(("PROVINCE", "000000"), (d.Level, d.Parent)));
        Assert.Contains(seen, d => d is { Code: "530000", Name: "云南省" });
    }

    [Fact]
    public async Task Lists_the_children_of_a_division()
    {
        var seen = await ReadAsync(5, new() { Parent = "530100" });
        Assert.Equal(Law.Current.Divisions.Children(DivisionCode.Parse("530100")).Select(d => d.Code.ToString()), seen.Select(d => d.Code));
        var wuhua = Assert.Single(seen, d => d.Code == "530102");
        Assert.Equal(("五华区", "云南省昆明市五华区", "COUNTY", "530100"), (wuhua.Name, wuhua.FullName, wuhua.Level, wuhua.Parent));
    }

    [Fact]
    public async Task Finds_divisions_by_a_part_of_the_name()
    {
        Assert.Equal(["441424", "530102"], (await ReadAsync(1, new() { NameContains = "五华" })).Select(d => d.Code));
        Assert.Equal(["530102"], (await ReadAsync(1, new() { NameContains = "五华", Parent = "530100" })).Select(d => d.Code));
    }

    [Fact]
    public async Task Pages_of_a_search_neither_lose_nor_repeat()
    {
        var seen = await ReadAsync(200, new() { NameContains = "区" });
        Assert.Equal(Law.Current.Divisions.All.Where(d => d.Name.Contains('区')).Select(d => d.Code.ToString()), seen.Select(d => d.Code));
    }

    [Fact]
    public async Task A_county_has_no_children_and_an_unknown_name_is_nowhere()
    {
        Assert.Empty((await supervision.Policy.ListDivisionsAsync(new() { Parent = "530102" })).Divisions);
        Assert.Empty((await supervision.Policy.ListDivisionsAsync(new() { NameContains = "无此地" })).Divisions);
    }

    [Fact]
    public async Task An_unknown_parent_is_refused_by_its_path()
    {
        var error = await RichError.OfAsync(supervision.Policy.ListDivisionsAsync(new() { Parent = "539999" }));
        Assert.Equal((StatusCode.InvalidArgument, "FIELD_INVALID", "parent"), (error.Code, error.Reason, Assert.Single(error.Fields).Key));
    }

    [Fact]
    public async Task A_token_of_another_parent_is_refused()
    {
        var first = await supervision.Policy.ListDivisionsAsync(new() { Parent = "530100", PageSize = 1 });
        var error = await RichError.OfAsync(supervision.Policy.ListDivisionsAsync(new() { Parent = "530000", PageToken = first.NextPageToken }));
        Assert.Equal("PAGE_TOKEN_INVALID", error.Reason);
    }

    private Task<List<Wire.Division>> ReadAsync(int size, ListDivisionsRequest query) => Pages.ReadAsync<Wire.Division>(size, async token =>
    {
        (query.PageSize, query.PageToken) = (size, token);
        var answer = await supervision.Policy.ListDivisionsAsync(query);
        return (answer.Divisions, answer.NextPageToken);
    });
}
