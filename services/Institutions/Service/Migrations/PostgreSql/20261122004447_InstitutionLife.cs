using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Institutions.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class InstitutionLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_institutions_Name_Id",
                table: "institutions");

            migrationBuilder.AddColumn<DateOnly>(
                name: "ClosesOn",
                table: "institutions",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ImportBatch",
                table: "institutions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LostBy",
                table: "institutions",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "NonProfit",
                table: "institutions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "OwnerCode",
                table: "institutions",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "OwnerName",
                table: "institutions",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "RectificationOverdue",
                table: "institutions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RectifyBy",
                table: "institutions",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StateAuthority",
                table: "institutions",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "StateChangedOn",
                table: "institutions",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StateReason",
                table: "institutions",
                type: "character varying(2100)",
                maxLength: 2100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "ValidUntil",
                table: "institutions",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Changes",
                table: "applications",
                type: "text",
                maxLength: -1,
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Duplicates",
                table: "applications",
                type: "text",
                maxLength: -1,
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "EscalatedTo",
                table: "applications",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "InstitutionId",
                table: "applications",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "applications",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "New");

            migrationBuilder.AddColumn<DateOnly>(
                name: "NoticeFrom",
                table: "applications",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "NoticeOpen",
                table: "applications",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "NoticeUntil",
                table: "applications",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OpenKey",
                table: "applications",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OwedBy",
                table: "applications",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Particulars",
                table: "applications",
                type: "text",
                maxLength: -1,
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<string>(
                name: "Returned",
                table: "applications",
                type: "text",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Stage",
                table: "applications",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "WorkflowId",
                table: "applications",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "WorkflowVersion",
                table: "applications",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "activities",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    InstitutionId = table.Column<Guid>(type: "uuid", nullable: false),
                    InstitutionCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Content = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Notices = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Findings = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activities", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "campaigns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Title = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Categories = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    OpenedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: false),
                    Baseline = table.Column<int>(type: "integer", nullable: false),
                    TargetBasisPoints = table.Column<int>(type: "integer", nullable: false),
                    ClosedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Remained = table.Column<int>(type: "integer", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_campaigns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "capital_structures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    InstitutionId = table.Column<Guid>(type: "uuid", nullable: false),
                    InstitutionCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Parties = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Ties = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Listing = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Remark = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Owners = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    UndeclaredPpm = table.Column<int>(type: "integer", nullable: false),
                    Findings = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    HasBreach = table.Column<bool>(type: "boolean", nullable: false),
                    Uses = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    JudgedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_capital_structures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "case_steps",
                columns: table => new
                {
                    ApplicationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Department = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Step = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Stage = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_steps", x => new { x.ApplicationId, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SourceId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    InstitutionCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Handlers = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Hazards = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ResultReason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Overdue = table.Column<bool>(type: "boolean", nullable: false),
                    Steps = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    ClosedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Uses = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    OpenKey = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "census_changes",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Delta = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_census_changes", x => new { x.Division, x.Day, x.Category, x.Mode, x.State });
                });

            migrationBuilder.CreateTable(
                name: "census_counts",
                columns: table => new
                {
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Mode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    Recorded = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_census_counts", x => new { x.Division, x.Category, x.Mode, x.State });
                });

            migrationBuilder.CreateTable(
                name: "census_marks",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_census_marks", x => x.Day);
                });

            migrationBuilder.CreateTable(
                name: "classifications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    InstitutionCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    InstitutionName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    ItemName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    ItemKey = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Description = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    County = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    City = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    DisputeReason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Uses = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_classifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "consequences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MeasureId = table.Column<Guid>(type: "uuid", nullable: false),
                    InstitutionId = table.Column<Guid>(type: "uuid", nullable: false),
                    InstitutionName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Service = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Overdue = table.Column<bool>(type: "boolean", nullable: false),
                    ConfirmedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ConfirmedBy = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Note = table.Column<string>(type: "character varying(2100)", maxLength: 2100, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consequences", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "credit_entries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    InstitutionCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Origin = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    OccurredOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RectifiedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credit_entries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "disclosed_items",
                columns: table => new
                {
                    InstitutionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ItemId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Withdrawn = table.Column<bool>(type: "boolean", nullable: false),
                    Content = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Sealed = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Foreign = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_disclosed_items", x => new { x.InstitutionId, x.Kind, x.ItemId });
                });

            migrationBuilder.CreateTable(
                name: "disputes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    InstitutionId = table.Column<Guid>(type: "uuid", nullable: false),
                    InstitutionCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    AssociationName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Subject = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Settlement = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    SettledOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_disputes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "edition_shelves",
                columns: table => new
                {
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<int>(type: "integer", nullable: false),
                    LastSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    NextOn = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_edition_shelves", x => x.Division);
                });

            migrationBuilder.CreateTable(
                name: "editions",
                columns: table => new
                {
                    Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    PublishedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    WhiteCount = table.Column<int>(type: "integer", nullable: false),
                    BlackCount = table.Column<int>(type: "integer", nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", maxLength: -1, nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PreviousSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_editions", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "import_faults",
                columns: table => new
                {
                    Batch = table.Column<Guid>(type: "uuid", nullable: false),
                    Row = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Field = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Zh = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    En = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_faults", x => new { x.Batch, x.Row, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Format = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Existing = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    HeaderDigest = table.Column<byte[]>(type: "bytea", nullable: false),
                    Columns = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Offset = table.Column<long>(type: "bigint", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Rows = table.Column<long>(type: "bigint", nullable: false),
                    Stored = table.Column<long>(type: "bigint", nullable: false),
                    Refused = table.Column<long>(type: "bigint", nullable: false),
                    Skipped = table.Column<long>(type: "bigint", nullable: false),
                    Digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_imports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "list_entries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    InstitutionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    LicenceNumber = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Reason = table.Column<string>(type: "character varying(2100)", maxLength: 2100, nullable: false),
                    Authority = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Ended = table.Column<bool>(type: "boolean", nullable: false),
                    EndReason = table.Column<string>(type: "character varying(2100)", maxLength: 2100, nullable: false),
                    Appeal = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    AppealGrounds = table.Column<string>(type: "character varying(2100)", maxLength: 2100, nullable: false),
                    AppealedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AppealDecision = table.Column<string>(type: "character varying(2100)", maxLength: 2100, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_list_entries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "measures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    InstitutionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Grounds = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Reason = table.Column<string>(type: "character varying(2100)", maxLength: 2100, nullable: false),
                    Authority = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RectifyBy = table.Column<DateOnly>(type: "date", nullable: true),
                    InstitutionVersion = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_measures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "memberships",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AssociationName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    InstitutionId = table.Column<Guid>(type: "uuid", nullable: false),
                    InstitutionCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    InstitutionName = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    JoinedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Decisions = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    ActiveKey = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_memberships", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "notice_objections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ApplicationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    ContactCipher = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    RaisedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_objections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "panel_members",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Speciality = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    EmployerCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    HoldingCodes = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Appointed = table.Column<bool>(type: "boolean", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_panel_members", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "premises",
                columns: table => new
                {
                    ResourceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    IsInstitution = table.Column<bool>(type: "boolean", nullable: false),
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_premises", x => new { x.ResourceId, x.Address });
                });

            migrationBuilder.CreateTable(
                name: "safety_checks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    InstitutionId = table.Column<Guid>(type: "uuid", nullable: false),
                    InstitutionCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    SiteAddress = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CheckedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: false),
                    Passed = table.Column<bool>(type: "boolean", nullable: false),
                    Remark = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Hazards = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: true),
                    Department = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_safety_checks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_institutions_Name_Id_Division_State_Category",
                table: "institutions",
                columns: new[] { "Name", "Id", "Division", "State", "Category" });

            migrationBuilder.CreateIndex(
                name: "IX_institutions_RectifyBy",
                table: "institutions",
                column: "RectifyBy");

            migrationBuilder.CreateIndex(
                name: "IX_applications_NoticeOpen_NoticeUntil",
                table: "applications",
                columns: new[] { "NoticeOpen", "NoticeUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_applications_OpenKey",
                table: "applications",
                column: "OpenKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_activities_Division_CreatedAt",
                table: "activities",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_activities_InstitutionCode_CreatedAt",
                table: "activities",
                columns: new[] { "InstitutionCode", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_campaigns_Division_Id",
                table: "campaigns",
                columns: new[] { "Division", "Id" });

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
                name: "IX_consequences_Division_Id",
                table: "consequences",
                columns: new[] { "Division", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_consequences_DueDate",
                table: "consequences",
                column: "DueDate");

            migrationBuilder.CreateIndex(
                name: "IX_consequences_InstitutionId",
                table: "consequences",
                column: "InstitutionId");

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
                name: "IX_edition_shelves_NextOn",
                table: "edition_shelves",
                column: "NextOn");

            migrationBuilder.CreateIndex(
                name: "IX_editions_Division_Number",
                table: "editions",
                columns: new[] { "Division", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_editions_Division_PreviousSha256",
                table: "editions",
                columns: new[] { "Division", "PreviousSha256" });

            migrationBuilder.CreateIndex(
                name: "IX_imports_Division_CreatedAt",
                table: "imports",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_Code",
                table: "list_entries",
                column: "Code");

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_Division_Id",
                table: "list_entries",
                columns: new[] { "Division", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_EndsOn",
                table: "list_entries",
                column: "EndsOn");

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_InstitutionId",
                table: "list_entries",
                column: "InstitutionId");

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_LicenceNumber",
                table: "list_entries",
                column: "LicenceNumber");

            migrationBuilder.CreateIndex(
                name: "IX_list_entries_Source",
                table: "list_entries",
                column: "Source");

            migrationBuilder.CreateIndex(
                name: "IX_measures_InstitutionId_InstitutionVersion",
                table: "measures",
                columns: new[] { "InstitutionId", "InstitutionVersion" });

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
                name: "IX_notice_objections_ApplicationId_RaisedAt",
                table: "notice_objections",
                columns: new[] { "ApplicationId", "RaisedAt" });

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
                name: "IX_premises_Division_Address",
                table: "premises",
                columns: new[] { "Division", "Address" });

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

            migrationBuilder.FillIn();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "activities");

            migrationBuilder.DropTable(
                name: "campaigns");

            migrationBuilder.DropTable(
                name: "capital_structures");

            migrationBuilder.DropTable(
                name: "case_steps");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "census_changes");

            migrationBuilder.DropTable(
                name: "census_counts");

            migrationBuilder.DropTable(
                name: "census_marks");

            migrationBuilder.DropTable(
                name: "classifications");

            migrationBuilder.DropTable(
                name: "consequences");

            migrationBuilder.DropTable(
                name: "credit_entries");

            migrationBuilder.DropTable(
                name: "disclosed_items");

            migrationBuilder.DropTable(
                name: "disputes");

            migrationBuilder.DropTable(
                name: "edition_shelves");

            migrationBuilder.DropTable(
                name: "editions");

            migrationBuilder.DropTable(
                name: "import_faults");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropTable(
                name: "list_entries");

            migrationBuilder.DropTable(
                name: "measures");

            migrationBuilder.DropTable(
                name: "memberships");

            migrationBuilder.DropTable(
                name: "notice_objections");

            migrationBuilder.DropTable(
                name: "panel_members");

            migrationBuilder.DropTable(
                name: "premises");

            migrationBuilder.DropTable(
                name: "safety_checks");

            migrationBuilder.DropIndex(
                name: "IX_institutions_Name_Id_Division_State_Category",
                table: "institutions");

            migrationBuilder.DropIndex(
                name: "IX_institutions_RectifyBy",
                table: "institutions");

            migrationBuilder.DropIndex(
                name: "IX_applications_NoticeOpen_NoticeUntil",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "IX_applications_OpenKey",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "ClosesOn",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "ImportBatch",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "LostBy",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "NonProfit",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "OwnerCode",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "OwnerName",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "RectificationOverdue",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "RectifyBy",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "StateAuthority",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "StateChangedOn",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "StateReason",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "ValidUntil",
                table: "institutions");

            migrationBuilder.DropColumn(
                name: "Changes",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "Duplicates",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "EscalatedTo",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "InstitutionId",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "NoticeFrom",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "NoticeOpen",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "NoticeUntil",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "OpenKey",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "OwedBy",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "Particulars",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "Returned",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "Stage",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "WorkflowId",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "WorkflowVersion",
                table: "applications");

            migrationBuilder.CreateIndex(
                name: "IX_institutions_Name_Id",
                table: "institutions",
                columns: new[] { "Name", "Id" });
        }
    }
}
