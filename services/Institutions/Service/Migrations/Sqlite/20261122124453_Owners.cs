using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Institutions.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Owners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "EndedOn",
                table: "capital_structures",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "capital_holdings",
                columns: table => new
                {
                    StructureId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PartyId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SharePpm = table.Column<int>(type: "INTEGER", nullable: false),
                    Controls = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_capital_holdings", x => new { x.StructureId, x.PersonId });
                });

            migrationBuilder.CreateTable(
                name: "capital_persons",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Cipher = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_capital_persons", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_capital_holdings_PersonId",
                table: "capital_holdings",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_capital_persons_Hash",
                table: "capital_persons",
                column: "Hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "capital_holdings");

            migrationBuilder.DropTable(
                name: "capital_persons");

            migrationBuilder.DropColumn(
                name: "EndedOn",
                table: "capital_structures");
        }
    }
}
