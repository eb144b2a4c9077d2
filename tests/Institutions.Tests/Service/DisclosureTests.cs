using System.Text.Json;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Platform.Personal;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using Institution = ShuangJian.Institutions.Domain.Institution;

namespace ShuangJian.Institutions.Tests.Service;

public sealed class DisclosureTests : IAsyncLifetime
{
    private LifeHost _life = null!;

    public async Task InitializeAsync() => _life = await LifeHost.StartAsync();

    public async Task DisposeAsync() => await _life.DisposeAsync();

    [Fact]
    public async Task A_certificate_is_checked_at_the_look_up_and_none_can_be_invented()
    {
        var institution = await _life.LicenseAsync("测试<b>美术</b>中心");
        var issued = await CertificateAsync(institution);
        var html = issued.Html.ToStringUtf8();
        foreach (var part in new[] { "测试&lt;b&gt;美术", institution.Code, institution.LicenceNumber, "北京市", "文化艺术类", "2026年9月1日", issued.VerificationCode, "<svg class=\"qr\"" })
            Assert.Contains(part, html, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"mark\"", html, StringComparison.Ordinal);
        var found = await CheckAsync(issued.VerificationCode);
        Assert.Equal((institution.Id.ToString(), false), (found.Institution.InstitutionId, found.CertificateOutdated));

        foreach (var invented in new[] { $"{institution.LicenceNumber}-1-00000000000000000000", issued.VerificationCode.Replace("-1-", "-2-", StringComparison.Ordinal), issued.VerificationCode[..^1] + "G", institution.LicenceNumber })
        {
            var refusal = await RichError.OfAsync(_life.Directory.LookUpInstitutionAsync(new() { VerificationCode = invented }));
            Assert.Equal(StatusCode.NotFound, refusal.Code);
        }
    }

