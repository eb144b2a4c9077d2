using System.Text;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Monitoring.V1;
using ShuangJian.Protos.Operation.V1;
using ShuangJian.Testing;
using TrainingContract = ShuangJian.Protos.Monitoring.V1.TrainingContract;

namespace ShuangJian.Monitoring.Tests;

/// <summary>Many contracts from one file, and files of contracts (X1).</summary>
public sealed class ContractBulkTests : IAsyncLifetime
{
    private const string Columns = "division,institution_id,institution_code,number,model_text,pupil_name,pupil_identity_number,guardian_name,guardian_phone,category,stages,subject,signed_on,starts_on,ends_on,lessons,total_fen,charges";
    private const string Purpose = "全国监管平台数据对接";
    private MonitoringHost _host = null!;

    public async Task InitializeAsync() => _host = await MonitoringHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Rows_are_judged_as_if_they_came_one_by_one(int size)
    {
        var batch = Registry.NewId();
        var (done, errors, verdicts) = await SendAsync(Mine, Header(batch), Csv(
            Row("A-1"), Row("A-2", from: "2027-03-01", to: "2027-05-31"), Row("A-3", pupil: 2), Row("A-4", pupil: 3, model: "OTHER"), Row("A-5", pupil: 4, method: "LOAN"), Row("A-1", pupil: 5)), size);

        Assert.Equal((ImportState.Completed, 6, 4, 2), (done.State, done.Rows, done.Recorded, done.Refused));
        Assert.Equal(["6 ", "7 number"], errors.Select(e => $"{e.Line} {e.Field}"));
        Assert.Equal("该机构已有此编号的合同。", errors[1].MessageZh);
        Assert.Equal(
            [(1L, ContractState.InForce, ""), (2L, ContractState.InBreach, "ChargeSpansTooLong,NonAcademicChargeExceedsAmount"), (3L, ContractState.InForce, ""), (4L, ContractState.InBreach, "ModelContractNotUsed")],
            verdicts.Select(v => (v.Row, v.State, string.Join(',', v.Findings.Select(f => f.Rule).Order()))));
        var told = await _host.HearAsync<ContractBreachFound>(verdicts[1].ContractId);
        Assert.Equal((_host.Code, 2), (told.InstitutionCode, told.Findings.Count));
        var contracts = new ContractService.ContractServiceClient(_host.Owner());
        var one = (await contracts.GetContractAsync(new() { ContractId = verdicts[0].ContractId })).Contract;
        Assert.Equal(("A-1", "测**", 480000L, 40, "R-1", 3), (one.Number, one.Parties.PupilName, one.TotalFen, one.Charges[0].Lessons, one.Charges[0].ReceiptNumber, one.Charges[0].LessonsLeft));
        // What a file brought is there for who comes after it.
        var next = Parse(Row("A-9", from: "2027-03-01", to: "2027-05-31", pupil: 2));
        Assert.Equal(ContractState.InBreach, (await contracts.RecordContractAsync(new() { RequestId = Registry.NewId(), Contract = next })).Contract.State);
        Assert.Equal(done, (await Mine.GetContractBatchAsync(new() { BatchId = batch })).Batch);
    }

