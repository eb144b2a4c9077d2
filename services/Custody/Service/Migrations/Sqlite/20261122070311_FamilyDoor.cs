using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Custody.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FamilyDoor : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PersonsCipher",
                table: "contracts",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "counted_figures",
                columns: table => new
                {
                    Agreement = table.Column<Guid>(type: "TEXT", nullable: false),
                    Pupils = table.Column<int>(type: "INTEGER", nullable: false),
                    HeldFen = table.Column<long>(type: "INTEGER", nullable: false),
                    BalanceFen = table.Column<long>(type: "INTEGER", nullable: false),
                    CountedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_counted_figures", x => x.Agreement);
                });

            migrationBuilder.CreateTable(
                name: "wrong_secrets",
                columns: table => new
                {
                    Subject = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wrong_secrets", x => x.Subject);
                });

            migrationBuilder.CreateIndex(
                name: "IX_contracts_PersonsCipher",
                table: "contracts",
                column: "PersonsCipher");

            migrationBuilder.CreateIndex(
                name: "IX_wrong_secrets_Since",
                table: "wrong_secrets",
                column: "Since");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "counted_figures");

            migrationBuilder.DropTable(
                name: "wrong_secrets");

            migrationBuilder.DropIndex(
                name: "IX_contracts_PersonsCipher",
                table: "contracts");

            migrationBuilder.DropColumn(
                name: "PersonsCipher",
                table: "contracts");
        }
    }
}
