CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "accounts" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_accounts" PRIMARY KEY,
    "Owner" TEXT NOT NULL,
    "Contract" TEXT NULL,
    "Kind" TEXT NOT NULL,
    "NeverBelowZero" INTEGER NOT NULL,
    "NeverAboveZero" INTEGER NOT NULL,
    "Received" INTEGER NOT NULL,
    "Given" INTEGER NOT NULL
);

CREATE TABLE "agreements" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_agreements" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "BankCode" TEXT NOT NULL,
    "AccountNumber" TEXT NOT NULL,
    "SignedOn" TEXT NOT NULL,
    "Mode" TEXT NOT NULL,
    "Release" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "OwedFen" INTEGER NOT NULL,
    "BelowMinimum" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

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

CREATE TABLE "bank_movements" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_bank_movements" PRIMARY KEY,
    "Agreement" TEXT NOT NULL,
    "BankCode" TEXT NOT NULL,
    "Reference" TEXT NOT NULL,
    "Fen" INTEGER NOT NULL,
    "BookedOn" TEXT NOT NULL,
    "Payout" INTEGER NOT NULL,
    "At" TEXT NOT NULL
);

CREATE TABLE "commits" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_commits" PRIMARY KEY,
    "At" TEXT NOT NULL,
    "By" TEXT NOT NULL,
    "Entries" INTEGER NOT NULL,
    "Digest" BLOB NOT NULL,
    "Position" INTEGER NULL,
    "Hash" BLOB NULL
);

CREATE TABLE "contracts" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_contracts" PRIMARY KEY,
    "Agreement" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "PupilHash" TEXT NOT NULL,
    "FamilyHash" TEXT NOT NULL,
    "ContractNumber" TEXT NOT NULL,
    "Lessons" INTEGER NOT NULL,
    "TotalFen" INTEGER NOT NULL,
    "StartsOn" TEXT NOT NULL,
    "EndsOn" TEXT NOT NULL,
    "Charges" TEXT NOT NULL,
    "Reported" INTEGER NOT NULL,
    "Confirmed" INTEGER NOT NULL,
    "Settled" INTEGER NOT NULL,
    "Asked" INTEGER NOT NULL,
    "RefundedLessons" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "Dispute" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "differences" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_differences" PRIMARY KEY,
    "Agreement" TEXT NOT NULL,
    "Statement" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "BankCode" TEXT NOT NULL,
    "Day" TEXT NOT NULL,
    "Side" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Reference" TEXT NOT NULL,
    "PlatformFen" INTEGER NOT NULL,
    "StatementFen" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "SettledOn" TEXT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "entries" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_entries" PRIMARY KEY,
    "Commit" TEXT NOT NULL,
    "Ordinal" INTEGER NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NOT NULL,
    "Fen" INTEGER NOT NULL,
    "Kind" TEXT NOT NULL,
    "Reference" TEXT NOT NULL,
    "Reverses" TEXT NULL,
    "At" TEXT NOT NULL
);

CREATE TABLE "inbox" (
    "EventId" TEXT NOT NULL,
    "Consumer" TEXT NOT NULL,
    "HandledAt" TEXT NOT NULL,
    CONSTRAINT "PK_inbox" PRIMARY KEY ("EventId", "Consumer")
);

CREATE TABLE "instructions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_instructions" PRIMARY KEY,
    "Agreement" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "BankCode" TEXT NOT NULL,
    "Purpose" TEXT NOT NULL,
    "Refund" TEXT NULL,
    "Fen" INTEGER NOT NULL,
    "FromReserve" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "BankReference" TEXT NOT NULL,
    "Failure" TEXT NOT NULL,
    "ExecutedOn" TEXT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "known_institutions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_known_institutions" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "Code" TEXT NOT NULL,
    "MayTrain" INTEGER NOT NULL,
    "At" TEXT NOT NULL
);

CREATE TABLE "leases" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_leases" PRIMARY KEY,
    "Holder" TEXT NOT NULL,
    "Until" TEXT NOT NULL
);

CREATE TABLE "ledger_owners" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ledger_owners" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "BankCode" TEXT NOT NULL,
    "Stop" TEXT NOT NULL,
    "Turn" INTEGER NOT NULL
);

CREATE TABLE "lessons" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_lessons" PRIMARY KEY,
    "Contract" TEXT NOT NULL,
    "TaughtOn" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "DeemedOn" TEXT NULL,
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

CREATE TABLE "posting_batches" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_posting_batches" PRIMARY KEY,
    "Caller" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "NextPosition" INTEGER NOT NULL
);

CREATE TABLE "posting_parts" (
    "Batch" TEXT NOT NULL,
    "Position" INTEGER NOT NULL,
    "Digest" BLOB NOT NULL,
    "Answer" BLOB NOT NULL,
    CONSTRAINT "PK_posting_parts" PRIMARY KEY ("Batch", "Position")
);

CREATE TABLE "refunds" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_refunds" PRIMARY KEY,
    "Contract" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "Lessons" INTEGER NOT NULL,
    "Reason" TEXT NOT NULL,
    "AskedOn" TEXT NOT NULL,
    "AnswerBy" TEXT NULL,
    "PayBy" TEXT NULL,
    "State" TEXT NOT NULL,
    "Deemed" INTEGER NOT NULL,
    "Overdue" INTEGER NOT NULL,
    "Fen" INTEGER NOT NULL,
    "Answer" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "statement_lines" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_statement_lines" PRIMARY KEY,
    "Agreement" TEXT NOT NULL,
    "Side" TEXT NOT NULL,
    "Day" TEXT NOT NULL,
    "Reference" TEXT NOT NULL,
    "Fen" INTEGER NOT NULL
);

