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

CREATE TABLE "bars" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_bars" PRIMARY KEY,
    "PersonHash" TEXT NOT NULL,
    "Ground" TEXT NOT NULL,
    "Document" TEXT NOT NULL,
    "Authority" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "OwnerCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "brochures" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_brochures" PRIMARY KEY,
    "Content" TEXT NOT NULL,
    "RecruitsFrom" TEXT NOT NULL,
    "RecruitsTo" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Determinations" TEXT NOT NULL,
    "FiledOn" TEXT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "OwnerCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "courses" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_courses" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "InstitutionId" TEXT NULL,
    "State" TEXT NOT NULL,
    "Category" TEXT NOT NULL,
    "Content" TEXT NOT NULL,
    "SessionCount" INTEGER NOT NULL,
    "EndsOn" TEXT NULL,
    "Findings" TEXT NOT NULL,
    "Uses" TEXT NOT NULL,
    "Remarks" TEXT NOT NULL,
    "Decision" TEXT NULL,
    "NoLongerHolds" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "inbox" (
    "EventId" TEXT NOT NULL,
    "Consumer" TEXT NOT NULL,
    "HandledAt" TEXT NOT NULL,
    CONSTRAINT "PK_inbox" PRIMARY KEY ("EventId", "Consumer")
);

CREATE TABLE "item_natures" (
    "InstitutionCode" TEXT NOT NULL,
    "ItemName" TEXT NOT NULL,
    "Academic" INTEGER NOT NULL,
    "DecidedAt" TEXT NOT NULL,
    CONSTRAINT "PK_item_natures" PRIMARY KEY ("InstitutionCode", "ItemName")
);

CREATE TABLE "known_institutions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_known_institutions" PRIMARY KEY,
    "Code" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Category" TEXT NULL,
    "CategoryAt" TEXT NOT NULL,
    "MayTrain" INTEGER NOT NULL,
    "MayTrainAt" TEXT NOT NULL
);

CREATE TABLE "leases" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_leases" PRIMARY KEY,
    "Holder" TEXT NOT NULL,
    "Until" TEXT NOT NULL
);

CREATE TABLE "materials" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_materials" PRIMARY KEY,
    "Content" TEXT NOT NULL,
    "Versions" TEXT NOT NULL,
    "FiledVersion" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Determinations" TEXT NOT NULL,
    "RetiredOn" TEXT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "OwnerCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
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

CREATE TABLE "recruitment_reports" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_recruitment_reports" PRIMARY KEY,
    "ObservedOn" TEXT NOT NULL,
    "Source" TEXT NOT NULL,
    "SchoolCode" TEXT NOT NULL,
    "DescriptionCipher" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "OwnerCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "rejudgings" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_rejudgings" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "After" TEXT NULL
);

CREATE TABLE "school_calendars" (
    "Division" TEXT NOT NULL CONSTRAINT "PK_school_calendars" PRIMARY KEY,
    "Calendar" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "UpdatedAt" TEXT NOT NULL
);

CREATE TABLE "staffings" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_staffings" PRIMARY KEY,
    "Stated" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "OwnerCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "teacher_roster" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_teacher_roster" PRIMARY KEY,
    "PersonHash" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "OwnerCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "tutors" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_tutors" PRIMARY KEY,
    "Content" TEXT NOT NULL,
    "PersonCipher" TEXT NULL,
    "PersonHash" TEXT NULL,
    "ActiveHash" TEXT NULL,
    "State" TEXT NOT NULL,
    "FullTime" INTEGER NOT NULL,
    "Online" INTEGER NOT NULL,
    "Preschool" INTEGER NOT NULL,
    "Findings" TEXT NOT NULL,
    "Determinations" TEXT NOT NULL,
    "JudgedOn" TEXT NULL,
    "RejudgeOn" TEXT NULL,
    "PublishedOn" TEXT NULL,
    "EndedOn" TEXT NULL,
    "Reason" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "OwnerCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE INDEX "IX_answers_At" ON "answers" ("At");

CREATE INDEX "IX_audit_Position" ON "audit" ("Position");

CREATE INDEX "IX_audit_Resource" ON "audit" ("Resource");

CREATE INDEX "IX_bars_Division_CreatedAt" ON "bars" ("Division", "CreatedAt");

CREATE INDEX "IX_bars_PersonHash" ON "bars" ("PersonHash");

CREATE INDEX "IX_brochures_Division_CreatedAt" ON "brochures" ("Division", "CreatedAt");

CREATE INDEX "IX_brochures_OwnerCode_RecruitsFrom" ON "brochures" ("OwnerCode", "RecruitsFrom");

CREATE INDEX "IX_courses_Division_Id" ON "courses" ("Division", "Id");

CREATE INDEX "IX_courses_InstitutionCode_Id" ON "courses" ("InstitutionCode", "Id");

CREATE INDEX "IX_courses_State_EndsOn" ON "courses" ("State", "EndsOn");

