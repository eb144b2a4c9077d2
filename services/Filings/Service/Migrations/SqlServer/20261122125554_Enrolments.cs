using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Filings.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Enrolments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "RejudgeOn",
                table: "staffings",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Compared",
                table: "enrolments",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "SchoolCode",
                table: "enrolments",
                type: "nvarchar(18)",
                maxLength: 18,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "attendance_tasks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OwnerCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attendance_tasks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_staffings_RejudgeOn",
                table: "staffings",
                column: "RejudgeOn");

            migrationBuilder.CreateIndex(
                name: "IX_enrolments_OwnerCode_From",
                table: "enrolments",
                columns: new[] { "OwnerCode", "From" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attendance_tasks");

            migrationBuilder.DropIndex(
                name: "IX_staffings_RejudgeOn",
                table: "staffings");

            migrationBuilder.DropIndex(
                name: "IX_enrolments_OwnerCode_From",
                table: "enrolments");

            migrationBuilder.DropColumn(
                name: "RejudgeOn",
                table: "staffings");

            migrationBuilder.DropColumn(
                name: "Compared",
                table: "enrolments");

            migrationBuilder.DropColumn(
                name: "SchoolCode",
                table: "enrolments");
        }
    }
}
