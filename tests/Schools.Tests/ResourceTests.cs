using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;
using ProgrammeKind = ShuangJian.Protos.School.V1.ProgrammeKind;
using Resource = ShuangJian.Protos.School.V1.Resource;
using ProviderKind = ShuangJian.Protos.School.V1.ProviderKind;

namespace ShuangJian.Schools.Tests;

/// <summary>The register of who can hold a programme.</summary>
public sealed class ResourceTests : SchoolsTest
{
    private protected override Task FillAsync() => _host.PlanAsync();

    [Fact]
    public async Task Resources_of_the_county_hold_programmes_if_they_are_fit()
    {
        var professional = await RegisterAsync(new Resource { Kind = ProviderKind.Professional, PersonName = "样例人员一", IdentityNumber = ServiceSample.Identity(901), Offers = "武术" });
        Assert.Equal(("样**", "910000********" + ServiceSample.Identity(901)[^4..]), (professional.PersonName, professional.IdentityNumber));
        var draft = ServiceSample.Bare(_host.Code, 20, ProgrammeKind.Club);
        draft.ProviderId = professional.ResourceId;
        Assert.Equal("ProfessionalIsNotQualified", (await RichError.OfAsync(_host.Offer(draft))).Facts["rules"]);
        draft.ProviderId = (await RegisterAsync(new Resource
        {
            Kind = ProviderKind.Professional, PersonName = "样例人员二", IdentityNumber = ServiceSample.Identity(902), Offers = "武术", Qualification = "社会体育指导员", QualifiedUntil = "2027-12-31",
        })).ResourceId;
        Assert.Equal(ProviderKind.Professional, (await _host.OfferAsync(draft)).ProviderKind);
        var centre = await RegisterAsync(new Resource { Kind = ProviderKind.YouthCentre, Organization = "测试区青少年活动中心", Offers = "航模" });
        Assert.Equal("YOUTH_CENTRE", (await _host.HearAsync<ResourceRegistered>(centre.ResourceId)).Kind);
        draft.ProviderId = centre.ResourceId;
        Assert.Equal(ProviderKind.YouthCentre, (await _host.OfferAsync(draft)).ProviderKind);
        await Office().EndResourceAsync(new() { RequestId = Registry.NewId(), ResourceId = centre.ResourceId });
        draft.From = SchoolsHost.Today;
        Assert.Equal(["programme.provider_id"], (await RichError.OfAsync(_host.Offer(draft))).Fields.Keys);
        Assert.Equal(2, (await Office().ListResourcesAsync(new() { Division = "530102", Kinds = { ProviderKind.Professional } })).Resources.Count);
    }

    [Fact]
    public async Task A_resource_is_a_person_or_an_organisation_and_a_sent_teacher_is_one()
    {
        async Task<IEnumerable<string>> FieldsAsync(Resource resource) => (await RichError.OfAsync(Register(resource))).Fields.Keys;
        Assert.Equal(["resource.kind"], await FieldsAsync(new Resource { Kind = ProviderKind.Institution, Organization = "机构", Offers = "合唱" }));
        Assert.Equal(["resource.organization"], await FieldsAsync(new Resource { Kind = ProviderKind.SocialResource, Offers = "合唱" }));
        Assert.Equal(["resource.person_name"], await FieldsAsync(new Resource { Kind = ProviderKind.Volunteer, IdentityNumber = ServiceSample.Identity(1), Offers = "合唱" }));
        Assert.Equal(["resource.identity_number"], await FieldsAsync(new Resource { Kind = ProviderKind.Volunteer, PersonName = "样例人员", Offers = "合唱" }));
        var teacher = new Resource { Kind = ProviderKind.SentTeacher, PersonName = "样例教师", IdentityNumber = ServiceSample.Identity(1), Offers = "数学答疑" };
        Assert.Equal("TEACHER_NOT_IN_SERVICE", (await RichError.OfAsync(Register(teacher))).Reason);
        teacher.IdentityNumber = Registry.IdentityNumber;
        Assert.Equal(ProviderKind.SentTeacher, (await Register(teacher)).Resource.Kind);
        var mine = new ResourceService.ResourceServiceClient(_host.Caller());
        teacher.Division = "530102";
        Assert.Equal(["resource.school_code"], (await RichError.OfAsync(mine.RegisterResourceAsync(new() { RequestId = Registry.NewId(), Resource = teacher }))).Fields.Keys);
    }

    private ResourceService.ResourceServiceClient Office() => new(_host.Officer());

    private AsyncUnaryCall<RegisterResourceResponse> Register(Resource resource)
    {
        resource.Division = "530102";
        return Office().RegisterResourceAsync(new() { RequestId = Registry.NewId(), Resource = resource });
    }

    private async Task<Resource> RegisterAsync(Resource resource) => (await Register(resource)).Resource;
}
