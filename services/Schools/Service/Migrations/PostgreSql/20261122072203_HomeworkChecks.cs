using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Schools.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class HomeworkChecks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "homework_checks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SchoolCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Checker = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CheckedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Classes = table.Column<int>(type: "integer", nullable: false),
                    Problems = table.Column<int>(type: "integer", nullable: false),
                    Note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_homework_checks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_homework_checks_SchoolCode_CheckedOn",
                table: "homework_checks",
                columns: new[] { "SchoolCode", "CheckedOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "homework_checks");
        }
    }
}
