using System.Globalization;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using EducationStage = ShuangJian.Protos.Institution.V1.EducationStage;
using TrainingCategory = ShuangJian.Protos.Institution.V1.TrainingCategory;
using Wire = ShuangJian.Protos.Monitoring.V1;

namespace ShuangJian.Monitoring;

/// <summary>How far a batch of contracts has come. <see cref="FileBatch.Stored"/> counts those recorded.</summary>
public sealed class ContractFileBatch : OwnedBatch
{
    internal Wire.ContractBatch ToProto(bool dryRun = false) => new()
    {
        BatchId = Id.ToString(),
        Division = Division,
        InstitutionCode = InstitutionCode,
        Format = Format,
        DryRun = dryRun,
        State = State,
        CommittedOffset = Offset,
        CommittedLine = Line,
        Rows = Rows,
        Recorded = Stored,
        Refused = Refused,
        Digest = Convert.ToHexStringLower(Digest),
        CreateTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(CreatedAt),
        UpdateTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(UpdatedAt),
    };
}

/// <summary>What rows of a batch became: contracts, with the place at which each stands.</summary>
internal sealed class ContractOutcome(ContractRecording recording) : FileOutcome
{
    private const string Message = "contract.";

    public ContractRecording Recording => recording;

    public List<(TrainingContract Contract, long Row, long Line)> Contracts { get; } = [];

    public override long Stored => Contracts.Count;

    public override string Summary => $"{Stored} recorded, {Refused} refused";

    /// <summary>Records what a row says, or tells why it is refused.</summary>
    public void Take(Guid batch, ReadRow<Wire.TrainingContract> row)
    {
        if (row.Problems.Count > 0) Refuse(batch, row, row.Problems);
        else
        {
            try { Contracts.Add((recording.Record(row.Content), row.Number, row.Line)); }
            catch (Rejection e) when (e.Fields.Count > 0) { Refuse(batch, row, [.. e.Fields.Select(Bare)]); }
            catch (Refusal e) { Refuse(batch, row, Problems(e)); }
        }
    }

    private static FieldProblem Bare(FieldProblem told) => told with { Field = told.Field.StartsWith(Message, StringComparison.Ordinal) ? told.Field[Message.Length..] : told.Field };

    /// <summary>Why a row is refused: the findings that stand against it, or the reason itself.</summary>
    private static IReadOnlyList<FieldProblem> Problems(Refusal refusal) => refusal.Findings.Count > 0
        ? [.. refusal.Findings.Select(f => new FieldProblem("", f.MessageZh, f.MessageEn))]
        : [new FieldProblem(refusal.Kind == RefusalKind.Exists ? "number" : "", refusal.Zh, refusal.Message)];
}

