namespace ShuangJian.SystemTests;

/// <summary>Every kind of application through the gateway, by a client in Python.</summary>
[Collection(nameof(Cluster))]
public sealed class KindTests(Cluster cluster)
{
    [Fact]
    public async Task Every_kind_of_application_does_to_the_institution_what_it_says()
    {
        var applicants = cluster.Applicants("110101", 1).Concat(cluster.Applicants("530102", 3)).ToList();

        var steps = await cluster.RunAsync("kinds.py", new { applicants });

        var decided = steps.Where(s => s.TryGetProperty("found", out _)).ToDictionary(s => s.Text("kind")["APPLICATION_KIND_".Length..]);
        Assert.Equal(["ADDITIONAL_SITE", "CHANGE", "CLOSURE", "RENEWAL", "TRANSFORMATION"], decided.Keys.Order(StringComparer.Ordinal));
        Assert.All(decided.Values, step => Assert.Equal("APPLICATION_STATE_APPROVED", step.Text("state")));
        var (renewed, changed, extended) = (decided["RENEWAL"].GetProperty("found"), decided["CHANGE"].GetProperty("found"), decided["ADDITIONAL_SITE"].GetProperty("found"));
        Assert.True(DateOnly.Parse(renewed.Text("valid_until")) > DateOnly.Parse(renewed.Text("licensed_on")).AddYears(3));
        Assert.Equal("东城测试书画培训学校", changed.Text("name"));
        Assert.Equal(["测试路一号二层", "测试南路二号一层"], extended.GetProperty("sites").EnumerateArray().Select(s => s.Text("address")));
        Assert.Equal("TRAINING_CATEGORY_ARTS", decided["TRANSFORMATION"].GetProperty("found").Text("category"));
        Assert.Equal("INSTITUTION_STATE_CLOSING", decided["CLOSURE"].GetProperty("found").Text("state"));

        var waiting = steps.Where(s => s.TryGetProperty("shown", out _)).ToList();
        Assert.Equal(["APPLICATION_KIND_RE_REVIEW", "APPLICATION_KIND_ONLINE_REAPPROVAL"], waiting.Select(s => s.Text("kind")));
        Assert.All(waiting, step =>
        {
            Assert.Equal(("APPLICATION_STATE_ACCEPTED", true, true), (step.Text("state"), step.GetProperty("shown").GetBoolean(), step.GetProperty("objected").GetBoolean()));
            Assert.DoesNotContain("13800000000", step.Text("contact"), StringComparison.Ordinal);
            Assert.Equal(("FAILED_PRECONDITION", "NOTICE_RUNNING"), (step.Text("code"), step.Text("reason")));
        });
        Assert.Equal(["custody", "filings", "schools", "supervision"],
            steps[^1].GetProperty("consequences").EnumerateArray().Select(c => c.GetString()).Order(StringComparer.Ordinal));
    }
}
