using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace ShuangJian.Supervision.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Supervision : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "answers",
                columns: table => new
                {
                    Caller = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    RequestId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    Answer = table.Column<byte[]>(type: "bytea", maxLength: -1, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answers", x => new { x.Caller, x.RequestId });
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Caller = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Audience = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Department = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Jurisdiction = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Method = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Resource = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Purpose = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Result = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    Trace = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: true),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "complaint_remarks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ComplaintId = table.Column<Guid>(type: "uuid", nullable: false),
                    Act = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Cipher = table.Column<string>(type: "text", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_complaint_remarks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "complaints",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Matter = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    InstitutionCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    SchoolCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    SubjectName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    SubjectKey = table.Column<string>(type: "character varying(220)", maxLength: 220, nullable: false),
                    ExternalKey = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    TextCipher = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    FileCipher = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    PersonHash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    TrackingHash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Anonymous = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Lead = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Assist = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    DutyMask = table.Column<long>(type: "bigint", nullable: false),
                    DutyBasis = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    MainId = table.Column<Guid>(type: "uuid", nullable: true),
                    AcceptanceFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    AnswerFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    AcceptanceDue = table.Column<DateOnly>(type: "date", nullable: true),
                    AnswerDue = table.Column<DateOnly>(type: "date", nullable: true),
                    AcceptanceOverdue = table.Column<bool>(type: "boolean", nullable: false),
                    AnswerOverdue = table.Column<bool>(type: "boolean", nullable: false),
                    ReopenUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Account = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Rating = table.Column<int>(type: "integer", nullable: false),
                    Reopened = table.Column<bool>(type: "boolean", nullable: false),
                    Counted = table.Column<bool>(type: "boolean", nullable: false),
                    PersonGone = table.Column<bool>(type: "boolean", nullable: false),
                    Steps = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Uses = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_complaints", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "evidence",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ObjectCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Resource = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Rule = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    EventType = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Message = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    FoundAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    MendedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "facts",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    ObjectCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Resource = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Counted = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_facts", x => x.EventId);
                });

            migrationBuilder.CreateTable(
                name: "heard_consequences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_heard_consequences", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hotline_batches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Known = table.Column<long>(type: "bigint", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Format = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    HeaderDigest = table.Column<byte[]>(type: "bytea", nullable: false),
                    Columns = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Offset = table.Column<long>(type: "bigint", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Rows = table.Column<long>(type: "bigint", nullable: false),
                    Stored = table.Column<long>(type: "bigint", nullable: false),
                    Refused = table.Column<long>(type: "bigint", nullable: false),
                    Digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hotline_batches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Consumer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    HandledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.EventId, x.Consumer });
                });

            migrationBuilder.CreateTable(
                name: "inspected_objects",
                columns: table => new
                {
                    Key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Since = table.Column<DateOnly>(type: "date", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ToldAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inspected_objects", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "inspection_draws",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PlanId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    List = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    ListDigest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Nonce = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Words = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Seed = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Drawn = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    DrawnAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inspection_draws", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inspection_findings",
                columns: table => new
                {
                    InspectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    FormId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ItemId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Department = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Ordered = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inspection_findings", x => new { x.InspectionId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "inspection_plans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SubjectKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    FormId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Departments = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inspection_plans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inspections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ObjectKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ObjectCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    ObjectName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    PlanId = table.Column<Guid>(type: "uuid", nullable: true),
                    FormId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    FormVersion = table.Column<int>(type: "integer", nullable: false),
                    VisitedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Town = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Grid = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Summary = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Answers = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Changed = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Findings = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    FindingCount = table.Column<int>(type: "integer", nullable: false),
                    Discrepancies = table.Column<int>(type: "integer", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inspections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inspectors",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Account = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Badge = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Department = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Retired = table.Column<bool>(type: "boolean", nullable: false),
                    Conflicts = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inspectors", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "late_reports",
                columns: table => new
                {
                    Key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    ToldAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_late_reports", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Holder = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "ledger_numbers",
                columns: table => new
                {
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_numbers", x => new { x.Division, x.Year });
                });

            migrationBuilder.CreateTable(
                name: "object_scores",
                columns: table => new
                {
                    ObjectCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Score = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Sum_Met = table.Column<int>(type: "integer", nullable: false),
                    Sum_NotMet = table.Column<int>(type: "integer", nullable: false),
                    Sum_PartlyMet = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_object_scores", x => new { x.ObjectCode, x.Year });
                });

            migrationBuilder.CreateTable(
                name: "object_signs",
                columns: table => new
                {
                    Code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Grade = table.Column<int>(type: "integer", nullable: false),
                    GradeAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AdBreaches = table.Column<int>(type: "integer", nullable: false),
                    AdUntil = table.Column<DateOnly>(type: "date", nullable: false),
                    Risk = table.Column<int>(type: "integer", nullable: false),
                    WarningId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    RiskAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_object_signs", x => x.Code);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    RoutingKey = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", maxLength: -1, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "parked",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Consumer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Type = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Failure = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", maxLength: -1, nullable: false),
                    ParkedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parked", x => new { x.EventId, x.Consumer });
                });

            migrationBuilder.CreateTable(
                name: "penalties",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PartyKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PartyName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    PartyCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    InstitutionId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false),
                    PersonCipher = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Facts = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Origin = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Assessment = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Evidence = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    LateState = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Overdue = table.Column<bool>(type: "boolean", nullable: false),
                    Proposal = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    Notice = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    Statements = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Hearing = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    Decision = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    Authority = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Findings = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Serving = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    FineFen = table.Column<long>(type: "bigint", nullable: false),
                    Appeals = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Payments = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    PublishedUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    Log = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Uses = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_penalties", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "penalty_effects",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PenaltyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Service = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Reference = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Overdue = table.Column<bool>(type: "boolean", nullable: false),
                    ConfirmedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_penalty_effects", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "point_scores",
                columns: table => new
                {
                    ObjectCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    PointId = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Said = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    Level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Seen_LastBreachAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Seen_Mended = table.Column<int>(type: "integer", nullable: false),
                    Seen_Seen = table.Column<int>(type: "integer", nullable: false),
                    Seen_Standing = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_point_scores", x => new { x.ObjectCode, x.Year, x.PointId });
                });

            migrationBuilder.CreateTable(
                name: "questionnaires",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Content = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_questionnaires", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "record_figures",
                columns: table => new
                {
                    RecordId = table.Column<Guid>(type: "uuid", nullable: false),
                    Field = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_record_figures", x => new { x.RecordId, x.Field });
                });

            migrationBuilder.CreateTable(
                name: "rectifications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SubjectKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SubjectCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    SubjectName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SourceId = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Items = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    WorkingDays = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    TermFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    TermDays = table.Column<int>(type: "integer", nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    WatchDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Overdue = table.Column<bool>(type: "boolean", nullable: false),
                    Told = table.Column<bool>(type: "boolean", nullable: false),
                    OrderedBy = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    HeldBy = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    ListedBy = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Reopened = table.Column<int>(type: "integer", nullable: false),
                    Extended = table.Column<int>(type: "integer", nullable: false),
                    OrderedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ClosedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Department = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Doers = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Steps = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Uses = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    OpenKey = table.Column<string>(type: "character varying(180)", maxLength: 180, nullable: true),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rectifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "reports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Remarks = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    Rows = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Department = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "row_faults",
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
                    table.PrimaryKey("PK_row_faults", x => new { x.Batch, x.Row, x.Ordinal });
                });

            migrationBuilder.CreateTable(
                name: "sightings",
                columns: table => new
                {
                    ObjectCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Source = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sightings", x => new { x.ObjectCode, x.Year, x.Source });
                });

            migrationBuilder.CreateTable(
                name: "supervision_records",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    AboutCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Values = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    PersonsCipher = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Findings = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    SubmittedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Overdue = table.Column<bool>(type: "boolean", nullable: false),
                    CompletedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Result = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    AppealUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    Appeals = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Steps = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    RecordKey = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supervision_records", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "supervision_tasks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CampaignId = table.Column<Guid>(type: "uuid", nullable: false),
                    Content = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Percent = table.Column<int>(type: "integer", nullable: false),
                    Told = table.Column<bool>(type: "boolean", nullable: false),
                    DoneOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Reporter = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Reports = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supervision_tasks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "survey_counts",
                columns: table => new
                {
                    RoundId = table.Column<Guid>(type: "uuid", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    SchoolCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Audience = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Question = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Option = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_survey_counts", x => new { x.RoundId, x.Division, x.SchoolCode, x.Audience, x.Question, x.Option });
                });

            migrationBuilder.CreateTable(
                name: "survey_rounds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Questionnaires = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Counted = table.Column<bool>(type: "boolean", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_survey_rounds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "survey_tickets",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    RoundId = table.Column<Guid>(type: "uuid", nullable: false),
                    SchoolCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Audience = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Spent = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_survey_tickets", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "survey_urn",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RoundId = table.Column<Guid>(type: "uuid", nullable: false),
                    SchoolCode = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Audience = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Cipher = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_survey_urn", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "tallies",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Topic = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Period = table.Column<int>(type: "integer", nullable: false),
                    Measure = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tallies", x => new { x.Scope, x.Topic, x.Period, x.Measure });
                });

            migrationBuilder.CreateTable(
                name: "tally_notes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Topic = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Period = table.Column<int>(type: "integer", nullable: false),
                    Measure = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tally_notes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "task_campaigns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Document = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Tasks = table.Column<int>(type: "integer", nullable: false),
                    Key = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_campaigns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "visit_counts",
                columns: table => new
                {
                    Code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    Period = table.Column<int>(type: "integer", nullable: false),
                    Division = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    Visits = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_visit_counts", x => new { x.Code, x.Period });
                });

            migrationBuilder.CreateIndex(
                name: "IX_answers_At",
                table: "answers",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_audit_Position",
                table: "audit",
                column: "Position");

            migrationBuilder.CreateIndex(
                name: "IX_audit_Resource",
                table: "audit",
                column: "Resource");

            migrationBuilder.CreateIndex(
                name: "IX_complaint_remarks_ComplaintId",
                table: "complaint_remarks",
                column: "ComplaintId");

            migrationBuilder.CreateIndex(
                name: "IX_complaints_Division_CreatedAt",
                table: "complaints",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_ExternalKey",
                table: "complaints",
                column: "ExternalKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_complaints_InstitutionCode_CreatedAt",
                table: "complaints",
                columns: new[] { "InstitutionCode", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_MainId",
                table: "complaints",
                column: "MainId");

            migrationBuilder.CreateIndex(
                name: "IX_complaints_SchoolCode_CreatedAt",
                table: "complaints",
                columns: new[] { "SchoolCode", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_State_AnswerDue",
                table: "complaints",
                columns: new[] { "State", "AnswerDue" });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_SubjectKey_State",
                table: "complaints",
                columns: new[] { "SubjectKey", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_TrackingHash",
                table: "complaints",
                column: "TrackingHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_evidence_ObjectCode_Year",
                table: "evidence",
                columns: new[] { "ObjectCode", "Year" });

            migrationBuilder.CreateIndex(
                name: "IX_evidence_Resource_ObjectCode_Rule",
                table: "evidence",
                columns: new[] { "Resource", "ObjectCode", "Rule" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_facts_Day_Division",
                table: "facts",
                columns: new[] { "Day", "Division" });

            migrationBuilder.CreateIndex(
                name: "IX_heard_consequences_At",
                table: "heard_consequences",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_hotline_batches_Division_CreatedAt",
                table: "hotline_batches",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_inbox_HandledAt",
                table: "inbox",
                column: "HandledAt");

            migrationBuilder.CreateIndex(
                name: "IX_inspected_objects_Code",
                table: "inspected_objects",
                column: "Code");

            migrationBuilder.CreateIndex(
                name: "IX_inspected_objects_Division_Kind_Code",
                table: "inspected_objects",
                columns: new[] { "Division", "Kind", "Code" });

            migrationBuilder.CreateIndex(
                name: "IX_inspection_draws_Division_CreatedAt",
                table: "inspection_draws",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_inspection_draws_PlanId",
                table: "inspection_draws",
                column: "PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_inspection_findings_Division_Year",
                table: "inspection_findings",
                columns: new[] { "Division", "Year" });

            migrationBuilder.CreateIndex(
                name: "IX_inspection_plans_Division_CreatedAt",
                table: "inspection_plans",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_inspections_Division_CreatedAt",
                table: "inspections",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_inspections_Division_VisitedOn",
                table: "inspections",
                columns: new[] { "Division", "VisitedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_inspections_ObjectCode_FormId_VisitedOn",
                table: "inspections",
                columns: new[] { "ObjectCode", "FormId", "VisitedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_inspections_PlanId_ObjectCode",
                table: "inspections",
                columns: new[] { "PlanId", "ObjectCode" });

            migrationBuilder.CreateIndex(
                name: "IX_inspectors_Account",
                table: "inspectors",
                column: "Account",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inspectors_Division_CreatedAt",
                table: "inspectors",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_object_scores_Year_Kind_Score_ObjectCode",
                table: "object_scores",
                columns: new[] { "Year", "Kind", "Score", "ObjectCode" });

            migrationBuilder.CreateIndex(
                name: "IX_object_signs_WarningId",
                table: "object_signs",
                column: "WarningId");

            migrationBuilder.CreateIndex(
                name: "IX_penalties_Division_CreatedAt",
                table: "penalties",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_penalties_DueDate",
                table: "penalties",
                column: "DueDate");

            migrationBuilder.CreateIndex(
                name: "IX_penalties_PartyCode_CreatedAt",
                table: "penalties",
                columns: new[] { "PartyCode", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_penalties_PublishedUntil_Division",
                table: "penalties",
                columns: new[] { "PublishedUntil", "Division" });

            migrationBuilder.CreateIndex(
                name: "IX_penalty_effects_Division_CreatedAt",
                table: "penalty_effects",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_penalty_effects_Kind_State_Division",
                table: "penalty_effects",
                columns: new[] { "Kind", "State", "Division" });

            migrationBuilder.CreateIndex(
                name: "IX_penalty_effects_PenaltyId",
                table: "penalty_effects",
                column: "PenaltyId");

            migrationBuilder.CreateIndex(
                name: "IX_penalty_effects_Reference",
                table: "penalty_effects",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_penalty_effects_State_DueDate",
                table: "penalty_effects",
                columns: new[] { "State", "DueDate" });

            migrationBuilder.CreateIndex(
                name: "IX_point_scores_Year_Kind_Division",
                table: "point_scores",
                columns: new[] { "Year", "Kind", "Division" });

            migrationBuilder.CreateIndex(
                name: "IX_questionnaires_Division_CreatedAt",
                table: "questionnaires",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_questionnaires_Division_Name_Number",
                table: "questionnaires",
                columns: new[] { "Division", "Name", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_record_figures_Kind_Year_Division",
                table: "record_figures",
                columns: new[] { "Kind", "Year", "Division" });

            migrationBuilder.CreateIndex(
                name: "IX_rectifications_Division_CreatedAt",
                table: "rectifications",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_rectifications_HeldBy_State",
                table: "rectifications",
                columns: new[] { "HeldBy", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_rectifications_Number",
                table: "rectifications",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_rectifications_OpenKey",
                table: "rectifications",
                column: "OpenKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_rectifications_SourceId",
                table: "rectifications",
                column: "SourceId");

            migrationBuilder.CreateIndex(
                name: "IX_rectifications_State_WatchDate",
                table: "rectifications",
                columns: new[] { "State", "WatchDate" });

            migrationBuilder.CreateIndex(
                name: "IX_rectifications_SubjectCode_CreatedAt",
                table: "rectifications",
                columns: new[] { "SubjectCode", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_reports_Division_CreatedAt",
                table: "reports",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_reports_Division_Kind_From_To_Revision",
                table: "reports",
                columns: new[] { "Division", "Kind", "From", "To", "Revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_supervision_records_Division_CreatedAt",
                table: "supervision_records",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_supervision_records_DueDate",
                table: "supervision_records",
                column: "DueDate");

            migrationBuilder.CreateIndex(
                name: "IX_supervision_records_Kind_Division_State",
                table: "supervision_records",
                columns: new[] { "Kind", "Division", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_supervision_records_RecordKey",
                table: "supervision_records",
                column: "RecordKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_supervision_records_State_CreatedAt",
                table: "supervision_records",
                columns: new[] { "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_supervision_tasks_CampaignId",
                table: "supervision_tasks",
                column: "CampaignId");

            migrationBuilder.CreateIndex(
                name: "IX_supervision_tasks_Division_CreatedAt",
                table: "supervision_tasks",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_supervision_tasks_State_DueDate",
                table: "supervision_tasks",
                columns: new[] { "State", "DueDate" });

            migrationBuilder.CreateIndex(
                name: "IX_survey_rounds_Counted_To",
                table: "survey_rounds",
                columns: new[] { "Counted", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_survey_rounds_Division_CreatedAt",
                table: "survey_rounds",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_survey_tickets_RoundId_Division",
                table: "survey_tickets",
                columns: new[] { "RoundId", "Division" });

            migrationBuilder.CreateIndex(
                name: "IX_survey_urn_RoundId_SchoolCode_Audience",
                table: "survey_urn",
                columns: new[] { "RoundId", "SchoolCode", "Audience" });

            migrationBuilder.CreateIndex(
                name: "IX_task_campaigns_Division_CreatedAt",
                table: "task_campaigns",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_task_campaigns_Key",
                table: "task_campaigns",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_visit_counts_Division_Period",
                table: "visit_counts",
                columns: new[] { "Division", "Period" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answers");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "complaint_remarks");

            migrationBuilder.DropTable(
                name: "complaints");

            migrationBuilder.DropTable(
                name: "evidence");

            migrationBuilder.DropTable(
                name: "facts");

            migrationBuilder.DropTable(
                name: "heard_consequences");

            migrationBuilder.DropTable(
                name: "hotline_batches");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "inspected_objects");

            migrationBuilder.DropTable(
                name: "inspection_draws");

            migrationBuilder.DropTable(
                name: "inspection_findings");

            migrationBuilder.DropTable(
                name: "inspection_plans");

            migrationBuilder.DropTable(
                name: "inspections");

            migrationBuilder.DropTable(
                name: "inspectors");

            migrationBuilder.DropTable(
                name: "late_reports");

            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropTable(
                name: "ledger_numbers");

            migrationBuilder.DropTable(
                name: "object_scores");

            migrationBuilder.DropTable(
                name: "object_signs");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parked");

            migrationBuilder.DropTable(
                name: "penalties");

            migrationBuilder.DropTable(
                name: "penalty_effects");

            migrationBuilder.DropTable(
                name: "point_scores");

            migrationBuilder.DropTable(
                name: "questionnaires");

            migrationBuilder.DropTable(
                name: "record_figures");

            migrationBuilder.DropTable(
                name: "rectifications");

            migrationBuilder.DropTable(
                name: "reports");

            migrationBuilder.DropTable(
                name: "row_faults");

            migrationBuilder.DropTable(
                name: "sightings");

            migrationBuilder.DropTable(
                name: "supervision_records");

            migrationBuilder.DropTable(
                name: "supervision_tasks");

            migrationBuilder.DropTable(
                name: "survey_counts");

            migrationBuilder.DropTable(
                name: "survey_rounds");

            migrationBuilder.DropTable(
                name: "survey_tickets");

            migrationBuilder.DropTable(
                name: "survey_urn");

            migrationBuilder.DropTable(
                name: "tallies");

            migrationBuilder.DropTable(
                name: "tally_notes");

            migrationBuilder.DropTable(
                name: "task_campaigns");

            migrationBuilder.DropTable(
                name: "visit_counts");
        }
    }
}
