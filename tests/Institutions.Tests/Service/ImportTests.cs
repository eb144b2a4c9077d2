using System.Text;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using static ShuangJian.Institutions.Tests.Service.ImportFiles;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class ImportTests(RegistryHost registry)
{
    private BulkService.BulkServiceClient Office { get; } = new(registry.Host.AsRegulator("110101"));

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public async Task Rows_become_institutions_on_the_white_list_whatever_the_pieces(int size)
    {
        var (code, code2) = (Registry.NewCode(), Registry.NewCode());
        var licence = $"OLD-A-{size}";
        var (import, errors) = await Office.ImportAsync(Header(), File(
            Row(code, licence, name: "\"导入\"\"引号\"\"学校\"", sites: "测试路一号; 测试路二号,300;120,;2030-01-31"), "", Row(code2, mode: "online", sites: ",,")), size);

        Assert.Empty(errors);
        Assert.Equal((ImportState.Completed, 2, 2, 0, 0), (import.State, import.Rows, import.Stored, import.Refused, import.Skipped));
        var listed = (await registry.Directory.LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = code })).Institution;
        Assert.Equal(("导入\"引号\"学校", "110101", TrainingCategory.Arts, TrainingMode.Offline, licence, "2024-05-06"),
            (listed.Name, listed.Division, listed.Category, listed.Mode, listed.LicenceNumber, listed.LicensedOn));
        Assert.Equal([EducationStage.Primary, EducationStage.Junior], listed.Stages);
        Assert.Equal([("测试路一号", 300, ""), ("测试路二号", 120, "2030-01-31")], listed.Sites.Select(s => (s.Address, s.AreaSquareMetres, s.LeaseEndsOn)));
        Assert.Equal(TrainingMode.Online, (await registry.Directory.LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = code2 })).Institution.Mode);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public async Task A_batch_has_at_most_so_many_rows_and_those_before_are_stored(int rows, bool refused)
    {
        await using var host = await TestHost.StartAsync([new InstitutionsModule()], settings: new Dictionary<string, string?> { ["Imports:MostRows"] = "3" });
        var office = new BulkService.BulkServiceClient(host.AsRegulator("110101"));
        var (batch, codes) = (Registry.NewId(), Enumerable.Range(0, rows).Select(_ => Registry.NewCode()).ToList());
        // Neither the heading nor an empty line is a row.
        var file = File(codes.SelectMany(code => (string[])[Row(code), ""]));
        if (refused)
        {
            var error = await office.RefusedAsync(Header(batch), file);
            Assert.Equal((StatusCode.ResourceExhausted, "IMPORT_TOO_LARGE", "3"), (error.Code, error.Reason, error.Facts["most_rows"]));
        }
        else Assert.Equal(ImportState.Completed, (await office.ImportAsync(Header(batch), file)).Import.State);
        var import = (await office.GetImportAsync(new() { BatchId = batch })).Import;
        Assert.Equal((3, 3, refused ? ImportState.Running : ImportState.Completed), (import.Rows, import.Stored, import.State));
        await using var db = await host.OpenAsync<InstitutionsDb>();
        Assert.Equal(codes.Take(3).Order(StringComparer.Ordinal), await db.Institutions.Select(i => i.Code).OrderBy(c => c).ToListAsync());
        var trial = Header();
        trial.DryRun = true;
        if (refused) Assert.Equal("IMPORT_TOO_LARGE", (await office.RefusedAsync(trial, File(codes.Select(_ => Row())))).Reason);
    }

    [Fact]
    public async Task A_limit_of_no_rows_is_refused() => await Assert.ThrowsAsync<InvalidOperationException>(() =>
        TestHost.StartAsync([new InstitutionsModule()], settings: new Dictionary<string, string?> { ["Imports:MostRows"] = "0" }));

    [Fact]
    public async Task A_wrong_row_is_told_with_its_line_and_field_in_both_languages_and_the_others_are_stored()
    {
        var good = Registry.NewCode();
        string[] rows =
        [
            Row(good), Row(code: "91110101MA0000000X"), Row(division: "530102"), Row(division: "110000"), Row(category: "COOKING"), Row(stages: ""), Row(mode: ""),
            Row(sites: ",,"), Row(sites: "测试路一号,many,"), Row(sites: "测试路一号;测试路二号,300,"), Row(licence: "no licence"), Row(licensedOn: "2026-13-01"),
            Row(licensedOn: "2100-01-01"), Row(name: "=cmd()"), Row(name: "短"), "three,cells,only", "\"never closed", Row(name: "x\" y"), Row(name: "学校\u0007铃声"),
        ];
        var batch = Registry.NewId();
        var (import, errors) = await Office.ImportAsync(Header(batch), File(rows), 64);

        string[] expected =
        [
            "3 unified_social_credit_code", "4 division", "5 division", "6 category", "7 stages", "8 mode", "9 sites", "10 sites[0].area_square_metres", "11 sites",
            "12 licence_number", "13 licensed_on", "14 licensed_on", "15 name", "16 name", "17 ", "18 ", "19 ", "20 name",
        ];
        Assert.Equal(expected, errors.Select(e => $"{e.Line} {e.Field}"));
        Assert.Equal(Enumerable.Range(2, 18), errors.Select(e => (int)e.Row));
        Assert.All(errors, e => Assert.True(e.MessageEn.Length > 0 && e.MessageZh.Any(c => c >= 0x4E00)));
        Assert.Equal((ImportState.Completed, 19, 1, 18, 0), (import.State, import.Rows, import.Stored, import.Refused, import.Skipped));
        Assert.Equal("110101", (await registry.Directory.LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = good })).Institution.Division);

        var query = new ListImportErrorsRequest { BatchId = batch, PageSize = 7 };
        var stored = new List<RowError>();
        do
        {
            var page = await Office.ListImportErrorsAsync(query);
            stored.AddRange(page.Errors);
            query.PageToken = page.NextPageToken;
        }
        while (query.PageToken.Length > 0);
        Assert.Equal(errors, stored);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_cost_their_row()
    {
        var file = File(Row(name: "坏坏坏坏~~"), Row());
        file[file.AsSpan().IndexOf("~~"u8)] = 0xC3;
        var (import, errors) = await Office.ImportAsync(Header(), file);
        Assert.Equal((1, 1, 2, ""), (import.Stored, import.Refused, errors.Single().Line, errors.Single().Field));
    }

    [Fact]
    public async Task JSON_lines_are_rows_too()
    {
        var code = Registry.NewCode();
        string Line(string c, string n, string more = "") => $$"""
            {"name":"导入测试培训学校","unifiedSocialCreditCode":"{{c}}","division":"110101","category":"TRAINING_CATEGORY_SPORTS","stages":["EDUCATION_STAGE_PRIMARY"],"mode":"TRAINING_MODE_OFFLINE","sites":[{"address":"测试路一号","area_square_metres":300}],"licence_number":"{{n}}","licensed_on":"2024-05-06"{{more}}}

            """;
        var deep = new string('[', 5000) + "\n";
        var file = Encoding.UTF8.GetBytes(Line(code, "OLD-J-1") + "{\"name\":\n" + Line(Registry.NewCode(), "OLD-J-2", ",\"colour\":\"red\"") + deep + "17\n" + Line(Registry.NewCode(), "OLD-J-3", ",\"mode\":99999999999"));
        var (import, errors) = await Office.ImportAsync(Header(format: FileFormat.Json), file);
        Assert.Equal([2, 3, 4, 5, 6], errors.Select(e => (int)e.Line));
        Assert.Equal((1, 5), (import.Stored, import.Refused));
        Assert.Equal(TrainingCategory.Sports, (await registry.Directory.LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = code })).Institution.Category);
    }

    [Fact]
    public async Task Columns_may_have_other_names_and_another_order()
    {
        var code = Registry.NewCode();
        var header = Header();
        header.Columns.Add(new ColumnMapping { Column = "机构名称", Field = "name" });
        header.Columns.Add(new ColumnMapping { Column = "备注" });
        var file = $"备注,unified_social_credit_code,机构名称,division,category,stages,mode,licence_number,licensed_on\n无,{code},换列测试学校,110101,SCIENCE,ADULT,ONLINE,OLD-C-1,2024-01-01\n";
        Assert.Equal(1, (await Office.ImportAsync(header, Encoding.UTF8.GetBytes(file))).Import.Stored);
        Assert.Equal("换列测试学校", (await registry.Directory.LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = code })).Institution.Name);
    }

    [Theory]
    [InlineData("name,colour\n")]
    [InlineData("name,name\n")]
    [InlineData("name\n")]
    [InlineData("\"name\n")]
    public async Task A_file_whose_columns_are_wrong_is_refused(string firstLine)
    {
        var error = await Office.RefusedAsync(Header(), Encoding.UTF8.GetBytes(firstLine + Row() + "\n"));
        Assert.Equal((StatusCode.InvalidArgument, "FIELD_INVALID"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task Twice_in_a_file_or_in_the_register_is_once_in_the_register()
    {
        var (code, licence) = (Registry.NewCode(), "OLD-D-1");
        var twice = File(Row(code, licence), Row(code), Row(licence: licence));
        var (first, errors) = await Office.ImportAsync(Header(), twice);
        Assert.Equal((1, 2), (first.Stored, first.Refused));
        Assert.Equal(["3 unified_social_credit_code", "4 licence_number"], errors.Select(e => $"{e.Line} {e.Field}"));

        var (reported, again) = await Office.ImportAsync(Header(), File(Row(code)));
        Assert.Equal((0, 1, 1), (reported.Stored, reported.Refused, again.Count));
        var skip = Header();
        skip.Existing = ExistingPolicy.Skip;
        var (skipped, none) = await Office.ImportAsync(skip, File(Row(code)));
        Assert.Equal((0, 0, 1, 0), (skipped.Stored, skipped.Refused, skipped.Skipped, none.Count));
    }

    [Fact]
    public async Task A_trial_tells_what_would_become_of_each_row_and_leaves_no_trace()
    {
        var (code, batch) = (Registry.NewCode(), Registry.NewId());
        var header = Header(batch);
        header.DryRun = true;
        var (import, errors) = await Office.ImportAsync(header, File(Row(code), Row(code), Row(division: "530102")));
        Assert.Equal((true, ImportState.Completed, 1, 2, 2), (import.DryRun, import.State, import.Stored, import.Refused, errors.Count));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(registry.Directory.LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = code }))).Code);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(Office.GetImportAsync(new() { BatchId = batch }))).Code);
    }

    [Fact]
    public async Task A_batch_broken_off_goes_on_from_where_it_came_to_and_from_the_beginning_alike()
    {
        var batch = Registry.NewId();
        var rows = Enumerable.Range(0, 30).Select(_ => Row()).ToArray();
        var file = File(rows);
        var half = file.AsSpan(0, file.Length / 2).ToArray();

        var (begun, _) = await Office.ImportAsync(Header(batch), half, last: false);
        Assert.Equal(ImportState.Running, begun.State);
        Assert.InRange(begun.Stored, 1, 29);
        Assert.Equal(begun, (await Office.GetImportAsync(new() { BatchId = batch })).Import);
        Assert.Equal(begun.Stored, rows.Take((int)begun.Stored).Count());

        var gap = await Office.RefusedAsync(Header(batch), file, from: begun.CommittedOffset + 1);
        Assert.Equal((StatusCode.FailedPrecondition, "IMPORT_OFFSET_GAP", $"{begun.CommittedOffset}"), (gap.Code, gap.Reason, gap.Facts["expected_offset"]));
        var (more, _) = await Office.ImportAsync(Header(batch), file.AsSpan(0, file.Length - 10).ToArray(), last: false);
        Assert.Equal(29, more.Stored);
        var (done, errors) = await Office.ImportAsync(Header(batch), file, from: more.CommittedOffset);
        Assert.Equal((ImportState.Completed, 30, 30, (long)file.Length, 31, 0), (done.State, done.Rows, done.Stored, done.CommittedOffset, done.CommittedLine, errors.Count));

        var (again, _) = await Office.ImportAsync(Header(batch), file);
        Assert.Equal(done, again);
        var whole = Header();
        whole.DryRun = true;
        Assert.Equal(done.Digest, (await Office.ImportAsync(whole, file)).Import.Digest);
        Assert.Contains(done, (await Office.ListImportsAsync(new() { Division = "110101", State = ImportState.Completed, PageSize = 200 })).Imports);
    }

    [Fact]
    public async Task What_came_before_a_message_that_is_wrong_is_stored()
    {
        var batch = Registry.NewId();
        using var call = Office.ImportInstitutions();
        await call.RequestStream.WriteAsync(new() { Header = Header(batch) });
        await call.RequestStream.WriteAsync(new() { Chunk = new FileChunk { Data = Google.Protobuf.ByteString.CopyFrom(File(Row(), Row())) } });
        await call.RequestStream.WriteAsync(new() { Header = Header(batch) });
        var error = RichError.Of(await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (var _ in call.ResponseStream.ReadAllAsync()) { }
        }));
        Assert.Equal(["header"], error.Fields.Keys);
        Assert.Equal((2, ImportState.Running), ((await Office.GetImportAsync(new() { BatchId = batch })).Import.Stored, ImportState.Running));
    }

    [Fact]
    public async Task The_same_batch_with_another_header_is_refused()
    {
        var batch = Registry.NewId();
        await Office.ImportAsync(Header(batch), File(Row()));
        var other = Header(batch);
        other.Existing = ExistingPolicy.Skip;
        var error = await Office.RefusedAsync(other, File(Row()));
        Assert.Equal((StatusCode.AlreadyExists, "IMPORT_HEADER_DIFFERS"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task Of_two_calls_that_go_on_with_a_batch_one_wins_and_nothing_is_stored_twice()
    {
        var batch = Registry.NewId();
        var file = File(Enumerable.Range(0, 5).Select(_ => Row()));
        using var slow = Office.ImportInstitutions();
        await slow.RequestStream.WriteAsync(new() { Header = Header(batch) });
        Assert.True(await slow.ResponseStream.MoveNext(CancellationToken.None));
        var (done, _) = await Office.ImportAsync(Header(batch), file);
        await slow.RequestStream.WriteAsync(new() { Chunk = new FileChunk { Data = Google.Protobuf.ByteString.CopyFrom(file), Last = true } });
        var error = RichError.Of(await Assert.ThrowsAsync<RpcException>(() => slow.ResponseStream.MoveNext(CancellationToken.None)));
        Assert.Equal((StatusCode.Aborted, "IMPORT_MOVED", $"{file.Length}"), (error.Code, error.Reason, error.Facts["committed_offset"]));
        Assert.Equal(done, (await Office.GetImportAsync(new() { BatchId = batch })).Import);
    }

    [Fact]
    public async Task Other_places_and_other_departments_neither_import_nor_see()
    {
        var batch = Registry.NewId();
        await Office.ImportAsync(Header(batch), File(Row()));
        var neighbour = new BulkService.BulkServiceClient(registry.Host.AsRegulator("110102"));
        var error = await neighbour.RefusedAsync(Header(), File(Row()));
        Assert.Equal((StatusCode.PermissionDenied, "OUT_OF_JURISDICTION"), (error.Code, error.Reason));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(neighbour.GetImportAsync(new() { BatchId = batch }))).Reason);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(neighbour.ListImportErrorsAsync(new() { BatchId = batch }))).Reason);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(neighbour.ListImportsAsync(new() { Division = "110101" }))).Reason);
        var sports = new BulkService.BulkServiceClient(registry.Host.AsRegulator("110101", "SPORTS"));
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await sports.RefusedAsync(Header(), File(Row()))).Reason);
        Assert.Empty((await neighbour.ListImportsAsync(new() { Division = "110102" })).Imports);
    }

    [Fact]
    public async Task An_import_is_audited_from_its_beginning_to_its_end_and_each_licence_is_announced()
    {
        var (code, batch) = (Registry.NewCode(), Registry.NewId());
        await Office.ImportAsync(Header(batch), File(Row(code), "x"));
        await using var db = await registry.Host.OpenAsync<InstitutionsDb>();
        var audited = await db.Database.SqlQuery<string>($"SELECT Purpose AS Value FROM audit WHERE Resource = {"imports/" + batch} ORDER BY Id").ToListAsync();
        Assert.Equal(["begun", "finished to row 2: 1 stored, 1 refused, 0 skipped"], audited);
    }

    [Fact]
    public async Task Numbers_that_an_import_took_are_not_given_again()
    {
        var county = registry.In("110115");
        var office = new BulkService.BulkServiceClient(registry.Host.AsRegulator("110115"));
        var header = Header(division: "110115");
        Assert.Equal(2, (await office.ImportAsync(header, File(Row(licence: "110115-2026-00007", division: "110115"), Row(licence: "110115-2026-00003", division: "110115")))).Import.Stored);
        Assert.Equal("110115-2026-00008", (await county.ApproveAsync()).Decision.LicenceNumber);
    }
}
