namespace ShuangJian.Policy.Tests;

public class DivisionTests
{
    private static readonly Divisions s_divisions = Law.Current.Divisions;

    [Theory]
    [InlineData("000000", DivisionLevel.Nation, "")]
    [InlineData("530000", DivisionLevel.Province, "53")]
    [InlineData("530100", DivisionLevel.City, "5301")]
    [InlineData("530102", DivisionLevel.County, "530102")]
    [InlineData("422801", DivisionLevel.County, "422801")]
    public void The_shape_tells_the_level_and_the_prefix(string text, DivisionLevel level, string prefix)
    {
        var code = DivisionCode.Parse(text);
        Assert.Equal((level, prefix, text), (code.Level, code.Prefix, code.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("53010")]
    [InlineData("5301021")]
    [InlineData("53O102")]
    [InlineData("５３０１０２")]
    [InlineData("-30102")]
    [InlineData("530002")]
    [InlineData("000102")]
    public void Rejects_what_is_no_division_code(string text)
    {
        Assert.False(DivisionCode.TryParse(text, out _));
        Assert.Throws<FormatException>(() => DivisionCode.Parse(text));
    }

    [Theory]
    [InlineData("000000", "530102", true)]
    [InlineData("000000", "000000", true)]
    [InlineData("530000", "530102", true)]
    [InlineData("530100", "530102", true)]
    [InlineData("530102", "530102", true)]
    [InlineData("110000", "110101", true)]
    [InlineData("530102", "530100", false)]
    [InlineData("530100", "530000", false)]
    [InlineData("530100", "530302", false)]
    [InlineData("530000", "520100", false)]
    [InlineData("530000", "000000", false)]
    public void Contains_itself_and_what_lies_in_it(string outer, string inner, bool expected) =>
        Assert.Equal(expected, DivisionCode.Parse(outer).Contains(DivisionCode.Parse(inner)));

    [Fact]
    public void Codes_order_by_number()
    {
        var (city, county) = (DivisionCode.Parse("530100"), DivisionCode.Parse("530102"));
        Assert.True(city < county && county > city && city <= county && county >= city && city.CompareTo(county) < 0);
    }

    [Theory]
    [InlineData("530102", "530100,530000,000000")]
    [InlineData("530000", "000000")]
    [InlineData("110101", "110100,110000,000000")]
    [InlineData("000000", "")]
    public void Ancestors_lead_to_the_nation(string code, string expected) =>
        Assert.Equal(expected, string.Join(",", s_divisions.Ancestors(DivisionCode.Parse(code)).Select(division => division.Code)));

    [Theory]
    [InlineData("530102", "云南省昆明市五华区")]
    [InlineData("110101", "北京市东城区")]
    [InlineData("500107", "重庆市九龙坡区")]
    [InlineData("331000", "浙江省台州市")]
    [InlineData("620321", "甘肃省金昌市永昌县")]
    public void The_full_name_leaves_out_placeholders(string code, string expected)
    {
        Assert.True(s_divisions.TryGet(DivisionCode.Parse(code), out var division));
        Assert.Equal(expected, division.FullName);
    }

    [Fact]
    public void All_provinces_are_children_of_the_nation() => Assert.Equal(31, s_divisions.Children(DivisionCode.Nation).Count);

    [Fact]
    public void Every_division_but_the_nation_has_a_listed_parent() =>
        Assert.DoesNotContain(s_divisions.All, division => division.Parent is { } parent
            ? !s_divisions.Contains(parent) || !parent.Contains(division.Code)
            : division.Level != DivisionLevel.Nation);

    [Fact]
    public void A_county_and_an_unknown_code_have_no_children()
    {
        Assert.Empty(s_divisions.Children(DivisionCode.Parse("530102")));
        Assert.Empty(s_divisions.Children(DivisionCode.Parse("990000")));
        Assert.False(s_divisions.TryGet(DivisionCode.Parse("990000"), out _));
    }

    [Fact]
    public void Search_finds_by_parts_of_the_full_name_higher_levels_first()
    {
        Assert.Equal("530100", s_divisions.Search("昆明").First().Code.ToString());
        Assert.Equal("530102", Assert.Single(s_divisions.Search("云南 五华区")).Code.ToString());
        Assert.Empty(s_divisions.Search(" "));
    }

    [Fact]
    public void A_withdrawn_code_is_valid_until_its_last_day()
    {
        Assert.True(new LawFixture().Load().Divisions.TryGet(DivisionCode.Parse("530122"), out var withdrawn));
        Assert.True(withdrawn.IsValidOn(new DateOnly(2016, 11, 23)));
        Assert.False(withdrawn.IsValidOn(new DateOnly(2016, 11, 24)));
    }
}
