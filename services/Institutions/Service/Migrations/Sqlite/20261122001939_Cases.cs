using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Institutions.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Cases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "activities",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstitutionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstitutionCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    Content = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Notices = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Findings = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "capital_structures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstitutionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstitutionCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Parties = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Ties = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Listing = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Remark = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Owners = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    UndeclaredPpm = table.Column<int>(type: "INTEGER", nullable: false),
                    Findings = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    HasBreach = table.Column<bool>(type: "INTEGER", nullable: false),
                    Uses = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    JudgedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_capital_structures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SourceId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    InstitutionCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Handlers = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Hazards = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Result = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ResultReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Overdue = table.Column<bool>(type: "INTEGER", nullable: false),
                    Steps = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    ClosedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Uses = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    OpenKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "classifications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstitutionCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    InstitutionName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ItemName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ItemKey = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    County = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    City = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    DisputeReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Uses = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_classifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "credit_entries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstitutionCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Origin = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    OccurredOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RectifiedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_entries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "disputes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstitutionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstitutionCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    AssociationName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Settlement = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    SettledOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_disputes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "memberships",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AssociationName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    InstitutionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstitutionCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    InstitutionName = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    JoinedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Decisions = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    ActiveKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_memberships", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "panel_members",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Speciality = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    EmployerCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    HoldingCodes = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Appointed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_panel_members", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "safety_checks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstitutionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstitutionCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    SiteAddress = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CheckedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Passed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Remark = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Hazards = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Department = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_safety_checks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_activities_Division_CreatedAt",
                table: "activities",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_activities_InstitutionCode_CreatedAt",
                table: "activities",
                columns: new[] { "InstitutionCode", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_capital_structures_Division_CreatedAt",
                table: "capital_structures",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_capital_structures_InstitutionCode_Number",
                table: "capital_structures",
                columns: new[] { "InstitutionCode", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_capital_structures_InstitutionId_Number",
                table: "capital_structures",
                columns: new[] { "InstitutionId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cases_Division_CreatedAt",
                table: "cases",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_InstitutionCode_CreatedAt",
                table: "cases",
                columns: new[] { "InstitutionCode", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_OpenKey",
                table: "cases",
                column: "OpenKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_cases_State_DueDate",
                table: "cases",
                columns: new[] { "State", "DueDate" });

            migrationBuilder.CreateIndex(
                name: "IX_classifications_Division_CreatedAt",
                table: "classifications",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_classifications_InstitutionCode_ItemKey",
                table: "classifications",
                columns: new[] { "InstitutionCode", "ItemKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_credit_entries_Division_CreatedAt",
                table: "credit_entries",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_credit_entries_InstitutionCode_OccurredOn",
                table: "credit_entries",
                columns: new[] { "InstitutionCode", "OccurredOn" });

            migrationBuilder.CreateIndex(
                name: "IX_credit_entries_Origin_Kind",
                table: "credit_entries",
                columns: new[] { "Origin", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_disputes_Division_CreatedAt",
                table: "disputes",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_memberships_ActiveKey",
                table: "memberships",
                column: "ActiveKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_memberships_Division_CreatedAt",
                table: "memberships",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_panel_members_Division_CreatedAt",
                table: "panel_members",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_panel_members_Subject_Division",
                table: "panel_members",
                columns: new[] { "Subject", "Division" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_safety_checks_Division_CreatedAt",
                table: "safety_checks",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_safety_checks_Division_ValidUntil",
                table: "safety_checks",
                columns: new[] { "Division", "ValidUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_safety_checks_InstitutionId",
                table: "safety_checks",
                column: "InstitutionId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "activities");

            migrationBuilder.DropTable(
                name: "capital_structures");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "classifications");

            migrationBuilder.DropTable(
                name: "credit_entries");

            migrationBuilder.DropTable(
                name: "disputes");

            migrationBuilder.DropTable(
                name: "memberships");

            migrationBuilder.DropTable(
                name: "panel_members");

            migrationBuilder.DropTable(
                name: "safety_checks");
        }
    }
}
