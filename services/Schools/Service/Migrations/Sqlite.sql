CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "answers" (
    "Caller" TEXT NOT NULL,
    "RequestId" TEXT NOT NULL,
    "Digest" BLOB NOT NULL,
    "Answer" BLOB NOT NULL,
    "At" TEXT NOT NULL,
    CONSTRAINT "PK_answers" PRIMARY KEY ("Caller", "RequestId")
);

CREATE TABLE "audit" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_audit" PRIMARY KEY AUTOINCREMENT,
    "At" TEXT NOT NULL,
    "Caller" TEXT NOT NULL,
    "Audience" TEXT NOT NULL,
    "Department" TEXT NOT NULL,
    "Jurisdiction" TEXT NOT NULL,
    "Method" TEXT NOT NULL,
    "Resource" TEXT NOT NULL,
    "Purpose" TEXT NOT NULL,
    "Result" TEXT NOT NULL,
    "Digest" BLOB NOT NULL,
    "Trace" TEXT NOT NULL,
    "Position" INTEGER NULL,
    "Hash" BLOB NULL
);

CREATE TABLE "class_days" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_class_days" PRIMARY KEY,
    "ClassId" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "SchoolCode" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Grade" INTEGER NOT NULL,
    "Pupils" INTEGER NOT NULL,
    "Held" INTEGER NOT NULL,
    "Turn" INTEGER NOT NULL,
    "Entries" INTEGER NOT NULL,
    "Layered" INTEGER NOT NULL,
    "Written" INTEGER NOT NULL,
    "WrittenInSchool" INTEGER NOT NULL,
    "Other" INTEGER NOT NULL,
    "ClassDays" INTEGER NOT NULL,
    "PupilDays" INTEGER NOT NULL,
    "HandedIn" INTEGER NOT NULL,
    "ByTeacher" INTEGER NOT NULL,
    "Explained" INTEGER NOT NULL,
    "Finished" INTEGER NOT NULL
);

CREATE TABLE "classes" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_classes" PRIMARY KEY,
    "SchoolCode" TEXT NOT NULL,
    "SchoolYear" INTEGER NOT NULL,
    "Grade" INTEGER NOT NULL,
    "Name" TEXT NOT NULL,
    "Pupils" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "homework" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_homework" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "SchoolCode" TEXT NOT NULL,
    "ClassId" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "Grade" INTEGER NOT NULL,
    "ClassPupils" INTEGER NOT NULL,
    "Content" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Marked" TEXT NULL,
    "Digest" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "homework_measures" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_homework_measures" PRIMARY KEY,
    "Tier" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "SchoolCode" TEXT NOT NULL,
    "Content" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "PublishedAt" TEXT NOT NULL,
    "ReplacedAt" TEXT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "homework_revisions" (
    "HomeworkId" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "By" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "Content" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    CONSTRAINT "PK_homework_revisions" PRIMARY KEY ("HomeworkId", "Version")
);

CREATE TABLE "homework_totals" (
    "Scope" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "Grade" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    "Entries" INTEGER NOT NULL,
    "Layered" INTEGER NOT NULL,
    "Written" INTEGER NOT NULL,
    "WrittenInSchool" INTEGER NOT NULL,
    "Other" INTEGER NOT NULL,
    "ClassDays" INTEGER NOT NULL,
    "PupilDays" INTEGER NOT NULL,
    "HandedIn" INTEGER NOT NULL,
    "ByTeacher" INTEGER NOT NULL,
    "Explained" INTEGER NOT NULL,
    "Finished" INTEGER NOT NULL,
    CONSTRAINT "PK_homework_totals" PRIMARY KEY ("Scope", "Date", "Grade")
);

CREATE TABLE "inbox" (
    "EventId" TEXT NOT NULL,
    "Consumer" TEXT NOT NULL,
    "HandledAt" TEXT NOT NULL,
    CONSTRAINT "PK_inbox" PRIMARY KEY ("EventId", "Consumer")
);

