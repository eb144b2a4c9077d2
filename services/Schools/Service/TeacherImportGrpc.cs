using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Puts many teachers on rosters from one file.</summary>
public sealed class TeacherImportGrpc(FileMeans<SchoolsDb> means, PersonalData keys) : Wire.TeacherImportService.TeacherImportServiceBase
{
    /// <inheritdoc />
    public override async Task ImportTeachers(
        IAsyncStreamReader<Wire.ImportTeachersRequest> requestStream, IServerStreamWriter<Wire.ImportTeachersResponse> responseStream, ServerCallContext context)
    {
        var requests = CheckedRequests<Wire.ImportTeachersRequest>.Of(requestStream);
        await requests.MoveNext(context.CancellationToken);
        var session = new TeacherFileSession(means, keys, requests.Current.Header, responseStream, context);
        await session.RunAsync(session.Chunks(requests, r => r.Chunk));
    }

    /// <inheritdoc />
    public override async Task<Wire.GetTeacherBatchResponse> GetTeacherBatch(Wire.GetTeacherBatchRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        return new() { Batch = (await FindAsync(db, request.BatchId, context)).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListTeacherBatchErrorsResponse> ListTeacherBatchErrors(Wire.ListTeacherBatchErrorsRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        var batch = await FindAsync(db, request.BatchId, context);
        var (page, next) = await db.Set<RowFault>().AsNoTracking().Where(f => f.Batch == batch.Id).PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Errors = { page.Select(f => f.ToProto()) }, NextPageToken = next };
    }

    private static async Task<TeacherFileBatch> FindAsync(SchoolsDb db, string id, ServerCallContext context)
    {
        var key = Guid.Parse(id);
        var batch = await db.Set<TeacherFileBatch>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == key, context.CancellationToken)
            ?? throw Rejection.NotFound($"teacher-batches/{id}");
        Caller.Of(context).MustReach(DivisionCode.Parse(batch.Division));
        return batch;
    }
}

/// <summary>How far a batch of teachers has come.</summary>
public sealed class TeacherFileBatch : FileBatch
{
    internal Wire.TeacherBatch ToProto(bool dryRun = false) => new()
    {
        BatchId = $"{Id}",
        Division = Division,
        DryRun = dryRun,
        State = State,
        CommittedOffset = Offset,
        CommittedLine = Line,
        Rows = Rows,
        Stored = Stored,
        Refused = Refused,
        CreateTime = CreatedAt.ToTimestamp(),
        UpdateTime = UpdatedAt.ToTimestamp(),
    };
}

/// <summary>What rows of a file of teachers became.</summary>
internal sealed class TeacherOutcome : FileOutcome
{
    private readonly List<(School School, Teacher Teacher)> _put = [];

    public Roster Roster { get; private set; } = null!;

    public override long Stored => _put.Count;

    public override string Summary => $"{Stored} put, {Refused} refused";

    public IEnumerable<IGrouping<School, Teacher>> BySchool => _put.GroupBy(p => p.School, p => p.Teacher);

    /// <summary>Puts the persons of all rows; a row about a school that cannot be is refused.</summary>
    public static async Task<TeacherOutcome> DecideAsync(
        SchoolsDb db, TeacherFileBatch batch, PersonalData keys, IReadOnlyList<ReadRow<Wire.TeacherRow>> rows, DateOnly today, CancellationToken cancellation)
    {
        var outcome = new TeacherOutcome();
        var place = DivisionCode.Parse(batch.Division);
        var codes = rows.Where(r => r.Problems.Count == 0).Select(r => r.Content.SchoolCode).Distinct().ToArray();
        var schools = await db.Schools.AsNoTracking().Where(s => EF.Parameter(codes).Contains(s.Code)).ToDictionaryAsync(s => s.Code, cancellation);
        var roster = await Roster.OpenAsync(
            db, keys, schools.Values, rows.Where(r => r.Problems.Count == 0).Select(r => r.Content.Teacher.IdentityNumber), cancellation);
        foreach (var row in rows)
        {
            var problems = row.Problems;
            schools.TryGetValue(row.Content.SchoolCode, out var school);
            if (problems.Count == 0 && (school is null || school.ClosedOn < today || !place.Contains(DivisionCode.Parse(school.Division))))
                problems = [new("school_code", "本批次的区域内没有此学校", "is no open school within the division of the batch")];
            if (problems.Count == 0) problems = Roster.Problems(school!, row.Content.Teacher, "teacher.");
            if (problems.Count > 0) outcome.Refuse(batch.Id, row, problems);
            else outcome._put.Add((school!, roster.Put(school!, row.Content.Teacher)));
        }
        outcome.Roster = roster;
        return outcome;
    }
}

