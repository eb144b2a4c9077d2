using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Looks into the database of a host.</summary>
internal static class Databases
{
    /// <summary>Opens it as the service does.</summary>
    public static Task<SupervisionDb> OpenAsync(TestHost host) => host.Services.GetRequiredService<IDbContextFactory<SupervisionDb>>().CreateDbContextAsync();
}