CREATE TABLE "leases" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_leases" PRIMARY KEY,
    "Holder" TEXT NOT NULL,
    "Until" TEXT NOT NULL
);

CREATE TABLE "outbox" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_outbox" PRIMARY KEY AUTOINCREMENT,
    "Subject" TEXT NOT NULL,
    "RoutingKey" TEXT NOT NULL,
    "Body" BLOB NOT NULL,
    "At" TEXT NOT NULL
);

CREATE TABLE "parked" (
    "EventId" TEXT NOT NULL,
    "Consumer" TEXT NOT NULL,
    "Type" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Failure" TEXT NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "Body" BLOB NOT NULL,
    "ParkedAt" TEXT NOT NULL,
    CONSTRAINT "PK_parked" PRIMARY KEY ("EventId", "Consumer")
);

CREATE TABLE "schools" (
    "Code" TEXT NOT NULL CONSTRAINT "PK_schools" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "Profile" TEXT NOT NULL,
    "ClosedOn" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "teacher_batches" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_teacher_batches" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "Format" TEXT NOT NULL,
    "HeaderDigest" BLOB NOT NULL,
    "Columns" TEXT NULL,
    "State" TEXT NOT NULL,
    "Offset" INTEGER NOT NULL,
    "Line" INTEGER NOT NULL,
    "Rows" INTEGER NOT NULL,
    "Stored" INTEGER NOT NULL,
    "Refused" INTEGER NOT NULL,
    "Digest" BLOB NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "teacher_row_faults" (
    "Batch" TEXT NOT NULL,
    "Row" INTEGER NOT NULL,
    "Ordinal" INTEGER NOT NULL,
    "Line" INTEGER NOT NULL,
    "Field" TEXT NOT NULL,
    "Zh" TEXT NOT NULL,
    "En" TEXT NOT NULL,
    CONSTRAINT "PK_teacher_row_faults" PRIMARY KEY ("Batch", "Row", "Ordinal")
);

CREATE TABLE "teachers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_teachers" PRIMARY KEY,
    "SchoolCode" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "PersonHash" TEXT NOT NULL,
    "Subjects" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "total_changes" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_total_changes" PRIMARY KEY,
    "SchoolCode" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "Grade" INTEGER NOT NULL,
    "Entries" INTEGER NOT NULL,
    "Layered" INTEGER NOT NULL,
    "Written" INTEGER NOT NULL,
    "WrittenInSchool" INTEGER NOT NULL,
    "Other" INTEGER NOT NULL,
    "ClassDays" INTEGER NOT NULL,
    "PupilDays" INTEGER NOT NULL,
    "HandedIn" INTEGER NOT NULL,
    "ByTeacher" INTEGER NOT NULL,
    "Explained" INTEGER NOT NULL,
    "Finished" INTEGER NOT NULL
);

CREATE INDEX "IX_answers_At" ON "answers" ("At");

CREATE INDEX "IX_audit_Position" ON "audit" ("Position");

CREATE INDEX "IX_audit_Resource" ON "audit" ("Resource");

CREATE UNIQUE INDEX "IX_class_days_ClassId_Date" ON "class_days" ("ClassId", "Date");

CREATE UNIQUE INDEX "IX_classes_SchoolCode_SchoolYear_Grade_Name" ON "classes" ("SchoolCode", "SchoolYear", "Grade", "Name");

CREATE INDEX "IX_homework_ClassId_Date" ON "homework" ("ClassId", "Date");

CREATE INDEX "IX_homework_measures_Division_SchoolCode" ON "homework_measures" ("Division", "SchoolCode");

CREATE INDEX "IX_inbox_HandledAt" ON "inbox" ("HandledAt");

CREATE INDEX "IX_schools_Division_Code" ON "schools" ("Division", "Code");

CREATE INDEX "IX_teacher_batches_Division_CreatedAt" ON "teacher_batches" ("Division", "CreatedAt");

