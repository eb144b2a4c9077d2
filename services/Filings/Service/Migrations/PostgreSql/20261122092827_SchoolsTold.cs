using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Filings.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class SchoolsTold : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What was entered here before is entered with the schools from now on, and told by them.
            migrationBuilder.Sql("DELETE FROM school_calendars;");
            migrationBuilder.Sql("DELETE FROM teacher_roster;");
            migrationBuilder.DropIndex(
                name: "IX_teacher_roster_Division_CreatedAt",
                table: "teacher_roster");

            migrationBuilder.DropIndex(
                name: "IX_teacher_roster_OwnerCode_PersonHash",
                table: "teacher_roster");

            migrationBuilder.DropPrimaryKey(
                name: "PK_school_calendars",
                table: "school_calendars");

            migrationBuilder.DropColumn(
                name: "CreatedAt",
                table: "teacher_roster");

            migrationBuilder.DropColumn(
                name: "InstitutionId",
                table: "teacher_roster");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "teacher_roster");

            migrationBuilder.RenameColumn(
                name: "UpdatedAt",
                table: "teacher_roster",
                newName: "ToldAt");

            migrationBuilder.RenameColumn(
                name: "OwnerCode",
                table: "teacher_roster",
                newName: "SchoolCode");

            migrationBuilder.AddColumn<int>(
                name: "SchoolYear",
                table: "school_calendars",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddPrimaryKey(
                name: "PK_school_calendars",
                table: "school_calendars",
                columns: new[] { "Division", "SchoolYear" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_school_calendars",
                table: "school_calendars");

            migrationBuilder.DropColumn(
                name: "SchoolYear",
                table: "school_calendars");

            migrationBuilder.RenameColumn(
                name: "ToldAt",
                table: "teacher_roster",
                newName: "UpdatedAt");

            migrationBuilder.RenameColumn(
                name: "SchoolCode",
                table: "teacher_roster",
                newName: "OwnerCode");

            migrationBuilder.AddColumn<DateTime>(
                name: "CreatedAt",
                table: "teacher_roster",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "InstitutionId",
                table: "teacher_roster",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "Version",
                table: "teacher_roster",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddPrimaryKey(
                name: "PK_school_calendars",
                table: "school_calendars",
                column: "Division");

            migrationBuilder.CreateIndex(
                name: "IX_teacher_roster_Division_CreatedAt",
                table: "teacher_roster",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_teacher_roster_OwnerCode_PersonHash",
                table: "teacher_roster",
                columns: new[] { "OwnerCode", "PersonHash" },
                unique: true);
        }
    }
}
