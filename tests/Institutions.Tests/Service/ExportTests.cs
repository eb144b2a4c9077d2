using System.Text;
using Grpc.Core;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using static ShuangJian.Institutions.Tests.Service.ImportFiles;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class ExportTests(RegistryHost registry)
{
    [Theory]
    [InlineData(FileFormat.Csv)]
    [InlineData(FileFormat.Json)]
    public async Task What_is_given_out_can_be_taken_over_again_as_it_was(FileFormat format)
    {
        var division = format == FileFormat.Csv ? "331022" : "331023";
        var office = Office(division);
        await office.ImportAsync(Header(division: division), File(
            Row(division: division, name: "\"逗号,引号\"\"学校\""), Row(division: division, category: "SPORTS", sites: "测试路一号;测试路二号,300;120,2030-01-31;"),
            Row(division: division, mode: "ONLINE", sites: ",,")));
        var (file, rows) = await ExportAsync(office, new() { Division = division, Format = format });
        Assert.Equal(3, rows);

        var header = Header(division: division, format: format);
        header.DryRun = true;
        var (trial, errors) = await office.ImportAsync(header, file);
        Assert.Equal((0, 3), (trial.Stored, trial.Refused));
        Assert.All(errors, e => Assert.Equal(("unified_social_credit_code", "is registered already"), (e.Field, e.MessageEn)));
        Assert.Contains(format == FileFormat.Csv ? "\"逗号,引号\"\"学校\"" : "逗号,引号\\\"学校", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.Equal(1, (await ExportAsync(office, new() { Division = division, Format = format, Categories = { TrainingCategory.Sports } })).Rows);
    }

    [Fact]
    public async Task The_end_of_a_licence_is_taken_over_and_given_out_again()
    {
        const string Division = "331024";
        var office = Office(Division);
        string[] ends = ["2027-05-05", "", "2024-05-06", "2024-05-05"];
        var file = Encoding.UTF8.GetBytes(Columns + ",valid_until\n" + string.Concat(ends.Select(end => $"{Row(division: Division)},{end}\n")));

        var (import, errors) = await office.ImportAsync(Header(division: Division), file);

        Assert.Equal((3, "valid_until", 5), (import.Stored, Assert.Single(errors).Field, errors[0].Line));
        var (given, _) = await ExportAsync(office, new() { Division = Division, Format = FileFormat.Csv });
        Assert.Equal(["", "2024-05-06", "2027-05-05"],
            Encoding.UTF8.GetString(given).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => line.TrimEnd('\r').Split(',')[^1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_export_goes_on_from_the_last_part_received()
    {
        const string Division = "110118";
        var office = Office(Division);
        await office.ImportAsync(Header(division: Division), File(Enumerable.Range(0, 1200).Select(_ => Row(division: Division))), 100_000);
        var request = new ExportInstitutionsRequest { Division = Division, Format = FileFormat.Csv };
        var (whole, rows) = await ExportAsync(office, request);
        Assert.Equal(1200, rows);
        Assert.Equal(1201, Encoding.UTF8.GetString(whole).Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Count());

        using var call = office.ExportInstitutions(request);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        var first = call.ResponseStream.Current;
        var (rest, _) = await ExportAsync(office, new(request) { PageToken = first.NextPageToken });
        Assert.True(whole.AsSpan().SequenceEqual([.. first.Data.ToByteArray(), .. rest]));
        var other = new ExportInstitutionsRequest(request) { Format = FileFormat.Json, PageToken = first.NextPageToken };
        Assert.Equal("PAGE_TOKEN_INVALID", RichError.Of(await Assert.ThrowsAsync<RpcException>(() => ExportAsync(office, other))).Reason);
    }

    [Fact]
    public async Task Nobody_exports_another_place_and_an_empty_one_is_an_empty_file()
    {
        var refused = RichError.Of(await Assert.ThrowsAsync<RpcException>(() => ExportAsync(Office("110101"), new() { Division = "110102", Format = FileFormat.Csv })));
        Assert.Equal("OUT_OF_JURISDICTION", refused.Reason);
        Assert.Equal(Columns + ",valid_until\n", Encoding.UTF8.GetString((await ExportAsync(Office("650000"), new() { Division = "650000", Format = FileFormat.Csv })).File));
    }

    private BulkService.BulkServiceClient Office(string division) => new(registry.Host.AsRegulator(division));

    private static async Task<(byte[] File, int Rows)> ExportAsync(BulkService.BulkServiceClient client, ExportInstitutionsRequest request)
    {
        var (file, rows, _) = await FileCall.ReceiveAsync(client.ExportInstitutions(request), part => (part.Data, part.Rows, part.NextPageToken));
        return (file, rows);
    }
}
