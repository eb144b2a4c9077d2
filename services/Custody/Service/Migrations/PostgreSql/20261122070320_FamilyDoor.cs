using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Custody.Migrations.PostgreSql
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
                type: "character varying(500)",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "counted_figures",
                columns: table => new
                {
                    Agreement = table.Column<Guid>(type: "uuid", nullable: false),
                    Pupils = table.Column<int>(type: "integer", nullable: false),
                    HeldFen = table.Column<long>(type: "bigint", nullable: false),
                    BalanceFen = table.Column<long>(type: "bigint", nullable: false),
                    CountedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_counted_figures", x => x.Agreement);
                });

            migrationBuilder.CreateTable(
                name: "wrong_secrets",
                columns: table => new
                {
                    Subject = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false)
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
