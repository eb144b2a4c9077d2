using System.Text;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Policy;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using EducationStage = ShuangJian.Protos.Institution.V1.EducationStage;
using TutorState = ShuangJian.Protos.Filing.V1.TutorState;

namespace ShuangJian.Filings.Tests;

/// <summary>Many tutors from one file (X1).</summary>
public sealed class TutorBulkTests : IAsyncLifetime
{
    private const string Columns = "division,institution_id,institution_code,name,identity_number,phone,subject,category,stages,qualifications,contract,full_time,origin";
    private const string Qualified = "TEACHER 数学 JUNIOR 20265301041000001 2020-01-01";
    private FilingsHost _filing = null!;

    public async Task InitializeAsync() => _filing = await FilingsHost.StartAsync();

    public async Task DisposeAsync() => await _filing.DisposeAsync();

    [Theory]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Rows_become_submitted_tutors_judged_by_roster_and_rules(int size)
    {
        await _filing.TellTeacherAsync(Number(2));
        var batch = Registry.NewId();
        var (done, errors, verdicts) = await SendAsync(Mine, Header(batch), Csv(Row(1), Row(2), Row(3, qualifications: "")), size);

        Assert.Empty(errors);
        Assert.Equal((ImportState.Completed, 3, 3, 0), (done.State, done.Rows, done.Submitted, done.Invalid));
        Assert.Equal(
            [(1L, 2L, ""), (2L, 3L, "TutorIsInServiceTeacher"), (3L, 4L, "TutorLacksQualification")],
            verdicts.Select(v => (v.Row, v.Line, string.Join(',', v.Findings.Select(f => f.Rule)))));
        var first = await _filing.TutorAsync(verdicts[0].TutorId);
        Assert.Equal(
            (TutorState.Submitted, "测**", "数学", true, "2026-01-01", "2027-12-31", "20*************01", EducationStage.Junior),
            (first.State, first.Person.Name, first.Subject, first.FullTime, first.Contract.StartsOn, first.Contract.EndsOn, first.Qualifications[0].CertificateNumber, first.Qualifications[0].Stage));
        Assert.Empty((await _filing.HearAsync<TutorSubmitted>(verdicts[0].TutorId)).Findings);
        Assert.Single((await _filing.HearAsync<TutorSubmitted>(verdicts[1].TutorId)).Findings);
        Assert.Equal(TutorState.Filed, (await _filing.FileTutorAsync(verdicts[0].TutorId)).State);
        Assert.Equal("FILING_BREACH_STANDS", (await RichError.OfAsync(FilingsHost.Tutors(_filing.Officer()).FileTutorAsync(new() { RequestId = Registry.NewId(), TutorId = verdicts[1].TutorId }))).Reason);
        Assert.All(_filing.Heard, e => Assert.DoesNotContain(Number(1), Encoding.UTF8.GetString(e.Body.Span), StringComparison.Ordinal));
        Assert.Equal(done, (await Mine.GetTutorBatchAsync(new() { BatchId = batch })).Batch);
    }

    [Fact]
    public async Task A_row_whose_fields_are_wrong_is_told_without_what_stood_in_it()
    {
        var batch = Registry.NewId();
        var (done, errors, verdicts) = await SendAsync(Mine, Header(batch), Csv(
            Row(1), Row(2, division: "530000"), Row(3, division: "110101"), Row(4, code: Registry.NewCode()), Row(5, name: "=测试"), Row(6, category: "COOKING"),
            Row(7, number: "110105194912310021"), Row(8, qualifications: "TEACHER 数学"), Row(9, qualifications: "TEACHER 数学 - 20265301041000001 2020-01-01"),
            Row(10, contract: "LABOUR 2026-01-01 2025-12-31"), Row(11, fullTime: "maybe"), Row(12, origin: ""), Row(13, number: "1101**********002X"), Row(1), "a,b"));

        string[] expected =
        [
            "3 division", "4 division", "5 institution_code", "6 person.name", "7 category", "8 person.identity_number", "9 qualifications[0]", "10 qualifications[0].stage",
            "11 contract.ends_on", "12 full_time", "13 origin", "14 person.identity_number", "15 person.identity_number", "16 ",
        ];
        Assert.Equal(expected, errors.Select(e => $"{e.Line} {e.Field}").Where(e => !e.StartsWith("9 qualifications[0].", StringComparison.Ordinal)));
        Assert.All(errors, e => Assert.DoesNotContain(Registry.IdentityNumber[..8], e.MessageZh + e.MessageEn, StringComparison.Ordinal));
        Assert.Equal((15, 1, 14), (done.Rows, done.Submitted, done.Invalid));
        Assert.Equal(1, Assert.Single(verdicts).Row);
        var page = await Mine.ListTutorBatchErrorsAsync(new() { BatchId = batch, PageSize = 3 });
        var rest = await Mine.ListTutorBatchErrorsAsync(new() { BatchId = batch, PageSize = 3, PageToken = page.NextPageToken });
        Assert.Equal(errors.Take(6), [.. page.Errors, .. rest.Errors]);
    }

