using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using EducationStage = ShuangJian.Protos.Institution.V1.EducationStage;
using TrainingCategory = ShuangJian.Protos.Institution.V1.TrainingCategory;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>How far a batch of tutors has come. <see cref="FileBatch.Stored"/> counts those submitted.</summary>
public sealed class TutorFileBatch : OwnedBatch
{
    internal Wire.TutorBatch ToProto(bool dryRun = false) => new()
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
        Submitted = Stored,
        Invalid = Refused,
        Digest = Convert.ToHexStringLower(Digest),
        CreateTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(CreatedAt),
        UpdateTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(UpdatedAt),
    };
}

/// <summary>What rows of a batch became: tutors, with the place at which each stands.</summary>
internal sealed class TutorOutcome : FileOutcome
{
    public List<(Tutor Tutor, long Row, long Line)> Tutors { get; } = [];

    public override long Stored => Tutors.Count;

    public override string Summary => $"{Stored} submitted, {Refused} invalid";

    /// <summary>Submits what each row states, judged by what roster and bars say of the person.</summary>
    /// <param name="db">Database of the service.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="matching">Seals and finds persons.</param>
    /// <param name="stated">Persons stated before, by institution and keyed hash; those of these rows are added.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<TutorOutcome> DecideAsync(
        FilingsDb db, TutorFileBatch batch, IReadOnlyList<ReadRow<Wire.Tutor>> rows, PersonMatching matching, HashSet<(string Code, string Hash)> stated, DateTime now,
        CancellationToken cancellation)
    {
        var (outcome, today) = (new TutorOutcome(), ChinaDay.Of(now));
        var read = rows.Select(row => (Row: row, Statement: Statement.Of(row.Content, matching, row.Problems, out var problems), Problems: problems)).ToList();
        var hashes = read.SelectMany(r => r.Statement?.Hashes ?? []).Distinct().ToArray();
        var facts = await PersonMatching.FactsOfManyAsync(db, hashes, today, cancellation);
        var known = await db.Set<Tutor>().Where(t => t.ActiveHash != null && EF.Parameter(hashes).Contains(t.ActiveHash)).Select(t => new { t.OwnerCode, t.ActiveHash }).ToListAsync(cancellation);
        stated.UnionWith(known.Select(t => (t.OwnerCode, t.ActiveHash!)));
        foreach (var (row, one, problems) in read)
        {
            if (one is null) outcome.Refuse(batch.Id, row, problems);
            else if (one.Hashes.Any(hash => stated.Contains((one.Owner.Code, hash)))) outcome.Refuse(batch.Id, row, [Known]);
            else
            {
                var tutor = Tutor.Draft(one.Owner, one.Content, matching.Seal(one.Person), now);
                tutor.Submit(facts(one.Hashes), Law.Current.At(DivisionCode.Parse(tutor.Division), today), now);
                stated.Add((tutor.OwnerCode, tutor.ActiveHash!));
                outcome.Tutors.Add((tutor, row.Number, row.Line));
            }
        }
        return outcome;
    }

    private static FieldProblem Known { get; } = new("person.identity_number", "该机构已填报此人员", "is of a person whom the institution has stated already");

    /// <summary>What a row states of a person.</summary>
    private sealed record Statement(Owner Owner, TutorContent Content, TutorPerson Person, IReadOnlyList<string> Hashes)
    {
        private const string Message = "tutor.";

        /// <summary>Reads a row; null with its problems when a field is wrong, by itself or beside others.</summary>
        public static Statement? Of(Wire.Tutor row, PersonMatching matching, IReadOnlyList<FieldProblem> told, out IReadOnlyList<FieldProblem> problems)
        {
            problems = told;
            if (told.Count > 0) return null;
            try
            {
                var person = row.ToPerson();
                return new(new Owner(row.Division, row.InstitutionId, row.InstitutionCode), row.ToContent(), person, matching.Hashes(person.IdentityNumber));
            }
            catch (Rejection e) when (e.Fields.Count > 0)
            {
                problems = [.. e.Fields.Select(f => f with { Field = f.Field.StartsWith(Message, StringComparison.Ordinal) ? f.Field[Message.Length..] : f.Field })];
                return null;
            }
        }
    }
}