/// <summary>One call that imports teachers.</summary>
internal sealed class TeacherFileSession(
    FileMeans<SchoolsDb> means, PersonalData keys, Wire.TeacherBatchHeader header, IServerStreamWriter<Wire.ImportTeachersResponse> answers, ServerCallContext context)
    : FileSession<SchoolsDb, TeacherFileBatch, Wire.TeacherRow, TeacherOutcome>(means,
        new FileHeader(Guid.Parse(header.BatchId), header.Division, header.Format, header.DryRun, header.Columns, header), context)
{
    protected override string Resource => $"teacher-batches/{header.BatchId}";

    protected override RowReader<Wire.TeacherRow> NewReader(IReadOnlyList<string>? columns) => new TeacherRowReader(Header, columns);

    protected override TeacherFileBatch NewBatch(DateTime now) => new()
    {
        Id = Header.BatchId, Division = header.Division, Format = header.Format, HeaderDigest = HeaderDigest, CreatedAt = now, UpdatedAt = now,
    };

    protected override Task<TeacherOutcome> DecideAsync(SchoolsDb db, TeacherFileBatch batch, IReadOnlyList<ReadRow<Wire.TeacherRow>> rows, DateTime now) =>
        TeacherOutcome.DecideAsync(db, batch, keys, rows, Platform.Hosting.ChinaDay.Of(now), Cancellation);

    protected override async Task StoreAsync(SchoolsDb db, TeacherOutcome outcome, Command command)
    {
        await db.InsertManyAsync(outcome.Roster.Added, Cancellation);
        await db.AnnounceManyAsync(SchoolsModule.ServiceName, command.Now,
            outcome.BySchool.Select(s => ($"schools/{s.Key.Code}", s.Key.Version, (Contracts.DomainEvent)outcome.Roster.ChangeOf(s.Key, s))), Cancellation);
    }

    protected override async Task AnswerAsync(TeacherFileBatch batch, TeacherOutcome? outcome) =>
        await answers.WriteAsync(new Wire.ImportTeachersResponse { Batch = batch.ToProto(header.DryRun), Errors = { outcome?.Faults.Select(f => f.ToProto()) ?? [] } }, Cancellation);
}

/// <summary>Reads teachers from a file.</summary>
internal sealed class TeacherRowReader(FileHeader header, IReadOnlyList<string>? columns) : RowReader<Wire.TeacherRow>(header, columns, Known, ["to"])
{
    private static readonly string[] Known = ["school_code", "identity_number", "subjects", "from", "to"];

    protected override void CheckTogether(Wire.TeacherRow row, DateOnly today, HashSet<string> told, List<FieldProblem> problems)
    {
    }

    protected override void Fill(Wire.TeacherRow row, string[] cells, List<FieldProblem> problems)
    {
        row.Teacher = new Wire.Teacher();
        for (var i = 0; i < cells.Length; i++)
        {
            switch (Columns![i])
            {
                case "school_code": row.SchoolCode = cells[i]; break;
                case "identity_number": row.Teacher.IdentityNumber = cells[i]; break;
                case "subjects": row.Teacher.Subjects.Add(Parts(cells[i])); break;
                case "from": row.Teacher.From = cells[i]; break;
                case "to": row.Teacher.To = cells[i]; break;
            }
        }
    }
}