    [Fact]
    public async Task A_row_that_is_wrong_is_told_without_what_stood_in_it()
    {
        var number = Number(9);
        var batch = Registry.NewId();
        var (done, errors, verdicts) = await SendAsync(Mine, Header(batch), Csv(
            Row("B-1"), Row("B-2", division: "530000"), Row("B-3", division: "110101"), Row("B-4", code: Registry.NewCode()), Row("=B5"), Row("B-6", model: number),
            Row("B-7", charges: "2026-11-20 480000"), Row("B-8", charges: $"2026-11-20 {number} x 2026-12-01 2027-02-28 CASH -"), Row("B-9", fen: "4800.00"), Row("B-10", fen: "480001"),
            Row("B-11", to: "2026-11-30"), Row("B-12", signed: "2026-11-21"), Row("B-13", identity: "1101**********002X"), "a,b"));

        string[] expected =
        [
            "3 division", "4 division", "5 institution_code", "6 number", "7 model_text", "8 charges[0]", "9 charges[0].lessons", "10 total_fen", "11 total_fen",
            "12 ends_on", "13 signed_on", "14 parties.pupil_identity_number", "15 ",
        ];
        Assert.Equal(expected, errors.Select(e => $"{e.Line} {e.Field}").Where(e => !e.StartsWith("8 charges[0].", StringComparison.Ordinal) && e != "9 charges[0].amount_fen"));
        Assert.All(errors, e => Assert.DoesNotContain(number, e.MessageZh + e.MessageEn, StringComparison.Ordinal));
        Assert.Equal((14, 1, 13, 1L), (done.Rows, done.Recorded, done.Refused, Assert.Single(verdicts).Row));
        var page = await Mine.ListContractBatchErrorsAsync(new() { BatchId = batch, PageSize = 4 });
        var rest = await Mine.ListContractBatchErrorsAsync(new() { BatchId = batch, PageSize = 200, PageToken = page.NextPageToken });
        Assert.Equal(errors, [.. page.Errors, .. rest.Errors]);
    }