/// <summary>One call that files many tutors.</summary>
internal sealed class TutorFileSession(
    FileMeans<FilingsDb> means, PersonMatching matching, Wire.TutorBatchHeader header, IServerStreamWriter<Wire.SubmitTutorsResponse> answers, ServerCallContext context)
    : FileSession<FilingsDb, TutorFileBatch, Wire.Tutor, TutorOutcome>(means,
        new FileHeader(Guid.Parse(header.BatchId), header.Division, header.Format, header.DryRun, header.Columns, header), context)
{
    private readonly string _owner = OwnedBatches.OwnerOf(Caller.Of(context));

    /// <summary>Persons of a dry run, of which nothing is stored that later rows would be held against.</summary>
    private readonly HashSet<(string, string)> _tried = [];

    protected override string Resource => $"tutor-batches/{header.BatchId}";

    protected override RowReader<Wire.Tutor> NewReader(IReadOnlyList<string>? columns) => new TutorRowReader(Header, columns, _owner);

    protected override TutorFileBatch NewBatch(DateTime now) => new()
    {
        Id = Header.BatchId, Division = header.Division, InstitutionCode = _owner, Format = header.Format, HeaderDigest = HeaderDigest, CreatedAt = now, UpdatedAt = now,
    };

    protected override void CheckOwner(TutorFileBatch batch, Command command)
    {
        if (batch.InstitutionCode != _owner) throw Rejection.NotFound(Resource);
    }

    protected override Task<TutorOutcome> DecideAsync(FilingsDb db, TutorFileBatch batch, IReadOnlyList<ReadRow<Wire.Tutor>> rows, DateTime now) =>
        TutorOutcome.DecideAsync(db, batch, rows, matching, header.DryRun ? _tried : [], now, Cancellation);

    protected override Task StoreAsync(FilingsDb db, TutorOutcome outcome, Command command)
    {
        db.InsertMany([.. outcome.Tutors.Select(t => t.Tutor)]);
        db.AnnounceMany(FilingsModule.ServiceName, command.Now, outcome.Tutors.Select(t => (TutorMapping.NameOf(t.Tutor), t.Tutor.Version, TutorMapping.SubmissionOf(t.Tutor))));
        foreach (var (tutor, _, _) in outcome.Tutors) Poaching.Announce(command, TutorMapping.NameOf(tutor), tutor, "TUTOR", "", tutor.Findings);
        return Task.CompletedTask;
    }

    protected override Task AnswerAsync(TutorFileBatch batch, TutorOutcome? outcome)
    {
        var answer = new Wire.SubmitTutorsResponse { Batch = batch.ToProto(header.DryRun) };
        if (outcome is not null) answer.Errors.Add(outcome.Faults.Select(f => f.ToProto()));
        var verdicts = outcome?.Tutors.Select(t => new Wire.TutorVerdict
        {
            Row = t.Row, Line = t.Line, TutorId = header.DryRun ? "" : $"{t.Tutor.Id}", Findings = { t.Tutor.Findings.Select(f => f.ToProto()) },
        });
        return SendAsync(answers, answer, () => new() { Batch = answer.Batch }, a => a.Verdicts, verdicts ?? []);
    }
}

/// <summary>Columns of a tutor, and what stands in them.</summary>
internal static class TutorRows
{
    public static readonly string[] Columns =
    [
        "division", "institution_id", "institution_code", "name", "identity_number", "phone", "permit_number", "subject", "category", "stages", "qualifications",
        "contract", "full_time", "origin", "permit_until", "photo_sha256", "teaches_online",
    ];

    public static FileExport<Wire.Tutor> Export { get; } = new(Columns, row =>
    [
        row.Division, row.InstitutionId, row.InstitutionCode, row.Person.Name, row.Person.IdentityNumber, row.Person.Phone, row.Person.PermitNumber, row.Subject,
        Words<TrainingCategory>.Write(row.Category), FileCells.Join(row.Stages.Select(Words<EducationStage>.Write)), FileCells.Join(row.Qualifications.Select(Qualification)),
        row.Contract is { } contract ? FileCells.Value(Words<Wire.ContractKind>.Write(contract.Kind), contract.StartsOn, contract.EndsOn) : "",
        FileCells.Flag(row.FullTime), Words<Wire.TutorOrigin>.Write(row.Origin), row.PermitUntil, row.PhotoSha256, FileCells.Flag(row.TeachesOnline),
    ]);

    private static string Qualification(Wire.Qualification one) => FileCells.Value(
        Words<Wire.QualificationKind>.Write(one.Kind), one.Subject, one.Stage == default ? "-" : Words<EducationStage>.Write(one.Stage),
        one.CertificateNumber, one.ValidFrom, one.ValidUntil);
}

