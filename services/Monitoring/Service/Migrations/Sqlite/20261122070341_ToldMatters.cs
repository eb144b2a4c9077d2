using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Monitoring.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ToldMatters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "fee_places",
                columns: table => new
                {
                    InstitutionCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    CourseId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SizeClass = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fee_places", x => new { x.InstitutionCode, x.CourseId, x.SizeClass });
                });

            migrationBuilder.CreateTable(
                name: "told_figures",
                columns: table => new
                {
                    InstitutionCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Pupils = table.Column<int>(type: "INTEGER", nullable: true),
                    ObligationsFen = table.Column<long>(type: "INTEGER", nullable: true),
                    BalanceFen = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_told_figures", x => new { x.InstitutionCode, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "told_matters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    InstitutionCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    BeganAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_told_matters", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_told_matters_InstitutionCode",
                table: "told_matters",
                column: "InstitutionCode");

            migrationBuilder.CreateIndex(
                name: "IX_told_matters_Kind_EndedAt",
                table: "told_matters",
                columns: new[] { "Kind", "EndedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fee_places");

            migrationBuilder.DropTable(
                name: "told_figures");

            migrationBuilder.DropTable(
                name: "told_matters");
        }
    }
}
