using System.Text;
using Google.Protobuf;
using Grpc.Core;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Institutions.Tests.Service;

/// <summary>Makes files and sends them.</summary>
internal static class ImportFiles
{
    public const string Columns = "name,unified_social_credit_code,division,category,stages,mode,address,area_square_metres,lease_ends_on,licence_number,licensed_on";

    private static int _numbers;

    /// <summary>A row that can be stored.</summary>
    public static string Row(string? code = null, string? licence = null, string division = "110101", string name = "导入测试培训学校", string category = "ARTS",
        string stages = "PRIMARY;JUNIOR", string mode = "OFFLINE", string sites = "测试路一号二层,300,2029-12-31", string licensedOn = "2024-05-06") =>
        $"{name},{code ?? Registry.NewCode()},{division},{category},{stages},{mode},{sites},{licence ?? $"OLD-{Interlocked.Increment(ref _numbers)}"},{licensedOn}";

    public static byte[] File(params IEnumerable<string> rows) => Encoding.UTF8.GetBytes(Columns + "\n" + string.Concat(rows.Select(r => r + "\n")));

    public static ImportHeader Header(string? batch = null, string division = "110101", FileFormat format = FileFormat.Csv) => new()
    {
        BatchId = batch ?? Registry.NewId(),
        Division = division,
        Format = format,
        Existing = ExistingPolicy.Report,
    };

    /// <summary>Sends a file to its end and reads every answer.</summary>
    public static async Task<(Import Import, List<RowError> Errors)> ImportAsync(
        this BulkService.BulkServiceClient client, ImportHeader header, byte[] file, int size = 4096, long from = 0, bool last = true)
    {
        using var call = client.ImportInstitutions();
        await call.RequestStream.WriteAsync(new() { Header = header });
        var sending = SendAsync(call, file, size, from, last);
        Import? import = null;
        var errors = new List<RowError>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
        {
            import = answer.Import;
            errors.AddRange(answer.Errors);
        }
        await sending;
        return (import!, errors);
    }

    /// <summary>Sends a file that is refused.</summary>
    public static async Task<RichError> RefusedAsync(this BulkService.BulkServiceClient client, ImportHeader header, byte[] file, int size = 4096, long from = 0) =>
        RichError.Of(await Assert.ThrowsAsync<RpcException>(() => client.ImportAsync(header, file, size, from)));

    private static async Task SendAsync(
        AsyncDuplexStreamingCall<ImportInstitutionsRequest, ImportInstitutionsResponse> call, byte[] file, int size, long from, bool last)
    {
        try
        {
            for (var at = (int)from; at < file.Length; at += size)
            {
                var data = ByteString.CopyFrom(file.AsSpan(at, Math.Min(size, file.Length - at)));
                await call.RequestStream.WriteAsync(new() { Chunk = new FileChunk { Offset = at, Data = data, Last = last && at + size >= file.Length } });
            }
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // The call is over; its answers say why.
        }
    }
}
