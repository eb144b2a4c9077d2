using Grpc.Core;
using ShuangJian.Protos.Institution.V1;
using Spectre.Console;

namespace ShuangJian.Standalone;

/// <summary>
/// What follows a licence (X2): the institution teaches, charges and serves a school; it is advertised against the law and
/// complained of, warned about, inspected, ordered to mend, and punished; and every service draws its consequence.
/// </summary>
/// <param name="stage">What the story needs.</param>
/// <param name="licensed">The application that led to the licence.</param>
internal sealed partial class ClosedLoop(Stage stage, Application licensed)
{
    private readonly DirectoryService.DirectoryServiceClient _directory = new(stage.Gateway);
    private ListedInstitution _institution = null!;

    /// <summary>Words by which an event is known to belong to the story.</summary>
    public List<string> Marks { get; } = [licensed.ApplicationId, licensed.ApplicantCode];

    private Narrator Tell => stage.Narrator;

    private string Place => licensed.Division;

    private string Code => licensed.ApplicantCode;

    /// <summary>The institution itself.</summary>
    private Metadata Own => Stage.As("INSTITUTION", Place, Code);

    /// <summary>The department that licensed it.</summary>
    private Metadata Competent => Officer(Tour.CompetentIn(licensed));

    private Metadata Officer(string department, string? subject = null) => Stage.As("REGULATOR", Place, department, subject);

    /// <summary>Tells it to its end.</summary>
    public async Task TellAsync(CancellationToken cancellation)
    {
        _institution = (await _directory.LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = Code }, cancellationToken: cancellation)).Institution;
        Marks.Add(_institution.InstitutionId);
        await NominateAsync(cancellation);
        await OpenAsync(cancellation);
        await WarnAsync(cancellation);
        await InspectAsync(cancellation);
        await OrderAsync(cancellation);
        await PunishAsync(cancellation);
        await CarryOutAsync(cancellation);
        await PupilsFirstAsync(cancellation);
    }

    private const string RealClock = "[grey]该平台的时钟不由演练拨动，期限自行届满 the clock of this platform is not the tour's: the term ends by itself[/]";

    private static string Text(string text) => Markup.Escape(text);
}
