using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Custody.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CoverByBank : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Cover",
                table: "bank_movements",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Cover",
                table: "bank_movements");
        }
    }
}
