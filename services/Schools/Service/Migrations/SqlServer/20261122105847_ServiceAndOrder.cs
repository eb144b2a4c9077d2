using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Schools.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ServiceAndOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "after_school_plans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Year = table.Column<int>(type: "int", nullable: false),
                    Half = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Revision = table.Column<int>(type: "int", nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Parameters = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    InBreach = table.Column<bool>(type: "bit", nullable: false),
                    ReplacedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_after_school_plans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "exam_series",
                columns: table => new
                {
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Series = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Turn = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exam_series", x => new { x.SchoolCode, x.Series });
                });

            migrationBuilder.CreateTable(
                name: "holiday_custody",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Capacity = table.Column<int>(type: "int", nullable: false),
                    Taken = table.Column<int>(type: "int", nullable: false),
                    Turn = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_holiday_custody", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "known_institutions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Category = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    CategoryAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Black = table.Column<bool>(type: "bit", nullable: false),
                    BlackAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Turn = table.Column<long>(type: "bigint", nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Code = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    MayTrain = table.Column<bool>(type: "bit", nullable: false),
                    MayTrainAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_institutions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "order_records",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    RecordKey = table.Column<string>(type: "nvarchar(160)", maxLength: 160, nullable: true),
                    Series = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    SchoolYear = table.Column<int>(type: "int", nullable: false),
                    Grade = table.Column<int>(type: "int", nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    HasBreach = table.Column<bool>(type: "bit", nullable: false),
                    ByAuthority = table.Column<bool>(type: "bit", nullable: false),
                    Withdrawn = table.Column<bool>(type: "bit", nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_records", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "order_revisions",
                columns: table => new
                {
                    RecordId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_revisions", x => new { x.RecordId, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "programmes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Year = table.Column<int>(type: "int", nullable: false),
                    Half = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Capacity = table.Column<int>(type: "int", nullable: false),
                    Taken = table.Column<int>(type: "int", nullable: false),
                    Turn = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_programmes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "record_covers",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    LastOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_record_covers", x => new { x.Kind, x.SchoolCode });
                });

            migrationBuilder.CreateTable(
                name: "school_record_steps",
                columns: table => new
                {
                    RecordId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    By = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Remarks = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Values = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_school_record_steps", x => new { x.RecordId, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "school_records",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    AboutSchool = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Year = table.Column<int>(type: "int", nullable: false),
                    Values = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Remarks = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    RecordKey = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: true),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_school_records", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "service_counts",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Measure = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Value = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_counts", x => new { x.Scope, x.Date, x.Measure });
                });

            migrationBuilder.CreateTable(
                name: "service_enrolments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OfferId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PupilId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    ConsentedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LeftOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_enrolments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "service_funds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Year = table.Column<int>(type: "int", nullable: false),
                    Half = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Revision = table.Column<int>(type: "int", nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    ReplacedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_funds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "service_notes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Measure = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Value = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_notes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "service_pupil_terms",
                columns: table => new
                {
                    PupilId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TermFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    Active = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_pupil_terms", x => new { x.PupilId, x.TermFrom });
                });

            migrationBuilder.CreateTable(
                name: "service_pupils",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    PupilHash = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Cipher = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Grade = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_pupils", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "service_resources",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Organization = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    PersonHash = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Cipher = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Offers = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Qualification = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    QualifiedUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_resources", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "service_selections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    InstitutionCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    InstitutionName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Kinds = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Conditions = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    NoticeUntil = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SelectedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Evaluations = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Ground = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    RemovedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ActiveCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: true),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_selections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "service_sessions",
                columns: table => new
                {
                    ProgrammeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Expected = table.Column<int>(type: "int", nullable: false),
                    Excused = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Absent = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    ByInstitution = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_sessions", x => new { x.ProgrammeId, x.Date });
                });

            migrationBuilder.CreateTable(
                name: "service_standards",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Fen = table.Column<long>(type: "bigint", nullable: false),
                    Document = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    SetBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_standards", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sweep_reports",
                columns: table => new
                {
                    SweepId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    Teachers = table.Column<int>(type: "int", nullable: false),
                    Clues = table.Column<int>(type: "int", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    ReportedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sweep_reports", x => new { x.SweepId, x.SchoolCode });
                });

            migrationBuilder.CreateTable(
                name: "tallies",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Topic = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Period = table.Column<int>(type: "int", nullable: false),
                    Measure = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Topic = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Period = table.Column<int>(type: "int", nullable: false),
                    Measure = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tally_notes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "teacher_cases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SchoolCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false),
                    TeacherId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonHash = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Content = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Repeated = table.Column<bool>(type: "bit", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    WorkflowId = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    WorkflowVersion = table.Column<int>(type: "int", nullable: false),
                    Stage = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Overdue = table.Column<bool>(type: "bit", nullable: false),
                    LateStage = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Founded = table.Column<bool>(type: "bit", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Measures = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Steps = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Uses = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    OpenKey = table.Column<string>(type: "nvarchar(36)", maxLength: 36, nullable: true),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teacher_cases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "teacher_sweeps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    DueDate = table.Column<DateOnly>(type: "date", nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teacher_sweeps", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_after_school_plans_Division_CreatedAt",
                table: "after_school_plans",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_after_school_plans_SchoolCode_Year_Half_Revision",
                table: "after_school_plans",
                columns: new[] { "SchoolCode", "Year", "Half", "Revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_holiday_custody_Division_CreatedAt",
                table: "holiday_custody",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_holiday_custody_InstitutionCode",
                table: "holiday_custody",
                column: "InstitutionCode");

            migrationBuilder.CreateIndex(
                name: "IX_holiday_custody_SchoolCode",
                table: "holiday_custody",
                column: "SchoolCode");

            migrationBuilder.CreateIndex(
                name: "IX_known_institutions_Code",
                table: "known_institutions",
                column: "Code");

            migrationBuilder.CreateIndex(
                name: "IX_order_records_Division_CreatedAt",
                table: "order_records",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_order_records_RecordKey",
                table: "order_records",
                column: "RecordKey",
                unique: true,
                filter: "[RecordKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_order_records_SchoolCode_Series",
                table: "order_records",
                columns: new[] { "SchoolCode", "Series" });

            migrationBuilder.CreateIndex(
                name: "IX_programmes_Division_CreatedAt",
                table: "programmes",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_programmes_InstitutionCode",
                table: "programmes",
                column: "InstitutionCode");

            migrationBuilder.CreateIndex(
                name: "IX_programmes_SchoolCode_Year_Half",
                table: "programmes",
                columns: new[] { "SchoolCode", "Year", "Half" });

            migrationBuilder.CreateIndex(
                name: "IX_record_covers_Kind_Division_LastOn",
                table: "record_covers",
                columns: new[] { "Kind", "Division", "LastOn" });

            migrationBuilder.CreateIndex(
                name: "IX_school_records_Division_CreatedAt",
                table: "school_records",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_school_records_Kind_AboutSchool_Date",
                table: "school_records",
                columns: new[] { "Kind", "AboutSchool", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_school_records_RecordKey",
                table: "school_records",
                column: "RecordKey",
                unique: true,
                filter: "[RecordKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_school_records_State_CreatedAt",
                table: "school_records",
                columns: new[] { "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_service_enrolments_OfferId_PupilId",
                table: "service_enrolments",
                columns: new[] { "OfferId", "PupilId" });

            migrationBuilder.CreateIndex(
                name: "IX_service_enrolments_PupilId",
                table: "service_enrolments",
                column: "PupilId");

            migrationBuilder.CreateIndex(
                name: "IX_service_funds_Division_CreatedAt",
                table: "service_funds",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_service_funds_SchoolCode_Year_Half_Revision",
                table: "service_funds",
                columns: new[] { "SchoolCode", "Year", "Half", "Revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_service_pupils_SchoolCode_PupilHash",
                table: "service_pupils",
                columns: new[] { "SchoolCode", "PupilHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_service_resources_Division_CreatedAt",
                table: "service_resources",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_service_resources_PersonHash",
                table: "service_resources",
                column: "PersonHash");

            migrationBuilder.CreateIndex(
                name: "IX_service_selections_ActiveCode",
                table: "service_selections",
                column: "ActiveCode");

            migrationBuilder.CreateIndex(
                name: "IX_service_selections_Division_ActiveCode",
                table: "service_selections",
                columns: new[] { "Division", "ActiveCode" },
                unique: true,
                filter: "[ActiveCode] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_service_selections_Division_CreatedAt",
                table: "service_selections",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_service_standards_Division_CreatedAt",
                table: "service_standards",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_service_standards_Division_Kind_From",
                table: "service_standards",
                columns: new[] { "Division", "Kind", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_teacher_cases_Division_CreatedAt",
                table: "teacher_cases",
                columns: new[] { "Division", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_teacher_cases_OpenKey",
                table: "teacher_cases",
                column: "OpenKey",
                unique: true,
                filter: "[OpenKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_teacher_cases_PersonHash",
                table: "teacher_cases",
                column: "PersonHash");

            migrationBuilder.CreateIndex(
                name: "IX_teacher_cases_State_DueDate",
                table: "teacher_cases",
                columns: new[] { "State", "DueDate" });

            migrationBuilder.CreateIndex(
                name: "IX_teacher_cases_TeacherId",
                table: "teacher_cases",
                column: "TeacherId");

            migrationBuilder.CreateIndex(
                name: "IX_teacher_sweeps_Division_CreatedAt",
                table: "teacher_sweeps",
                columns: new[] { "Division", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "after_school_plans");

            migrationBuilder.DropTable(
                name: "exam_series");

            migrationBuilder.DropTable(
                name: "holiday_custody");

            migrationBuilder.DropTable(
                name: "known_institutions");

            migrationBuilder.DropTable(
                name: "order_records");

            migrationBuilder.DropTable(
                name: "order_revisions");

            migrationBuilder.DropTable(
                name: "programmes");

            migrationBuilder.DropTable(
                name: "record_covers");

            migrationBuilder.DropTable(
                name: "school_record_steps");

            migrationBuilder.DropTable(
                name: "school_records");

            migrationBuilder.DropTable(
                name: "service_counts");

            migrationBuilder.DropTable(
                name: "service_enrolments");

            migrationBuilder.DropTable(
                name: "service_funds");

            migrationBuilder.DropTable(
                name: "service_notes");

            migrationBuilder.DropTable(
                name: "service_pupil_terms");

            migrationBuilder.DropTable(
                name: "service_pupils");

            migrationBuilder.DropTable(
                name: "service_resources");

            migrationBuilder.DropTable(
                name: "service_selections");

            migrationBuilder.DropTable(
                name: "service_sessions");

            migrationBuilder.DropTable(
                name: "service_standards");

            migrationBuilder.DropTable(
                name: "sweep_reports");

            migrationBuilder.DropTable(
                name: "tallies");

            migrationBuilder.DropTable(
                name: "tally_notes");

            migrationBuilder.DropTable(
                name: "teacher_cases");

            migrationBuilder.DropTable(
                name: "teacher_sweeps");
        }
    }
}