    [Fact]
    public async Task The_certificate_of_a_revoked_licence_says_so_and_the_old_one_is_known_as_outdated()
    {
        var institution = await _life.LicenseAsync();
        var old = (await CertificateAsync(institution)).VerificationCode;
        await _life.Office().RevokeInstitutionAsync(new()
        {
            RequestId = Registry.NewId(), InstitutionId = institution.Id.ToString(), Grounds = { MeasureGround.IllegalCharging }, Reason = "违规收费",
        });
        var found = await CheckAsync(old);
        Assert.Equal((InstitutionState.Revoked, "违规收费", true), (found.Institution.State, found.Institution.StateReason, found.CertificateOutdated));
        var renewed = await CertificateAsync(institution);
        Assert.Contains("<div class=\"mark\">已吊销</div>", renewed.Html.ToStringUtf8(), StringComparison.Ordinal);
        Assert.Contains("自2026年11月20日起已吊销：违规收费", renewed.Html.ToStringUtf8(), StringComparison.Ordinal);
        Assert.False((await CheckAsync(renewed.VerificationCode)).CertificateOutdated);
        var stranger = new CertificateService.CertificateServiceClient(_life.Host.AsInstitution("110101", Registry.NewCode()));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.GetCertificateAsync(new() { InstitutionId = institution.Id.ToString() }))).Code);
        var elsewhere = new CertificateService.CertificateServiceClient(_life.Host.AsRegulator("110102"));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(elsewhere.GetCertificateAsync(new() { InstitutionId = institution.Id.ToString() }))).Reason);
    }

    [Fact]
    public async Task The_disclosure_page_is_put_together_from_what_the_other_services_published()
    {
        var institution = await _life.LicenseAsync();
        var id = institution.Id.ToString();
        await ApplyAsync(new CoursePublished { Division = "110101", InstitutionId = id, CourseId = "c-1", Title = "素描<初级>", Schedule = "每周六 9:00–10:30", Lessons = 16, PriceFen = 320_050 });
        await ApplyAsync(new FeeStandardPublished
        {
            Division = "110101", InstitutionId = id, FeeStandardId = "f-1", Title = "素描", PriceFen = 20_000, Unit = "每课时", RefundStandard = "开课前全额退费", CustodianName = "测试银行",
        });
        await ApplyAsync(Tutor(id, "t-1", new TutorFacts("测试甲", "素描", "20261100000001"), foreign: false));
        await ApplyAsync(Tutor(id, "t-2", new TutorFacts("Test Tutor", "Drawing", "C-2", PermitNumber: "W-77"), foreign: true));

        var page = await PageAsync(id);
        Assert.Equal((institution.LicenceNumber, "CULTURE_TOURISM", InstitutionState.Licensed), (page.Institution.LicenceNumber, page.CompetentDepartment, page.Institution.State));
        Assert.Equal(("素描<初级>", 16, 320_050L), (page.Courses[0].Title, page.Courses[0].Lessons, page.Courses[0].PriceFen));
        Assert.Equal(("开课前全额退费", "测试银行"), (page.Fees[0].RefundStandard, page.Fees[0].CustodyBank));
        Assert.Equal([("测试甲", false, ""), ("Test Tutor", true, "W-77")], page.Tutors.Select(t => (t.Name, t.Foreign, t.PermitNumber)));
        Assert.Equal(ListKind.White, Assert.Single(page.Entries).Kind);
        var html = (await Pages.PrintDisclosureAsync(new() { InstitutionId = id })).Html.ToStringUtf8();
        foreach (var part in new[] { "素描&lt;初级&gt;", "3200.50元", "开课前全额退费", "测试甲", "W-77", "size:A4" })
            Assert.Contains(part, html, StringComparison.Ordinal);

        await ApplyAsync(new DisclosureWithdrawn { Division = "110101", InstitutionId = id, ItemKind = "TUTOR", ItemId = "t-2" }, minutes: 5);
        await ApplyAsync(Tutor(id, "t-2", new TutorFacts("Late", "Drawing", "C-2"), foreign: true), minutes: 4);
        await ApplyAsync(new CoursePublished { Division = "110101", InstitutionId = id, CourseId = "c-1", Title = "旧名", Schedule = "每周日", Lessons = 1, PriceFen = 1 }, minutes: -1);
        page = await PageAsync(id);
        Assert.Equal("测试甲", Assert.Single(page.Tutors).Name);
        Assert.Equal("素描<初级>", Assert.Single(page.Courses).Title);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(Pages.GetDisclosureAsync(new() { InstitutionId = Guid.CreateVersion7().ToString() }))).Code);
    }

    [Fact]
    public async Task A_teacher_is_nowhere_stored_in_the_open()
    {
        var institution = await _life.LicenseAsync();
        await ApplyAsync(Tutor(institution.Id.ToString(), "t-1", new TutorFacts("测试乙", "国画", "20261100000009"), foreign: false));
        await using var db = await _life.DbAsync();
        var row = Assert.Single(await db.DisclosedItems.ToListAsync());
        Assert.DoesNotContain("测试乙", row.Content + row.Sealed, StringComparison.Ordinal);
        Assert.Equal("测试乙", Assert.Single((await PageAsync(institution.Id.ToString())).Tutors).Name);
    }

    [Fact]
    public async Task A_teacher_is_renewed_under_a_new_key_and_a_certificate_holds_while_its_key_is_in_the_ring()
    {
        var institution = await _life.LicenseAsync();
        var code = (await CertificateAsync(institution)).VerificationCode;
        await ApplyAsync(Tutor(institution.Id.ToString(), "t-1", new TutorFacts("测试丙", "书法", "20261100000010"), foreign: false));
        PersonalDataTests.AddCurrentKey(_life.Host.PersonalKeys);
        await _life.RestartAsync("2026-11-20");
        Assert.Equal(institution.Id.ToString(), (await CheckAsync(code)).Institution.InstitutionId);
        await Eventually.TrueAsync("a renewed teacher", async () =>
        {
            await using var db = await _life.DbAsync();
            return await db.DisclosedItems.AllAsync(i => i.Sealed!.StartsWith("k2."));
        });
        PersonalDataTests.RemoveKey(_life.Host.PersonalKeys, "k1");
        await _life.RestartAsync("2026-11-20");
        Assert.Equal("测试丙", Assert.Single((await PageAsync(institution.Id.ToString())).Tutors).Name);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(_life.Directory.LookUpInstitutionAsync(new() { VerificationCode = code }))).Code);
    }

    private DisclosureService.DisclosureServiceClient Pages => new(_life.Host.Channel);

    private async Task<Disclosure> PageAsync(string id) => (await Pages.GetDisclosureAsync(new() { InstitutionId = id })).Disclosure;

    private async Task<GetCertificateResponse> CertificateAsync(Institution institution) =>
        await new CertificateService.CertificateServiceClient(_life.Host.AsInstitution("110101", institution.Code)).GetCertificateAsync(new() { InstitutionId = institution.Id.ToString() });

    private async Task<LookUpInstitutionResponse> CheckAsync(string code) => await _life.Directory.LookUpInstitutionAsync(new() { VerificationCode = code });

    private Task ApplyAsync(DomainEvent fact, int minutes = 0) => _life.DeliverAsync("institutions.disclosure", fact, _life.Clock.Now.UtcDateTime.AddMinutes(minutes));

    private TutorPublished Tutor(string institution, string id, TutorFacts facts, bool foreign) => new()
    {
        Division = "110101",
        InstitutionId = institution,
        TutorId = id,
        Sealed = _life.Host.Services.GetRequiredService<PersonalData>().Protect(JsonSerializer.Serialize(facts, JsonSerializerOptions.Web)),
        Foreign = foreign,
    };
}
