using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>What the decision on an application does to the institution that it concerns, in the same transaction.</summary>
internal static class KindEffects
{
    /// <summary>The institution that an application concerns; null when it is to set one up.</summary>
    public static async Task<Institution?> ConcernedAsync(InstitutionsDb db, Application application) =>
        application.InstitutionId is { } id ? await db.Institutions.FindAsync(id) : null;

    /// <summary>The institution that a caller names for a draft; it must be the applicant's and in the division.</summary>
    public static async Task<Institution?> NamedAsync(InstitutionsDb db, Wire.Application wire, ApplicationKind kind)
    {
        if (wire.InstitutionId.Length == 0)
        {
            return kind is ApplicationKind.New or ApplicationKind.OnlineReapproval
                ? null
                : throw Rejection.Invalid("application.institution_id", "此类申请必填", "is required for this kind of application");
        }
        if (kind == ApplicationKind.New) throw Rejection.Invalid("application.institution_id", "新设申请不填", "is not set when an institution is to be set up");
        var institution = Guid.TryParse(wire.InstitutionId, out var id) ? await db.Institutions.FindAsync(id) : null;
        return institution is not null && institution.Code == wire.ApplicantCode && institution.Division == wire.Division
            ? institution
            : throw Rejection.NotFound($"institutions/{wire.InstitutionId}");
    }

    /// <summary>Completes a draft with what is licensed already, where the caller leaves it out.</summary>
    public static ApplicationContent Complete(ApplicationContent content, ApplicationKind kind, Institution? institution) => institution is null ? content : content with
    {
        Stages = content.Stages.Count > 0 ? content.Stages : institution.Stages,
        Mode = content.Mode ?? institution.Mode,
        Sites = content.Sites.Count > 0 || kind == ApplicationKind.AdditionalSite ? content.Sites : institution.Sites,
    };

    /// <summary>Does what an approval brings about.</summary>
    public static void Approve(InstitutionsDb db, Application application, Institution institution, Command command, AnswerCache cache)
    {
        var law = LawOf(application, command);
        var kind = Word(application.Kind);
        command.Announce(ApplicationGrpc.NameOf(application), application.Version, new ApplicationApproved
        {
            Division = application.Division,
            ApplicationId = application.Id.ToString(),
            LicenceNumber = institution.LicenceNumber,
            Kind = kind,
        });
        DomainEvent? fact = null;
        var (division, id) = (institution.Division, institution.Id.ToString());
        switch (application.Kind)
        {
            case ApplicationKind.Renewal:
                institution.Renew(command.Today, law.Limit(Law.ApprovalLicenceTermYears)?.Value);
                fact = new InstitutionRenewed { Division = division, InstitutionId = id, ValidUntil = institution.ValidUntil };
                break;
            case ApplicationKind.Change:
                var fields = institution.Amend(application);
                fact = new InstitutionChanged
                {
                    Division = division, InstitutionId = id, Fields = fields, Name = institution.Name, Category = Category(institution), Mode = Mode(institution),
                    LeaseEndsOn = institution.LeaseEndsOn,
                };
                break;
            case ApplicationKind.AdditionalSite:
                institution.AddSites(application.Sites);
                fact = new InstitutionSiteAdded { Division = division, InstitutionId = id, Addresses = [.. application.Sites.Select(s => s.Address)], LeaseEndsOn = institution.LeaseEndsOn };
                break;
            case ApplicationKind.ReReview:
                institution.KeepAfterReReview();
                fact = new InstitutionKept { Division = division, InstitutionId = id, Kind = kind, NonProfit = true };
                break;
            case ApplicationKind.OnlineReapproval:
                institution.KeepOnline();
                fact = new InstitutionKept { Division = division, InstitutionId = id, Kind = kind, NonProfit = institution.NonProfit };
                break;
            case ApplicationKind.Transformation:
                institution.Transform(application);
                fact = new InstitutionTransformed
                {
                    Division = division, InstitutionId = id, Category = Category(institution), Mode = Mode(institution),
                    Target = EnumMap<Wire.TransformationTarget, TransformationTarget>.Word(application.Particulars.Target!.Value),
                };
                break;
            case ApplicationKind.Closure:
                var plan = application.Particulars.Closure!;
                institution.Close(application, command.Caller.Department.ToCode(), command.Today);
                fact = new InstitutionClosing
                {
                    Division = division, InstitutionId = id, ClosesOn = plan.ClosesOn, Enrolled = plan.Pupils, PrepaidFen = plan.PrepaidFen,
                    Consequences = Standing.Record(db, MeasureType.Closure, [], institution, law).Owed.ToFacts(),
                };
                break;
        }
        command.Announce($"institutions/{id}", institution.Version, fact!);
        command.AfterCommit(() => cache.Renew(DirectoryGrpc.WhiteList));
    }

    /// <summary>Takes the licence or the filing from who failed where it had to be approved anew; other refusals leave the institution as it is.</summary>
    public static void Refuse(InstitutionsDb db, Application application, Institution? institution, Command command, AnswerCache cache)
    {
        if (application.Kind is not (ApplicationKind.ReReview or ApplicationKind.OnlineReapproval)) return;
        if (institution is { State: InstitutionState.Licensed })
        {
            institution.LoseLicence(application, command.Caller.Department.ToCode(), command.Today);
            command.Announce($"institutions/{institution.Id}", institution.Version, new InstitutionLicenceLost
            {
                Division = institution.Division,
                InstitutionId = institution.Id.ToString(),
                LicenceNumber = institution.LicenceNumber,
                Kind = Word(application.Kind),
                Consequences = Standing.Record(db, MeasureType.LicenceLoss, [], institution, LawOf(application, command)).Owed.ToFacts(),
            });
            command.AfterCommit(() => cache.Renew(DirectoryGrpc.WhiteList));
        }
        if (application.Kind != ApplicationKind.OnlineReapproval) return;
        command.Announce(ApplicationGrpc.NameOf(application), application.Version, new OnlineFilingLost
        {
            Division = application.Division,
            ApplicationId = application.Id.ToString(),
            InstitutionName = application.InstitutionName,
            UnifiedSocialCreditCode = application.ApplicantCode,
            FilingNumber = application.Particulars.FilingNumber,
            PermitAuthority = LawOf(application, command).Limit(Law.ApprovalIcpAuthority)?.Value,
        });
    }

    public static string Word(ApplicationKind kind) => EnumMap<Wire.ApplicationKind, ApplicationKind>.Word(kind);

    private static string Mode(Institution institution) => EnumMap<Wire.TrainingMode, TrainingMode>.Word(institution.Mode);

    private static string Category(Institution institution) => EnumMap<Wire.TrainingCategory, TrainingCategory>.Word(institution.Category);

    private static LawAt LawOf(Application application, Command command) => Law.Current.At(DivisionCode.Parse(application.Division), command.Today);
}
