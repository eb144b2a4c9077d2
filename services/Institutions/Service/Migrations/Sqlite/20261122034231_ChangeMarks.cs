using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Institutions.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ChangeMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_list_entries_EndsOn",
                table: "list_entries");

            migrationBuilder.DropIndex(
                name: "IX_list_entries_LicenceNumber",
                table: "list_entries");

            migrationBuilder.DropIndex(
                name: "IX_list_entries_Source",
                table: "list_entries");

            migrationBuilder.DropIndex(
                name: "IX_institutions_Name_Id_Division_State_Category",
                table: "institutions");

            migrationBuilder.AddColumn<long>(
                name: "ChangeMark",
                table: "institutions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_EndsOn",
                table: "list_entries",
                column: "EndsOn",
                filter: "\"EndsOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_Source",
                table: "list_entries",
                column: "Source",
                filter: "\"Source\" <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_institutions_ChangeMark",
                table: "institutions",
                column: "ChangeMark");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_list_entries_EndsOn",
                table: "list_entries");

            migrationBuilder.DropIndex(
                name: "IX_list_entries_Source",
                table: "list_entries");

            migrationBuilder.DropIndex(
                name: "IX_institutions_ChangeMark",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "ChangeMark",
                table: "institutions");

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_EndsOn",
                table: "list_entries",
                column: "EndsOn");

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_LicenceNumber",
                table: "list_entries",
                column: "LicenceNumber");

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_Source",
                table: "list_entries",
                column: "Source");

            migrationBuilder.CreateIndex(
                name: "IX_institutions_Name_Id_Division_State_Category",
                table: "institutions",
                columns: new[] { "Name", "Id", "Division", "State", "Category" });
        }
    }
}
