using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Schools.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TeacherCases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sweep_reports",
                columns: table => new
                {
                    SweepId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchoolCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    Teachers = table.Column<int>(type: "INTEGER", nullable: false),
                    Clues = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ReportedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sweep_reports", x => new { x.SweepId, x.SchoolCode });
                });

            migrationBuilder.CreateTable(
                name: "teacher_cases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchoolCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    TeacherId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonHash = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Content = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Repeated = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    WorkflowId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    WorkflowVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Stage = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Overdue = table.Column<bool>(type: "INTEGER", nullable: false),
                    Founded = table.Column<bool>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Measures = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Findings = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Steps = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Uses = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    OpenKey = table.Column<string>(type: "TEXT", maxLength: 36, nullable: true),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teacher_cases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "teacher_sweeps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teacher_sweeps", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_teacher_cases_Division_CreatedAt",
                table: "teacher_cases",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_teacher_cases_OpenKey",
                table: "teacher_cases",
                column: "OpenKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_teacher_cases_PersonHash",
                table: "teacher_cases",
                column: "PersonHash");

            migrationBuilder.CreateIndex(
                name: "IX_teacher_cases_State_DueDate",
                table: "teacher_cases",
                columns: new[] { "State", "DueDate" });

            migrationBuilder.CreateIndex(
                name: "IX_teacher_cases_TeacherId",
                table: "teacher_cases",
                column: "TeacherId");

            migrationBuilder.CreateIndex(
                name: "IX_teacher_sweeps_Division_CreatedAt",
                table: "teacher_sweeps",
                columns: new[] { "Division", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sweep_reports");

            migrationBuilder.DropTable(
                name: "teacher_cases");

            migrationBuilder.DropTable(
                name: "teacher_sweeps");
        }
    }
}
