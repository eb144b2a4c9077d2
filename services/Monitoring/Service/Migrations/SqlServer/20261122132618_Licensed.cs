using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Monitoring.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Licensed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Category",
                table: "known_institutions",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeaseAt",
                table: "known_institutions",
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateOnly>(
                name: "LeaseEndsOn",
                table: "known_institutions",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Mode",
                table: "known_institutions",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "known_institutions",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "ToldAt",
                table: "known_institutions",
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.CreateTable(
                name: "recategorisings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    From = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    To = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    FeesDone = table.Column<bool>(type: "bit", nullable: false),
                    After = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recategorisings", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_known_institutions_LeaseEndsOn",
                table: "known_institutions",
                column: "LeaseEndsOn");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "recategorisings");

            migrationBuilder.DropIndex(
                name: "IX_known_institutions_LeaseEndsOn",
                table: "known_institutions");

            migrationBuilder.DropColumn(
                name: "Category",
                table: "known_institutions");

            migrationBuilder.DropColumn(
                name: "LeaseAt",
                table: "known_institutions");

            migrationBuilder.DropColumn(
                name: "LeaseEndsOn",
                table: "known_institutions");

            migrationBuilder.DropColumn(
                name: "Mode",
                table: "known_institutions");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "known_institutions");

            migrationBuilder.DropColumn(
                name: "ToldAt",
                table: "known_institutions");
        }
    }
}
