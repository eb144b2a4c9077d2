using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Monitoring.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CreateMonitoring : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "advertisements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    SeenOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Words = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Uses = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Determinations = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_advertisements", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "answers",
                columns: table => new
                {
                    Caller = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RequestId = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Digest = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Answer = table.Column<byte[]>(type: "varbinary(max)", maxLength: -1, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
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
                        .Annotation("SqlServer:Identity", "1, 1"),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Caller = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Audience = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Department = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Jurisdiction = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Method = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Resource = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Purpose = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Result = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Digest = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    Trace = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: true),
                    Hash = table.Column<byte[]>(type: "varbinary(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "contracts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    PartiesCipher = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    PupilHash = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Determinations = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Uses = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contracts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "fee_standards",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    CourseId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Category = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Online = table.Column<bool>(type: "bit", nullable: false),
                    SizeClass = table.Column<int>(type: "int", nullable: false),
                    HourFen = table.Column<long>(type: "bigint", nullable: false),
                    LessonFen = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    FarAbovePeers = table.Column<bool>(type: "bit", nullable: false),
                    ExcessLessonFen = table.Column<long>(type: "bigint", nullable: false),
                    Comparison = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Determinations = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Uses = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fee_standards", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Consumer = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    HandledAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => new { x.EventId, x.Consumer });
                });

            migrationBuilder.CreateTable(
                name: "known_institutions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    MayTrain = table.Column<bool>(type: "bit", nullable: false),
                    MayTrainAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_institutions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Holder = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Until = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "money_uses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    Observed = table.Column<bool>(type: "bit", nullable: false),
                    Items = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Flagged = table.Column<bool>(type: "bit", nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_money_uses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "monopoly_signs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Codes = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    ObservedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DescriptionCipher = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_monopoly_signs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Subject = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RoutingKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Body = table.Column<byte[]>(type: "varbinary(max)", maxLength: -1, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "parked",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Consumer = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Type = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Failure = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    Body = table.Column<byte[]>(type: "varbinary(max)", maxLength: -1, nullable: false),
                    ParkedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parked", x => new { x.EventId, x.Consumer });
                });

            migrationBuilder.CreateTable(
                name: "prices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CourseId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    SoldOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LessonFen = table.Column<long>(type: "bigint", nullable: false),
                    Proof = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_prices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "promotions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Determinations = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_promotions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "pupil_charges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ContractId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    PupilHash = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Academic = table.Column<bool>(type: "bit", nullable: false),
                    ChargedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    CoversFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    CoversTo = table.Column<DateOnly>(type: "date", nullable: false),
                    Lessons = table.Column<int>(type: "int", nullable: false),
                    AmountFen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pupil_charges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "pupils_at_institutions",
                columns: table => new
                {
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    PupilHash = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pupils_at_institutions", x => new { x.InstitutionCode, x.PupilHash });
                });

            migrationBuilder.CreateTable(
                name: "risk_warnings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Level = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Points = table.Column<int>(type: "int", nullable: false),
                    Reasons = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Departments = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Measures = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    RaisedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_risk_warnings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "risks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Inputs = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Score = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Level = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScoredOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    InstitutionId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_risks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_advertisements_Division_CreatedAt",
                table: "advertisements",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_advertisements_Division_State_CreatedAt",
                table: "advertisements",
                columns: new[] { "Division", "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_advertisements_InstitutionCode_State_SeenOn",
                table: "advertisements",
                columns: new[] { "InstitutionCode", "State", "SeenOn" });

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
                name: "IX_contracts_Division_CreatedAt",
                table: "contracts",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_contracts_InstitutionCode_Number",
                table: "contracts",
                columns: new[] { "InstitutionCode", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_contracts_PupilHash",
                table: "contracts",
                column: "PupilHash");

            migrationBuilder.CreateIndex(
                name: "IX_fee_standards_Category_Online_SizeClass_State_Division",
                table: "fee_standards",
                columns: new[] { "Category", "Online", "SizeClass", "State", "Division" });

            migrationBuilder.CreateIndex(
                name: "IX_fee_standards_Division_CreatedAt",
                table: "fee_standards",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_fee_standards_InstitutionCode_CourseId",
                table: "fee_standards",
                columns: new[] { "InstitutionCode", "CourseId" });

            migrationBuilder.CreateIndex(
                name: "IX_inbox_HandledAt",
                table: "inbox",
                column: "HandledAt");

            migrationBuilder.CreateIndex(
                name: "IX_known_institutions_Code",
                table: "known_institutions",
                column: "Code");

            migrationBuilder.CreateIndex(
                name: "IX_money_uses_Division_CreatedAt",
                table: "money_uses",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_money_uses_InstitutionCode_From_To",
                table: "money_uses",
                columns: new[] { "InstitutionCode", "From", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_monopoly_signs_Division_CreatedAt",
                table: "monopoly_signs",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_prices_Division_CreatedAt",
                table: "prices",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_prices_InstitutionCode_CourseId_SoldOn",
                table: "prices",
                columns: new[] { "InstitutionCode", "CourseId", "SoldOn" });

            migrationBuilder.CreateIndex(
                name: "IX_promotions_Division_CreatedAt",
                table: "promotions",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_promotions_InstitutionCode",
                table: "promotions",
                column: "InstitutionCode");

            migrationBuilder.CreateIndex(
                name: "IX_pupil_charges_ContractId",
                table: "pupil_charges",
                column: "ContractId");

            migrationBuilder.CreateIndex(
                name: "IX_pupil_charges_InstitutionCode_PupilHash",
                table: "pupil_charges",
                columns: new[] { "InstitutionCode", "PupilHash" });

            migrationBuilder.CreateIndex(
                name: "IX_risk_warnings_Division_CreatedAt",
                table: "risk_warnings",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_risk_warnings_InstitutionCode_State",
                table: "risk_warnings",
                columns: new[] { "InstitutionCode", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_risks_Division_CreatedAt",
                table: "risks",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_risks_InstitutionCode",
                table: "risks",
                column: "InstitutionCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_risks_ScoredOn",
                table: "risks",
                column: "ScoredOn");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "advertisements");

            migrationBuilder.DropTable(
                name: "answers");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "contracts");

            migrationBuilder.DropTable(
                name: "fee_standards");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "known_institutions");

            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropTable(
                name: "money_uses");

            migrationBuilder.DropTable(
                name: "monopoly_signs");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parked");

            migrationBuilder.DropTable(
                name: "prices");

            migrationBuilder.DropTable(
                name: "promotions");

            migrationBuilder.DropTable(
                name: "pupil_charges");

            migrationBuilder.DropTable(
                name: "pupils_at_institutions");

            migrationBuilder.DropTable(
                name: "risk_warnings");

            migrationBuilder.DropTable(
                name: "risks");
        }
    }
}
