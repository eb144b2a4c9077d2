CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "advertisements" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_advertisements" PRIMARY KEY,
    "Content" TEXT NOT NULL,
    "Digest" TEXT NOT NULL,
    "SeenOn" TEXT NOT NULL,
    "Channel" TEXT NOT NULL,
    "Source" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Words" TEXT NOT NULL,
    "Uses" TEXT NOT NULL,
    "Determinations" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
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

CREATE TABLE "contracts" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_contracts" PRIMARY KEY,
    "Number" TEXT NOT NULL,
    "Digest" TEXT NOT NULL,
    "Content" TEXT NOT NULL,
    "PartiesCipher" TEXT NOT NULL,
    "PupilHash" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Determinations" TEXT NOT NULL,
    "Uses" TEXT NOT NULL,
    "EndedOn" TEXT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "fee_standards" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_fee_standards" PRIMARY KEY,
    "Content" TEXT NOT NULL,
    "CourseId" TEXT NOT NULL,
    "Category" TEXT NOT NULL,
    "Online" INTEGER NOT NULL,
    "SizeClass" INTEGER NOT NULL,
    "HourFen" INTEGER NOT NULL,
    "LessonFen" INTEGER NOT NULL,
    "State" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "FarAbovePeers" INTEGER NOT NULL,
    "ExcessLessonFen" INTEGER NOT NULL,
    "Comparison" TEXT NOT NULL,
    "Determinations" TEXT NOT NULL,
    "Uses" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
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

CREATE TABLE "known_institutions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_known_institutions" PRIMARY KEY,
    "Code" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "MayTrain" INTEGER NOT NULL,
    "MayTrainAt" TEXT NOT NULL
);

CREATE TABLE "leases" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_leases" PRIMARY KEY,
    "Holder" TEXT NOT NULL,
    "Until" TEXT NOT NULL
);

CREATE TABLE "money_uses" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_money_uses" PRIMARY KEY,
    "From" TEXT NOT NULL,
    "To" TEXT NOT NULL,
    "Observed" INTEGER NOT NULL,
    "Items" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Flagged" INTEGER NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "monopoly_signs" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_monopoly_signs" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "Codes" TEXT NOT NULL,
    "ObservedOn" TEXT NOT NULL,
    "DescriptionCipher" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
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

CREATE TABLE "prices" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_prices" PRIMARY KEY,
    "CourseId" TEXT NOT NULL,
    "SoldOn" TEXT NOT NULL,
    "LessonFen" INTEGER NOT NULL,
    "Proof" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "promotions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_promotions" PRIMARY KEY,
    "Content" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Determinations" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "pupil_charges" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_pupil_charges" PRIMARY KEY,
    "ContractId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "PupilHash" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Academic" INTEGER NOT NULL,
    "ChargedOn" TEXT NOT NULL,
    "CoversFrom" TEXT NOT NULL,
    "CoversTo" TEXT NOT NULL,
    "Lessons" INTEGER NOT NULL,
    "AmountFen" INTEGER NOT NULL
);

CREATE TABLE "pupils_at_institutions" (
    "InstitutionCode" TEXT NOT NULL,
    "PupilHash" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_pupils_at_institutions" PRIMARY KEY ("InstitutionCode", "PupilHash")
);

CREATE TABLE "risk_warnings" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_risk_warnings" PRIMARY KEY,
    "Level" TEXT NOT NULL,
    "Points" INTEGER NOT NULL,
    "Reasons" TEXT NOT NULL,
    "Departments" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Measures" TEXT NOT NULL,
    "RaisedOn" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "risks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_risks" PRIMARY KEY,
    "Inputs" TEXT NOT NULL,
    "Score" TEXT NOT NULL,
    "Level" TEXT NOT NULL,
    "ScoredOn" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE INDEX "IX_advertisements_Division_CreatedAt" ON "advertisements" ("Division", "CreatedAt");

CREATE INDEX "IX_advertisements_Division_State_CreatedAt" ON "advertisements" ("Division", "State", "CreatedAt");

CREATE INDEX "IX_advertisements_InstitutionCode_State_SeenOn" ON "advertisements" ("InstitutionCode", "State", "SeenOn");

CREATE INDEX "IX_answers_At" ON "answers" ("At");

CREATE INDEX "IX_audit_Position" ON "audit" ("Position");

CREATE INDEX "IX_audit_Resource" ON "audit" ("Resource");

CREATE INDEX "IX_contracts_Division_CreatedAt" ON "contracts" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_contracts_InstitutionCode_Number" ON "contracts" ("InstitutionCode", "Number");

CREATE INDEX "IX_contracts_PupilHash" ON "contracts" ("PupilHash");

CREATE INDEX "IX_fee_standards_Category_Online_SizeClass_State_Division" ON "fee_standards" ("Category", "Online", "SizeClass", "State", "Division");

