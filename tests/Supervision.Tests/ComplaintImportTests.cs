using System.Text;
using Google.Protobuf;
using Grpc.Core;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Complaints that come by files of the hotline and by e-mail.</summary>
public sealed class ComplaintImportTests : IAsyncLifetime
{
    private const string Columns = "hotline_number,division,matter,institution_code,school_code,subject_name,text,name,phone,address";
    private SupervisionHost _host = null!;

    private ComplaintImportService.ComplaintImportServiceClient Imports => new(_host.Officer(division: SupervisionHost.City));

    private ComplaintService.ComplaintServiceClient Office => new(_host.Officer(division: SupervisionHost.City));

    public async Task InitializeAsync() => _host = await SupervisionHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Each_row_is_answered_and_a_number_is_taken_once()
    {
        var file = string.Join('\n', Columns,
            "KM-2026-1,530102,homework,,,样本小学,三年级每天作业超过两小时,样本乙,13800001111,",
            "KM-2026-2,331002,homework,,,样本小学,区域不在本批次内的作业举报,,,",
            "KM-2026-3,530102,weather,,,样本小学,事项不在职责清单内的举报,,,",
            "KM-2026-4,530103,unlicensed-training,,,人民路无牌培训点,晚上十点还在上课没有办学许可,,,",
            "KM-2026-1,530102,homework,,,样本小学,三年级每天作业超过两小时,样本乙,13800001111,") + "\n";
        var (first, errors) = await SendAsync(Registry.NewId(), file);
        Assert.Equal((5, 3, 2, 1), (first.Rows, first.Stored, first.Refused, first.Known));
        Assert.Equal(["division", "matter"], errors.Select(e => e.Field));
        Assert.Equal([3L, 4L], errors.Select(e => e.Line));
        var (second, _) = await SendAsync(Registry.NewId(), file);
        Assert.Equal((3, 3), (second.Stored, second.Known));
        var taken = (await Office.ListComplaintsAsync(new() { Division = SupervisionHost.City, Channels = { ComplaintChannel.Hotline } })).Complaints;
        Assert.Equal(["KM-2026-1", "KM-2026-4"], taken.Select(c => c.ExternalNumber).Order());
        Assert.Equal(second.Refused, (await Imports.ListHotlineBatchErrorsAsync(new() { BatchId = second.BatchId })).Errors.Count);
    }

    [Fact]
    public async Task A_batch_broken_off_goes_on_from_where_it_was()
    {
        var rows = Enumerable.Range(1, 40).Select(i => $$"""{"hotlineNumber":"JS-{{i}}","division":"530102","matter":"fees","subject":{"name":"样本机构{{i}}"},"text":"一次收取一年费用的举报{{i}}"}""").ToList();
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', rows) + "\n");
        var id = Registry.NewId();
        await SendAsync(id, Encoding.UTF8.GetString(bytes)[..200], FileFormat.Json, complete: false);
        var offset = (await Imports.GetHotlineBatchAsync(new() { BatchId = id })).Batch.CommittedOffset;
        Assert.InRange(offset, 1, bytes.Length - 1);
        var (done, _) = await SendAsync(id, Encoding.UTF8.GetString(bytes.AsSpan((int)offset)), FileFormat.Json, offset);
        Assert.Equal((40, 0, ImportState.Completed), (done.Stored, done.Known, done.State));
    }

    [Fact]
    public async Task An_e_mail_is_read_once()
    {
        var subject = Convert.ToBase64String(Encoding.UTF8.GetBytes("举报作业过多"));
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes("孩子每天写作业到十一点。"));
        var eml = ByteString.CopyFromUtf8(
            $"From: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes("样本丙"))}?= <sample@example.com>\r\nMessage-ID: <1@example.com>\r\nSubject: =?utf-8?B?{subject}?=\r\n"
            + $"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n");
        ImportComplaintEmailRequest Mail(ByteString content) => new()
        {
            RequestId = Registry.NewId(), Eml = content, Matter = "homework", Division = SupervisionHost.County, Subject = new() { Name = "样本小学" },
        };
        var taken = await Imports.ImportComplaintEmailAsync(Mail(eml));
        var shown = (await Office.GetComplaintAsync(new() { ComplaintId = taken.Complaint.ComplaintId })).Complaint;
        Assert.Equal(("举报作业过多\n孩子每天写作业到十一点。", ComplaintChannel.Email), (shown.Text, shown.Channel));
        var person = (await Office.RevealComplainantAsync(new() { ComplaintId = shown.ComplaintId, Purpose = "回复举报邮件" })).Complainant;
        Assert.Equal(("样本丙", "sample@example.com"), (person.Name, person.Address));
        var desk = new ComplaintDeskService.ComplaintDeskServiceClient(_host.Host.Channel);
        Assert.Equal("homework", (await desk.TrackComplaintAsync(new() { TrackingCode = taken.TrackingCode })).Complaint.Matter);
        Assert.Equal("COMPLAINT_KNOWN", await RichError.ReasonAsync(Imports.ImportComplaintEmailAsync(Mail(eml))));
        Assert.Equal("COMPLAINT_EMAIL_UNREADABLE", await RichError.ReasonAsync(Imports.ImportComplaintEmailAsync(Mail(ByteString.CopyFromUtf8("no mail at all")))));
    }

    private async Task<(Protos.Supervision.V1.HotlineBatch Batch, List<RowError> Errors)> SendAsync(string id, string file, FileFormat format = FileFormat.Csv, long offset = 0, bool complete = true)
    {
        using var call = Imports.ImportHotlineFile();
        await call.RequestStream.WriteAsync(new() { Header = new() { BatchId = id, Division = SupervisionHost.City, Format = format } });
        await call.RequestStream.WriteAsync(new() { Chunk = new() { Offset = offset, Data = ByteString.CopyFromUtf8(file), Last = complete } });
        await call.RequestStream.CompleteAsync();
        var (batch, errors) = (new Protos.Supervision.V1.HotlineBatch(), new List<RowError>());
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
        {
            batch = answer.Batch;
            errors.AddRange(answer.Errors);
        }
        return (batch, errors);
    }
}
