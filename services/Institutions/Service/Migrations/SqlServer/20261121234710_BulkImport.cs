using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Institutions.Migrations.SqlServer
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
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "import_faults",
                columns: table => new
                {
                    Batch = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Row = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Field = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Zh = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    En = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_faults", x => new { x.Batch, x.Row, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Format = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Existing = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    HeaderDigest = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Columns = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Offset = table.Column<long>(type: "bigint", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Rows = table.Column<long>(type: "bigint", nullable: false),
                    Stored = table.Column<long>(type: "bigint", nullable: false),
                    Refused = table.Column<long>(type: "bigint", nullable: false),
                    Skipped = table.Column<long>(type: "bigint", nullable: false),
                    Digest = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