    [Fact]
    public async Task A_trial_holds_rows_against_all_before_them_and_leaves_nothing()
    {
        var header = Header(Registry.NewId());
        header.DryRun = true;
        string[] rows =
        [
            Row("C-1"), .. Enumerable.Range(2, 2_100).Select(i => Row($"C-{i}", pupil: i)), Row("C-2200", from: "2027-03-01", to: "2027-05-31"), Row("C-1", pupil: 3_000),
        ];
        var (done, errors, verdicts) = await SendAsync(Mine, header, Csv(rows), 100_000);
        Assert.Equal((2_103, 2_102, "number"), (done.Rows, done.Recorded, Assert.Single(errors).Field));
        Assert.Equal((2_102L, ""), verdicts.Where(v => v.State == ContractState.InBreach).Select(v => (v.Row, v.ContractId)).Single());
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(Mine.GetContractBatchAsync(new() { BatchId = header.BatchId }))).Reason);
        Assert.Empty((await new ContractService.ContractServiceClient(_host.Owner()).ListContractsAsync(new() { Division = MonitoringHost.County })).Contracts);
    }

    [Fact]
    public async Task Of_two_files_with_the_same_contracts_at_once_each_contract_is_recorded_once()
    {
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        await using var host = await MonitoringHost.StartAsync(new() { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = postgres.ConnectionString("monitoring") });
        // Of each pair of contracts of a pupil the one that comes second breaks the limit, whichever file brings it.
        var rows = Enumerable.Range(1, 300).SelectMany(i => new[] { Row($"D-{i}", pupil: i), Row($"E-{i}", from: "2027-03-01", to: "2027-05-31", pupil: i) }).ToArray();
        ContractBulkService.ContractBulkServiceClient[] two = [new(host.Host.AsInstitution(MonitoringHost.County, _host.Code)), new(host.Officer("EDUCATION"))];
        var both = await Task.WhenAll(
            SendAsync(two[0], Header(Registry.NewId()), Csv(rows), 100_000), SendAsync(two[1], Header(Registry.NewId()), Csv([.. rows.Reverse()]), 100_000));
        Assert.All(both, one => Assert.Equal((ImportState.Completed, 600), (one.Batch.State, one.Batch.Recorded + one.Batch.Refused)));
        Assert.Equal((600, 300), (both.Sum(one => one.Batch.Recorded), both.Sum(one => one.Verdicts.Count(v => v.State == ContractState.InBreach))));
        await using var db = await host.Host.OpenAsync<MonitoringDb>();
        Assert.Equal((600, 600), (await db.Set<Domain.TrainingContract>().CountAsync(), await db.Set<Domain.PupilCharge>().CountAsync()));
    }

    [Fact]
    public async Task Broken_off_it_goes_on_and_no_row_is_a_contract_twice()
    {
        var (header, file) = (Header(Registry.NewId()), Csv([.. Enumerable.Range(1, 30).Select(i => Row($"F-{i}", pupil: i))]));
        var (begun, _, _) = await SendAsync(Mine, header, file.AsSpan(0, file.Length / 2).ToArray(), last: false);
        Assert.Equal(ImportState.Running, begun.State);
        await _host.RestartAsync("2026-11-23");
        var (done, errors, _) = await SendAsync(Mine, header, file, from: begun.CommittedOffset);
        Assert.Empty(errors);
        Assert.Equal((ImportState.Completed, 30, 30), (done.State, done.Rows, done.Recorded));
        Assert.Equal((done, 0), await SendAsync(Mine, header, file) is var again ? (again.Batch, again.Verdicts.Count) : default);
        Assert.Equal("IMPORT_HEADER_DIFFERS", (await RichError.OfAsync(SendAsync(Mine, new(header) { Format = FileFormat.Json }, file))).Reason);
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(SendAsync(new(_host.Officer("EDUCATION")), header, file))).Reason);
        Assert.Equal([header.BatchId], (await Mine.ListContractBatchesAsync(new() { Division = MonitoringHost.County })).Batches.Select(b => b.BatchId));
    }

    [Theory]
    [InlineData(FileFormat.Csv)]
    [InlineData(FileFormat.Json)]
    public async Task Contracts_given_out_for_a_purpose_can_be_taken_over_as_they_were(FileFormat format)
    {
        var other = Registry.NewCode();
        var two = "2026-11-20 240000 20 2026-12-01 2027-01-15 SPECIAL_ACCOUNT 收据 1 3;2027-01-10 240000 20 2027-01-16 2027-02-28 CASH -";
        await SendAsync(Mine, Header(Registry.NewId()), Csv(Row("G-1", charges: two.Replace("收据 1", "收据\u00A01", StringComparison.Ordinal)), Row("G-2", pupil: 2, model: "OTHER")));
        var (file, rows, _) = await ExportAsync(Mine, new() { Division = MonitoringHost.County, Format = format, Purpose = Purpose });
        Assert.Equal(2, rows);
        Assert.Contains(Number(1), Encoding.UTF8.GetString(file), StringComparison.Ordinal);

        var header = Header(Registry.NewId());
        header.Format = format;
        var (done, errors, _) = await SendAsync(new(_host.Officer("EDUCATION")), header, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace(_host.Code, other, StringComparison.Ordinal)));
        Assert.Empty(errors);
        Assert.Equal(2, done.Recorded);

        var (mine, theirs) = (await ContractsAsync(_host.Code), await ContractsAsync(other));
        Assert.Equal(mine, theirs);
        Assert.Equal((2, "收据\u00A01", 3, ContractState.InBreach), (theirs[0].Charges.Count, theirs[0].Charges[0].ReceiptNumber, theirs[0].Charges[0].LessonsLeft, theirs[1].State));
    }

    [Fact]
    public async Task Who_gives_contracts_out_says_why_and_is_audited()
    {
        await SendAsync(Mine, Header(Registry.NewId()), Csv(Row("H-1")));
        var asked = new ExportContractsRequest { Division = MonitoringHost.County, Format = FileFormat.Csv, Purpose = Purpose };
        Assert.Equal(["purpose"], (await RichError.OfAsync(ExportAsync(Mine, new(asked) { Purpose = "看看" }))).Fields.Keys);
        Assert.Equal(0, (await ExportAsync(new(_host.Owner(Registry.NewCode())), asked)).Rows);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(ExportAsync(new(_host.Officer("EDUCATION", "530103")), asked))).Reason);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(ExportAsync(new(_host.Officer("FINANCE")), asked))).Reason);
        var (_, rows, cursors) = await ExportAsync(new(_host.Officer("EDUCATION")), asked);
        Assert.Equal((1, 0), (rows, (await ExportAsync(new(_host.Officer("EDUCATION")), new(asked) { PageToken = cursors[0] })).Rows));
        var operators = new OperationService.OperationServiceClient(_host.Host.With(_host.Host.Token("OPERATOR", "000000")));
        var audited = (await operators.ListAuditRecordsAsync(new() { Service = "monitoring", Resource = $"contracts/{MonitoringHost.County}" })).Records;
        Assert.Equal(["REGULATOR", "REGULATOR", "INSTITUTION"], audited.Where(r => r.Purpose == Purpose).Select(r => r.Audience));
    }

    private ContractBulkService.ContractBulkServiceClient Mine => new(_host.Owner());

    private static ContractBatchHeader Header(string batch) => new() { BatchId = batch, Division = MonitoringHost.County, Format = FileFormat.Csv };

    private static byte[] Csv(params string[] rows) => Encoding.UTF8.GetBytes(Columns + "\n" + string.Concat(rows.Select(r => r + "\n")));

    /// <summary>A resident identity number with its check digit, another one for each index.</summary>
    private static string Number(int index) => ResidentIdentity.Complete($"110105{new DateOnly(2012, 1, 1).AddDays(index / 900):yyyyMMdd}{100 + (index % 900)}");

    private string Row(
        string number, string division = MonitoringHost.County, string? code = null, int pupil = 1, string? identity = null, string model = "NATIONAL", string signed = "2026-11-20",
        string from = "2026-12-01", string to = "2027-02-28", string fen = "480000", string method = "SPECIAL_ACCOUNT", string? charges = null) =>
        $"{division},{_host.InstitutionId},{code ?? _host.Code},{number},{model},测试生,{identity ?? Number(pupil)},测试人,13800000078,ARTS,PRIMARY,水彩画,{signed},{from},{to},40,{fen},"
        + (charges ?? $"2026-11-20 480000 40 {from} {to} {method} R-1 3");

    /// <summary>The contract that a row says.</summary>
    private static TrainingContract Parse(string row)
    {
        var cells = row.Split(',');
        var charge = cells[17].Split(' ');
        return new()
        {
            Division = cells[0], InstitutionId = cells[1], InstitutionCode = cells[2], Number = cells[3], ModelText = ModelText.National,
            Parties = new() { PupilName = cells[5], PupilIdentityNumber = cells[6], GuardianName = cells[7], GuardianPhone = cells[8] },
            Category = Protos.Institution.V1.TrainingCategory.Arts, Stages = { Protos.Institution.V1.EducationStage.Primary }, Subject = cells[11],
            SignedOn = cells[12], StartsOn = cells[13], EndsOn = cells[14], Lessons = 40, TotalFen = 480000,
            Charges = { new ContractCharge { ChargedOn = charge[0], AmountFen = 480000, Lessons = 40, CoversFrom = charge[3], CoversTo = charge[4], Method = PaymentMethod.SpecialAccount } },
        };
    }

    private async Task<List<TrainingContract>> ContractsAsync(string code)
    {
        var (json, _, _) = await ExportAsync(
            new(_host.Officer("EDUCATION")), new() { Division = MonitoringHost.County, Format = FileFormat.Json, Purpose = Purpose, InstitutionCode = code });
        return [.. Encoding.UTF8.GetString(json).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            var row = JsonParser.Default.Parse<TrainingContract>(line);
            (row.ContractId, row.InstitutionCode) = ("", "");
            return row;
        }).OrderBy(c => c.Number)];
    }

    private static Task<(byte[] File, int Rows, List<string> Cursors)> ExportAsync(ContractBulkService.ContractBulkServiceClient client, ExportContractsRequest request) =>
        FileCall.ReceiveAsync(client.ExportContracts(request), part => (part.Data, part.Rows, part.NextPageToken));

    private static async Task<(ContractBatch Batch, List<RowError> Errors, List<ContractVerdict> Verdicts)> SendAsync(
        ContractBulkService.ContractBulkServiceClient client, ContractBatchHeader header, byte[] file, int size = 4096, long from = 0, bool last = true)
    {
        var answers = await FileCall.SendAsync(client.RecordContracts(), new() { Header = header }, chunk => new() { Chunk = chunk }, file, size, from, last);
        return (answers[^1].Batch, [.. answers.SelectMany(a => a.Errors)], [.. answers.SelectMany(a => a.Verdicts)]);
    }
}
