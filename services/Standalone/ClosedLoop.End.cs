using Google.Protobuf.Collections;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.School.V1;
using ShuangJian.Protos.Supervision.V1;
using Zh = ShuangJian.Policy.Zh;

namespace ShuangJian.Standalone;

/// <content>How it ends: the penalty, and what every service makes of it.</content>
internal sealed partial class ClosedLoop
{
    /// <summary>What other rhythms or persons see to: the next edition of the lists, and the staff of an institution that ends.</summary>
    private static readonly PenaltyEffectKind[] s_byOthers = [PenaltyEffectKind.ListEdition, PenaltyEffectKind.Labour];

    private readonly PenaltyService.PenaltyServiceClient _penalties = new(stage.Gateway);
    private string _penalty = "";

    private async Task PunishAsync(CancellationToken cancellation)
    {
        Tell.Chapter("处罚 Penalty", "立案、建议、告知、陈述、另一人决定 · opened, proposed, notified, heard, and decided by another person");
        var (officer, head) = (Officer(Tour.CompetentIn(licensed), "officer-a"), Officer(Tour.CompetentIn(licensed), "officer-b"));
        var opened = (await _penalties.OpenPenaltyCaseAsync(new()
        {
            RequestId = Stage.NewId(), Division = Place, Source = PenaltySource.Inspection, SourceReference = _inspection, Description = "在未经审批的教学点培训，逾期未整改",
            Party = new PenaltyParty { Kind = PenaltyPartyKind.Institution, Name = _institution.Name, CreditCode = Code, InstitutionId = _institution.InstitutionId },
            Facts = new PenaltyFacts
            {
                KindId = "unapproved-site", EndedOn = _found, FoundOn = _found, Category = _institution.Category, Gravity = BreachGravity.Grave, Pupils = 12, InServiceTeacher = true,
            },
            Evidence = { new PenaltyEvidence { Title = "现场检查照片", Sha256 = new string('e', 64) } },
        }, officer, cancellationToken: cancellation)).Penalty;
        _penalty = opened.PenaltyId;
        Marks.Add(_penalty);
        Tell.Step($"案由 kind [bold]{opened.Facts.KindId}[/]，有权机关 power {opened.Assessment.Authority}，可给予 may {string.Join(' ', opened.Assessment.May)}");
        Tell.Show(opened.Assessment.Article);
        foreach (var finding in opened.Assessment.Findings) Tell.Show(finding);
        PenaltyMeasure[] measures = [PenaltyMeasure.Stop, PenaltyMeasure.Refund, PenaltyMeasure.Revocation];
        await _penalties.ProposePenaltyAsync(new()
        {
            RequestId = Stage.NewId(), PenaltyId = _penalty, Measures = { measures }, Reasons = "事实清楚，证据充分，逾期拒不整改", Determinations = { Narrator.Settle(opened.Assessment.Findings) },
        }, officer, cancellationToken: cancellation);
        await _penalties.NotifyPenaltyPartyAsync(new() { RequestId = Stage.NewId(), PenaltyId = _penalty }, officer, cancellationToken: cancellation);
        var heard = (await _penalties.SubmitPenaltyStatementAsync(
            new() { RequestId = Stage.NewId(), PenaltyId = _penalty, Text = "没有异议，放弃其余期限", WaivesRest = true }, Own, cancellationToken: cancellation)).Penalty;
        Tell.Step($"告知 notified {heard.Notice.NotifiedOn}，当事人陈述 the party was heard");
        var decided = (await _penalties.DecidePenaltyAsync(Decision(measures, opened.Assessment.Findings, heard.Notice.NotifiedOn), head, cancellationToken: cancellation)).Penalty;
        Tell.Step($"决定 decided [bold red]{string.Join(' ', decided.Decision.Measures)}[/] {decided.Decision.DecidedOn}");
        stage.Learn(decided.Decision.DecidedOn);
        await _penalties.ServePenaltyAsync(
            new() { RequestId = Stage.NewId(), PenaltyId = _penalty, ServedOn = decided.Decision.DecidedOn, Method = "直接送达" }, officer, cancellationToken: cancellation);
    }

    private DecidePenaltyRequest Decision(PenaltyMeasure[] measures, RepeatedField<ShuangJian.Protos.Type.V1.Finding> findings, string metOn) => new()
    {
        RequestId = Stage.NewId(), PenaltyId = _penalty, Measures = { measures }, Reasons = "经集体讨论，事实清楚，证据充分", Determinations = { Narrator.Settle(findings) },
        Together = new CollectiveDecision { MetOn = metOn, Roles = { "主要负责人", "分管负责人" }, MinutesSha256 = new string('d', 64) },
    };

