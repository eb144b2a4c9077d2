using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Schools.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class NeedsAndTimes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "HeadsGrade",
                table: "teachers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "SetWith",
                table: "service_standards",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CancelReason",
                table: "service_sessions",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "Compulsory",
                table: "schools",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.CreateTable(
                name: "pupil_needs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchoolCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    PupilHash = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Cipher = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pupil_needs", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_pupil_needs_Division_CreatedAt",
                table: "pupil_needs",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_pupil_needs_PupilHash",
                table: "pupil_needs",
                column: "PupilHash");

            migrationBuilder.CreateIndex(
                name: "IX_pupil_needs_SchoolCode_PupilHash",
                table: "pupil_needs",
                columns: new[] { "SchoolCode", "PupilHash" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pupil_needs");

            migrationBuilder.DropColumn(
                name: "HeadsGrade",
                table: "teachers");

            migrationBuilder.DropColumn(
                name: "SetWith",
                table: "service_standards");

            migrationBuilder.DropColumn(
                name: "CancelReason",
                table: "service_sessions");

            migrationBuilder.DropColumn(
                name: "Compulsory",
                table: "schools");
        }
    }
}
