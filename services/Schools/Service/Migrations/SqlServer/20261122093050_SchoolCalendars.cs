using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Schools.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class SchoolCalendars : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "school_calendars",
                columns: table => new
                {
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    SchoolYear = table.Column<int>(type: "int", nullable: false),
                    Calendar = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_school_calendars", x => new { x.Division, x.SchoolYear });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "school_calendars");
        }
    }
}
