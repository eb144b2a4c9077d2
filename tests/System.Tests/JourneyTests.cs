using System.Text.Json;

namespace ShuangJian.SystemTests;

/// <summary>Applications from draft to decision through the gateway, by a client in Python.</summary>
[Collection(nameof(Cluster))]
public sealed class JourneyTests(Cluster cluster)
{
    [Fact]
    public async Task An_arts_institution_is_approved_and_found_and_an_academic_one_is_refused_with_its_clause()
    {
        var applicants = cluster.Applicants("110101", 1).Concat(cluster.Applicants("530102", 1)).ToList();

        var steps = await cluster.RunAsync("file_and_decide.py", new { applicants });

        var approved = steps[0];
        Assert.Equal("APPLICATION_STATE_SUBMITTED", approved.Text("submitted"));
        Assert.Equal(2, approved.GetProperty("reviewers").GetArrayLength());
        Assert.Equal("APPLICATION_STATE_APPROVED", approved.Text("state"));
        Assert.Equal("样*", approved.GetProperty("representative").Text("name"));
        Assert.Equal("110105********002X", approved.GetProperty("representative").Text("identity_number"));
        var licence = approved.Text("licence_number");
        Assert.Matches(@"^110101-\d{4}-\d{5}$", licence);
        JsonElement[] found = [approved.GetProperty("by_code"), approved.GetProperty("by_number"), .. approved.GetProperty("by_name").EnumerateArray()];
        Assert.Equal(3, found.Length);
        Assert.All(found, institution =>
        {
            Assert.Equal("东城测试美术培训学校", institution.Text("name"));
            Assert.Equal(applicants[0].Code, institution.Text("unified_social_credit_code"));
            Assert.Equal(licence, institution.Text("licence_number"));
            Assert.Equal("INSTITUTION_STATE_LICENSED", institution.Text("state"));
            Assert.DoesNotContain("样例", institution.GetRawText(), StringComparison.Ordinal);
        });
        Assert.Contains(licence, steps[1].Text("text_zh"), StringComparison.Ordinal);

        var refused = steps[2];
        Assert.Equal("NewAcademicForCompulsoryEducation", Assert.Single(steps[2].GetProperty("foretold").EnumerateArray()).GetString());
        Assert.Equal("APPLICATION_STATE_REFUSED", refused.Text("state"));
        Assert.True(refused.GetProperty("decision").GetProperty("automatic").GetBoolean());
        var finding = refused.GetProperty("decision").GetProperty("findings").EnumerateArray().Single(f => f.Text("rule") == "NewAcademicForCompulsoryEducation");
        Assert.Equal("SEVERITY_BREACH", finding.Text("severity"));
        Assert.Contains(finding.GetProperty("basis").EnumerateArray(), basis => basis.Text("clause") == "KM-6");
        var why = steps[3];
        Assert.Equal("530102", why.Text("division"));
        Assert.Contains("不再审批", why.Text("text_zh"), StringComparison.Ordinal);
        Assert.Contains(why.GetProperty("parameters").EnumerateArray(), p => p.Text("key") == "admission/new_academic_compulsory_prohibited");
        Assert.Equal("NOT_FOUND", steps[4].Text("code"));
        Assert.Equal("RESOURCE_NOT_FOUND", steps[4].Text("reason"));
    }

    [Fact]
    public async Task What_was_decided_is_on_the_white_list_at_once_also_when_it_was_asked_for_just_before()
    {
        var answers = await cluster.RunAsync("read_your_write.py", new { applicants = cluster.Applicants("110101", 5) });

        Assert.Equal(5, answers.Count);
        Assert.All(answers, answer =>
        {
            Assert.Equal("""[0, "NOT_FOUND"]""", answer.GetProperty("before").GetRawText());
            Assert.Equal("""[1, "OK"]""", answer.GetProperty("after").GetRawText());
        });
    }

    [Fact]
    public async Task A_regulator_of_the_next_district_and_another_organisation_neither_see_nor_act()
    {
        var attempts = await cluster.RunAsync("outsider.py", new { applicants = cluster.Applicants("530102", 2) });

        Assert.Equal(4 * 12 + 1 + 2, attempts.Count);
        foreach (var attempt in attempts)
        {
            var (who, method) = (attempt.Text("who"), attempt.Text("method"));
            if (who == "in charge")
            {
                Assert.Equal("五华测试舞蹈培训学校", attempt.Text("name"));
                Assert.Equal("APPLICATION_STATE_SUBMITTED", attempt.Text("state"));
                continue;
            }
            var reason = (who, method) switch
            {
                ("nobody", _) => "TOKEN_MISSING",
                ("forger", _) => "TOKEN_INVALID",
                ("neighbour", "WithdrawApplication") => "AUDIENCE_NOT_ALLOWED",
                ("neighbour", _) => "OUT_OF_JURISDICTION",
                (_, "ReturnApplication" or "AcceptApplication" or "ReviewApplication" or "DecideApplication" or "RevealLegalRepresentative") => "AUDIENCE_NOT_ALLOWED",
                (_, "CreateApplication") => "FIELD_INVALID",
                // An organisation lists its own applications; this one has none.
                (_, "ListApplications") => "",
                _ => "RESOURCE_NOT_FOUND",
            };
            Assert.Equal($"{who} {method} {reason}", $"{who} {method} {attempt.Text("reason")}");
        }
    }
}