CREATE INDEX "IX_teachers_PersonHash" ON "teachers" ("PersonHash");

CREATE UNIQUE INDEX "IX_teachers_SchoolCode_PersonHash" ON "teachers" ("SchoolCode", "PersonHash");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122070204_CreateSchools', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "homework_checks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_homework_checks" PRIMARY KEY,
    "SchoolCode" TEXT NOT NULL,
    "Checker" TEXT NOT NULL,
    "CheckedOn" TEXT NOT NULL,
    "Classes" INTEGER NOT NULL,
    "Problems" INTEGER NOT NULL,
    "Note" TEXT NOT NULL
);

CREATE INDEX "IX_homework_checks_SchoolCode_CheckedOn" ON "homework_checks" ("SchoolCode", "CheckedOn");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122072156_HomeworkChecks', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "school_calendars" (
    "Division" TEXT NOT NULL,
    "SchoolYear" INTEGER NOT NULL,
    "Calendar" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    CONSTRAINT "PK_school_calendars" PRIMARY KEY ("Division", "SchoolYear")
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122093039_SchoolCalendars', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
DROP TABLE "teacher_batches";

ALTER TABLE "teacher_row_faults" RENAME TO "row_faults";

CREATE TABLE "file_batches" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_file_batches" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Format" TEXT NOT NULL,
    "HeaderDigest" BLOB NOT NULL,
    "Columns" TEXT NULL,
    "State" TEXT NOT NULL,
    "Offset" INTEGER NOT NULL,
    "Line" INTEGER NOT NULL,
    "Rows" INTEGER NOT NULL,
    "Stored" INTEGER NOT NULL,
    "Refused" INTEGER NOT NULL,
    "Digest" BLOB NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE INDEX "IX_file_batches_Division_CreatedAt" ON "file_batches" ("Division", "CreatedAt");

CREATE TABLE "ef_temp_row_faults" (
    "Batch" TEXT NOT NULL,
    "Row" INTEGER NOT NULL,
    "Ordinal" INTEGER NOT NULL,
    "En" TEXT NOT NULL,
    "Field" TEXT NOT NULL,
    "Line" INTEGER NOT NULL,
    "Zh" TEXT NOT NULL,
    CONSTRAINT "PK_row_faults" PRIMARY KEY ("Batch", "Row", "Ordinal")
);

INSERT INTO "ef_temp_row_faults" ("Batch", "Row", "Ordinal", "En", "Field", "Line", "Zh")
SELECT "Batch", "Row", "Ordinal", "En", "Field", "Line", "Zh"
FROM "row_faults";

COMMIT;

PRAGMA foreign_keys = 0;

BEGIN TRANSACTION;
DROP TABLE "row_faults";

ALTER TABLE "ef_temp_row_faults" RENAME TO "row_faults";

COMMIT;

PRAGMA foreign_keys = 1;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122102217_SchoolFiles', '10.0.14');

BEGIN TRANSACTION;
CREATE TABLE "after_school_plans" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_after_school_plans" PRIMARY KEY,
    "SchoolCode" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Half" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL,
    "Content" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Parameters" TEXT NOT NULL,
    "InBreach" INTEGER NOT NULL,
    "ReplacedAt" TEXT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "exam_series" (
    "SchoolCode" TEXT NOT NULL,
    "Series" TEXT NOT NULL,
    "Turn" INTEGER NOT NULL,
    CONSTRAINT "PK_exam_series" PRIMARY KEY ("SchoolCode", "Series")
);

CREATE TABLE "holiday_custody" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_holiday_custody" PRIMARY KEY,
    "SchoolCode" TEXT NOT NULL,
    "Content" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "Capacity" INTEGER NOT NULL,
    "Taken" INTEGER NOT NULL,
    "Turn" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "EndedAt" TEXT NULL,
    "EndReason" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "known_institutions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_known_institutions" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Category" TEXT NOT NULL,
    "CategoryAt" TEXT NOT NULL,
    "Black" INTEGER NOT NULL,
    "BlackAt" TEXT NOT NULL,
    "Turn" INTEGER NOT NULL,
    "Division" TEXT NOT NULL,
    "Code" TEXT NOT NULL,
    "MayTrain" INTEGER NOT NULL,
    "MayTrainAt" TEXT NOT NULL
);

