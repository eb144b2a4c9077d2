using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Filings.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CoursesAndPersons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "FiledOn",
                table: "tutors",
                type: "date",
                nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "SchoolCode",
                table: "recruitment_reports",
                type: "nvarchar(18)",
                maxLength: 18,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(200)",
                oldMaxLength: 200);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "recruitment_reports",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Recruitment");

            migrationBuilder.AddColumn<DateOnly>(
                name: "RejudgeOn",
                table: "materials",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "BatchId",
                table: "courses",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "BatchRow",
                table: "courses",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateOnly>(
                name: "HoldsUntil",
                table: "courses",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PreviousContent",
                table: "courses",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PreviousId",
                table: "courses",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReviewDueOn",
                table: "courses",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "ReviewOverdue",
                table: "courses",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "SuccessorId",
                table: "courses",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "course_batches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Breached = table.Column<long>(type: "bigint", nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Format = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    HeaderDigest = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Columns = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Offset = table.Column<long>(type: "bigint", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Rows = table.Column<long>(type: "bigint", nullable: false),
                    Stored = table.Column<long>(type: "bigint", nullable: false),
                    Refused = table.Column<long>(type: "bigint", nullable: false),
                    Digest = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_course_batches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "course_row_faults",
                columns: table => new
                {
                    Batch = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Row = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Field = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Zh = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    En = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_course_row_faults", x => new { x.Batch, x.Row, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "curricula",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    UnitCount = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_curricula", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "curriculum_units",
                columns: table => new
                {
                    Curriculum = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    Grade = table.Column<int>(type: "int", nullable: false),
                    Unit = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_curriculum_units", x => new { x.Curriculum, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "enrolments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PupilHash = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    CourseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    OwnerCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enrolments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "known_fee_standards",
                columns: table => new
                {
                    Id = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    InstitutionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    PriceFen = table.Column<long>(type: "bigint", nullable: false),
                    Unit = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ToldAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_fee_standards", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "leaks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Facts = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    DescriptionCipher = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DecidedBy = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    OwnerCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leaks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "pupil_time_breaches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PupilHash = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Time = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Finding = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    FoundOn = table.Column<DateOnly>(type: "date", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    OwnerCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pupil_time_breaches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "pupil_time_tasks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CourseId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PupilHash = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pupil_time_tasks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_recruitment_reports_SchoolCode",
                table: "recruitment_reports",
                column: "SchoolCode");

            migrationBuilder.CreateIndex(
                name: "IX_materials_RejudgeOn",
                table: "materials",
                column: "RejudgeOn");

            migrationBuilder.CreateIndex(
                name: "IX_courses_BatchId",
                table: "courses",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_courses_State_HoldsUntil",
                table: "courses",
                columns: new[] { "State", "HoldsUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_courses_State_ReviewDueOn",
                table: "courses",
                columns: new[] { "State", "ReviewDueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_course_batches_Division_CreatedAt",
                table: "course_batches",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_curricula_Division_Subject_StartsOn",
                table: "curricula",
                columns: new[] { "Division", "Subject", "StartsOn" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_enrolments_CourseId_PupilHash",
                table: "enrolments",
                columns: new[] { "CourseId", "PupilHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_enrolments_Division_CreatedAt",
                table: "enrolments",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_enrolments_PupilHash",
                table: "enrolments",
                column: "PupilHash");

            migrationBuilder.CreateIndex(
                name: "IX_known_fee_standards_InstitutionId",
                table: "known_fee_standards",
                column: "InstitutionId");

            migrationBuilder.CreateIndex(
                name: "IX_leaks_Division_CreatedAt",
                table: "leaks",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_leaks_OwnerCode",
                table: "leaks",
                column: "OwnerCode");

            migrationBuilder.CreateIndex(
                name: "IX_pupil_time_breaches_Division_CreatedAt",
                table: "pupil_time_breaches",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_pupil_time_breaches_PupilHash_Date",
                table: "pupil_time_breaches",
                columns: new[] { "PupilHash", "Date" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "course_batches");

            migrationBuilder.DropTable(
                name: "course_row_faults");

            migrationBuilder.DropTable(
                name: "curricula");

            migrationBuilder.DropTable(
                name: "curriculum_units");

            migrationBuilder.DropTable(
                name: "enrolments");

            migrationBuilder.DropTable(
                name: "known_fee_standards");

            migrationBuilder.DropTable(
                name: "leaks");

            migrationBuilder.DropTable(
                name: "pupil_time_breaches");

            migrationBuilder.DropTable(
                name: "pupil_time_tasks");

            migrationBuilder.DropIndex(
                name: "IX_recruitment_reports_SchoolCode",
                table: "recruitment_reports");

            migrationBuilder.DropIndex(
                name: "IX_materials_RejudgeOn",
                table: "materials");

            migrationBuilder.DropIndex(
                name: "IX_courses_BatchId",
                table: "courses");

            migrationBuilder.DropIndex(
                name: "IX_courses_State_HoldsUntil",
                table: "courses");

            migrationBuilder.DropIndex(
                name: "IX_courses_State_ReviewDueOn",
                table: "courses");

            migrationBuilder.DropColumn(
                name: "FiledOn",
                table: "tutors");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "recruitment_reports");

            migrationBuilder.DropColumn(
                name: "RejudgeOn",
                table: "materials");

            migrationBuilder.DropColumn(
                name: "BatchId",
                table: "courses");

            migrationBuilder.DropColumn(
                name: "BatchRow",
                table: "courses");

            migrationBuilder.DropColumn(
                name: "HoldsUntil",
                table: "courses");

            migrationBuilder.DropColumn(
                name: "PreviousContent",
                table: "courses");

            migrationBuilder.DropColumn(
                name: "PreviousId",
                table: "courses");

            migrationBuilder.DropColumn(
                name: "ReviewDueOn",
                table: "courses");

            migrationBuilder.DropColumn(
                name: "ReviewOverdue",
                table: "courses");

            migrationBuilder.DropColumn(
                name: "SuccessorId",
                table: "courses");

            migrationBuilder.AlterColumn<string>(
                name: "SchoolCode",
                table: "recruitment_reports",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(18)",
                oldMaxLength: 18);
        }
    }
}
