
namespace ShuangJian.Schools.Tests;

/// <summary>Tests that have a host of their own each, on SQLite unless they move.</summary>
public abstract class SchoolsTest(string division = SchoolsHost.County) : IAsyncLifetime
{
    private protected SchoolsHost _host = null!;

    public Task InitializeAsync() => StartAsync(null);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>Goes on with a fresh host on PostgreSQL, if that is what is asked.</summary>
    private protected async Task MoveAsync(bool onPostgres, RaceTests.Postgres postgres)
    {
        if (!onPostgres) return;
        await _host.DisposeAsync();
        await StartAsync(postgres.NewSettings());
    }

    /// <summary>What the tests find in every host.</summary>
    private protected virtual Task FillAsync() => Task.CompletedTask;

    private async Task StartAsync(IReadOnlyDictionary<string, string?>? settings)
    {
        _host = await SchoolsHost.StartAsync(division, settings);
        await FillAsync();
    }
}
