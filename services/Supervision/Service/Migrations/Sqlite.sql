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

CREATE TABLE "complaint_remarks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_complaint_remarks" PRIMARY KEY,
    "ComplaintId" TEXT NOT NULL,
    "Act" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "Cipher" TEXT NOT NULL
);

CREATE TABLE "complaints" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_complaints" PRIMARY KEY,
    "Channel" TEXT NOT NULL,
    "Matter" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "SchoolCode" TEXT NOT NULL,
    "SubjectName" TEXT NOT NULL,
    "SubjectKey" TEXT NOT NULL,
    "ExternalKey" TEXT NULL,
    "TextCipher" TEXT NOT NULL,
    "FileCipher" TEXT NOT NULL,
    "PersonHash" TEXT NULL,
    "TrackingHash" TEXT NOT NULL,
    "Anonymous" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "Lead" TEXT NOT NULL,
    "Assist" TEXT NOT NULL,
    "DutyMask" INTEGER NOT NULL,
    "DutyBasis" TEXT NOT NULL,
    "MainId" TEXT NULL,
    "AcceptanceFrom" TEXT NOT NULL,
    "AnswerFrom" TEXT NOT NULL,
    "AcceptanceDue" TEXT NULL,
    "AnswerDue" TEXT NULL,
    "AcceptanceOverdue" INTEGER NOT NULL,
    "AnswerOverdue" INTEGER NOT NULL,
    "ReopenUntil" TEXT NULL,
    "Outcome" TEXT NULL,
    "Answer" TEXT NOT NULL,
    "Account" TEXT NOT NULL,
    "Rating" INTEGER NOT NULL,
    "Reopened" INTEGER NOT NULL,
    "Counted" INTEGER NOT NULL,
    "PersonGone" INTEGER NOT NULL,
    "Steps" TEXT NOT NULL,
    "Uses" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "hotline_batches" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_hotline_batches" PRIMARY KEY,
    "Known" INTEGER NOT NULL,
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

CREATE TABLE "questionnaires" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_questionnaires" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Content" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "row_faults" (
    "Batch" TEXT NOT NULL,
    "Row" INTEGER NOT NULL,
    "Ordinal" INTEGER NOT NULL,
    "Line" INTEGER NOT NULL,
    "Field" TEXT NOT NULL,
    "Zh" TEXT NOT NULL,
    "En" TEXT NOT NULL,
    CONSTRAINT "PK_row_faults" PRIMARY KEY ("Batch", "Row", "Ordinal")
);

CREATE TABLE "survey_counts" (
    "RoundId" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "SchoolCode" TEXT NOT NULL,
    "Audience" TEXT NOT NULL,
    "Question" TEXT NOT NULL,
    "Option" TEXT NOT NULL,
    "Amount" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_survey_counts" PRIMARY KEY ("RoundId", "Division", "SchoolCode", "Audience", "Question", "Option")
);

CREATE TABLE "survey_rounds" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_survey_rounds" PRIMARY KEY,
    "Title" TEXT NOT NULL,
    "Questionnaires" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Counted" INTEGER NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "survey_tickets" (
    "Hash" TEXT NOT NULL CONSTRAINT "PK_survey_tickets" PRIMARY KEY,
    "RoundId" TEXT NOT NULL,
    "SchoolCode" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Audience" TEXT NOT NULL,
    "Spent" INTEGER NOT NULL
);

CREATE TABLE "survey_urn" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_survey_urn" PRIMARY KEY,
    "RoundId" TEXT NOT NULL,
    "SchoolCode" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Audience" TEXT NOT NULL,
    "Cipher" TEXT NOT NULL
);

CREATE INDEX "IX_answers_At" ON "answers" ("At");

CREATE INDEX "IX_audit_Position" ON "audit" ("Position");

CREATE INDEX "IX_audit_Resource" ON "audit" ("Resource");

CREATE INDEX "IX_complaint_remarks_ComplaintId" ON "complaint_remarks" ("ComplaintId");

CREATE INDEX "IX_complaints_Division_CreatedAt" ON "complaints" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_complaints_ExternalKey" ON "complaints" ("ExternalKey");

CREATE INDEX "IX_complaints_InstitutionCode_CreatedAt" ON "complaints" ("InstitutionCode", "CreatedAt");

CREATE INDEX "IX_complaints_MainId" ON "complaints" ("MainId");

CREATE INDEX "IX_complaints_SchoolCode_CreatedAt" ON "complaints" ("SchoolCode", "CreatedAt");

CREATE INDEX "IX_complaints_State_AnswerDue" ON "complaints" ("State", "AnswerDue");

CREATE INDEX "IX_complaints_SubjectKey_State" ON "complaints" ("SubjectKey", "State");

CREATE UNIQUE INDEX "IX_complaints_TrackingHash" ON "complaints" ("TrackingHash");

CREATE INDEX "IX_hotline_batches_Division_CreatedAt" ON "hotline_batches" ("Division", "CreatedAt");

CREATE INDEX "IX_inbox_HandledAt" ON "inbox" ("HandledAt");

CREATE INDEX "IX_questionnaires_Division_CreatedAt" ON "questionnaires" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_questionnaires_Division_Name_Number" ON "questionnaires" ("Division", "Name", "Number");

CREATE INDEX "IX_survey_rounds_Counted_To" ON "survey_rounds" ("Counted", "To");

CREATE INDEX "IX_survey_rounds_Division_CreatedAt" ON "survey_rounds" ("Division", "CreatedAt");

CREATE INDEX "IX_survey_tickets_RoundId_Division" ON "survey_tickets" ("RoundId", "Division");

CREATE INDEX "IX_survey_urn_RoundId_SchoolCode_Audience" ON "survey_urn" ("RoundId", "SchoolCode", "Audience");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122165850_Supervision', '10.0.14');

COMMIT;

