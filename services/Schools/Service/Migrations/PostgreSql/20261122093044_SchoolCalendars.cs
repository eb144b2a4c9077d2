using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Schools.Migrations.PostgreSql
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
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    SchoolYear = table.Column<int>(type: "integer", nullable: false),
                    Calendar = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
