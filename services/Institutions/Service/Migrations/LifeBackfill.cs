using Microsoft.EntityFrameworkCore.Migrations;

namespace ShuangJian.Institutions.Migrations;

/// <summary>
/// What the migration InstitutionLife owes to rows of before: institutions are counted and on the white list, and
/// submitted applications run under the first version of the workflow. The same words on all three providers.
/// </summary>
internal static class LifeBackfill
{
    public static void FillIn(this MigrationBuilder migration)
    {
        Run(migration, """
            INSERT INTO "census_counts" ("Division", "Category", "Mode", "State", "Count", "Recorded")
            SELECT "Division", "Category", "Mode", "State", COUNT(*), 0 FROM "institutions" GROUP BY "Division", "Category", "Mode", "State";
            """);
        var no = migration.ActiveProvider.EndsWith("PostgreSQL", StringComparison.Ordinal) ? "FALSE" : "0";
        Run(migration, $"""
            INSERT INTO "list_entries" ("Id", "Kind", "InstitutionId", "Name", "Code", "LicenceNumber", "Division", "Reason", "Authority", "Source",
                "StartsOn", "Ended", "EndReason", "AppealGrounds", "AppealDecision", "Version")
            SELECT "Id", 'White', "Id", "Name", "Code", "LicenceNumber", "Division", {Text(migration, "取得办学许可")}, '', '', "LicensedOn", {no}, '', '', '', 1
            FROM "institutions" WHERE "State" = 'Licensed';
            """);
        Run(migration, """
            UPDATE "applications" SET "WorkflowId" = 'establishment', "WorkflowVersion" = 1 WHERE "State" <> 'Draft';
            UPDATE "applications" SET "Stage" = 'acceptance' WHERE "State" = 'Submitted';
            UPDATE "applications" SET "Stage" = 'joint-review' WHERE "State" = 'Accepted';
            """);
    }

    /// <summary>SQL Server reads a batch before it runs it, and would not find the columns that the same batch adds.</summary>
    internal static void Run(MigrationBuilder migration, string sql) =>
        migration.Sql(IsSqlServer(migration) ? $"EXEC(N'{sql.Replace("'", "''", StringComparison.Ordinal)}');" : sql);

    private static string Text(MigrationBuilder migration, string text) => IsSqlServer(migration) ? $"N'{text}'" : $"'{text}'";

    private static bool IsSqlServer(MigrationBuilder migration) => migration.ActiveProvider.EndsWith("SqlServer", StringComparison.Ordinal);
}
