using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Filings.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class PersonsAndRecruitment : Migration
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
                type: "character varying(18)",
                maxLength: 18,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(200)",
                oldMaxLength: 200);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "recruitment_reports",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Recruitment");

            migrationBuilder.AddColumn<DateOnly>(
                name: "RejudgeOn",
                table: "materials",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "enrolments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PupilHash = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    CourseId = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OwnerCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
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
                    Id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    InstitutionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    PriceFen = table.Column<long>(type: "bigint", nullable: false),
                    Unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ToldAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_fee_standards", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "leaks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Facts = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    DescriptionCipher = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Findings = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DecidedBy = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OwnerCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PupilHash = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Time = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Finding = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    FoundOn = table.Column<DateOnly>(type: "date", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OwnerCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<Guid>(type: "uuid", nullable: true),
                    PupilHash = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
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

            migrationBuilder.DropColumn(
                name: "FiledOn",
                table: "tutors");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "recruitment_reports");

            migrationBuilder.DropColumn(
                name: "RejudgeOn",
                table: "materials");

            migrationBuilder.AlterColumn<string>(
                name: "SchoolCode",
                table: "recruitment_reports",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(18)",
                oldMaxLength: 18);
        }
    }
}
