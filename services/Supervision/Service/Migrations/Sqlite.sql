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

CREATE TABLE "inspected_objects" (
    "Key" TEXT NOT NULL CONSTRAINT "PK_inspected_objects" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Code" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Since" TEXT NOT NULL,
    "EndedOn" TEXT NULL,
    "ToldAt" TEXT NOT NULL
);

CREATE TABLE "inspection_draws" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_inspection_draws" PRIMARY KEY,
    "PlanId" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "List" TEXT NOT NULL,
    "ListDigest" TEXT NOT NULL,
    "Nonce" TEXT NOT NULL,
    "Words" TEXT NOT NULL,
    "Seed" TEXT NOT NULL,
    "Drawn" TEXT NOT NULL,
    "DrawnAt" TEXT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "inspection_findings" (
    "InspectionId" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Division" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "FormId" TEXT NOT NULL,
    "ItemId" TEXT NOT NULL,
    "Department" TEXT NOT NULL,
    "Ordered" INTEGER NOT NULL,
    CONSTRAINT "PK_inspection_findings" PRIMARY KEY ("InspectionId", "Number")
);

CREATE TABLE "inspection_plans" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_inspection_plans" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "SubjectKind" TEXT NOT NULL,
    "FormId" TEXT NOT NULL,
    "StartsOn" TEXT NOT NULL,
    "EndsOn" TEXT NOT NULL,
    "Departments" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "inspections" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_inspections" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "ObjectKind" TEXT NULL,
    "ObjectCode" TEXT NOT NULL,
    "ObjectName" TEXT NOT NULL,
    "PlanId" TEXT NULL,
    "FormId" TEXT NOT NULL,
    "FormVersion" INTEGER NOT NULL,
    "VisitedOn" TEXT NULL,
    "Town" TEXT NOT NULL,
    "Grid" TEXT NOT NULL,
    "Address" TEXT NOT NULL,
    "Summary" TEXT NOT NULL,
    "Answers" TEXT NOT NULL,
    "Changed" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "FindingCount" INTEGER NOT NULL,
    "Discrepancies" INTEGER NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "inspectors" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_inspectors" PRIMARY KEY,
    "Account" TEXT NOT NULL,
    "Badge" TEXT NOT NULL,
    "Department" TEXT NOT NULL,
    "Retired" INTEGER NOT NULL,
    "Conflicts" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
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

CREATE TABLE "object_signs" (
    "Code" TEXT NOT NULL CONSTRAINT "PK_object_signs" PRIMARY KEY,
    "Grade" INTEGER NOT NULL,
    "GradeAt" TEXT NOT NULL,
    "AdBreaches" INTEGER NOT NULL,
    "AdUntil" TEXT NOT NULL,
    "Risk" INTEGER NOT NULL,
    "WarningId" TEXT NOT NULL,
    "RiskAt" TEXT NOT NULL
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

CREATE TABLE "supervision_tasks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_supervision_tasks" PRIMARY KEY,
    "CampaignId" TEXT NOT NULL,
    "Content" TEXT NOT NULL,
    "DueDate" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Percent" INTEGER NOT NULL,
    "Told" INTEGER NOT NULL,
    "DoneOn" TEXT NULL,
    "Reporter" TEXT NOT NULL,
    "Reports" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "task_campaigns" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_task_campaigns" PRIMARY KEY,
    "Title" TEXT NOT NULL,
    "Document" TEXT NOT NULL,
    "Tasks" INTEGER NOT NULL,
    "Key" TEXT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "visit_counts" (
    "Code" TEXT NOT NULL,
    "Period" INTEGER NOT NULL,
    "Division" TEXT NOT NULL,
    "Visits" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_visit_counts" PRIMARY KEY ("Code", "Period")
);

CREATE INDEX "IX_answers_At" ON "answers" ("At");

CREATE INDEX "IX_audit_Position" ON "audit" ("Position");

CREATE INDEX "IX_audit_Resource" ON "audit" ("Resource");

CREATE INDEX "IX_inbox_HandledAt" ON "inbox" ("HandledAt");

CREATE INDEX "IX_inspected_objects_Code" ON "inspected_objects" ("Code");

CREATE INDEX "IX_inspected_objects_Division_Kind_Code" ON "inspected_objects" ("Division", "Kind", "Code");

CREATE INDEX "IX_inspection_draws_Division_CreatedAt" ON "inspection_draws" ("Division", "CreatedAt");

CREATE INDEX "IX_inspection_draws_PlanId" ON "inspection_draws" ("PlanId");

CREATE INDEX "IX_inspection_findings_Division_Year" ON "inspection_findings" ("Division", "Year");

CREATE INDEX "IX_inspection_plans_Division_CreatedAt" ON "inspection_plans" ("Division", "CreatedAt");

CREATE INDEX "IX_inspections_Division_CreatedAt" ON "inspections" ("Division", "CreatedAt");

CREATE INDEX "IX_inspections_Division_VisitedOn" ON "inspections" ("Division", "VisitedOn");

CREATE INDEX "IX_inspections_ObjectCode_FormId_VisitedOn" ON "inspections" ("ObjectCode", "FormId", "VisitedOn");

CREATE INDEX "IX_inspections_PlanId_ObjectCode" ON "inspections" ("PlanId", "ObjectCode");

CREATE UNIQUE INDEX "IX_inspectors_Account" ON "inspectors" ("Account");

CREATE INDEX "IX_inspectors_Division_CreatedAt" ON "inspectors" ("Division", "CreatedAt");

CREATE INDEX "IX_object_signs_WarningId" ON "object_signs" ("WarningId");

CREATE INDEX "IX_rectifications_Division_CreatedAt" ON "rectifications" ("Division", "CreatedAt");

CREATE INDEX "IX_rectifications_HeldBy_State" ON "rectifications" ("HeldBy", "State");

CREATE UNIQUE INDEX "IX_rectifications_Number" ON "rectifications" ("Number");

CREATE UNIQUE INDEX "IX_rectifications_OpenKey" ON "rectifications" ("OpenKey");

CREATE INDEX "IX_rectifications_SourceId" ON "rectifications" ("SourceId");

CREATE INDEX "IX_rectifications_State_WatchDate" ON "rectifications" ("State", "WatchDate");

CREATE INDEX "IX_rectifications_SubjectCode_CreatedAt" ON "rectifications" ("SubjectCode", "CreatedAt");

CREATE INDEX "IX_supervision_tasks_CampaignId" ON "supervision_tasks" ("CampaignId");

CREATE INDEX "IX_supervision_tasks_Division_CreatedAt" ON "supervision_tasks" ("Division", "CreatedAt");

CREATE INDEX "IX_supervision_tasks_State_DueDate" ON "supervision_tasks" ("State", "DueDate");

CREATE INDEX "IX_task_campaigns_Division_CreatedAt" ON "task_campaigns" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_task_campaigns_Key" ON "task_campaigns" ("Key");

CREATE INDEX "IX_visit_counts_Division_Period" ON "visit_counts" ("Division", "Period");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122170042_Supervision', '10.0.14');

COMMIT;

