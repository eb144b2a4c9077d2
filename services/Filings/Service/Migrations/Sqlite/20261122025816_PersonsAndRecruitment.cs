using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Filings.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "recruitment_reports",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Recruitment");

            migrationBuilder.AddColumn<DateOnly>(
                name: "RejudgeOn",
                table: "materials",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "enrolments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PupilHash = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OwnerCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enrolments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "known_fee_standards",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    InstitutionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    PriceFen = table.Column<long>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ToldAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_fee_standards", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "leaks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Facts = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    DescriptionCipher = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Findings = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OwnerCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leaks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "pupil_time_breaches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PupilHash = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Time = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Finding = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    FoundOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OwnerCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pupil_time_breaches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "pupil_time_tasks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PupilHash = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
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
        }
    }
}
