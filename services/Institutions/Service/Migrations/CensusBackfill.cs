using Microsoft.EntityFrameworkCore.Migrations;

namespace ShuangJian.Institutions.Migrations;

/// <summary>
/// What the migration that counts sample data apart owes to rows of before: samples leave the totals of real institutions,
/// and teachers disclosed already are staff. History stays as it was; the next day records the difference.
/// </summary>
internal static class CensusBackfill
{
    public static void CountAnew(this MigrationBuilder migration)
    {
        var (no, yes) = migration.ActiveProvider.EndsWith("PostgreSQL", StringComparison.Ordinal) ? ("FALSE", "TRUE") : ("0", "1");
        LifeBackfill.Run(migration, """
            UPDATE "institutions" SET "Staff" = (SELECT COUNT(*) FROM "disclosed_items"
                WHERE "disclosed_items"."InstitutionId" = "institutions"."Id" AND "disclosed_items"."Kind" = 'Tutor' AND "disclosed_items"."Sealed" IS NOT NULL);
            """);
        LifeBackfill.Run(migration, $"""
            UPDATE "census_counts" SET "Count" = (SELECT COUNT(*) FROM "institutions" WHERE {Same} AND "institutions"."Sample" = {no}),
                "Staff" = (SELECT COALESCE(SUM("institutions"."Staff"), 0) FROM "institutions" WHERE {Same} AND "institutions"."Sample" = {no});
            """);
        // On SQLite the table gets its new key only when the migration ends: until then it has none, or samples would meet the old one.
        if (migration.ActiveProvider.EndsWith("Sqlite", StringComparison.Ordinal))
        {
            migration.Sql("CREATE TABLE census_counts_keyless AS SELECT * FROM census_counts;");
            migration.Sql("DROP TABLE census_counts;");
            migration.Sql("ALTER TABLE census_counts_keyless RENAME TO census_counts;");
        }
        LifeBackfill.Run(migration, $"""
            INSERT INTO "census_counts" ("Division", "Category", "Mode", "State", "Sample", "Count", "Staff", "Pupils", "PrepaidFen",
                "Recorded", "RecordedStaff", "RecordedPupils", "RecordedPrepaidFen")
            SELECT "Division", "Category", "Mode", "State", {yes}, COUNT(*), SUM("Staff"), 0, 0, 0, 0, 0, 0 FROM "institutions" WHERE "Sample" = {yes}
            GROUP BY "Division", "Category", "Mode", "State";
            """);
    }

    private const string Same = """
        "institutions"."Division" = "census_counts"."Division" AND "institutions"."Category" = "census_counts"."Category"
        AND "institutions"."Mode" = "census_counts"."Mode" AND "institutions"."State" = "census_counts"."State"
        """;
}