    [Fact]
    public async Task What_stands_in_the_wrong_place_is_not_repeated()
    {
        var number = Number(1);
        var (_, errors, _) = await SendAsync(Mine, Header(Registry.NewId()), Csv(
            Row(2, origin: number), Row(3, category: number), Row(4, qualifications: $"TEACHER 数学 {number} 1 2020-01-01"), Row(5, contract: $"{number} 2026-01-01"), Row(6, fullTime: number)));
        Assert.Equal(["origin", "category", "qualifications[0].stage", "contract.kind", "full_time"], errors.Select(e => e.Field).Distinct());
        var lines = Header(Registry.NewId());
        lines.Format = FileFormat.Json;
        var (_, told, _) = await SendAsync(Mine, lines, Encoding.UTF8.GetBytes($"{{\"origin\":\"{number}\"}}\n{{\"{number}\":1}}\n"));
        Assert.Equal([1L, 2L], told.Select(e => e.Line));
        Assert.All(errors.Concat(told), e => Assert.DoesNotContain(number, e.Field + e.MessageZh + e.MessageEn, StringComparison.Ordinal));
        Assert.Contains("NATIONAL", errors[0].MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_whom_the_institution_has_stated_is_none_again()
    {
        await _filing.SubmitTutorAsync(_filing.Statement(Number(1)));
        var (done, errors, _) = await SendAsync(Mine, Header(Registry.NewId()), Csv(Row(1), Row(2), Row(2)));
        Assert.Equal((1, 2), (done.Submitted, done.Invalid));
        Assert.Equal(["2 person.identity_number", "4 person.identity_number"], errors.Select(e => $"{e.Line} {e.Field}"));
        var trial = Header(Registry.NewId());
        trial.DryRun = true;
        var (tried, told, verdicts) = await SendAsync(Mine, trial, Csv([.. Enumerable.Range(3, 2_100).Select(i => Row(i)), Row(3)]), 100_000);
        Assert.Equal((2_100, 1, 2_102L, ""), (tried.Submitted, tried.Invalid, Assert.Single(told).Line, verdicts[0].TutorId));
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(Mine.GetTutorBatchAsync(new() { BatchId = trial.BatchId }))).Reason);
        Assert.Equal(2, (await FilingsHost.Tutors(_filing.Officer()).ListTutorsAsync(new() { Division = FilingsHost.County })).Tutors.Count);
    }

