using Google.Protobuf.WellKnownTypes;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using Type = ShuangJian.Protos.Type.V1;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Carries applications and institutions between contract and domain.</summary>
internal static class Mapping
{
    public static Wire.Application ToProto(this Application application, PersonalData protector)
    {
        var wire = new Wire.Application
        {
            ApplicationId = application.Id.ToString(),
            Division = application.Division,
            State = EnumMap<Wire.ApplicationState, ApplicationState>.ToWire(application.State),
            ApplicantCode = application.ApplicantCode,
            InstitutionName = application.InstitutionName,
            Category = EnumMap<Wire.TrainingCategory, TrainingCategory>.ToWire(application.Category),
            Mode = EnumMap<Wire.TrainingMode, TrainingMode>.ToWire(application.Mode),
            LegalRepresentative = application.RepresentativeCipher is { } cipher ? Representative.Unseal(cipher, protector).ToMaskedProto() : null,
            Decision = application.Decision?.ToProto(),
            DueDate = Days.Of(application.DueDate),
            Overdue = application.Overdue,
            Etag = Etag.Of(application.Version),
            CreateTime = application.CreatedAt.ToTimestamp(),
            UpdateTime = application.UpdatedAt.ToTimestamp(),
            SubmittedOn = Days.Of(application.SubmittedOn),
        };
        application.AddCaseTo(wire);
        wire.Stages.Add(application.Stages.Select(s => EnumMap<Wire.EducationStage, EducationStage>.ToWire(s)));
        wire.Sites.Add(application.Sites.Select(ToProto));
        wire.Documents.Add(application.Documents.Select(ToProto));
        wire.Remarks.Add(application.Remarks.Select(r => new Wire.FieldRemark { Field = r.Field, Remark = r.Remark }));
        wire.Findings.Add(application.Findings.Select(f => f.ToProto()));
        wire.Reviews.Add(application.Reviews.Select(review => review.ToProto(application)));
        return wire;
    }

    public static Wire.ListedInstitution ToProto(this Institution institution, Divisions divisions)
    {
        var wire = new Wire.ListedInstitution
        {
            InstitutionId = institution.Id.ToString(),
            Name = institution.Name,
            UnifiedSocialCreditCode = institution.Code,
            Division = institution.Division,
            DivisionName = divisions.TryGet(DivisionCode.Parse(institution.Division), out var division) ? division.FullName : "",
            Category = EnumMap<Wire.TrainingCategory, TrainingCategory>.ToWire(institution.Category),
            Mode = EnumMap<Wire.TrainingMode, TrainingMode>.ToWire(institution.Mode),
            LicenceNumber = institution.LicenceNumber,
            LicensedOn = Days.Of(institution.LicensedOn),
            State = EnumMap<Wire.InstitutionState, InstitutionState>.ToWire(institution.State),
            Sample = institution.Sample,
            StateSince = Days.Of(institution.StateSince),
            StateReason = institution.State == InstitutionState.Licensed ? "" : institution.StateReason,
            RectifyBy = Days.Of(institution.RectifyBy),
            ValidUntil = Days.Of(institution.ValidUntil),
            NonProfit = institution.NonProfit,
        };
        wire.Stages.Add(institution.Stages.Select(s => EnumMap<Wire.EducationStage, EducationStage>.ToWire(s)));
        wire.Sites.Add(institution.Sites.Select(ToProto));
        return wire;
    }

    public static Wire.InstitutionRow ToRow(this Institution institution)
    {
        var row = new Wire.InstitutionRow
        {
            Name = institution.Name,
            UnifiedSocialCreditCode = institution.Code,
            Division = institution.Division,
            Category = EnumMap<Wire.TrainingCategory, TrainingCategory>.ToWire(institution.Category),
            Mode = EnumMap<Wire.TrainingMode, TrainingMode>.ToWire(institution.Mode),
            LicenceNumber = institution.LicenceNumber,
            LicensedOn = Days.Of(institution.LicensedOn),
            ValidUntil = Days.Of(institution.ValidUntil),
        };
        row.Stages.Add(institution.Stages.Select(s => EnumMap<Wire.EducationStage, EducationStage>.ToWire(s)));
        row.Sites.Add(institution.Sites.Select(ToProto));
        return row;
    }

