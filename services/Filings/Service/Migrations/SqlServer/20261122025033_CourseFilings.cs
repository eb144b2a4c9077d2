using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Filings.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CourseFilings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }
    }
}
