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

CREATE TABLE "evidence" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_evidence" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "ObjectCode" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Resource" TEXT NOT NULL,
    "Rule" TEXT NOT NULL,
    "EventId" TEXT NOT NULL,
    "EventType" TEXT NOT NULL,
    "Message" TEXT NOT NULL,
    "FoundAt" TEXT NOT NULL,
    "MendedAt" TEXT NULL
);

CREATE TABLE "facts" (
    "EventId" TEXT NOT NULL CONSTRAINT "PK_facts" PRIMARY KEY,
    "Type" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Day" TEXT NOT NULL,
    "ObjectCode" TEXT NOT NULL,
    "Resource" TEXT NOT NULL,
    "Counted" TEXT NOT NULL
);

CREATE TABLE "inbox" (
    "EventId" TEXT NOT NULL,
    "Consumer" TEXT NOT NULL,
    "HandledAt" TEXT NOT NULL,
    CONSTRAINT "PK_inbox" PRIMARY KEY ("EventId", "Consumer")
);

CREATE TABLE "late_reports" (
    "Key" TEXT NOT NULL CONSTRAINT "PK_late_reports" PRIMARY KEY,
    "ToldAt" TEXT NOT NULL
);

CREATE TABLE "leases" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_leases" PRIMARY KEY,
    "Holder" TEXT NOT NULL,
    "Until" TEXT NOT NULL
);

CREATE TABLE "object_scores" (
    "ObjectCode" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Kind" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Score" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    "Sum_Met" INTEGER NOT NULL,
    "Sum_NotMet" INTEGER NOT NULL,
    "Sum_PartlyMet" INTEGER NOT NULL,
    CONSTRAINT "PK_object_scores" PRIMARY KEY ("ObjectCode", "Year")
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

CREATE TABLE "point_scores" (
    "ObjectCode" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "PointId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Said" TEXT NULL,
    "Level" TEXT NOT NULL,
    "ChangedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "Seen_LastBreachAt" TEXT NULL,
    "Seen_Mended" INTEGER NOT NULL,
    "Seen_Seen" INTEGER NOT NULL,
    "Seen_Standing" INTEGER NOT NULL,
    CONSTRAINT "PK_point_scores" PRIMARY KEY ("ObjectCode", "Year", "PointId")
);

CREATE TABLE "reports" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_reports" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "Remarks" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NOT NULL,
    "Revision" INTEGER NOT NULL,
    "Rows" TEXT NOT NULL,
    "Sha256" TEXT NOT NULL,
    "Department" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "sightings" (
    "ObjectCode" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Source" TEXT NOT NULL,
    "Count" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_sightings" PRIMARY KEY ("ObjectCode", "Year", "Source")
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

CREATE INDEX "IX_answers_At" ON "answers" ("At");

CREATE INDEX "IX_audit_Position" ON "audit" ("Position");

CREATE INDEX "IX_audit_Resource" ON "audit" ("Resource");

CREATE INDEX "IX_evidence_ObjectCode_Year" ON "evidence" ("ObjectCode", "Year");

CREATE UNIQUE INDEX "IX_evidence_Resource_ObjectCode_Rule" ON "evidence" ("Resource", "ObjectCode", "Rule");

CREATE INDEX "IX_facts_Day_Division" ON "facts" ("Day", "Division");

CREATE INDEX "IX_inbox_HandledAt" ON "inbox" ("HandledAt");

CREATE INDEX "IX_object_scores_Year_Kind_Score_ObjectCode" ON "object_scores" ("Year", "Kind", "Score", "ObjectCode");

CREATE INDEX "IX_point_scores_Year_Kind_Division" ON "point_scores" ("Year", "Kind", "Division");

CREATE INDEX "IX_reports_Division_CreatedAt" ON "reports" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_reports_Division_Kind_From_To_Revision" ON "reports" ("Division", "Kind", "From", "To", "Revision");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122170002_Supervision', '10.0.14');

COMMIT;