CREATE TABLE "order_records" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_order_records" PRIMARY KEY,
    "SchoolCode" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "RecordKey" TEXT NULL,
    "Series" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "SchoolYear" INTEGER NOT NULL,
    "Grade" INTEGER NOT NULL,
    "Content" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "HasBreach" INTEGER NOT NULL,
    "ByAuthority" INTEGER NOT NULL,
    "Withdrawn" INTEGER NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "order_revisions" (
    "RecordId" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "By" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "Content" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    CONSTRAINT "PK_order_revisions" PRIMARY KEY ("RecordId", "Version")
);

CREATE TABLE "programmes" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_programmes" PRIMARY KEY,
    "SchoolCode" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Half" TEXT NOT NULL,
    "Content" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "Capacity" INTEGER NOT NULL,
    "Taken" INTEGER NOT NULL,
    "Turn" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "EndedAt" TEXT NULL,
    "EndReason" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "record_covers" (
    "Kind" TEXT NOT NULL,
    "SchoolCode" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "LastOn" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_record_covers" PRIMARY KEY ("Kind", "SchoolCode")
);

CREATE TABLE "school_record_steps" (
    "RecordId" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "By" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "Remarks" TEXT NOT NULL,
    "Values" TEXT NOT NULL,
    CONSTRAINT "PK_school_record_steps" PRIMARY KEY ("RecordId", "Version")
);

CREATE TABLE "school_records" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_school_records" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "SchoolCode" TEXT NOT NULL,
    "AboutSchool" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Values" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Remarks" TEXT NOT NULL,
    "RecordKey" TEXT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "service_counts" (
    "Scope" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "Measure" TEXT NOT NULL,
    "Value" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_service_counts" PRIMARY KEY ("Scope", "Date", "Measure")
);

CREATE TABLE "service_enrolments" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_service_enrolments" PRIMARY KEY,
    "OfferId" TEXT NOT NULL,
    "PupilId" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "ConsentedOn" TEXT NOT NULL,
    "LeftOn" TEXT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "service_funds" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_service_funds" PRIMARY KEY,
    "SchoolCode" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Half" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL,
    "Content" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "ReplacedAt" TEXT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "service_notes" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_service_notes" PRIMARY KEY,
    "SchoolCode" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "Measure" TEXT NOT NULL,
    "Value" INTEGER NOT NULL
);

CREATE TABLE "service_pupil_terms" (
    "PupilId" TEXT NOT NULL,
    "TermFrom" TEXT NOT NULL,
    "Active" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_service_pupil_terms" PRIMARY KEY ("PupilId", "TermFrom")
);

CREATE TABLE "service_pupils" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_service_pupils" PRIMARY KEY,
    "SchoolCode" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "PupilHash" TEXT NOT NULL,
    "Cipher" TEXT NOT NULL,
    "Grade" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "service_resources" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_service_resources" PRIMARY KEY,
    "SchoolCode" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Organization" TEXT NOT NULL,
    "PersonHash" TEXT NOT NULL,
    "Cipher" TEXT NOT NULL,
    "Offers" TEXT NOT NULL,
    "Qualification" TEXT NOT NULL,
    "QualifiedUntil" TEXT NULL,
    "EndedOn" TEXT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "service_selections" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_service_selections" PRIMARY KEY,
    "InstitutionCode" TEXT NOT NULL,
    "InstitutionName" TEXT NOT NULL,
    "Kinds" TEXT NOT NULL,
    "Conditions" TEXT NOT NULL,
    "NoticeUntil" TEXT NOT NULL,
    "ValidUntil" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "SelectedOn" TEXT NULL,
    "Evaluations" TEXT NOT NULL,
    "Ground" TEXT NULL,
    "Reason" TEXT NOT NULL,
    "RemovedOn" TEXT NULL,
    "ActiveCode" TEXT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "service_sessions" (
    "ProgrammeId" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "Expected" INTEGER NOT NULL,
    "Excused" TEXT NOT NULL,
    "Absent" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "ByInstitution" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_service_sessions" PRIMARY KEY ("ProgrammeId", "Date")
);

