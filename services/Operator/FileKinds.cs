using Google.Protobuf;
using Grpc.Core;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Monitoring.V1;
using ShuangJian.Protos.School.V1;
using ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Operating;

/// <summary>What is sent.</summary>
/// <param name="BatchId">UUID of the batch.</param>
/// <param name="Division">Division of its rows.</param>
/// <param name="Csv">CSV, else JSON lines.</param>
/// <param name="DryRun">Nothing is stored.</param>
internal sealed record FileRequest(string BatchId, string Division, bool Csv, bool DryRun)
{
    public FileFormat Format => Csv ? FileFormat.Csv : FileFormat.Json;
}

/// <summary>A field of a row that is wrong.</summary>
internal sealed record FileError(long Line, string Field, string Zh, string En);

/// <summary>How far it has come.</summary>
internal sealed record FileProgress(long Offset, long Rows, long Stored, long Refused, bool Completed, IReadOnlyList<FileError> Errors);

/// <summary>The bulk services that take files: the same protocol, with messages of their own.</summary>
internal static class FileKinds
{
    private const int ChunkSize = 256 * 1024;
    private const int MostErrorsShown = 100;

    /// <summary>Sends a file of that kind.</summary>
    public delegate Task<FileProgress> Send(CallInvoker caller, FileRequest asked, string path, Action<FileProgress> told, CancellationToken cancellation);

    public static readonly IReadOnlyDictionary<string, Send> All = new Dictionary<string, Send>(StringComparer.Ordinal)
    {
        ["institutions"] = (caller, asked, path, told, cancellation) => SendAsync(
            new BulkService.BulkServiceClient(caller).ImportInstitutions(cancellationToken: cancellation),
            new ImportInstitutionsRequest { Header = new ImportHeader { BatchId = asked.BatchId, Division = asked.Division, Format = asked.Format, Existing = ExistingPolicy.Skip, DryRun = asked.DryRun } },
            chunk => new ImportInstitutionsRequest { Chunk = chunk },
            a => Progress(a.Import.CommittedOffset, a.Import.Rows, a.Import.Stored, a.Import.Refused, a.Import.State, a.Errors), path, told),
        ["courses"] = (caller, asked, path, told, cancellation) => SendAsync(
            new CourseBulkService.CourseBulkServiceClient(caller).SubmitCourses(cancellationToken: cancellation),
            new SubmitCoursesRequest { Header = new CourseBatchHeader { BatchId = asked.BatchId, Division = asked.Division, Format = asked.Format, DryRun = asked.DryRun } },
            chunk => new SubmitCoursesRequest { Chunk = chunk },
            a => Progress(a.Batch.CommittedOffset, a.Batch.Rows, a.Batch.Submitted, a.Batch.Refused + a.Batch.Invalid, a.Batch.State, a.Errors), path, told),
        ["tutors"] = (caller, asked, path, told, cancellation) => SendAsync(
            new TutorBulkService.TutorBulkServiceClient(caller).SubmitTutors(cancellationToken: cancellation),
            new SubmitTutorsRequest { Header = new TutorBatchHeader { BatchId = asked.BatchId, Division = asked.Division, Format = asked.Format, DryRun = asked.DryRun } },
            chunk => new SubmitTutorsRequest { Chunk = chunk },
            a => Progress(a.Batch.CommittedOffset, a.Batch.Rows, a.Batch.Submitted, a.Batch.Invalid, a.Batch.State, a.Errors), path, told),
        ["contracts"] = (caller, asked, path, told, cancellation) => SendAsync(
            new ContractBulkService.ContractBulkServiceClient(caller).RecordContracts(cancellationToken: cancellation),
            new RecordContractsRequest { Header = new ContractBatchHeader { BatchId = asked.BatchId, Division = asked.Division, Format = asked.Format, DryRun = asked.DryRun } },
            chunk => new RecordContractsRequest { Chunk = chunk },
            a => Progress(a.Batch.CommittedOffset, a.Batch.Rows, a.Batch.Recorded, a.Batch.Refused, a.Batch.State, a.Errors), path, told),
        ["schools"] = School(SchoolFileKind.Schools),
        ["classes"] = School(SchoolFileKind.Classes),
        ["teachers"] = School(SchoolFileKind.Teachers),
        ["pupil-needs"] = School(SchoolFileKind.PupilNeeds),
        ["calendars"] = School(SchoolFileKind.Calendars),
        ["hotline"] = (caller, asked, path, told, cancellation) => SendAsync(
            new ComplaintImportService.ComplaintImportServiceClient(caller).ImportHotlineFile(cancellationToken: cancellation),
            new ImportHotlineFileRequest { Header = new HotlineBatchHeader { BatchId = asked.BatchId, Division = asked.Division, Format = asked.Format, DryRun = asked.DryRun } },
            chunk => new ImportHotlineFileRequest { Chunk = chunk },
            a => Progress(a.Batch.CommittedOffset, a.Batch.Rows, a.Batch.Stored, a.Batch.Refused, a.Batch.State, a.Errors), path, told),
    };

