using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Schools.Migrations.PostgreSql
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
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "SetWith",
                table: "service_standards",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CancelReason",
                table: "service_sessions",
                type: "character varying(500)",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "Compulsory",
                table: "schools",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.CreateTable(
                name: "pupil_needs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SchoolCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    PupilHash = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Cipher = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
