using ShuangJian.Policy;
using ShuangJian.Standalone;

namespace ShuangJian.DeploymentTests;

/// <summary>What a first start brings is what could be there.</summary>
public sealed class SampleDataTests
{
    [Fact]
    public void Every_sample_institution_lies_where_one_is_licensed()
    {
        var samples = SampleData.Samples().ToList();
        Assert.Equal(300, samples.Count);
        Assert.All(samples, i => Assert.True(Law.Current.Divisions.IsLowest(DivisionCode.Parse(i.Division)), $"{i.Division}"));
        Assert.Equal(300, samples.Select(i => i.Code).Distinct().Count());
    }
}
