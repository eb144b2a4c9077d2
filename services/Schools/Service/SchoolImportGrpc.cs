using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Puts many schools, classes, teachers, pupils in need and calendars from files.</summary>
public sealed class SchoolImportGrpc(FileMeans<SchoolsDb> means, PersonalData keys) : Wire.SchoolImportService.SchoolImportServiceBase
{
    /// <inheritdoc />
    public override async Task ImportSchoolFile(
        IAsyncStreamReader<Wire.ImportSchoolFileRequest> requestStream, IServerStreamWriter<Wire.ImportSchoolFileResponse> responseStream, ServerCallContext context)
    {
        var requests = CheckedRequests<Wire.ImportSchoolFileRequest>.Of(requestStream);
        await requests.MoveNext(context.CancellationToken);
        var header = requests.Current.Header;
        var caller = Caller.Of(context);
        if (caller.Audience == Audience.School && header.Kind != Wire.SchoolFileKind.PupilNeeds) throw Denials.AudienceNotAllowed(caller.Audience, caller.Department);
        await (header.Kind switch
        {
            Wire.SchoolFileKind.Schools => RunAsync(new SchoolFile(means, header, responseStream, context), requests),
            Wire.SchoolFileKind.Classes => RunAsync(new ClassFile(means, header, responseStream, context), requests),
            Wire.SchoolFileKind.PupilNeeds => RunAsync(new PupilNeedFile(means, keys, header, responseStream, context), requests),
            Wire.SchoolFileKind.Calendars => RunAsync(new CalendarFile(means, header, responseStream, context), requests),
            _ => RunAsync(new TeacherFile(means, keys, header, responseStream, context), requests),
        });
    }

    /// <inheritdoc />
    public override async Task<Wire.GetSchoolBatchResponse> GetSchoolBatch(Wire.GetSchoolBatchRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        return new() { Batch = (await FindAsync(db, request.BatchId, context)).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListSchoolBatchErrorsResponse> ListSchoolBatchErrors(Wire.ListSchoolBatchErrorsRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        var batch = await FindAsync(db, request.BatchId, context);
        var (page, next) = await db.Set<RowFault>().AsNoTracking().Where(f => f.Batch == batch.Id).PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Errors = { page.Select(f => f.ToProto()) }, NextPageToken = next };
    }

    private static Task RunAsync<TRow>(SchoolFileSession<TRow> session, CheckedRequests<Wire.ImportSchoolFileRequest> requests)
        where TRow : class, Google.Protobuf.IMessage<TRow>, new() => session.RunAsync(session.Chunks(requests, r => r.Chunk));

    private static async Task<SchoolFileBatch> FindAsync(SchoolsDb db, string id, ServerCallContext context)
    {
        var key = Guid.Parse(id);
        var batch = await db.Set<SchoolFileBatch>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == key, context.CancellationToken)
            ?? throw Rejection.NotFound($"school-batches/{id}");
        Caller.Of(context).MustReach(DivisionCode.Parse(batch.Division));
        return batch;
    }
}

/// <summary>How far a file has come.</summary>
public sealed class SchoolFileBatch : FileBatch
{
    /// <summary>What its rows are.</summary>
    public required Wire.SchoolFileKind Kind { get; init; }

    internal Wire.SchoolBatch ToProto(bool dryRun = false) => new()
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
        Kind = Kind,
    };
}

/// <summary>What rows of a file became: what is new, and what is announced. What was there already changes in place.</summary>
internal sealed class SchoolFileOutcome : FileOutcome
{
    private long _stored;

    public override long Stored => _stored;

    public override string Summary => $"{Stored} put, {Refused} refused";

    public IReadOnlyCollection<School> Schools { get; set; } = [];

    /// <summary>Schools that were open before.</summary>
    public List<School> Closed { get; } = [];

    public IReadOnlyCollection<SchoolClass> Classes { get; set; } = [];

    public IReadOnlyCollection<Teacher> Teachers { get; set; } = [];

    public IReadOnlyCollection<PupilNeed> Needs { get; set; } = [];

    public List<StoredCalendar> Calendars { get; } = [];

    public List<(string Subject, long Version, DomainEvent Fact)> Facts { get; } = [];

