using Npgsql;

namespace ShuangJian.SystemTests;

/// <summary>A register of a hundred thousand institutions comes in whole, though the service is killed while it does.</summary>
[Collection(nameof(Cluster))]
public sealed class ImportTests(Cluster cluster)
{
    private const int Institutions = 100_000;

    [Fact]
    public async Task An_import_that_is_killed_in_the_middle_ends_complete_and_without_duplicates()
    {
        await using var registry = cluster.RegistryAlone("import");
        await registry.StartAsync();
        await using var client = cluster.Start("import_many.py", new { gateway = registry.Authority, rows = Institutions });

        foreach (var enough in (int[])[Institutions / 4, Institutions / 2])
        {
            var seen = await client.NextAsync(line => line.GetProperty("stored").GetInt64() >= enough);
            Assert.InRange(seen.GetProperty("stored").GetInt64(), enough, Institutions - 1);
            await registry.KillAsync();
            await registry.StartAsync();
        }
        var end = await client.NextAsync(line => line.TryGetProperty("finished", out _));
        await client.RestAsync();

        Assert.True(end.GetProperty("calls").GetInt32() >= 3, $"It was not broken off twice: {end}");
        Assert.Equal((Institutions, Institutions, 0, 0), (Number("rows"), Number("finished"), Number("refused"), Number("wrong")));
        Assert.Equal((true, Institutions, true), (end.GetProperty("complete").GetBoolean(), Number("exported"), end.GetProperty("same").GetBoolean()));
        await using var connection = new NpgsqlConnection(cluster.Postgres.ConnectionString("shuangjian_import"));
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("select count(*) || '/' || count(distinct \"Code\") || '/' || count(distinct \"LicenceNumber\") from institutions", connection);
        Assert.Equal($"{Institutions}/{Institutions}/{Institutions}", await count.ExecuteScalarAsync());
        // What the audit says was stored, step by step, is what is there: no step was done twice and none was lost.
        await using var audited = new NpgsqlCommand("select sum(substring(\"Purpose\" from '([0-9]+) stored')::int) from audit where \"Result\" = 'OK'", connection);
        Assert.Equal((long)Institutions, await audited.ExecuteScalarAsync());

        int Number(string name) => end.GetProperty(name).GetInt32();
    }
}
