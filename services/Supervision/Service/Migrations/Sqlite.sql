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

CREATE TABLE "heard_consequences" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_heard_consequences" PRIMARY KEY,
    "Note" TEXT NOT NULL,
    "At" TEXT NOT NULL
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

CREATE TABLE "penalties" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_penalties" PRIMARY KEY,
    "PartyKind" TEXT NOT NULL,
    "PartyName" TEXT NOT NULL,
    "PartyCode" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "PersonCipher" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Facts" TEXT NOT NULL,
    "Origin" TEXT NOT NULL,
    "Description" TEXT NOT NULL,
    "Assessment" TEXT NOT NULL,
    "Evidence" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "DueDate" TEXT NULL,
    "LateState" TEXT NULL,
    "Overdue" INTEGER NOT NULL,
    "Proposal" TEXT NULL,
    "Notice" TEXT NULL,
    "Statements" TEXT NOT NULL,
    "Hearing" TEXT NULL,
    "Decision" TEXT NULL,
    "Authority" TEXT NOT NULL,
    "DecidedOn" TEXT NULL,
    "Findings" TEXT NOT NULL,
    "Serving" TEXT NULL,
    "FineFen" INTEGER NOT NULL,
    "Appeals" TEXT NOT NULL,
    "Payments" TEXT NOT NULL,
    "PublishedUntil" TEXT NULL,
    "Log" TEXT NOT NULL,
    "Uses" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "penalty_effects" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_penalty_effects" PRIMARY KEY,
    "PenaltyId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Service" TEXT NOT NULL,
    "Reference" TEXT NULL,
    "State" TEXT NOT NULL,
    "DueDate" TEXT NULL,
    "Overdue" INTEGER NOT NULL,
    "ConfirmedAt" TEXT NULL,
    "Note" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "record_figures" (
    "RecordId" TEXT NOT NULL,
    "Field" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Amount" INTEGER NOT NULL,
    CONSTRAINT "PK_record_figures" PRIMARY KEY ("RecordId", "Field")
);

CREATE TABLE "supervision_records" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_supervision_records" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "AboutCode" TEXT NOT NULL,
    "Date" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Values" TEXT NOT NULL,
    "PersonsCipher" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "SubmittedBy" TEXT NOT NULL,
    "DueDate" TEXT NULL,
    "Overdue" INTEGER NOT NULL,
    "CompletedOn" TEXT NULL,
    "Result" TEXT NOT NULL,
    "AppealUntil" TEXT NULL,
    "Appeals" TEXT NOT NULL,
    "Steps" TEXT NOT NULL,
    "RecordKey" TEXT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE INDEX "IX_answers_At" ON "answers" ("At");

CREATE INDEX "IX_audit_Position" ON "audit" ("Position");

CREATE INDEX "IX_audit_Resource" ON "audit" ("Resource");

CREATE INDEX "IX_heard_consequences_At" ON "heard_consequences" ("At");

CREATE INDEX "IX_inbox_HandledAt" ON "inbox" ("HandledAt");

CREATE INDEX "IX_penalties_Division_CreatedAt" ON "penalties" ("Division", "CreatedAt");

CREATE INDEX "IX_penalties_DueDate" ON "penalties" ("DueDate");

CREATE INDEX "IX_penalties_PartyCode_CreatedAt" ON "penalties" ("PartyCode", "CreatedAt");

CREATE INDEX "IX_penalties_PublishedUntil_Division" ON "penalties" ("PublishedUntil", "Division");

CREATE INDEX "IX_penalty_effects_Division_CreatedAt" ON "penalty_effects" ("Division", "CreatedAt");

CREATE INDEX "IX_penalty_effects_Kind_State_Division" ON "penalty_effects" ("Kind", "State", "Division");

CREATE INDEX "IX_penalty_effects_PenaltyId" ON "penalty_effects" ("PenaltyId");

CREATE UNIQUE INDEX "IX_penalty_effects_Reference" ON "penalty_effects" ("Reference");

CREATE INDEX "IX_penalty_effects_State_DueDate" ON "penalty_effects" ("State", "DueDate");

CREATE INDEX "IX_record_figures_Kind_Year_Division" ON "record_figures" ("Kind", "Year", "Division");

CREATE INDEX "IX_supervision_records_Division_CreatedAt" ON "supervision_records" ("Division", "CreatedAt");

CREATE INDEX "IX_supervision_records_DueDate" ON "supervision_records" ("DueDate");

CREATE INDEX "IX_supervision_records_Kind_Division_State" ON "supervision_records" ("Kind", "Division", "State");

CREATE UNIQUE INDEX "IX_supervision_records_RecordKey" ON "supervision_records" ("RecordKey");

CREATE INDEX "IX_supervision_records_State_CreatedAt" ON "supervision_records" ("State", "CreatedAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122170706_Supervision', '10.0.14');

COMMIT;