/// <summary>Reads tutors from a file.</summary>
/// <param name="header">What the file is about.</param>
/// <param name="columns">Field of each column when they were read before.</param>
/// <param name="owner">Institution whose tutors alone may stand in it; empty for any.</param>
internal sealed class TutorRowReader(FileHeader header, IReadOnlyList<string>? columns, string owner)
    : RowReader<Wire.Tutor>(header, columns, TutorRows.Columns, ["permit_number", "qualifications", "contract", "full_time", "permit_until", "photo_sha256", "teaches_online"])
{
    private readonly DivisionCode _place = DivisionCode.Parse(header.Division);

    protected override void CheckTogether(Wire.Tutor row, DateOnly today, HashSet<string> told, List<FieldProblem> problems)
    {
        OwnedBatches.CheckPlace(_place, owner, row.Division, row.InstitutionCode, told, problems);
        if (!Guid.TryParse(row.InstitutionId, out _) && told.Add("institution_id")) problems.Add(new("institution_id", "不是机构标识", "is no identifier of an institution"));
        CheckFormula("person.name", row.Person?.Name ?? "", told, problems);
        CheckFormula("subject", row.Subject, told, problems);
    }

    protected override void Fill(Wire.Tutor row, string[] cells, List<FieldProblem> problems)
    {
        row.Person = new Wire.TutorPerson();
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = cells[i];
            switch (Columns![i])
            {
                case "division": row.Division = cell; break;
                case "institution_id": row.InstitutionId = cell; break;
                case "institution_code": row.InstitutionCode = cell; break;
                case "name": row.Person.Name = cell; break;
                case "identity_number": row.Person.IdentityNumber = cell; break;
                case "phone": row.Person.Phone = cell; break;
                case "permit_number": row.Person.PermitNumber = cell; break;
                case "subject": row.Subject = cell; break;
                case "category": row.Category = Words<TrainingCategory>.Read("category", cell, problems); break;
                case "stages": row.Stages.Add(Parts(cell).Select(s => Words<EducationStage>.Read("stages", s, problems))); break;
                case "qualifications": row.Qualifications.Add(Parts(cell).Select((q, n) => Qualification($"qualifications[{n}]", q, problems))); break;
                case "contract": row.Contract = cell.Length == 0 ? null : Contract(cell, problems); break;
                case "full_time": row.FullTime = Flag("full_time", cell, problems); break;
                case "origin": row.Origin = Words<Wire.TutorOrigin>.Read("origin", cell, problems); break;
                case "permit_until": row.PermitUntil = cell; break;
                case "photo_sha256": row.PhotoSha256 = cell; break;
                case "teaches_online": row.TeachesOnline = Flag("teaches_online", cell, problems); break;
            }
        }
    }

    /// <summary>Reads <c>TEACHER 数学 JUNIOR 20203301234567 2020-07-01 2030-07-01</c>; what the parts may be, the limits of the fields say.</summary>
    private static Wire.Qualification Qualification(string field, string text, List<FieldProblem> problems)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var kind, var subject, var stage, var number, var from, .. { Length: <= 1 } until])
        {
            problems.Add(new(field, "应为“类别 学科 学段或- 证书编号 起始日 截止日”", "must be kind, subject, stage or -, number, first day and perhaps last day"));
            return new Wire.Qualification();
        }
        return new()
        {
            Kind = Words<Wire.QualificationKind>.Read($"{field}.kind", kind, problems), Subject = subject, CertificateNumber = number, ValidFrom = from, ValidUntil = until is [var last] ? last : "",
            Stage = stage == "-" ? default : Words<EducationStage>.Read($"{field}.stage", stage, problems),
        };
    }

    /// <summary>Reads <c>LABOUR 2026-01-01 2026-12-31</c> likewise.</summary>
    private static Wire.TutorContract Contract(string text, List<FieldProblem> problems)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var kind, var from, .. { Length: <= 1 } until])
            return new() { Kind = Words<Wire.ContractKind>.Read("contract.kind", kind, problems), StartsOn = from, EndsOn = until is [var last] ? last : "" };
        problems.Add(new("contract", "应为“类别 起始日 截止日”", "must be kind, first day and perhaps last day"));
        return new();
    }

    private static bool Flag(string field, string cell, List<FieldProblem> problems)
    {
        if (cell is not ("true" or "是" or "false" or "否" or "")) problems.Add(new(field, "应为 true、false、是或否", "must be true or false"));
        return cell is "true" or "是";
    }
}

internal sealed class TutorBatchTable : IEntityTypeConfiguration<TutorFileBatch>
{
    public void Configure(EntityTypeBuilder<TutorFileBatch> row)
    {
        row.IsFileBatch("tutor_batches");
        row.Property(b => b.InstitutionCode).HasMaxLength(18);
    }
}