    [Fact]
    public async Task Of_two_files_with_the_same_persons_at_once_each_person_is_taken_once()
    {
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        await using var filing = await FilingsHost.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = postgres.ConnectionString("filings"),
        });
        var rows = Enumerable.Range(1, 600).Select(i => Row(i)).ToArray();
        var (mine, offices) = (new TutorBulkService.TutorBulkServiceClient(filing.Host.AsInstitution(FilingsHost.County, _filing.Code)), new TutorBulkService.TutorBulkServiceClient(filing.Officer()));
        var both = await Task.WhenAll(
            SendAsync(mine, Header(Registry.NewId()), Csv(rows), 100_000), SendAsync(offices, Header(Registry.NewId()), Csv([.. rows.Reverse()]), 100_000));
        Assert.All(both, one => Assert.Equal((ImportState.Completed, 600), (one.Batch.State, one.Batch.Submitted + one.Batch.Invalid)));
        Assert.Equal((600, 600), (both.Sum(one => one.Batch.Submitted), both.Sum(one => one.Errors.Count)));
        await using var db = await filing.DbAsync();
        Assert.Equal(600, await db.Set<Domain.Tutor>().CountAsync());
    }

    [Fact]
    public async Task Broken_off_it_goes_on_and_no_row_is_a_tutor_twice()
    {
        var (header, file) = (Header(Registry.NewId()), Csv([.. Enumerable.Range(1, 30).Select(i => Row(i))]));
        var half = file.AsSpan(0, file.Length / 2).ToArray();
        var (begun, _, _) = await SendAsync(Mine, header, half, last: false);
        Assert.Equal(ImportState.Running, begun.State);
        await _filing.RestartAsync("2026-11-23");
        var (done, errors, _) = await SendAsync(Mine, header, file, from: begun.CommittedOffset);
        Assert.Empty(errors);
        Assert.Equal((ImportState.Completed, 30, 30), (done.State, done.Rows, done.Submitted));
        var again = await SendAsync(Mine, header, file);
        Assert.Equal((done, 0), (again.Batch, again.Verdicts.Count));
        var other = header.Clone();
        other.DryRun = true;
        other.Division = "530103";
        Assert.Equal("530103", (await SendAsync(new(_filing.Officer("530103")), other, Csv())).Batch.Division);
    }

    [Fact]
    public async Task JSON_lines_say_everything_that_a_tutor_can()
    {
        var tutor = _filing.Statement(Number(1));
        (tutor.Origin, tutor.PermitUntil, tutor.TeachesOnline, tutor.TutorId, tutor.State) = (TutorOrigin.ForeignerInChina, "2027-06-30", true, "ignored", TutorState.Filed);
        (tutor.Person.IdentityNumber, tutor.Person.PermitNumber) = ("E12345678", "530000123456");
        var header = Header(Registry.NewId());
        header.Format = FileFormat.Json;
        var (done, errors, verdicts) = await SendAsync(Mine, header, Encoding.UTF8.GetBytes($"{JsonFormatter.Default.Format(tutor)}\n{{\"colour\":1}}\n"));
        Assert.Equal((1, 1, 2L), (done.Submitted, done.Invalid, Assert.Single(errors).Line));
        var stored = await _filing.TutorAsync(Assert.Single(verdicts).TutorId);
        Assert.Equal((TutorState.Submitted, TutorOrigin.ForeignerInChina, "2027-06-30", true, "53********56"), (stored.State, stored.Origin, stored.PermitUntil, stored.TeachesOnline, stored.Person.PermitNumber));
    }

    [Fact]
    public async Task An_institution_sees_its_own_batches_and_an_officer_those_of_the_jurisdiction()
    {
        var (mine, offices) = (Registry.NewId(), Registry.NewId());
        await SendAsync(Mine, Header(mine), Csv(Row(1)));
        _filing.Clock.Now = _filing.Clock.Now.AddMinutes(1);
        var office = new TutorBulkService.TutorBulkServiceClient(_filing.Officer());
        await SendAsync(office, Header(offices), Csv(Row(2), Row(3, code: Registry.NewCode())));
        Assert.Equal([mine], (await Mine.ListTutorBatchesAsync(new() { Division = FilingsHost.County })).Batches.Select(b => b.BatchId));
        Assert.Equal([offices, mine], (await office.ListTutorBatchesAsync(new() { Division = FilingsHost.County })).Batches.Select(b => b.BatchId));
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(Mine.GetTutorBatchAsync(new() { BatchId = offices }))).Reason);
        var stranger = new TutorBulkService.TutorBulkServiceClient(_filing.Officer("530103"));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(stranger.GetTutorBatchAsync(new() { BatchId = mine }))).Reason);
    }

    private TutorBulkService.TutorBulkServiceClient Mine => new(_filing.Owner());

    private static TutorBatchHeader Header(string batch) => new() { BatchId = batch, Division = FilingsHost.County, Format = FileFormat.Csv };

    private static byte[] Csv(params string[] rows) => Encoding.UTF8.GetBytes(Columns + "\n" + string.Concat(rows.Select(r => r + "\n")));

    /// <summary>A resident identity number with its check digit, another one for each index.</summary>
    private static string Number(int index) => ResidentIdentity.Complete($"110105{new DateOnly(1970, 1, 1).AddDays(index / 900):yyyyMMdd}{100 + (index % 900)}");

    private string Row(
        int index, string division = FilingsHost.County, string? code = null, string name = "测试人", string? number = null, string category = "ACADEMIC", string qualifications = Qualified,
        string contract = "LABOUR 2026-01-01 2027-12-31", string fullTime = "是", string origin = "NATIONAL") =>
        $"{division},{_filing.InstitutionId},{code ?? _filing.Code},{name},{number ?? Number(index)},13800000078,数学,{category},JUNIOR,{qualifications},{contract},{fullTime},{origin}";

    private static async Task<(TutorBatch Batch, List<RowError> Errors, List<TutorVerdict> Verdicts)> SendAsync(
        TutorBulkService.TutorBulkServiceClient client, TutorBatchHeader header, byte[] file, int size = 4096, long from = 0, bool last = true)
    {
        var answers = await FileCall.SendAsync(client.SubmitTutors(), new() { Header = header }, chunk => new() { Chunk = chunk }, file, size, from, last);
        return (answers[^1].Batch, [.. answers.SelectMany(a => a.Errors)], [.. answers.SelectMany(a => a.Verdicts)]);
    }
}