/// <summary>One call that records many contracts.</summary>
internal sealed class ContractFileSession(
    FileMeans<MonitoringDb> means, PersonalData keys, Wire.ContractBatchHeader header, IServerStreamWriter<Wire.RecordContractsResponse> answers, ServerCallContext context)
    : FileSession<MonitoringDb, ContractFileBatch, Wire.TrainingContract, ContractOutcome>(means,
        new FileHeader(Guid.Parse(header.BatchId), header.Division, header.Format, header.DryRun, header.Columns, header), context)
{
    private readonly Caller _caller = Caller.Of(context);

    /// <summary>Contracts of a dry run, of which nothing is stored that later rows would be held against.</summary>
    private ContractRecording? _tried;

    protected override string Resource => $"contract-batches/{header.BatchId}";

    private string Owner => OwnedBatches.OwnerOf(_caller);

    protected override RowReader<Wire.TrainingContract> NewReader(IReadOnlyList<string>? columns) => new ContractRowReader(Header, columns, Owner);

    protected override ContractFileBatch NewBatch(DateTime now) => new()
    {
        Id = Header.BatchId, Division = header.Division, InstitutionCode = Owner, Format = header.Format, HeaderDigest = HeaderDigest, CreatedAt = now, UpdatedAt = now,
    };

    protected override void CheckOwner(ContractFileBatch batch, Command command)
    {
        if (batch.InstitutionCode != Owner) throw Rejection.NotFound(Resource);
    }

    protected override async Task<ContractOutcome> DecideAsync(MonitoringDb db, ContractFileBatch batch, IReadOnlyList<ReadRow<Wire.TrainingContract>> rows, DateTime now)
    {
        var recording = await ContractRecording.BeginAsync(
            db, keys, _caller, now, [.. rows.Where(r => r.Problems.Count == 0).Select(r => r.Content)], _tried, Cancellation);
        if (header.DryRun) _tried = recording;
        var outcome = new ContractOutcome(recording);
        foreach (var row in rows) outcome.Take(batch.Id, row);
        return outcome;
    }

    protected override Task StoreAsync(MonitoringDb db, ContractOutcome outcome, Command command)
    {
        outcome.Recording.Store(db, command);
        return Task.CompletedTask;
    }

    protected override Task AnswerAsync(ContractFileBatch batch, ContractOutcome? outcome)
    {
        var answer = new Wire.RecordContractsResponse { Batch = batch.ToProto(header.DryRun) };
        if (outcome is not null) answer.Errors.Add(outcome.Faults.Select(f => f.ToProto()));
        var verdicts = outcome?.Contracts.Select(c => new Wire.ContractVerdict
        {
            Row = c.Row, Line = c.Line, ContractId = header.DryRun ? "" : $"{c.Contract.Id}", State = EnumMap<Wire.ContractState, ContractState>.ToWire(c.Contract.State),
            Findings = { c.Contract.Findings.Select(f => f.ToProto()) },
        });
        return SendAsync(answers, answer, () => new() { Batch = answer.Batch }, a => a.Verdicts, verdicts ?? []);
    }
}

/// <summary>Columns of a contract, and what stands in them.</summary>
internal static class ContractRows
{
    public static readonly string[] Columns =
    [
        "division", "institution_id", "institution_code", "number", "model_text", "pupil_name", "pupil_identity_number", "guardian_name", "guardian_phone", "category", "stages",
        "subject", "course_id", "signed_on", "starts_on", "ends_on", "lessons", "total_fen", "charges", "terms",
    ];

    public static FileExport<Wire.TrainingContract> Export { get; } = new(Columns, row =>
    [
        row.Division, row.InstitutionId, row.InstitutionCode, row.Number, Words<Wire.ModelText>.Write(row.ModelText), row.Parties.PupilName, row.Parties.PupilIdentityNumber,
        row.Parties.GuardianName, row.Parties.GuardianPhone, Words<TrainingCategory>.Write(row.Category), FileCells.Join(row.Stages.Select(Words<EducationStage>.Write)),
        row.Subject, row.CourseId, row.SignedOn, row.StartsOn, row.EndsOn, FileCells.Number(row.Lessons), FileCells.Number(row.TotalFen), FileCells.Join(row.Charges.Select(Charge)), row.Terms,
    ]);

    private static string Charge(Wire.ContractCharge one) => FileCells.Value(
        one.ChargedOn, FileCells.Number(one.AmountFen), FileCells.Number(one.Lessons), one.CoversFrom, one.CoversTo, Words<Wire.PaymentMethod>.Write(one.Method),
        one.ReceiptNumber.Length > 0 ? one.ReceiptNumber : "-", one.LessonsLeft > 0 ? FileCells.Number(one.LessonsLeft) : "");
}

