using System.Text.Json;

namespace ShuangJian.SystemTests;

/// <summary>What stands between officers: the moment, the county, and what an applicant may still do; by clients in Python through the gateway.</summary>
[Collection(nameof(Cluster))]
public sealed class RegistryEdgeTests(Cluster cluster)
{
    [Fact]
    public async Task Of_two_officers_who_decide_one_case_at_once_one_wins_and_the_other_learns_why()
    {
        var turns = await cluster.RunAsync("two_decide.py", new { applicants = cluster.Applicants("110101", 8) });

        Assert.Equal(8, turns.Count);
        foreach (var turn in turns)
        {
            var told = turn.GetProperty("told").EnumerateObject().ToDictionary(t => t.Name, t => t.Value);
            var winner = Assert.Single(told, t => t.Value.Text("code") == "OK").Key;
            var (state, verdict) = winner == "VERDICT_APPROVE" ? ("APPLICATION_STATE_APPROVED", winner) : ("APPLICATION_STATE_REFUSED", winner);
            Assert.Equal((state, verdict), (turn.Text("state"), turn.Text("verdict")));
            var loser = Assert.Single(told, t => t.Key != winner).Value;
            var facts = loser.GetProperty("facts");
            if (turn.Text("etag").Length > 0)
                Assert.Equal(("ABORTED", "ETAG_MISMATCH", turn.Text("current")), (loser.Text("code"), loser.Text("reason"), facts.Text("current_etag")));
            else
                Assert.Equal(("FAILED_PRECONDITION", "APPLICATION_STATE", state["APPLICATION_STATE_".Length..]), (loser.Text("code"), loser.Text("reason"), facts.Text("state")));
            Assert.Contains(loser.Text("zh"), c => c >= 0x4E00);
        }
    }

    [Fact]
    public async Task A_regulator_of_the_next_county_neither_sees_nor_touches_anything_by_any_method_that_reflection_names()
    {
        var said = await cluster.RunAsync("next_county.py", new { applicants = cluster.Applicants("530102", 4) });

        var attempts = said.Where(s => s.TryGetProperty("method", out _)).ToList();
        string Line(JsonElement attempt) => $"{attempt.Text("service")}/{attempt.Text("method")}";
        Assert.True(attempts.Count >= 85, $"Only {attempts.Count} methods were named.");
        Assert.Equal(19, attempts.Select(a => a.Text("service")).Distinct().Count());
        var closed = attempts.Where(a => !a.GetProperty("public").GetBoolean()).ToList();
        Assert.Equal(
            closed.Select(a => $"{Line(a)} {(a.GetProperty("regulators").GetBoolean() ? "OUT_OF_JURISDICTION" : "AUDIENCE_NOT_ALLOWED")}"),
            closed.Select(a => $"{Line(a)} {a.Text("reason")}"));
        Assert.All(closed, a => Assert.Equal("PERMISSION_DENIED", a.Text("code")));
        var listed = closed.Where(a => a.TryGetProperty("own", out _)).ToList();
        Assert.True(listed.Count >= 12);
        // These name a campaign and a declaration of the next county by their identifiers.
        Assert.Equal(["CampaignService/ListCampaignInstitutions RESOURCE_NOT_FOUND", "CapitalService/ListHoldings OUT_OF_JURISDICTION"], listed.Where(a => a.Text("own") != "OK").Select(a => $"{Line(a)} {a.Text("own")}"));
        Assert.All(listed.Where(a => a.Text("own") == "OK"), a => Assert.Empty(a.GetProperty("leaks").EnumerateArray()));

        var county = said[^1];
        Assert.True(county.GetProperty("read").GetInt32() >= 25);
        // The panel has not decided, so nothing binds yet.
        Assert.Equal(["shuangjian.institution.v1.ClassificationService.GetBindingClassification"], county.GetProperty("refused").EnumerateArray().Select(m => m.GetString()));
        Assert.Empty(county.GetProperty("changed").EnumerateArray());
    }

    [Fact]
    public async Task An_application_is_mended_returned_with_remarks_filed_again_with_its_changes_shown_and_withdrawn()
    {
        var steps = (await cluster.RunAsync("returned.py", new { applicants = cluster.Applicants("110101", 1) })).ToDictionary(s => s.Text("step"));

        Assert.Equal(("APPLICATION_STATE_DRAFT", "东城测试象棋培训学校"), (steps["renamed"].Text("state"), steps["renamed"].Text("name")));
        Assert.Equal(("ABORTED", "ETAG_MISMATCH", steps["renamed"].Text("etag")),
            (steps["stale"].Text("code"), steps["stale"].Text("reason"), steps["stale"].GetProperty("facts").Text("current_etag")));
        Assert.Equal("APPLICATION_STATE", steps["closed"].Text("reason"));
        Assert.Equal(["remarks"], steps["silent"].GetProperty("fields").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal(("APPLICATION_STATE_RETURNED", "租期不足", "名称不合规"),
            (steps["returned"].Text("state"), steps["returned"].GetProperty("remarks").Text("sites[0].lease_ends_on"), steps["returned"].GetProperty("remarks").Text("institution_name")));
        Assert.Empty(steps["mended"].GetProperty("changes").EnumerateArray());
        foreach (var step in new[] { "resubmitted", "seen" })
        {
            Assert.Equal("APPLICATION_STATE_SUBMITTED", steps[step].Text("state"));
            var changes = steps[step].GetProperty("changes").EnumerateArray().ToDictionary(c => c[0].GetString()!, c => (Old: c[1].GetString()!, New: c[2].GetString()!));
            Assert.Equal(["institution_name", "sites[0]"], changes.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(("东城测试象棋培训学校", "东城测试棋类培训学校"), changes["institution_name"]);
            Assert.Contains("2031-12-31", changes["sites[0]"].Old, StringComparison.Ordinal);
            Assert.Contains("2033-12-31", changes["sites[0]"].New, StringComparison.Ordinal);
            Assert.Empty(steps[step].GetProperty("remarks").EnumerateObject());
        }
        Assert.Equal("AUDIENCE_NOT_ALLOWED", steps["by the office"].Text("reason"));
        Assert.Equal("APPLICATION_STATE_WITHDRAWN", steps["withdrawn"].Text("state"));
        Assert.Equal(("APPLICATION_STATE", "WITHDRAWN"), (steps["again"].Text("reason"), steps["again"].GetProperty("facts").Text("state")));
        Assert.Equal("APPLICATION_STATE_SUBMITTED", steps["anew"].Text("state"));
    }
}
