using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Service;

/// <summary>A database of before the registry kept lists, census and workflows.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"shuangjian-{Guid.NewGuid():N}.db");

    [Fact]
    public async Task What_was_there_before_is_counted_listed_and_goes_on()
    {
        await using var db = Open();
        await db.GetService<IMigrator>().MigrateAsync("Initial");
        var (institution, application) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO institutions (Id, ApplicationId, Name, Code, Division, Category, Stages, Mode, Sites, LicenceNumber, LicensedOn, State, Sample, Version)
            VALUES ({institution}, {application}, '测试培训中心', '91110101MA00000000', '110101', 'Arts', '["Primary"]', 'Offline', '[]', '110101-2026-00001', '2026-09-17', 'Licensed', 0, 1)
            """);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO applications (Id, Division, State, ApplicantCode, InstitutionName, Category, Stages, Mode, Sites, Documents, Remarks, Findings, Uses, Reviews, Overdue, CreatedAt, UpdatedAt, Version)
            VALUES ({application}, '110101', 'Submitted', '91110101MA00000001', '测试第二中心', 'Arts', '["Primary"]', 'Offline', '[]', '[]', '[]', '[]', '[]', '[]', 0, '2026-09-17 00:00:00', '2026-09-17 00:00:00', 2)
            """);

        await db.GetService<IMigrator>().MigrateAsync("InstitutionLife");
        var sample = Guid.CreateVersion7();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO institutions (Id, ApplicationId, Name, Code, Division, Category, Stages, Mode, Sites, LicenceNumber, LicensedOn, State, StateReason, StateAuthority,
                OwnerCode, OwnerName, LostBy, NonProfit, RectificationOverdue, Sample, Version)
            VALUES ({sample}, {application}, '样例培训中心', '91110101MA00000002', '110101', 'Arts', '["Primary"]', 'Offline', '[]', '110101-2026-00002', '2026-09-17', 'Licensed', '', '',
                '', '', NULL, 0, 0, 1, 1)
            """);
        await db.Database.ExecuteSqlRawAsync("UPDATE census_counts SET Count = 2, Recorded = 2");
        await db.Database.ExecuteSqlAsync($"INSERT INTO disclosed_items (InstitutionId, Kind, ItemId, PublishedAt, Withdrawn, Content, Sealed, \"Foreign\") VALUES ({institution}, 'Tutor', 'a', '2026-09-17', 0, '', 'sealed', 0)");

        await db.Database.MigrateAsync();

        await using var upgraded = Open();
        var counts = await upgraded.CensusCounts.OrderBy(c => c.Sample).ToListAsync();
        Assert.Equal(
            [("110101", TrainingCategory.Arts, InstitutionState.Licensed, false, 1, 1, 2), ("110101", TrainingCategory.Arts, InstitutionState.Licensed, true, 1, 0, 0)],
            counts.Select(c => (c.Division, c.Category, c.State, c.Sample, c.Count, c.Staff, c.Recorded)));
        Assert.Empty(await CensusGrpc.RecountAsync(upgraded, DivisionCode.Parse("000000")));
        var entry = await upgraded.ListEntries.SingleAsync();
        Assert.Equal((ListKind.White, institution, new DateOnly(2026, 9, 17), false), (entry.Kind, entry.InstitutionId, entry.StartsOn, entry.Ended));
        var waiting = await upgraded.Applications.SingleAsync();
        Assert.Equal((ApplicationKind.New, "acceptance"), (waiting.Kind, waiting.StageIn(Law.Current)!.Id));
        waiting.Accept(Law.Current.At(DivisionCode.Parse("110101"), new DateOnly(2026, 9, 18)), DateTimeOffset.UnixEpoch);
        Assert.Equal("joint-review", waiting.Stage);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    private InstitutionsDb Open()
    {
        var options = new DbContextOptionsBuilder<InstitutionsDb>();
        new DatabaseSettings(DatabaseProvider.Sqlite, $"Data Source={_file}").Apply(options);
        return new InstitutionsDb(options.Options);
    }
}