    /// <summary>What a row says. Its fields were checked when it was read.</summary>
    public static RegisteredInstitution ToRegistered(this Wire.InstitutionRow row) => new(
        row.Name,
        row.UnifiedSocialCreditCode,
        row.Division,
        EnumMap<Wire.TrainingCategory, TrainingCategory>.ToDomain(row.Category)!.Value,
        [.. row.Stages.Distinct().Select(s => EnumMap<Wire.EducationStage, EducationStage>.ToDomain(s)!.Value).Order()],
        EnumMap<Wire.TrainingMode, TrainingMode>.ToDomain(row.Mode)!.Value,
        [.. row.Sites.Select(s => new Site(s.Address, s.AreaSquareMetres, Days.Of(s.LeaseEndsOn)))],
        row.LicenceNumber,
        Days.Of(row.LicensedOn)!.Value,
        Days.Of(row.ValidUntil));

    public static Wire.Decision ToProto(this Decision decision)
    {
        var wire = new Wire.Decision
        {
            Verdict = EnumMap<Wire.Verdict, Verdict>.ToWire(decision.Verdict),
            Automatic = decision.Automatic,
            Reason = decision.Reason,
            DecidedOn = Days.Of(decision.DecidedOn),
            LicenceNumber = decision.LicenceNumber ?? "",
        };
        wire.Findings.Add(decision.Findings.Select(f => f.ToProto()));
        wire.Determinations.Add(decision.Determinations.Select(d => new Type.Determination { Rule = d.Rule, Breached = d.Breached, Reason = d.Reason }));
        return wire;
    }

    /// <summary>What a request says of the institution. Fields were checked at the edge.</summary>
    public static ApplicationContent ToContent(this Wire.Application wire) => new(
        wire.InstitutionName,
        EnumMap<Wire.TrainingCategory, TrainingCategory>.ToDomain(wire.Category) ?? default,
        [.. wire.Stages.Distinct().Select(s => EnumMap<Wire.EducationStage, EducationStage>.ToDomain(s)!.Value).Order()],
        EnumMap<Wire.TrainingMode, TrainingMode>.ToDomain(wire.Mode),
        [.. wire.Sites.Select(s => new Site(s.Address, s.AreaSquareMetres, Days.Of(s.LeaseEndsOn), s.PupilsAtOnce == 0 ? null : s.PupilsAtOnce))],
        [.. wire.Documents.Select(d => new Document(EnumMap<Wire.DocumentType, DocumentType>.ToDomain(d.Type)!.Value, d.Title, d.Sha256, Days.Of(d.ValidUntil)))],
        wire.ToParticulars());

    public static Ruling ToRuling(this Wire.DecideApplicationRequest request, string department) => new(
        EnumMap<Wire.Verdict, Verdict>.ToDomain(request.Verdict)!.Value,
        department,
        request.Reason,
        [.. request.Determinations.Select(d => new Determination(d.Rule, d.Breached, d.Reason))]);

    internal static Wire.Site ToProto(Site site) => new()
    {
        Address = site.Address,
        AreaSquareMetres = site.AreaSquareMetres,
        LeaseEndsOn = Days.Of(site.LeaseEndsOn),
        PupilsAtOnce = site.PupilsAtOnce ?? 0,
    };

    private static Wire.Document ToProto(Document document) => new()
    {
        Type = EnumMap<Wire.DocumentType, DocumentType>.ToWire(document.Type),
        Title = document.Title,
        Sha256 = document.Sha256,
        ValidUntil = Days.Of(document.ValidUntil),
    };
}