CREATE TABLE "service_standards" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_service_standards" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "Fen" INTEGER NOT NULL,
    "Document" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "SetBy" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "sweep_reports" (
    "SweepId" TEXT NOT NULL,
    "SchoolCode" TEXT NOT NULL,
    "Teachers" INTEGER NOT NULL,
    "Clues" INTEGER NOT NULL,
    "Text" TEXT NOT NULL,
    "ReportedOn" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_sweep_reports" PRIMARY KEY ("SweepId", "SchoolCode")
);

CREATE TABLE "tallies" (
    "Scope" TEXT NOT NULL,
    "Topic" TEXT NOT NULL,
    "Period" INTEGER NOT NULL,
    "Measure" TEXT NOT NULL,
    "Amount" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_tallies" PRIMARY KEY ("Scope", "Topic", "Period", "Measure")
);

CREATE TABLE "tally_notes" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_tally_notes" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "Topic" TEXT NOT NULL,
    "Period" INTEGER NOT NULL,
    "Measure" TEXT NOT NULL,
    "Amount" INTEGER NOT NULL
);

CREATE TABLE "teacher_cases" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_teacher_cases" PRIMARY KEY,
    "SchoolCode" TEXT NOT NULL,
    "TeacherId" TEXT NOT NULL,
    "PersonHash" TEXT NOT NULL,
    "Content" TEXT NOT NULL,
    "Repeated" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "WorkflowId" TEXT NOT NULL,
    "WorkflowVersion" INTEGER NOT NULL,
    "Stage" TEXT NOT NULL,
    "DueDate" TEXT NULL,
    "Overdue" INTEGER NOT NULL,
    "LateStage" TEXT NOT NULL,
    "Founded" INTEGER NULL,
    "Reason" TEXT NOT NULL,
    "Measures" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Steps" TEXT NOT NULL,
    "Uses" TEXT NOT NULL,
    "OpenKey" TEXT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "teacher_sweeps" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_teacher_sweeps" PRIMARY KEY,
    "Title" TEXT NOT NULL,
    "DueDate" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE INDEX "IX_after_school_plans_Division_CreatedAt" ON "after_school_plans" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_after_school_plans_SchoolCode_Year_Half_Revision" ON "after_school_plans" ("SchoolCode", "Year", "Half", "Revision");

CREATE INDEX "IX_holiday_custody_Division_CreatedAt" ON "holiday_custody" ("Division", "CreatedAt");

CREATE INDEX "IX_holiday_custody_InstitutionCode" ON "holiday_custody" ("InstitutionCode");

CREATE INDEX "IX_holiday_custody_SchoolCode" ON "holiday_custody" ("SchoolCode");

CREATE INDEX "IX_known_institutions_Code" ON "known_institutions" ("Code");

CREATE INDEX "IX_order_records_Division_CreatedAt" ON "order_records" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_order_records_RecordKey" ON "order_records" ("RecordKey");

CREATE INDEX "IX_order_records_SchoolCode_Series" ON "order_records" ("SchoolCode", "Series");

CREATE INDEX "IX_programmes_Division_CreatedAt" ON "programmes" ("Division", "CreatedAt");

CREATE INDEX "IX_programmes_InstitutionCode" ON "programmes" ("InstitutionCode");

CREATE INDEX "IX_programmes_SchoolCode_Year_Half" ON "programmes" ("SchoolCode", "Year", "Half");