CREATE INDEX "IX_fee_standards_Division_CreatedAt" ON "fee_standards" ("Division", "CreatedAt");

CREATE INDEX "IX_fee_standards_InstitutionCode_CourseId" ON "fee_standards" ("InstitutionCode", "CourseId");

CREATE INDEX "IX_inbox_HandledAt" ON "inbox" ("HandledAt");

CREATE INDEX "IX_known_institutions_Code" ON "known_institutions" ("Code");

CREATE INDEX "IX_money_uses_Division_CreatedAt" ON "money_uses" ("Division", "CreatedAt");

CREATE INDEX "IX_money_uses_InstitutionCode_From_To" ON "money_uses" ("InstitutionCode", "From", "To");

CREATE INDEX "IX_monopoly_signs_Division_CreatedAt" ON "monopoly_signs" ("Division", "CreatedAt");

CREATE INDEX "IX_prices_Division_CreatedAt" ON "prices" ("Division", "CreatedAt");

CREATE INDEX "IX_prices_InstitutionCode_CourseId_SoldOn" ON "prices" ("InstitutionCode", "CourseId", "SoldOn");

CREATE INDEX "IX_promotions_Division_CreatedAt" ON "promotions" ("Division", "CreatedAt");

CREATE INDEX "IX_promotions_InstitutionCode" ON "promotions" ("InstitutionCode");

CREATE INDEX "IX_pupil_charges_ContractId" ON "pupil_charges" ("ContractId");

CREATE INDEX "IX_pupil_charges_InstitutionCode_PupilHash" ON "pupil_charges" ("InstitutionCode", "PupilHash");

CREATE INDEX "IX_risk_warnings_Division_CreatedAt" ON "risk_warnings" ("Division", "CreatedAt");

CREATE INDEX "IX_risk_warnings_InstitutionCode_State" ON "risk_warnings" ("InstitutionCode", "State");

CREATE INDEX "IX_risks_Division_CreatedAt" ON "risks" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_risks_InstitutionCode" ON "risks" ("InstitutionCode");

CREATE INDEX "IX_risks_ScoredOn" ON "risks" ("ScoredOn");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122042354_CreateMonitoring', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "fee_places" (
    "InstitutionCode" TEXT NOT NULL,
    "CourseId" TEXT NOT NULL,
    "SizeClass" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_fee_places" PRIMARY KEY ("InstitutionCode", "CourseId", "SizeClass")
);

CREATE TABLE "told_figures" (
    "InstitutionCode" TEXT NOT NULL,
    "Day" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "Pupils" INTEGER NULL,
    "ObligationsFen" INTEGER NULL,
    "BalanceFen" INTEGER NULL,
    CONSTRAINT "PK_told_figures" PRIMARY KEY ("InstitutionCode", "Day")
);

CREATE TABLE "told_matters" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_told_matters" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "BeganAt" TEXT NULL,
    "EndedAt" TEXT NULL
);

CREATE INDEX "IX_told_matters_InstitutionCode" ON "told_matters" ("InstitutionCode");

CREATE INDEX "IX_told_matters_Kind_EndedAt" ON "told_matters" ("Kind", "EndedAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122070341_ToldMatters', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "known_institutions" ADD "Category" TEXT NULL;

ALTER TABLE "known_institutions" ADD "LeaseAt" TEXT NOT NULL DEFAULT '0001-01-01 00:00:00';

ALTER TABLE "known_institutions" ADD "LeaseEndsOn" TEXT NULL;

ALTER TABLE "known_institutions" ADD "Mode" TEXT NOT NULL DEFAULT '';

ALTER TABLE "known_institutions" ADD "Name" TEXT NOT NULL DEFAULT '';

ALTER TABLE "known_institutions" ADD "ToldAt" TEXT NOT NULL DEFAULT '0001-01-01 00:00:00';

CREATE TABLE "recategorisings" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_recategorisings" PRIMARY KEY,
    "InstitutionCode" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NOT NULL,
    "FeesDone" INTEGER NOT NULL,
    "After" TEXT NULL
);

CREATE INDEX "IX_known_institutions_LeaseEndsOn" ON "known_institutions" ("LeaseEndsOn");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122132550_Licensed', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "contract_batches" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_contract_batches" PRIMARY KEY,
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

CREATE TABLE "contract_row_faults" (
    "Batch" TEXT NOT NULL,
    "Row" INTEGER NOT NULL,
    "Ordinal" INTEGER NOT NULL,
    "Line" INTEGER NOT NULL,
    "Field" TEXT NOT NULL,
    "Zh" TEXT NOT NULL,
    "En" TEXT NOT NULL,
    CONSTRAINT "PK_contract_row_faults" PRIMARY KEY ("Batch", "Row", "Ordinal")
);

CREATE INDEX "IX_contract_batches_Division_CreatedAt" ON "contract_batches" ("Division", "CreatedAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261123184254_ContractBatches', '10.0.14');

COMMIT;