CREATE INDEX "IX_inbox_HandledAt" ON "inbox" ("HandledAt");

CREATE INDEX "IX_known_institutions_Code" ON "known_institutions" ("Code");

CREATE INDEX "IX_materials_Division_CreatedAt" ON "materials" ("Division", "CreatedAt");

CREATE INDEX "IX_materials_OwnerCode_CreatedAt" ON "materials" ("OwnerCode", "CreatedAt");

CREATE INDEX "IX_recruitment_reports_Division_CreatedAt" ON "recruitment_reports" ("Division", "CreatedAt");

CREATE INDEX "IX_recruitment_reports_OwnerCode" ON "recruitment_reports" ("OwnerCode");

CREATE INDEX "IX_staffings_Division_CreatedAt" ON "staffings" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_staffings_OwnerCode" ON "staffings" ("OwnerCode");

CREATE INDEX "IX_teacher_roster_Division_CreatedAt" ON "teacher_roster" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_teacher_roster_OwnerCode_PersonHash" ON "teacher_roster" ("OwnerCode", "PersonHash");

CREATE INDEX "IX_teacher_roster_PersonHash" ON "teacher_roster" ("PersonHash");

CREATE INDEX "IX_tutors_ActiveHash" ON "tutors" ("ActiveHash");

CREATE INDEX "IX_tutors_Division_CreatedAt" ON "tutors" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_tutors_OwnerCode_ActiveHash" ON "tutors" ("OwnerCode", "ActiveHash");

CREATE INDEX "IX_tutors_OwnerCode_State" ON "tutors" ("OwnerCode", "State");

CREATE INDEX "IX_tutors_RejudgeOn" ON "tutors" ("RejudgeOn");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122011909_Initial', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "tutors" ADD "FiledOn" TEXT NULL;

ALTER TABLE "recruitment_reports" ADD "Kind" TEXT NOT NULL DEFAULT 'Recruitment';

ALTER TABLE "materials" ADD "RejudgeOn" TEXT NULL;

ALTER TABLE "courses" ADD "BatchId" TEXT NULL;

ALTER TABLE "courses" ADD "BatchRow" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "courses" ADD "HoldsUntil" TEXT NULL;

ALTER TABLE "courses" ADD "PreviousContent" TEXT NULL;

ALTER TABLE "courses" ADD "PreviousId" TEXT NULL;

ALTER TABLE "courses" ADD "ReviewDueOn" TEXT NULL;

ALTER TABLE "courses" ADD "ReviewOverdue" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "courses" ADD "SuccessorId" TEXT NULL;

CREATE TABLE "course_batches" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_course_batches" PRIMARY KEY,
    "InstitutionCode" TEXT NOT NULL,
    "Breached" INTEGER NOT NULL,
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

CREATE TABLE "course_row_faults" (
    "Batch" TEXT NOT NULL,
    "Row" INTEGER NOT NULL,
    "Ordinal" INTEGER NOT NULL,
    "Line" INTEGER NOT NULL,
    "Field" TEXT NOT NULL,
    "Zh" TEXT NOT NULL,
    "En" TEXT NOT NULL,
    CONSTRAINT "PK_course_row_faults" PRIMARY KEY ("Batch", "Row", "Ordinal")
);

CREATE TABLE "curricula" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_curricula" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Source" TEXT NOT NULL,
    "StartsOn" TEXT NOT NULL,
    "UnitCount" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL
);

CREATE TABLE "curriculum_units" (
    "Curriculum" TEXT NOT NULL,
    "Ordinal" INTEGER NOT NULL,
    "Grade" INTEGER NOT NULL,
    "Unit" TEXT NOT NULL,
    CONSTRAINT "PK_curriculum_units" PRIMARY KEY ("Curriculum", "Ordinal")
);

CREATE TABLE "enrolments" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_enrolments" PRIMARY KEY,
    "PupilHash" TEXT NOT NULL,
    "CourseId" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "OwnerCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "known_fee_standards" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_known_fee_standards" PRIMARY KEY,
    "InstitutionId" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "PriceFen" INTEGER NOT NULL,
    "Unit" TEXT NOT NULL,
    "ToldAt" TEXT NOT NULL
);

CREATE TABLE "leaks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_leaks" PRIMARY KEY,
    "Facts" TEXT NOT NULL,
    "DescriptionCipher" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "DecidedOn" TEXT NULL,
    "DecidedBy" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "OwnerCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "pupil_time_breaches" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_pupil_time_breaches" PRIMARY KEY,
    "PupilHash" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "Time" TEXT NOT NULL,
    "Finding" TEXT NOT NULL,
    "FoundOn" TEXT NOT NULL,
    "EndedOn" TEXT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "OwnerCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "pupil_time_tasks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_pupil_time_tasks" PRIMARY KEY,
    "CourseId" TEXT NULL,
    "PupilHash" TEXT NOT NULL
);

CREATE INDEX "IX_recruitment_reports_SchoolCode" ON "recruitment_reports" ("SchoolCode");

