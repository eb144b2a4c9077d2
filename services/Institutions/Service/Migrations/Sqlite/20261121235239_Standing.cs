using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Institutions.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Standing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "RectificationOverdue",
                table: "institutions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RectifyBy",
                table: "institutions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StateAuthority",
                table: "institutions",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "StateChangedOn",
                table: "institutions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StateReason",
                table: "institutions",
                type: "TEXT",
                maxLength: 2100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "campaigns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Categories = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    OpenedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DueDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Baseline = table.Column<int>(type: "INTEGER", nullable: false),
                    TargetBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    ClosedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Remained = table.Column<int>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_campaigns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "census_changes",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Delta = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_census_changes", x => new { x.Division, x.Day, x.Category, x.Mode, x.State });
                });

            migrationBuilder.CreateTable(
                name: "census_counts",
                columns: table => new
                {
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Recorded = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_census_counts", x => new { x.Division, x.Category, x.Mode, x.State });
                });

            migrationBuilder.CreateTable(
                name: "census_marks",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_census_marks", x => x.Day);
                });

            migrationBuilder.CreateTable(
                name: "consequences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MeasureId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstitutionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstitutionName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Service = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Overdue = table.Column<bool>(type: "INTEGER", nullable: false),
                    ConfirmedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ConfirmedBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 2100, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consequences", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "disclosed_items",
                columns: table => new
                {
                    InstitutionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ItemId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Withdrawn = table.Column<bool>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Sealed = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Foreign = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_disclosed_items", x => new { x.InstitutionId, x.Kind, x.ItemId });
                });

            migrationBuilder.CreateTable(
                name: "edition_shelves",
                columns: table => new
                {
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Last = table.Column<int>(type: "INTEGER", nullable: false),
                    LastSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    NextOn = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_edition_shelves", x => x.Division);
                });

            migrationBuilder.CreateTable(
                name: "editions",
                columns: table => new
                {
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    PublishedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WhiteCount = table.Column<int>(type: "INTEGER", nullable: false),
                    BlackCount = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", maxLength: -1, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PreviousSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_editions", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "list_entries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    InstitutionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    LicenceNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2100, nullable: false),
                    Authority = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Ended = table.Column<bool>(type: "INTEGER", nullable: false),
                    EndReason = table.Column<string>(type: "TEXT", maxLength: 2100, nullable: false),
                    Appeal = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    AppealGrounds = table.Column<string>(type: "TEXT", maxLength: 2100, nullable: false),
                    AppealedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AppealDecision = table.Column<string>(type: "TEXT", maxLength: 2100, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_list_entries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "measures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstitutionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Grounds = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2100, nullable: false),
                    Authority = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RectifyBy = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    InstitutionVersion = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_measures", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_institutions_RectifyBy",
                table: "institutions",
                column: "RectifyBy");

            migrationBuilder.CreateIndex(
                name: "IX_campaigns_Division_Id",
                table: "campaigns",
                columns: new[] { "Division", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_consequences_Division_Id",
                table: "consequences",
                columns: new[] { "Division", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_consequences_DueDate",
                table: "consequences",
                column: "DueDate");

            migrationBuilder.CreateIndex(
                name: "IX_consequences_InstitutionId",
                table: "consequences",
                column: "InstitutionId");

            migrationBuilder.CreateIndex(
                name: "IX_edition_shelves_NextOn",
                table: "edition_shelves",
                column: "NextOn");

            migrationBuilder.CreateIndex(
                name: "IX_editions_Division_Number",
                table: "editions",
                columns: new[] { "Division", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_editions_Division_PreviousSha256",
                table: "editions",
                columns: new[] { "Division", "PreviousSha256" });

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_Code",
                table: "list_entries",
                column: "Code");

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_Division_Id",
                table: "list_entries",
                columns: new[] { "Division", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_EndsOn",
                table: "list_entries",
                column: "EndsOn");

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_InstitutionId",
                table: "list_entries",
                column: "InstitutionId");

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_LicenceNumber",
                table: "list_entries",
                column: "LicenceNumber");

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_Source",
                table: "list_entries",
                column: "Source");

            migrationBuilder.CreateIndex(
                name: "IX_measures_InstitutionId_InstitutionVersion",
                table: "measures",
                columns: new[] { "InstitutionId", "InstitutionVersion" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "campaigns");

            migrationBuilder.DropTable(
                name: "census_changes");

            migrationBuilder.DropTable(
                name: "census_counts");

            migrationBuilder.DropTable(
                name: "census_marks");

            migrationBuilder.DropTable(
                name: "consequences");

            migrationBuilder.DropTable(
                name: "disclosed_items");

            migrationBuilder.DropTable(
                name: "edition_shelves");

            migrationBuilder.DropTable(
                name: "editions");

            migrationBuilder.DropTable(
                name: "list_entries");

            migrationBuilder.DropTable(
                name: "measures");

            migrationBuilder.DropIndex(
                name: "IX_institutions_RectifyBy",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "RectificationOverdue",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "RectifyBy",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "StateAuthority",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "StateChangedOn",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "StateReason",
                table: "institutions");
        }
    }
}