    private static Send School(SchoolFileKind kind) => (caller, asked, path, told, cancellation) => SendAsync(
        new SchoolImportService.SchoolImportServiceClient(caller).ImportSchoolFile(cancellationToken: cancellation),
        new ImportSchoolFileRequest { Header = new SchoolBatchHeader { BatchId = asked.BatchId, Division = asked.Division, Format = asked.Format, DryRun = asked.DryRun, Kind = kind } },
        chunk => new ImportSchoolFileRequest { Chunk = chunk },
        a => Progress(a.Batch.CommittedOffset, a.Batch.Rows, a.Batch.Stored, a.Batch.Refused, a.Batch.State, a.Errors), path, told);

    private static FileProgress Progress(long offset, long rows, long stored, long refused, ImportState state, IEnumerable<RowError> errors) => new(
        offset, rows, stored, refused, state == ImportState.Completed, [.. errors.Select(e => new FileError(e.Line, e.Field, e.MessageZh, e.MessageEn))]);

    /// <summary>Sends the header, hears how far the batch had come, sends the bytes from there and listens meanwhile.</summary>
    private static async Task<FileProgress> SendAsync<TRequest, TResponse>(
        AsyncDuplexStreamingCall<TRequest, TResponse> call, TRequest header, Func<FileChunk, TRequest> chunk, Func<TResponse, FileProgress> read, string path, Action<FileProgress> told)
    {
        using (call)
        {
            await call.RequestStream.WriteAsync(header);
            if (!await call.ResponseStream.MoveNext(CancellationToken.None)) throw new UsageException("平台没有回答 the platform ended the call without an answer");
            var last = read(call.ResponseStream.Current);
            if (last.Completed) return last;
            var sending = SendFileAsync(call.RequestStream, chunk, path, last.Offset);
            var errors = new List<FileError>(last.Errors);
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                last = read(call.ResponseStream.Current);
                errors.AddRange(last.Errors.Take(MostErrorsShown - errors.Count));
                told(last);
            }
            await sending;
            return last with { Errors = errors };
        }
    }

    private static async Task SendFileAsync<TRequest>(IClientStreamWriter<TRequest> requests, Func<FileChunk, TRequest> chunk, string path, long from)
    {
        await using var file = File.OpenRead(path);
        file.Position = Math.Min(from, file.Length);
        var buffer = new byte[ChunkSize];
        while (true)
        {
            var offset = file.Position;
            var read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false);
            var last = file.Position >= file.Length;
            await requests.WriteAsync(chunk(new FileChunk { Offset = offset, Data = ByteString.CopyFrom(buffer, 0, read), Last = last }));
            if (last) break;
        }
        await requests.CompleteAsync();
    }
}
