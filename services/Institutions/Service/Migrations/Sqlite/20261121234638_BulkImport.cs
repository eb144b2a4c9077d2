using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Institutions.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BulkImport : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_institutions_Name_Id",
                table: "institutions");

            migrationBuilder.AddColumn<Guid>(
                name: "ImportBatch",
                table: "institutions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "import_faults",
                columns: table => new
                {
                    Batch = table.Column<Guid>(type: "TEXT", nullable: false),
                    Row = table.Column<long>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Line = table.Column<long>(type: "INTEGER", nullable: false),
                    Field = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Zh = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    En = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_faults", x => new { x.Batch, x.Row, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    Format = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Existing = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    HeaderDigest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Columns = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Offset = table.Column<long>(type: "INTEGER", nullable: false),
                    Line = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false),
                    Stored = table.Column<long>(type: "INTEGER", nullable: false),
                    Refused = table.Column<long>(type: "INTEGER", nullable: false),
                    Skipped = table.Column<long>(type: "INTEGER", nullable: false),
                    Digest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_imports", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_institutions_Name_Id_Division_State_Category",
                table: "institutions",
                columns: new[] { "Name", "Id", "Division", "State", "Category" });

            migrationBuilder.CreateIndex(
                name: "IX_imports_Division_CreatedAt",
                table: "imports",
                columns: new[] { "Division", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "import_faults");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropIndex(
                name: "IX_institutions_Name_Id_Division_State_Category",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "ImportBatch",
                table: "institutions");

            migrationBuilder.CreateIndex(
                name: "IX_institutions_Name_Id",
                table: "institutions",
                columns: new[] { "Name", "Id" });
        }
    }
}