/// <summary>Reads contracts from a file.</summary>
/// <param name="header">What the file is about.</param>
/// <param name="columns">Field of each column when they were read before.</param>
/// <param name="owner">Institution whose contracts alone may stand in it; empty for any.</param>
internal sealed class ContractRowReader(FileHeader header, IReadOnlyList<string>? columns, string owner)
    : RowReader<Wire.TrainingContract>(header, columns, ContractRows.Columns, ["course_id", "terms"])
{
    private readonly DivisionCode _place = DivisionCode.Parse(header.Division);

    protected override void CheckTogether(Wire.TrainingContract row, DateOnly today, HashSet<string> told, List<FieldProblem> problems)
    {
        OwnedBatches.CheckPlace(_place, owner, row.Division, row.InstitutionCode, told, problems);
        if (!Guid.TryParse(row.InstitutionId, out _) && told.Add("institution_id")) problems.Add(new("institution_id", "不是机构标识", "is no identifier of an institution"));
        foreach (var (field, text) in new[] { ("number", row.Number), ("parties.pupil_name", row.Parties?.PupilName ?? ""), ("parties.guardian_name", row.Parties?.GuardianName ?? ""), ("subject", row.Subject) })
            CheckFormula(field, text, told, problems);
    }

    protected override void Fill(Wire.TrainingContract row, string[] cells, List<FieldProblem> problems)
    {
        row.Parties = new Wire.ContractParties();
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = cells[i];
            switch (Columns![i])
            {
                case "division": row.Division = cell; break;
                case "institution_id": row.InstitutionId = cell; break;
                case "institution_code": row.InstitutionCode = cell; break;
                case "number": row.Number = cell; break;
                case "model_text": row.ModelText = Words<Wire.ModelText>.Read("model_text", cell, problems); break;
                case "pupil_name": row.Parties.PupilName = cell; break;
                case "pupil_identity_number": row.Parties.PupilIdentityNumber = cell; break;
                case "guardian_name": row.Parties.GuardianName = cell; break;
                case "guardian_phone": row.Parties.GuardianPhone = cell; break;
                case "category": row.Category = Words<TrainingCategory>.Read("category", cell, problems); break;
                case "stages": row.Stages.Add(Parts(cell).Select(s => Words<EducationStage>.Read("stages", s, problems))); break;
                case "subject": row.Subject = cell; break;
                case "course_id": row.CourseId = cell; break;
                case "signed_on": row.SignedOn = cell; break;
                case "starts_on": row.StartsOn = cell; break;
                case "ends_on": row.EndsOn = cell; break;
                case "lessons": row.Lessons = (int)Number("lessons", cell, int.MaxValue, problems); break;
                case "total_fen": row.TotalFen = Number("total_fen", cell, long.MaxValue, problems); break;
                case "charges": row.Charges.Add(Parts(cell).Select((c, n) => Charge($"charges[{n}]", c, problems))); break;
                case "terms": row.Terms = cell; break;
            }
        }
    }

    /// <summary>Reads <c>2026-03-01 300000 20 2026-03-01 2026-05-31 SPECIAL_ACCOUNT R-0001 0</c>; what the parts may be, the limits of the fields say.</summary>
    private static Wire.ContractCharge Charge(string field, string text, List<FieldProblem> problems)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var day, var fen, var lessons, var from, var to, var method, var receipt, .. { Length: <= 1 } left])
        {
            problems.Add(new(field, "应为“日期 金额(分) 课时 首次课 末次课 方式 票据号或- 剩余课时”", "must be day, fen, lessons, first and last day, method, receipt or -, and perhaps lessons left"));
            return new Wire.ContractCharge();
        }
        return new()
        {
            ChargedOn = day, AmountFen = Number($"{field}.amount_fen", fen, long.MaxValue, problems), Lessons = (int)Number($"{field}.lessons", lessons, int.MaxValue, problems),
            CoversFrom = from, CoversTo = to, Method = Words<Wire.PaymentMethod>.Read($"{field}.method", method, problems), ReceiptNumber = receipt == "-" ? "" : receipt,
            LessonsLeft = left is [var rest] ? (int)Number($"{field}.lessons_left", rest, int.MaxValue, problems) : 0,
        };
    }

    private static long Number(string field, string text, long most, List<FieldProblem> problems)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most) return number;
        problems.Add(new(field, "不是整数", "is no whole number"));
        return 0;
    }
}

internal sealed class ContractBatchTable : IEntityTypeConfiguration<ContractFileBatch>
{
    public void Configure(EntityTypeBuilder<ContractFileBatch> row)
    {
        row.IsFileBatch("contract_batches");
        row.Property(b => b.InstitutionCode).HasMaxLength(18);
    }
}

internal sealed class ContractRowFaultTable : IEntityTypeConfiguration<RowFault>
{
    public void Configure(EntityTypeBuilder<RowFault> row) => row.IsRowFault("contract_row_faults");
}
