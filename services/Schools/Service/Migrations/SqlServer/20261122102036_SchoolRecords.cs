using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Schools.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class SchoolRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "record_covers",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    LastOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_record_covers", x => new { x.Kind, x.SchoolCode });
                });

            migrationBuilder.CreateTable(
                name: "school_record_steps",
                columns: table => new
                {
                    RecordId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    By = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Remarks = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Values = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_school_record_steps", x => new { x.RecordId, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "school_records",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    AboutSchool = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Year = table.Column<int>(type: "int", nullable: false),
                    Values = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Remarks = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    RecordKey = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_school_records", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_record_covers_Kind_Division_LastOn",
                table: "record_covers",
                columns: new[] { "Kind", "Division", "LastOn" });

            migrationBuilder.CreateIndex(
                name: "IX_school_records_Division_CreatedAt",
                table: "school_records",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_school_records_Kind_AboutSchool_Date",
                table: "school_records",
                columns: new[] { "Kind", "AboutSchool", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_school_records_RecordKey",
                table: "school_records",
                column: "RecordKey",
                unique: true,
                filter: "[RecordKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_school_records_State_CreatedAt",
                table: "school_records",
                columns: new[] { "State", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "record_covers");

            migrationBuilder.DropTable(
                name: "school_record_steps");

            migrationBuilder.DropTable(
                name: "school_records");
        }
    }
}
