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
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>How far a batch of courses has come. <see cref="FileBatch.Stored"/> counts those submitted.</summary>
public sealed class CourseFileBatch : OwnedBatch
{
    /// <summary>Courses that a breach refused.</summary>
    public long Breached { get; set; }

    internal Wire.CourseBatch ToProto(bool dryRun = false) => new()
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
        Refused = Breached,
        Invalid = Refused,
        Digest = Convert.ToHexStringLower(Digest),
        CreateTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(CreatedAt),
        UpdateTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(UpdatedAt),
    };
}

/// <summary>What rows of a batch became: courses, with the line on which each stands.</summary>
internal sealed class CourseOutcome : FileOutcome
{
    public List<Course> Courses { get; } = [];

    public List<long> Lines { get; } = [];

    public long Breached { get; private set; }

    public override long Stored => Courses.Count - Breached;

    public override string Summary => $"{Stored} submitted, {Breached} refused, {Refused} invalid";

    /// <summary>Submits what each row states; a row that states too little, or what cannot be, is refused.</summary>
    public static async Task<CourseOutcome> DecideAsync(FilingsDb db, CourseFileBatch batch, IReadOnlyList<ReadRow<Wire.Course>> rows, DateTime now, CancellationToken cancellation)
    {
        var outcome = new CourseOutcome();
        var read = new List<(ReadRow<Wire.Course> Row, CourseContent Content)>(rows.Count);
        foreach (var row in rows)
        {
            var problems = row.Problems.ToList();
            var content = problems.Count == 0 ? CourseReading.Row(row.Content, problems) : null;
            if (problems.Count == 0) problems.AddRange(content!.Missing().Select(field => new FieldProblem(CourseReading.FieldOfRow(field), "必填", "is required")));
            if (problems.Count > 0) outcome.Refuse(batch.Id, row, problems);
            else read.Add((row, content!));
        }
        var today = ChinaDay.Of(now);
        var judging = await Judging.ForAsync(db, [.. read.Select(r => (r.Row.Content.Division, r.Row.Content.InstitutionCode, r.Content))], today, cancellation);
        var due = read.Select(r => r.Row.Content.Division).Distinct().ToDictionary(d => d, d => Judging.ReviewDueOn(Law.Current.At(DivisionCode.Parse(d), today)));
        foreach (var (row, content) in read)
        {
            var (division, code) = (row.Content.Division, row.Content.InstitutionCode);
            var course = Course.FromBatch(Guid.CreateVersion7(), division, code, content, batch.Id, row.Number, now);
            var (institution, _, judgement) = judging.Judge(division, code, content);
            course.Submit(institution, judgement, today, now, due[division]);
            outcome.Courses.Add(course);
            outcome.Lines.Add(row.Line);
            if (course.State == CourseState.Refused) outcome.Breached++;
        }
        return outcome;
    }
}

/// <summary>One call that files many courses.</summary>
internal sealed class CourseFileSession(
    FileMeans<FilingsDb> means, Wire.CourseBatchHeader header, IServerStreamWriter<Wire.SubmitCoursesResponse> answers, ServerCallContext context)
    : FileSession<FilingsDb, CourseFileBatch, Wire.Course, CourseOutcome>(means,
        new FileHeader(Guid.Parse(header.BatchId), header.Division, header.Format, header.DryRun, header.Columns, header), context)
{
    private readonly string _owner = OwnedBatches.OwnerOf(Caller.Of(context));

    protected override string Resource => $"course-batches/{header.BatchId}";

    protected override RowReader<Wire.Course> NewReader(IReadOnlyList<string>? columns) => new CourseRowReader(Header, columns, _owner);

    protected override CourseFileBatch NewBatch(DateTime now) => new()
    {
        Id = Header.BatchId, Division = header.Division, InstitutionCode = _owner, Format = header.Format, HeaderDigest = HeaderDigest, CreatedAt = now, UpdatedAt = now,
    };

    protected override void CheckOwner(CourseFileBatch batch, Command command)
    {
        if (batch.InstitutionCode != _owner) throw Rejection.NotFound(Resource);
    }

    protected override Task<CourseOutcome> DecideAsync(FilingsDb db, CourseFileBatch batch, IReadOnlyList<ReadRow<Wire.Course>> rows, DateTime now) =>
        CourseOutcome.DecideAsync(db, batch, rows, now, Cancellation);

    protected override Task StoreAsync(FilingsDb db, CourseOutcome outcome, Command command)
    {
        db.InsertMany(outcome.Courses);
        db.AnnounceMany(FilingsModule.ServiceName, command.Now, outcome.Courses.Select(c => (CourseMapping.NameOf(c), c.Version, CourseMapping.SubmissionOf(c))));
        return Task.CompletedTask;
    }

    protected override void Count(CourseFileBatch batch, CourseOutcome outcome) => batch.Breached += outcome.Breached;

    protected override Task AnswerAsync(CourseFileBatch batch, CourseOutcome? outcome)
    {
        var answer = new Wire.SubmitCoursesResponse { Batch = batch.ToProto(header.DryRun) };
        if (outcome is not null) answer.Errors.Add(outcome.Faults.Select(f => f.ToProto()));
        var verdicts = outcome?.Courses.Zip(outcome.Lines, (course, line) => (Course: course, Line: line)).Where(c => c.Course.Findings.Count > 0).Select(c => Verdict(c.Course, c.Line));
        return SendAsync(answers, answer, () => new() { Batch = answer.Batch }, a => a.Verdicts, verdicts ?? []);
    }

    private Wire.RowVerdict Verdict(Course course, long line) => new()
    {
        Row = course.BatchRow, Line = line, CourseId = header.DryRun ? "" : course.Id.ToString(), State = EnumMap<Wire.CourseState, CourseState>.ToWire(course.State),
        Findings = { course.Findings.Select(f => f.ToProto()) },
    };
}

internal sealed class CourseBatchTable : IEntityTypeConfiguration<CourseFileBatch>
{
    public void Configure(EntityTypeBuilder<CourseFileBatch> row)
    {
        row.IsFileBatch("course_batches");
        row.Property(b => b.InstitutionCode).HasMaxLength(18);
    }
}

internal sealed class CourseRowFaultTable : IEntityTypeConfiguration<RowFault>
{
    public void Configure(EntityTypeBuilder<RowFault> row) => row.IsRowFault("course_row_faults");
}