CREATE INDEX "IX_record_covers_Kind_Division_LastOn" ON "record_covers" ("Kind", "Division", "LastOn");

CREATE INDEX "IX_school_records_Division_CreatedAt" ON "school_records" ("Division", "CreatedAt");

CREATE INDEX "IX_school_records_Kind_AboutSchool_Date" ON "school_records" ("Kind", "AboutSchool", "Date");

CREATE UNIQUE INDEX "IX_school_records_RecordKey" ON "school_records" ("RecordKey");

CREATE INDEX "IX_school_records_State_CreatedAt" ON "school_records" ("State", "CreatedAt");

CREATE INDEX "IX_service_enrolments_OfferId_PupilId" ON "service_enrolments" ("OfferId", "PupilId");

CREATE INDEX "IX_service_enrolments_PupilId" ON "service_enrolments" ("PupilId");

CREATE INDEX "IX_service_funds_Division_CreatedAt" ON "service_funds" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_service_funds_SchoolCode_Year_Half_Revision" ON "service_funds" ("SchoolCode", "Year", "Half", "Revision");

CREATE UNIQUE INDEX "IX_service_pupils_SchoolCode_PupilHash" ON "service_pupils" ("SchoolCode", "PupilHash");

CREATE INDEX "IX_service_resources_Division_CreatedAt" ON "service_resources" ("Division", "CreatedAt");

CREATE INDEX "IX_service_resources_PersonHash" ON "service_resources" ("PersonHash");

CREATE INDEX "IX_service_selections_ActiveCode" ON "service_selections" ("ActiveCode");

CREATE UNIQUE INDEX "IX_service_selections_Division_ActiveCode" ON "service_selections" ("Division", "ActiveCode");

CREATE INDEX "IX_service_selections_Division_CreatedAt" ON "service_selections" ("Division", "CreatedAt");

CREATE INDEX "IX_service_standards_Division_CreatedAt" ON "service_standards" ("Division", "CreatedAt");

CREATE INDEX "IX_service_standards_Division_Kind_From" ON "service_standards" ("Division", "Kind", "From");

CREATE INDEX "IX_teacher_cases_Division_CreatedAt" ON "teacher_cases" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_teacher_cases_OpenKey" ON "teacher_cases" ("OpenKey");

CREATE INDEX "IX_teacher_cases_PersonHash" ON "teacher_cases" ("PersonHash");

CREATE INDEX "IX_teacher_cases_State_DueDate" ON "teacher_cases" ("State", "DueDate");

CREATE INDEX "IX_teacher_cases_TeacherId" ON "teacher_cases" ("TeacherId");

CREATE INDEX "IX_teacher_sweeps_Division_CreatedAt" ON "teacher_sweeps" ("Division", "CreatedAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122105836_ServiceAndOrder', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "teachers" ADD "HeadsGrade" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "service_standards" ADD "SetWith" TEXT NOT NULL DEFAULT '';

ALTER TABLE "service_sessions" ADD "CancelReason" TEXT NOT NULL DEFAULT '';

ALTER TABLE "schools" ADD "Compulsory" INTEGER NOT NULL DEFAULT 1;

CREATE TABLE "pupil_needs" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_pupil_needs" PRIMARY KEY,
    "SchoolCode" TEXT NOT NULL,
    "PupilHash" TEXT NOT NULL,
    "Cipher" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE INDEX "IX_pupil_needs_Division_CreatedAt" ON "pupil_needs" ("Division", "CreatedAt");

CREATE INDEX "IX_pupil_needs_PupilHash" ON "pupil_needs" ("PupilHash");

CREATE UNIQUE INDEX "IX_pupil_needs_SchoolCode_PupilHash" ON "pupil_needs" ("SchoolCode", "PupilHash");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122131820_NeedsAndTimes', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "told_days" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_told_days" PRIMARY KEY,
    "Day" TEXT NOT NULL
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122172821_HomeworkTold', '10.0.14');

COMMIT;

