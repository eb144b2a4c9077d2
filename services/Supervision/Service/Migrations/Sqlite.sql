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

CREATE TABLE "ledger_numbers" (
    "Division" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Last" INTEGER NOT NULL,
    CONSTRAINT "PK_ledger_numbers" PRIMARY KEY ("Division", "Year")
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

CREATE TABLE "rectifications" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_rectifications" PRIMARY KEY,
    "Number" TEXT NOT NULL,
    "SubjectKind" TEXT NOT NULL,
    "SubjectCode" TEXT NOT NULL,
    "SubjectName" TEXT NOT NULL,
    "Source" TEXT NOT NULL,
    "SourceId" TEXT NOT NULL,
    "Items" TEXT NOT NULL,
    "WorkingDays" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "TermFrom" TEXT NOT NULL,
    "TermDays" INTEGER NOT NULL,
    "DueDate" TEXT NULL,
    "WatchDate" TEXT NULL,
    "Overdue" INTEGER NOT NULL,
    "Told" INTEGER NOT NULL,
    "OrderedBy" TEXT NOT NULL,
    "HeldBy" TEXT NOT NULL,
    "ListedBy" TEXT NOT NULL,
    "Reopened" INTEGER NOT NULL,
    "Extended" INTEGER NOT NULL,
    "OrderedOn" TEXT NOT NULL,
    "ClosedOn" TEXT NULL,
    "Department" TEXT NOT NULL,
    "Doers" TEXT NOT NULL,
    "Steps" TEXT NOT NULL,
    "Uses" TEXT NOT NULL,
    "OpenKey" TEXT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE INDEX "IX_answers_At" ON "answers" ("At");

CREATE INDEX "IX_audit_Position" ON "audit" ("Position");

CREATE INDEX "IX_audit_Resource" ON "audit" ("Resource");

CREATE INDEX "IX_inbox_HandledAt" ON "inbox" ("HandledAt");

CREATE INDEX "IX_rectifications_Division_CreatedAt" ON "rectifications" ("Division", "CreatedAt");

CREATE INDEX "IX_rectifications_HeldBy_State" ON "rectifications" ("HeldBy", "State");

CREATE UNIQUE INDEX "IX_rectifications_Number" ON "rectifications" ("Number");

CREATE UNIQUE INDEX "IX_rectifications_OpenKey" ON "rectifications" ("OpenKey");

CREATE INDEX "IX_rectifications_SourceId" ON "rectifications" ("SourceId");

CREATE INDEX "IX_rectifications_State_WatchDate" ON "rectifications" ("State", "WatchDate");

CREATE INDEX "IX_rectifications_SubjectCode_CreatedAt" ON "rectifications" ("SubjectCode", "CreatedAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122163746_Supervision', '10.0.14');

COMMIT;

