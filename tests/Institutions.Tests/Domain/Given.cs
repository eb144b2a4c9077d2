using System.Text.Json;
using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

/// <summary>Applications in any state, made by the steps that lead there. Beijing's law leaves nothing open for arts in 2026.</summary>
internal static class Given
{
    internal const string Kunming = "530102";
    internal const string Taizhou = "331002";
    internal const string Jiulongpo = "500107";
    internal const string Yongchang = "620321";
    internal const string Beijing = "110101";

    internal static readonly DateOnly Today = new(2026, 9, 17);
    internal static readonly DateTimeOffset Now = new(2026, 9, 17, 10, 0, 0, TimeSpan.FromHours(8));
    internal static readonly SealedPerson Person = new("sealed", "hash");
    internal static readonly FieldRemark Remark = new("sites[0].lease_ends_on", "租期不足一年");

    internal static LawAt LawOf(string place, string day) => Law.Current.At(DivisionCode.Parse(place), DateOnly.Parse(day));

    internal static LawAt LawOf(Application application, DateOnly? day = null) =>
        Law.Current.At(DivisionCode.Parse(application.Division), day ?? Today);

    internal static ApplicationContent Content(
        TrainingCategory category = TrainingCategory.Arts, EducationStage stage = EducationStage.Primary) => new(
        "测试培训中心",
        category,
        [stage],
        TrainingMode.Offline,
        [new Site("测试路一号", 300, new DateOnly(2029, 12, 31))],
        [new Document(DocumentType.FireSafety, "消防安全证明", new string('a', 64), null)]);

    internal static Application Draft(string division = Beijing, ApplicationContent? content = null) =>
        Application.Create(Guid.CreateVersion7(), division, "91110101MA00000000", content ?? Content(), Person, Now);

    internal static Application Submitted(string division = Beijing, ApplicationContent? content = null, DateOnly? day = null)
    {
        var application = Draft(division, content);
        application.Submit(LawOf(application, day), Now);
        return application;
    }

    internal static Application Accepted(string division = Beijing, ApplicationContent? content = null, DateOnly? day = null)
    {
        var application = Submitted(division, content, day);
        application.Accept(LawOf(application, day), Now);
        return application;
    }

    internal static Application Reviewed(string division = Beijing, ApplicationContent? content = null, DateOnly? day = null)
    {
        var application = Accepted(division, content, day);
        foreach (var review in application.Reviews)
            application.Review(review.Department, ReviewOpinion.Agree, "", LawOf(application), Now);
        return application;
    }

    internal static Application In(ApplicationState state)
    {
        switch (state)
        {
            case ApplicationState.Draft:
                return Draft();
            case ApplicationState.Submitted:
                return Submitted();
            case ApplicationState.Accepted:
                return Reviewed();
            case ApplicationState.Refused:
                return Submitted(content: Content(TrainingCategory.Academic));
            case ApplicationState.Returned:
                var returned = Submitted();
                returned.Return([Remark], Now);
                return returned;
            case ApplicationState.Withdrawn:
                var withdrawn = Submitted();
                withdrawn.Withdraw(Now);
                return withdrawn;
            default:
                var approved = Reviewed();
                Approve(approved);
                return approved;
        }
    }

    internal static void Approve(Application application, params Determination[] determinations) => application.Decide(
        new Ruling(Verdict.Approve, application.Reviews[0].Department, "", determinations),
        new LicenceNumber(application.Division, Today.Year, 1), Today, Now);

    internal static void Refuse(Application application, string reason, params Determination[] determinations) => application.Decide(
        new Ruling(Verdict.Refuse, application.Reviews[0].Department, reason, determinations), null, Today, Now);

    /// <summary>Everything that can be seen of an application, to tell whether anything changed.</summary>
    internal static string Picture(Application application) => JsonSerializer.Serialize(application);
}
