using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Schools.Migrations.SqlServer
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
                    SweepId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Teachers = table.Column<int>(type: "int", nullable: false),
                    Clues = table.Column<int>(type: "int", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    ReportedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sweep_reports", x => new { x.SweepId, x.SchoolCode });
                });

            migrationBuilder.CreateTable(
                name: "teacher_cases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    TeacherId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonHash = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Repeated = table.Column<bool>(type: "bit", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    WorkflowId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    WorkflowVersion = table.Column<int>(type: "int", nullable: false),
                    Stage = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Overdue = table.Column<bool>(type: "bit", nullable: false),
                    Founded = table.Column<bool>(type: "bit", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Measures = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Steps = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Uses = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    OpenKey = table.Column<string>(type: "nvarchar(36)", maxLength: 36, nullable: true),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teacher_cases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "teacher_sweeps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                unique: true,
                filter: "[OpenKey] IS NOT NULL");

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
