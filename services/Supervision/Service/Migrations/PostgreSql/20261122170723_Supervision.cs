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
                name: "IX_heard_consequences_At",
                table: "heard_consequences",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_HandledAt",
                table: "inbox",
                column: "HandledAt");

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
                name: "IX_record_figures_Kind_Year_Division",
                table: "record_figures",
                columns: new[] { "Kind", "Year", "Division" });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "answers");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "heard_consequences");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parked");

            migrationBuilder.DropTable(
                name: "penalties");

            migrationBuilder.DropTable(
                name: "penalty_effects");

            migrationBuilder.DropTable(
                name: "record_figures");

            migrationBuilder.DropTable(
                name: "supervision_records");
        }
    }
}
