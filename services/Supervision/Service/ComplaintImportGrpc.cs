using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MimeKit;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Takes complaints that come through other systems.</summary>
public sealed class ComplaintImportGrpc(FileMeans<SupervisionDb> means, ComplaintKeys keys) : Wire.ComplaintImportService.ComplaintImportServiceBase
{
    private const int LongestText = 4000;

    /// <inheritdoc />
    public override async Task ImportHotlineFile(
        IAsyncStreamReader<Wire.ImportHotlineFileRequest> requestStream, IServerStreamWriter<Wire.ImportHotlineFileResponse> responseStream, ServerCallContext context)
    {
        var requests = CheckedRequests<Wire.ImportHotlineFileRequest>.Of(requestStream);
        await requests.MoveNext(context.CancellationToken);
        var session = new HotlineFile(means, keys, requests.Current.Header, responseStream, context);
        await session.RunAsync(session.Chunks(requests, r => r.Chunk));
    }

    /// <inheritdoc />
    public override async Task<Wire.GetHotlineBatchResponse> GetHotlineBatch(Wire.GetHotlineBatchRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        return new() { Batch = (await FindAsync(db, request.BatchId, context)).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListHotlineBatchErrorsResponse> ListHotlineBatchErrors(Wire.ListHotlineBatchErrorsRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        var batch = await FindAsync(db, request.BatchId, context);
        var (page, next) = await db.Set<RowFault>().AsNoTracking().Where(f => f.Batch == batch.Id).PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Errors = { page.Select(f => f.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.ImportComplaintEmailResponse> ImportComplaintEmail(Wire.ImportComplaintEmailRequest request, ServerCallContext context)
    {
        var problems = ComplaintReceiving.Problems(request.Matter, request.Division, request.Subject).ToList();
        if (problems.Count > 0) throw Rejection.Invalid(problems);
        var (text, person, number, attachments) = Read(request.Eml.ToByteArray());
        var response = await means.Commands.RunAsync(request, context, async (db, command) =>
        {
            var content = new ComplaintContent(ComplaintChannel.Email, request.Matter, request.Division, request.Subject.ToSubject(), number);
            var key = $"{content.Channel}/{number}";
            if (await db.Set<Complaint>().Where(c => c.ExternalKey == key).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(context.CancellationToken) is { } known) throw Known(known);
            var one = (await ComplaintReceiving.TakeAsync(db, keys, [new(Guid.CreateVersion7(), content, text, person)], command.Now, context.CancellationToken))[0];
            db.Add(one);
            command.Resource = Complaints.NameOf(one);
            foreach (var (subject, version, fact) in ComplaintReceiving.FactsOf(one)) command.Announce(subject, version, fact);
            return new Wire.ImportComplaintEmailResponse
            {
                TrackingCode = keys.KeptOf(one.Id),
                Complaint = new() { ComplaintId = $"{one.Id}", State = EnumMap<Wire.ComplaintState, ComplaintState>.ToWire(one.State), Attachments = attachments },
            };
        });
        response.TrackingCode = keys.CodeOf(response.TrackingCode);
        return response;
    }

    private static (string Text, ComplaintFile Person, string Number, int Attachments) Read(byte[] eml)
    {
        try
        {
            using var message = MimeMessage.Load(new MemoryStream(eml));
            var from = message.From.Mailboxes.FirstOrDefault() ?? throw Unreadable("no sender");
            var text = Clean($"{message.Subject}\n{message.TextBody ?? System.Net.WebUtility.HtmlDecode(Tags.Replace(message.HtmlBody ?? "", " "))}".Trim(), LongestText);
            if (text.Length < 5) throw Unreadable("no text");
            var id = message.MessageId is { Length: > 0 } given ? Encoding.UTF8.GetBytes(given) : eml;
            return (text, ComplaintFile.Of(Clean(from.Name ?? "", 50), "", Clean(from.Address, 200)), Convert.ToHexStringLower(SHA256.HashData(id))[..40], message.Attachments.Count());
        }
        catch (Exception e) when (e is FormatException or ArgumentException or IOException)
        {
            throw Unreadable(e.GetType().Name);
        }
    }

    private static readonly System.Text.RegularExpressions.Regex Tags = new("<[^>]*>", System.Text.RegularExpressions.RegexOptions.Compiled, TimeSpan.FromSeconds(1));

    private static string Clean(string text, int most)
    {
        var kept = new string([.. text.Where(c => c is '\n' or '\t' || !char.IsControl(c))]);
        return kept.Length <= most ? kept : kept[..(char.IsHighSurrogate(kept[most - 1]) ? most - 1 : most)];
    }

    private static Rejection Unreadable(string why) => new(StatusCode.InvalidArgument, "COMPLAINT_EMAIL_UNREADABLE", "无法读取该邮件", "the e-mail cannot be read")
    {
        Facts = new Dictionary<string, string> { ["cause"] = why },
    };

    private static Rejection Known(Guid id) => new(StatusCode.AlreadyExists, "COMPLAINT_KNOWN", "该邮件已登记", "the e-mail was taken before")
    {
        Facts = new Dictionary<string, string> { ["complaint_id"] = $"{id}" },
    };

    private static async Task<HotlineBatch> FindAsync(SupervisionDb db, string id, ServerCallContext context)
    {
        var key = Guid.Parse(id);
        var batch = await db.Set<HotlineBatch>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == key, context.CancellationToken)
            ?? throw Rejection.NotFound($"hotline-batches/{id}");
        Caller.Of(context).MustReach(DivisionCode.Parse(batch.Division));
        return batch;
    }
}

/// <summary>How far a file of the hotline has come.</summary>
public sealed class HotlineBatch : FileBatch
{
    /// <summary>Rows whose number was known already.</summary>
    public long Known { get; set; }

    internal Wire.HotlineBatch ToProto(bool dryRun = false) => new()
    {
        BatchId = $"{Id}", Division = Division, DryRun = dryRun, State = State, CommittedOffset = Offset, CommittedLine = Line, Rows = Rows, Stored = Stored, Refused = Refused,
        Known = Known, CreateTime = CreatedAt.ToTimestamp(), UpdateTime = UpdatedAt.ToTimestamp(),
    };
}

/// <summary>What rows of a file of the hotline became.</summary>
internal sealed class HotlineOutcome : FileOutcome
{
    public override long Stored => Taken.Count + Known;

    public override string Summary => $"{Taken.Count} taken, {Known} known, {Refused} refused";

    public IReadOnlyList<Complaint> Taken { get; set; } = [];

    public long Known { get; set; }

    public void Refuse(Guid batch, ReadRow<Wire.HotlineRow> row) => Refuse(batch, row, row.Problems);
}

/// <summary>One call that takes a file of the hotline.</summary>
internal sealed class HotlineFile(
    FileMeans<SupervisionDb> means, ComplaintKeys keys, Wire.HotlineBatchHeader header, IServerStreamWriter<Wire.ImportHotlineFileResponse> answers, ServerCallContext context)
    : FileSession<SupervisionDb, HotlineBatch, Wire.HotlineRow, HotlineOutcome>(
        means, new FileHeader(Guid.Parse(header.BatchId), header.Division, header.Format, header.DryRun, header.Columns, header), context)
{
    protected override string Resource => $"hotline-batches/{header.BatchId}";

    protected override HotlineBatch NewBatch(DateTime now) => new()
    {
        Id = Header.BatchId, Division = header.Division, Format = header.Format, HeaderDigest = HeaderDigest, CreatedAt = now, UpdatedAt = now,
    };

    protected override RowReader<Wire.HotlineRow> NewReader(IReadOnlyList<string>? columns) => new HotlineReader(Header, columns);

    protected override async Task<HotlineOutcome> DecideAsync(SupervisionDb db, HotlineBatch batch, IReadOnlyList<ReadRow<Wire.HotlineRow>> rows, DateTime now)
    {
        var outcome = new HotlineOutcome();
        foreach (var row in rows.Where(r => r.Problems.Count > 0)) outcome.Refuse(batch.Id, row);
        var sound = rows.Where(r => r.Problems.Count == 0).Select(r => r.Content).ToList();
        var numbers = sound.Select(r => KeyOf(r)).Distinct().ToArray();
        var known = (await db.Set<Complaint>().Where(c => EF.Parameter(numbers).Contains(c.ExternalKey)).Select(c => c.ExternalKey!).ToListAsync(Cancellation)).ToHashSet();
        var fresh = sound.Where(r => known.Add(KeyOf(r))).ToList();
        outcome.Known = sound.Count - fresh.Count;
        outcome.Taken = await ComplaintReceiving.TakeAsync(db, keys, [.. fresh.Select(r => new Incoming(
            Guid.CreateVersion7(), new(ComplaintChannel.Hotline, r.Matter, r.Division, r.Subject.ToSubject(), r.HotlineNumber), r.Text, r.Complainant.ToFile()))], now, Cancellation);
        return outcome;
    }

    protected override Task StoreAsync(SupervisionDb db, HotlineOutcome outcome, Command command)
    {
        db.InsertMany(outcome.Taken);
        db.AnnounceMany(SupervisionModule.ServiceName, command.Now, outcome.Taken.SelectMany(ComplaintReceiving.FactsOf));
        return Task.CompletedTask;
    }

    protected override void Count(HotlineBatch batch, HotlineOutcome outcome) => batch.Known += outcome.Known;

    protected override async Task AnswerAsync(HotlineBatch batch, HotlineOutcome? outcome) =>
        await answers.WriteAsync(new() { Batch = batch.ToProto(header.DryRun), Errors = { outcome?.Faults.Select(f => f.ToProto()) ?? [] } }, Cancellation);

    private static string KeyOf(Wire.HotlineRow row) => $"{ComplaintChannel.Hotline}/{row.HotlineNumber}";
}

/// <summary>Reads rows of a file of the hotline.</summary>
internal sealed class HotlineReader(FileHeader header, IReadOnlyList<string>? columns) : RowReader<Wire.HotlineRow>(header, columns, Known, Optional)
{
    private static readonly string[] Optional = ["institution_code", "school_code", "subject_name", "name", "phone", "address"];
    private static readonly string[] Known = ["hotline_number", "division", "matter", "text", .. Optional];
    private readonly DivisionCode _place = DivisionCode.Parse(header.Division);

    protected override void Fill(Wire.HotlineRow row, string[] cells, List<FieldProblem> problems)
    {
        (row.Subject, row.Complainant) = (new(), new());
        for (var i = 0; i < cells.Length; i++) Put(row, Columns![i], cells[i]);
    }

    protected override void CheckTogether(Wire.HotlineRow row, DateOnly today, HashSet<string> told, List<FieldProblem> problems)
    {
        problems.AddRange(ComplaintReceiving.Problems(row.Matter, row.Division, row.Subject).Where(p => told.Add(p.Field)));
        if (DivisionCode.TryParse(row.Division, out var division) && !_place.Contains(division) && told.Add("division"))
            problems.Add(new("division", "不在本批次的区域内", "is outside the division of the batch"));
    }

    private static void Put(Wire.HotlineRow row, string column, string cell)
    {
        switch (column)
        {
            case "hotline_number": row.HotlineNumber = cell; break;
            case "division": row.Division = cell; break;
            case "matter": row.Matter = cell; break;
            case "text": row.Text = cell; break;
            case "institution_code": row.Subject.InstitutionCode = cell; break;
            case "school_code": row.Subject.SchoolCode = cell; break;
            case "subject_name": row.Subject.Name = cell; break;
            case "name": row.Complainant.Name = cell; break;
            case "phone": row.Complainant.Phone = cell; break;
            case "address": row.Complainant.Address = cell; break;
        }
    }
}

internal sealed class HotlineBatchTable : IEntityTypeConfiguration<HotlineBatch>
{
    public void Configure(EntityTypeBuilder<HotlineBatch> row) => row.IsFileBatch("hotline_batches");
}

internal sealed class HotlineFaultTable : IEntityTypeConfiguration<RowFault>
{
    public void Configure(EntityTypeBuilder<RowFault> row) => row.IsRowFault("row_faults");
}
