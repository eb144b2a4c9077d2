using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Issues certificates to the institution itself and to the authorities of its place.</summary>
public sealed class CertificateGrpc(IDbContextFactory<InstitutionsDb> databases, Certificates certificates, TimeProvider clock)
    : CertificateService.CertificateServiceBase
{
    /// <inheritdoc />
    public override async Task<GetCertificateResponse> GetCertificate(GetCertificateRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var institution = await StandingGrpc.FindAsync(db, request.InstitutionId, Caller.Of(context));
        var code = certificates.CodeOf(institution);
        var authority = Competence.Of(institution.Category, Law.Current.At(DivisionCode.Parse(institution.Division), institution.LicensedOn)).Reviewers[0].Department;
        var page = PrintedCertificate.Of(institution.ToProto(Law.Current.Divisions), authority, code, clock.Today());
        return new GetCertificateResponse { Html = ByteString.CopyFromUtf8(page), VerificationCode = code };
    }
}
