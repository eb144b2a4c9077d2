using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Schools.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class SchoolOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "exam_series",
                columns: table => new
                {
                    SchoolCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Series = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Turn = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exam_series", x => new { x.SchoolCode, x.Series });
                });

            migrationBuilder.CreateTable(
                name: "order_records",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SchoolCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    RecordKey = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    Series = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    SchoolYear = table.Column<int>(type: "integer", nullable: false),
                    Grade = table.Column<int>(type: "integer", nullable: false),
                    Content = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Findings = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    HasBreach = table.Column<bool>(type: "boolean", nullable: false),
                    ByAuthority = table.Column<bool>(type: "boolean", nullable: false),
                    Withdrawn = table.Column<bool>(type: "boolean", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_records", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "order_revisions",
                columns: table => new
                {
                    RecordId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Content = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Findings = table.Column<string>(type: "text", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_revisions", x => new { x.RecordId, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "record_covers",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    SchoolCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
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
                    RecordId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    By = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Remarks = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Values = table.Column<string>(type: "text", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_school_record_steps", x => new { x.RecordId, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "school_records",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    SchoolCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    AboutSchool = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Values = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Findings = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Remarks = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    RecordKey = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_school_records", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sweep_reports",
                columns: table => new
                {
                    SweepId = table.Column<Guid>(type: "uuid", nullable: false),
                    SchoolCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Teachers = table.Column<int>(type: "integer", nullable: false),
                    Clues = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    ReportedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sweep_reports", x => new { x.SweepId, x.SchoolCode });
                });

            migrationBuilder.CreateTable(
                name: "tallies",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Topic = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Period = table.Column<int>(type: "integer", nullable: false),
                    Measure = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tallies", x => new { x.Scope, x.Topic, x.Period, x.Measure });
                });

            migrationBuilder.CreateTable(
                name: "tally_notes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Topic = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Period = table.Column<int>(type: "integer", nullable: false),
                    Measure = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tally_notes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "teacher_cases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SchoolCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    TeacherId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonHash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Content = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Repeated = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    WorkflowId = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    WorkflowVersion = table.Column<int>(type: "integer", nullable: false),
                    Stage = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Overdue = table.Column<bool>(type: "boolean", nullable: false),
                    LateStage = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Founded = table.Column<bool>(type: "boolean", nullable: true),
                    Reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Measures = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Findings = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Steps = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Uses = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    OpenKey = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teacher_sweeps", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_order_records_Division_CreatedAt",
                table: "order_records",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_order_records_RecordKey",
                table: "order_records",
                column: "RecordKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_order_records_SchoolCode_Series",
                table: "order_records",
                columns: new[] { "SchoolCode", "Series" });

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
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_school_records_State_CreatedAt",
                table: "school_records",
                columns: new[] { "State", "CreatedAt" });

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
                name: "exam_series");

            migrationBuilder.DropTable(
                name: "order_records");

            migrationBuilder.DropTable(
                name: "order_revisions");

            migrationBuilder.DropTable(
                name: "record_covers");

            migrationBuilder.DropTable(
                name: "school_record_steps");

            migrationBuilder.DropTable(
                name: "school_records");

            migrationBuilder.DropTable(
                name: "sweep_reports");

            migrationBuilder.DropTable(
                name: "tallies");

            migrationBuilder.DropTable(
                name: "tally_notes");

            migrationBuilder.DropTable(
                name: "teacher_cases");

            migrationBuilder.DropTable(
                name: "teacher_sweeps");
        }
    }
}
