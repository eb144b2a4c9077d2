using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Schools.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class SchoolFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "teacher_batches");

            migrationBuilder.DropPrimaryKey(
                name: "PK_teacher_row_faults",
                table: "teacher_row_faults");

            migrationBuilder.RenameTable(
                name: "teacher_row_faults",
                newName: "row_faults");

            migrationBuilder.AddPrimaryKey(
                name: "PK_row_faults",
                table: "row_faults",
                columns: new[] { "Batch", "Row", "Ordinal" });

            migrationBuilder.CreateTable(
                name: "file_batches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Format = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    HeaderDigest = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Columns = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Offset = table.Column<long>(type: "bigint", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Rows = table.Column<long>(type: "bigint", nullable: false),
                    Stored = table.Column<long>(type: "bigint", nullable: false),
                    Refused = table.Column<long>(type: "bigint", nullable: false),
                    Digest = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_file_batches", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_file_batches_Division_CreatedAt",
                table: "file_batches",
                columns: new[] { "Division", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "file_batches");

            migrationBuilder.DropPrimaryKey(
                name: "PK_row_faults",
                table: "row_faults");

            migrationBuilder.RenameTable(
                name: "row_faults",
                newName: "teacher_row_faults");

            migrationBuilder.AddPrimaryKey(
                name: "PK_teacher_row_faults",
                table: "teacher_row_faults",
                columns: new[] { "Batch", "Row", "Ordinal" });

            migrationBuilder.CreateTable(
                name: "teacher_batches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Columns = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Digest = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Format = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    HeaderDigest = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Offset = table.Column<long>(type: "bigint", nullable: false),
                    Refused = table.Column<long>(type: "bigint", nullable: false),
                    Rows = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Stored = table.Column<long>(type: "bigint", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teacher_batches", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_teacher_batches_Division_CreatedAt",
                table: "teacher_batches",
                columns: new[] { "Division", "CreatedAt" });
        }
    }
}
