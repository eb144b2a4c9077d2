using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Institutions.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CensusFigures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_census_counts",
                table: "census_counts");

            migrationBuilder.DropPrimaryKey(
                name: "PK_census_changes",
                table: "census_changes");

            migrationBuilder.AddColumn<bool>(
                name: "Lapsed",
                table: "safety_checks",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "AssociationCode",
                table: "memberships",
                type: "nvarchar(18)",
                maxLength: 18,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "FiguresAt",
                table: "institutions",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PrepaidFen",
                table: "institutions",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Pupils",
                table: "institutions",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Staff",
                table: "institutions",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "AssociationCode",
                table: "disputes",
                type: "nvarchar(18)",
                maxLength: 18,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "EscalatedTo",
                table: "classifications",
                type: "nvarchar(6)",
                maxLength: 6,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "Overdue",
                table: "classifications",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "Sample",
                table: "census_counts",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "PrepaidFen",
                table: "census_counts",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Pupils",
                table: "census_counts",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "RecordedPrepaidFen",
                table: "census_counts",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "RecordedPupils",
                table: "census_counts",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "RecordedStaff",
                table: "census_counts",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Staff",
                table: "census_counts",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "Sample",
                table: "census_changes",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "PrepaidFenDelta",
                table: "census_changes",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "PupilsDelta",
                table: "census_changes",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "StaffDelta",
                table: "census_changes",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "OverdueTold",
                table: "campaigns",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "Reminded",
                table: "campaigns",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddPrimaryKey(
                name: "PK_census_counts",
                table: "census_counts",
                columns: new[] { "Division", "Category", "Mode", "State", "Sample" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_census_changes",
                table: "census_changes",
                columns: new[] { "Division", "Day", "Category", "Mode", "State", "Sample" });

            migrationBuilder.CreateTable(
                name: "associations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    NameKey = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Code = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_associations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "campaign_members",
                columns: table => new
                {
                    CampaignId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    InstitutionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Code = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Category = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Progress = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ApplicationId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_campaign_members", x => new { x.CampaignId, x.InstitutionId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_safety_checks_Lapsed_ValidUntil",
                table: "safety_checks",
                columns: new[] { "Lapsed", "ValidUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_classifications_State_DueDate",
                table: "classifications",
                columns: new[] { "State", "DueDate" });

            migrationBuilder.CreateIndex(
                name: "IX_associations_Code",
                table: "associations",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_associations_Division_CreatedAt",
                table: "associations",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_associations_NameKey_Division",
                table: "associations",
                columns: new[] { "NameKey", "Division" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_campaign_members_CampaignId_Division_InstitutionId",
                table: "campaign_members",
                columns: new[] { "CampaignId", "Division", "InstitutionId" });

            migrationBuilder.CreateIndex(
                name: "IX_campaign_members_CampaignId_Progress_InstitutionId",
                table: "campaign_members",
                columns: new[] { "CampaignId", "Progress", "InstitutionId" });

            migrationBuilder.CreateIndex(
                name: "IX_campaign_members_Code",
                table: "campaign_members",
                column: "Code");

            migrationBuilder.CountAnew();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "associations");

            migrationBuilder.DropTable(
                name: "campaign_members");

            migrationBuilder.DropIndex(
                name: "IX_safety_checks_Lapsed_ValidUntil",
                table: "safety_checks");

            migrationBuilder.DropIndex(
                name: "IX_classifications_State_DueDate",
                table: "classifications");

            migrationBuilder.DropPrimaryKey(
                name: "PK_census_counts",
                table: "census_counts");

            migrationBuilder.DropPrimaryKey(
                name: "PK_census_changes",
                table: "census_changes");

            migrationBuilder.DropColumn(
                name: "Lapsed",
                table: "safety_checks");

            migrationBuilder.DropColumn(
                name: "AssociationCode",
                table: "memberships");

            migrationBuilder.DropColumn(
                name: "FiguresAt",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "PrepaidFen",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "Pupils",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "Staff",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "AssociationCode",
                table: "disputes");

            migrationBuilder.DropColumn(
                name: "EscalatedTo",
                table: "classifications");

            migrationBuilder.DropColumn(
                name: "Overdue",
                table: "classifications");

            migrationBuilder.DropColumn(
                name: "Sample",
                table: "census_counts");

            migrationBuilder.DropColumn(
                name: "PrepaidFen",
                table: "census_counts");

            migrationBuilder.DropColumn(
                name: "Pupils",
                table: "census_counts");

            migrationBuilder.DropColumn(
                name: "RecordedPrepaidFen",
                table: "census_counts");

            migrationBuilder.DropColumn(
                name: "RecordedPupils",
                table: "census_counts");

            migrationBuilder.DropColumn(
                name: "RecordedStaff",
                table: "census_counts");

            migrationBuilder.DropColumn(
                name: "Staff",
                table: "census_counts");

            migrationBuilder.DropColumn(
                name: "Sample",
                table: "census_changes");

            migrationBuilder.DropColumn(
                name: "PrepaidFenDelta",
                table: "census_changes");

            migrationBuilder.DropColumn(
                name: "PupilsDelta",
                table: "census_changes");

            migrationBuilder.DropColumn(
                name: "StaffDelta",
                table: "census_changes");

            migrationBuilder.DropColumn(
                name: "OverdueTold",
                table: "campaigns");

            migrationBuilder.DropColumn(
                name: "Reminded",
                table: "campaigns");

            migrationBuilder.AddPrimaryKey(
                name: "PK_census_counts",
                table: "census_counts",
                columns: new[] { "Division", "Category", "Mode", "State" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_census_changes",
                table: "census_changes",
                columns: new[] { "Division", "Day", "Category", "Mode", "State" });
        }
    }
}