    private async Task CarryOutAsync(CancellationToken cancellation)
    {
        Tell.Chapter("落实 Carried out", "各服务依事件办理并回报 · every service acts on the event and confirms");
        var effects = await Stage.UntilAsync(
            "the effects of the penalty", async () => (await _penalties.GetPenaltyCaseAsync(new() { PenaltyId = _penalty }, Competent, cancellationToken: cancellation)).Effects,
            all => all.Any(e => e.Kind == PenaltyEffectKind.AfterSchool) && all.Where(e => !s_byOthers.Contains(e.Kind)).All(e => e.State == PenaltyEffectState.Done), cancellation);
        foreach (var effect in effects.OrderBy(e => e.ConfirmTime))
            Tell.Step($"{effect.Kind} → {effect.Service} [bold]{effect.State}[/] {Text(effect.Note)}{(effect.State == PenaltyEffectState.Done ? "" : $"（期限 due {effect.DueDate}）")}");
        var listed = (await _directory.LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = Code }, cancellationToken: cancellation)).Institution;
        Tell.Step($"登记 registry：[bold]{listed.State}[/]，白名单 on the white list：{((await OnWhiteListAsync(cancellation)) ? "是 yes" : "[bold]否 no[/]")}");
        var course = (await _courses.GetCourseAsync(new() { CourseId = _course }, Competent, cancellationToken: cancellation)).Course;
        Tell.Step($"课程 course：[bold]{course.State}[/]");
        var agreement = (await _agreements.GetAgreementAsync(new() { AgreementId = _agreement }, Officer("EDUCATION"), cancellationToken: cancellation)).Agreement;
        Tell.Step($"监管账户 special account：[bold]{agreement.State}[/]，学员余额 held for pupils {Zh.Yuan(agreement.HeldFen)}");
        Check(listed.State == InstitutionState.Revoked && course.State != CourseState.Filed && agreement.State == AgreementState.Frozen, "registry, filings and custody have acted");
        if (_programme.Length == 0) return;
        var programme = (await _programmes.GetProgrammeAsync(new() { ProgrammeId = _programme }, School, cancellationToken: cancellation)).Programme;
        Tell.Step($"课后服务 after-school programme：[bold]{programme.State}[/] {Text(programme.EndReason)}");
        Check(programme.State == ProgrammeState.Ended, "the schools have acted");
    }

    private async Task<bool> OnWhiteListAsync(CancellationToken cancellation)
    {
        var token = "";
        do
        {
            var page = await _directory.ListWhiteListAsync(new() { Division = Place, PageSize = 200, PageToken = token }, cancellationToken: cancellation);
            if (page.Institutions.Any(i => i.UnifiedSocialCreditCode == Code)) return true;
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        return false;
    }

    private async Task PupilsFirstAsync(CancellationToken cancellation)
    {
        Tell.Chapter("学员优先 Pupils first", "清算监管账户，先退学员 · the special account is wound up, pupils before the institution");
        var outcome = await _agreements.LiquidateAgreementAsync(new() { RequestId = Stage.NewId(), AgreementId = _agreement, Reason = "许可已吊销，清退学员费用" }, Officer("EDUCATION"), cancellationToken: cancellation);
        Tell.Step($"{outcome.Contracts} 份合同 contracts，应退 to pay back [bold]{Zh.Yuan(outcome.RefundedFen)}[/]，缺口 lacking {Zh.Yuan(outcome.LackingFen)}");
        await Stage.UntilAsync("the refunds", () => ExecuteAsync(cancellation), left => left == 0, cancellation);
        var agreement = (await _agreements.GetAgreementAsync(new() { AgreementId = _agreement }, Officer("EDUCATION"), cancellationToken: cancellation)).Agreement;
        foreach (var id in _contractIds)
        {
            var own = (await _families.GetOwnContractAsync(new() { ContractId = id, FamilySecret = FamilySecret }, cancellationToken: cancellation)).Contract;
            Tell.Step($"家庭 family：已付 paid {Zh.Yuan(own.PaidFen)}，退回 back {Zh.Yuan(own.RefundedFen)}，课时费 for lessons {Zh.Yuan(own.ReleasedFen)}");
            Check(own.PaidFen == own.RefundedFen + own.ReleasedFen, "no family lost money");
        }
        Tell.Step($"学员余额 held for pupils [bold]{Zh.Yuan(agreement.HeldFen)}[/]");
    }

    /// <summary>Does what a bank does: pays what it is told to, in order.</summary>
    /// <returns>Refunds that are left.</returns>
    private async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var issued = (await _banks.ListInstructionsAsync(new() { Division = Place, States = { InstructionState.Issued }, PageSize = 200 }, Bank, cancellationToken: cancellation)).Instructions
            .Where(i => i.AgreementId == _agreement).ToList();
        foreach (var told in issued)
        {
            await _banks.AcknowledgeInstructionAsync(
                new() { RequestId = Stage.NewId(), InstructionId = told.InstructionId, Paid = true, BankReference = $"OUT-{told.InstructionId}", ExecutedOn = stage.Day() }, Bank, cancellationToken: cancellation);
        }
        return issued.Count;
    }

    private static void Check(bool holds, string what)
    {
        if (!holds) throw new TimeoutException($"the story did not come out: {what}");
    }
}