CREATE TABLE "statements" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_statements" PRIMARY KEY,
    "Agreement" TEXT NOT NULL,
    "Side" TEXT NOT NULL,
    "Day" TEXT NOT NULL,
    "Digest" BLOB NOT NULL,
    "Lines" INTEGER NOT NULL,
    "Matched" INTEGER NOT NULL,
    "ClosingFen" INTEGER NOT NULL,
    "At" TEXT NOT NULL
);

CREATE INDEX "IX_accounts_Owner_Kind" ON "accounts" ("Owner", "Kind");

CREATE INDEX "IX_agreements_Division_CreatedAt" ON "agreements" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_agreements_InstitutionCode" ON "agreements" ("InstitutionCode");

CREATE INDEX "IX_agreements_OwedFen" ON "agreements" ("OwedFen");

CREATE INDEX "IX_answers_At" ON "answers" ("At");

CREATE INDEX "IX_audit_Position" ON "audit" ("Position");

CREATE INDEX "IX_audit_Resource" ON "audit" ("Resource");

CREATE INDEX "IX_bank_movements_Agreement_BookedOn" ON "bank_movements" ("Agreement", "BookedOn");

CREATE UNIQUE INDEX "IX_bank_movements_BankCode_Reference" ON "bank_movements" ("BankCode", "Reference");

CREATE INDEX "IX_commits_Position" ON "commits" ("Position");

CREATE UNIQUE INDEX "IX_contracts_Agreement_ContractNumber" ON "contracts" ("Agreement", "ContractNumber");

CREATE INDEX "IX_contracts_Agreement_CreatedAt" ON "contracts" ("Agreement", "CreatedAt");

CREATE INDEX "IX_differences_Agreement_Side_Reference" ON "differences" ("Agreement", "Side", "Reference");

CREATE INDEX "IX_differences_Division_Id" ON "differences" ("Division", "Id");

CREATE INDEX "IX_differences_Statement" ON "differences" ("Statement");

CREATE UNIQUE INDEX "IX_entries_Commit_Ordinal" ON "entries" ("Commit", "Ordinal");

CREATE INDEX "IX_entries_From_Commit" ON "entries" ("From", "Commit");

CREATE UNIQUE INDEX "IX_entries_Reverses" ON "entries" ("Reverses");

CREATE INDEX "IX_entries_To_Commit" ON "entries" ("To", "Commit");

CREATE INDEX "IX_inbox_HandledAt" ON "inbox" ("HandledAt");

CREATE INDEX "IX_instructions_Agreement_State" ON "instructions" ("Agreement", "State");

CREATE INDEX "IX_instructions_BankCode_State" ON "instructions" ("BankCode", "State");

CREATE INDEX "IX_known_institutions_Code" ON "known_institutions" ("Code");

CREATE INDEX "IX_lessons_Contract" ON "lessons" ("Contract");

CREATE INDEX "IX_lessons_State_DeemedOn" ON "lessons" ("State", "DeemedOn");

CREATE INDEX "IX_refunds_Contract" ON "refunds" ("Contract");

CREATE INDEX "IX_refunds_State_AnswerBy" ON "refunds" ("State", "AnswerBy");

CREATE INDEX "IX_refunds_State_PayBy" ON "refunds" ("State", "PayBy");

CREATE INDEX "IX_statement_lines_Agreement_Side_Reference" ON "statement_lines" ("Agreement", "Side", "Reference");

CREATE UNIQUE INDEX "IX_statements_Agreement_Side_Day" ON "statements" ("Agreement", "Side", "Day");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122040930_Custody', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "statements" ADD "LedgerFen" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "differences" ADD "EscalatesOn" TEXT NULL;

ALTER TABLE "differences" ADD "Escalations" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "differences" ADD "FoundOn" TEXT NOT NULL DEFAULT '0001-01-01';

ALTER TABLE "bank_movements" ADD "Elsewhere" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "agreements" ADD "ReserveShort" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "agreements" ADD "WatchedOn" TEXT NULL;

CREATE INDEX "IX_differences_EscalatesOn" ON "differences" ("EscalatesOn");

CREATE INDEX "IX_agreements_WatchedOn" ON "agreements" ("WatchedOn");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122064142_Escalation', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "contracts" ADD "PersonsCipher" TEXT NOT NULL DEFAULT '';

CREATE TABLE "counted_figures" (
    "Agreement" TEXT NOT NULL CONSTRAINT "PK_counted_figures" PRIMARY KEY,
    "Pupils" INTEGER NOT NULL,
    "HeldFen" INTEGER NOT NULL,
    "BalanceFen" INTEGER NOT NULL,
    "CountedOn" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "wrong_secrets" (
    "Subject" TEXT NOT NULL CONSTRAINT "PK_wrong_secrets" PRIMARY KEY,
    "Since" TEXT NOT NULL,
    "Count" INTEGER NOT NULL
);

CREATE INDEX "IX_contracts_PersonsCipher" ON "contracts" ("PersonsCipher");

CREATE INDEX "IX_wrong_secrets_Since" ON "wrong_secrets" ("Since");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122070311_FamilyDoor', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "bank_movements" ADD "Cover" INTEGER NOT NULL DEFAULT 0;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122132631_CoverByBank', '10.0.14');

COMMIT;