    /// <summary>Takes rows against which nothing stands; the others are refused for what is told of them.</summary>
    public void Take<TRow>(Guid batch, IReadOnlyList<ReadRow<TRow>> rows, Func<TRow, IReadOnlyList<FieldProblem>> put)
    {
        foreach (var row in rows)
        {
            var problems = row.Problems.Count > 0 ? row.Problems : put(row.Content);
            if (problems.Count > 0) Refuse(batch, row, problems);
            else _stored++;
        }
    }

    public void Announce(School school, DomainEvent fact) => Facts.Add(($"schools/{school.Code}", school.Version, fact));
}

/// <summary>One call that imports a file; what its rows are is told by who derives from it.</summary>
internal abstract class SchoolFileSession<TRow>(
    FileMeans<SchoolsDb> means, Wire.SchoolBatchHeader header, IServerStreamWriter<Wire.ImportSchoolFileResponse> answers, ServerCallContext context)
    : FileSession<SchoolsDb, SchoolFileBatch, TRow, SchoolFileOutcome>(
        means, new FileHeader(Guid.Parse(header.BatchId), header.Division, header.Format, header.DryRun, header.Columns, header), context)
    where TRow : class, Google.Protobuf.IMessage<TRow>, new()
{
    protected override string Resource => $"school-batches/{header.BatchId}";

    private readonly Caller _caller = Caller.Of(context);

    /// <summary>Division within which every school lies.</summary>
    protected DivisionCode Place { get; } = DivisionCode.Parse(header.Division);

    protected override SchoolFileBatch NewBatch(DateTime now) => new()
    {
        Id = Header.BatchId, Division = header.Division, Format = header.Format, Kind = header.Kind, HeaderDigest = HeaderDigest, CreatedAt = now, UpdatedAt = now,
    };

    protected override async Task<SchoolFileOutcome> DecideAsync(SchoolsDb db, SchoolFileBatch batch, IReadOnlyList<ReadRow<TRow>> rows, DateTime now)
    {
        var outcome = new SchoolFileOutcome();
        var sound = rows.Where(r => r.Problems.Count == 0).Select(r => r.Content).ToList();
        var codes = sound.Select(CodeOf).Distinct().ToArray();
        var schools = await db.Schools.Where(s => EF.Parameter(codes).Contains(s.Code)).ToDictionaryAsync(s => s.Code, Cancellation);
        var put = await OpenAsync(db, outcome, sound, schools, now);
        outcome.Take(batch.Id, rows, put);
        Announce(outcome);
        return outcome;
    }

    /// <summary>Code of the school that a row is about.</summary>
    protected abstract string CodeOf(TRow row);

    /// <summary>Reads what is known of sound rows; what it returns puts one of them, or tells what is wrong with it.</summary>
    protected abstract Task<Func<TRow, IReadOnlyList<FieldProblem>>> OpenAsync(
        SchoolsDb db, SchoolFileOutcome outcome, IReadOnlyList<TRow> rows, Dictionary<string, School> schools, DateTime now);

    /// <summary>Announces what was put, where that is not one by one.</summary>
    protected virtual void Announce(SchoolFileOutcome outcome)
    {
    }

    /// <summary>What hinders a row about a school that has to be open.</summary>
    protected IReadOnlyList<FieldProblem> Problems(School? school, DateTime now) =>
        school is null || school.ClosedOn < ChinaDay.Of(now) || !Place.Contains(DivisionCode.Parse(school.Division)) || !Reach.Sees(_caller, school)
            ? [new("school_code", "本批次的区域内没有此学校", "is no open school within the division of the batch")]
            : [];

    protected override async Task StoreAsync(SchoolsDb db, SchoolFileOutcome outcome, Command command)
    {
        db.InsertMany(outcome.Schools);
        OrderDesk.Open(db, outcome.Schools);
        await OrderDesk.CloseAsync(db, outcome.Closed, Cancellation);
        await Offers.CloseAsync(db, outcome.Closed, command.Now, (subject, version, fact) => outcome.Facts.Add((subject, version, fact)), Cancellation);
        db.InsertMany(outcome.Classes);
        db.InsertMany(outcome.Teachers);
        db.InsertMany(outcome.Needs);
        db.AddRange(outcome.Calendars);
        db.AnnounceMany(SchoolsModule.ServiceName, command.Now, outcome.Facts);
    }

    protected override async Task AnswerAsync(SchoolFileBatch batch, SchoolFileOutcome? outcome) =>
        await answers.WriteAsync(new() { Batch = batch.ToProto(header.DryRun), Errors = { outcome?.Faults.Select(f => f.ToProto()) ?? [] } }, Cancellation);
}
