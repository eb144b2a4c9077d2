using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Custody.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Escalation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "LedgerFen",
                table: "statements",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateOnly>(
                name: "EscalatesOn",
                table: "differences",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Escalations",
                table: "differences",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "FoundOn",
                table: "differences",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<bool>(
                name: "Elsewhere",
                table: "bank_movements",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "ReserveShort",
                table: "agreements",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "WatchedOn",
                table: "agreements",
                type: "date",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_differences_EscalatesOn",
                table: "differences",
                column: "EscalatesOn");

            migrationBuilder.CreateIndex(
                name: "IX_agreements_WatchedOn",
                table: "agreements",
                column: "WatchedOn");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_differences_EscalatesOn",
                table: "differences");

            migrationBuilder.DropIndex(
                name: "IX_agreements_WatchedOn",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "LedgerFen",
                table: "statements");

            migrationBuilder.DropColumn(
                name: "EscalatesOn",
                table: "differences");

            migrationBuilder.DropColumn(
                name: "Escalations",
                table: "differences");

            migrationBuilder.DropColumn(
                name: "FoundOn",
                table: "differences");

            migrationBuilder.DropColumn(
                name: "Elsewhere",
                table: "bank_movements");

            migrationBuilder.DropColumn(
                name: "ReserveShort",
                table: "agreements");

            migrationBuilder.DropColumn(
                name: "WatchedOn",
                table: "agreements");
        }
    }
}