CREATE INDEX "IX_materials_RejudgeOn" ON "materials" ("RejudgeOn");

CREATE INDEX "IX_courses_BatchId" ON "courses" ("BatchId");

CREATE INDEX "IX_courses_State_HoldsUntil" ON "courses" ("State", "HoldsUntil");

CREATE INDEX "IX_courses_State_ReviewDueOn" ON "courses" ("State", "ReviewDueOn");

CREATE INDEX "IX_course_batches_Division_CreatedAt" ON "course_batches" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_curricula_Division_Subject_StartsOn" ON "curricula" ("Division", "Subject", "StartsOn");

CREATE UNIQUE INDEX "IX_enrolments_CourseId_PupilHash" ON "enrolments" ("CourseId", "PupilHash");

CREATE INDEX "IX_enrolments_Division_CreatedAt" ON "enrolments" ("Division", "CreatedAt");

CREATE INDEX "IX_enrolments_PupilHash" ON "enrolments" ("PupilHash");

CREATE INDEX "IX_known_fee_standards_InstitutionId" ON "known_fee_standards" ("InstitutionId");

CREATE INDEX "IX_leaks_Division_CreatedAt" ON "leaks" ("Division", "CreatedAt");

CREATE INDEX "IX_leaks_OwnerCode" ON "leaks" ("OwnerCode");

CREATE INDEX "IX_pupil_time_breaches_Division_CreatedAt" ON "pupil_time_breaches" ("Division", "CreatedAt");

CREATE INDEX "IX_pupil_time_breaches_PupilHash_Date" ON "pupil_time_breaches" ("PupilHash", "Date");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122035713_CoursesAndPersons', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "courses" ADD "SubmittedOn" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122070401_SubmittedOn', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
DELETE FROM school_calendars;

DELETE FROM teacher_roster;

DROP INDEX "IX_teacher_roster_Division_CreatedAt";

DROP INDEX "IX_teacher_roster_OwnerCode_PersonHash";

ALTER TABLE "teacher_roster" RENAME COLUMN "UpdatedAt" TO "ToldAt";

ALTER TABLE "teacher_roster" RENAME COLUMN "OwnerCode" TO "SchoolCode";

ALTER TABLE "school_calendars" ADD "SchoolYear" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "ef_temp_school_calendars" (
    "Division" TEXT NOT NULL,
    "SchoolYear" INTEGER NOT NULL,
    "Calendar" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_school_calendars" PRIMARY KEY ("Division", "SchoolYear")
);

INSERT INTO "ef_temp_school_calendars" ("Division", "SchoolYear", "Calendar", "UpdatedAt", "Version")
SELECT "Division", "SchoolYear", "Calendar", "UpdatedAt", "Version"
FROM "school_calendars";

CREATE TABLE "ef_temp_teacher_roster" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_teacher_roster" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "PersonHash" TEXT NOT NULL,
    "SchoolCode" TEXT NOT NULL,
    "To" TEXT NULL,
    "ToldAt" TEXT NOT NULL
);

INSERT INTO "ef_temp_teacher_roster" ("Id", "Division", "From", "PersonHash", "SchoolCode", "To", "ToldAt")
SELECT "Id", "Division", "From", "PersonHash", "SchoolCode", "To", "ToldAt"
FROM "teacher_roster";

COMMIT;

PRAGMA foreign_keys = 0;

BEGIN TRANSACTION;
DROP TABLE "school_calendars";

ALTER TABLE "ef_temp_school_calendars" RENAME TO "school_calendars";

DROP TABLE "teacher_roster";

ALTER TABLE "ef_temp_teacher_roster" RENAME TO "teacher_roster";

COMMIT;

PRAGMA foreign_keys = 1;

BEGIN TRANSACTION;
CREATE INDEX "IX_teacher_roster_PersonHash" ON "teacher_roster" ("PersonHash");

COMMIT;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122092822_SchoolsTold', '10.0.14');

BEGIN TRANSACTION;
ALTER TABLE "staffings" ADD "RejudgeOn" TEXT NULL;

ALTER TABLE "enrolments" ADD "Compared" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "enrolments" ADD "SchoolCode" TEXT NOT NULL DEFAULT '';

CREATE TABLE "attendance_tasks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_attendance_tasks" PRIMARY KEY,
    "OwnerCode" TEXT NOT NULL
);

CREATE INDEX "IX_staffings_RejudgeOn" ON "staffings" ("RejudgeOn");

CREATE INDEX "IX_enrolments_OwnerCode_From" ON "enrolments" ("OwnerCode", "From");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122125542_Enrolments', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "tutor_batches" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_tutor_batches" PRIMARY KEY,
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
    "Version" INTEGER NOT NULL,
    "InstitutionCode" TEXT NOT NULL
);

CREATE INDEX "IX_tutor_batches_Division_CreatedAt" ON "tutor_batches" ("Division", "CreatedAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123142016_TutorBatches', '10.0.14');

COMMIT;

