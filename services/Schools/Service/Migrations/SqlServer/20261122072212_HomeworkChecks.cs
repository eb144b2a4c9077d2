using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Schools.Migrations.SqlServer
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Checker = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    CheckedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Classes = table.Column<int>(type: "int", nullable: false),
                    Problems = table.Column<int>(type: "int", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false)
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
