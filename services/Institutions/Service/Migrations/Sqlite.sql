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

CREATE TABLE "applications" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_applications" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "ApplicantCode" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "InstitutionName" TEXT NOT NULL,
    "Category" TEXT NOT NULL,
    "Stages" TEXT NOT NULL,
    "Mode" TEXT NULL,
    "RepresentativeCipher" TEXT NULL,
    "RepresentativeHash" TEXT NULL,
    "Sites" TEXT NOT NULL,
    "Documents" TEXT NOT NULL,
    "Remarks" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Uses" TEXT NOT NULL,
    "Reviews" TEXT NOT NULL,
    "Decision" TEXT NULL,
    "SubmittedOn" TEXT NULL,
    "DueDate" TEXT NULL,
    "Overdue" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
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

CREATE TABLE "institutions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_institutions" PRIMARY KEY,
    "ApplicationId" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Code" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Category" TEXT NOT NULL,
    "Stages" TEXT NOT NULL,
    "Mode" TEXT NOT NULL,
    "Sites" TEXT NOT NULL,
    "LicenceNumber" TEXT NOT NULL,
    "LicensedOn" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Sample" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "leases" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_leases" PRIMARY KEY,
    "Holder" TEXT NOT NULL,
    "Until" TEXT NOT NULL
);

CREATE TABLE "licence_counters" (
    "Division" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Last" INTEGER NOT NULL,
    CONSTRAINT "PK_licence_counters" PRIMARY KEY ("Division", "Year")
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

CREATE INDEX "IX_answers_At" ON "answers" ("At");

CREATE INDEX "IX_applications_ApplicantCode_CreatedAt" ON "applications" ("ApplicantCode", "CreatedAt");

CREATE INDEX "IX_applications_Division_CreatedAt" ON "applications" ("Division", "CreatedAt");

CREATE INDEX "IX_applications_DueDate" ON "applications" ("DueDate");

CREATE INDEX "IX_applications_RepresentativeHash" ON "applications" ("RepresentativeHash");

CREATE INDEX "IX_audit_Position" ON "audit" ("Position");

CREATE INDEX "IX_audit_Resource" ON "audit" ("Resource");

CREATE INDEX "IX_inbox_HandledAt" ON "inbox" ("HandledAt");

CREATE UNIQUE INDEX "IX_institutions_Code" ON "institutions" ("Code");

CREATE INDEX "IX_institutions_Division_Name" ON "institutions" ("Division", "Name");

CREATE UNIQUE INDEX "IX_institutions_LicenceNumber" ON "institutions" ("LicenceNumber");

CREATE INDEX "IX_institutions_Name_Id" ON "institutions" ("Name", "Id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261121211022_Initial', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
DROP INDEX "IX_institutions_Name_Id";

ALTER TABLE "institutions" ADD "ClosesOn" TEXT NULL;

ALTER TABLE "institutions" ADD "ImportBatch" TEXT NULL;

ALTER TABLE "institutions" ADD "LostBy" TEXT NULL;

ALTER TABLE "institutions" ADD "NonProfit" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "institutions" ADD "OwnerCode" TEXT NOT NULL DEFAULT '';

ALTER TABLE "institutions" ADD "OwnerName" TEXT NOT NULL DEFAULT '';

ALTER TABLE "institutions" ADD "RectificationOverdue" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "institutions" ADD "RectifyBy" TEXT NULL;

ALTER TABLE "institutions" ADD "StateAuthority" TEXT NOT NULL DEFAULT '';

ALTER TABLE "institutions" ADD "StateChangedOn" TEXT NULL;

ALTER TABLE "institutions" ADD "StateReason" TEXT NOT NULL DEFAULT '';

ALTER TABLE "institutions" ADD "ValidUntil" TEXT NULL;

ALTER TABLE "applications" ADD "Changes" TEXT NOT NULL DEFAULT '[]';

ALTER TABLE "applications" ADD "Duplicates" TEXT NOT NULL DEFAULT '[]';

ALTER TABLE "applications" ADD "EscalatedTo" TEXT NOT NULL DEFAULT '';

ALTER TABLE "applications" ADD "InstitutionId" TEXT NULL;

ALTER TABLE "applications" ADD "Kind" TEXT NOT NULL DEFAULT 'New';

ALTER TABLE "applications" ADD "NoticeFrom" TEXT NULL;

ALTER TABLE "applications" ADD "NoticeOpen" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "applications" ADD "NoticeUntil" TEXT NULL;

ALTER TABLE "applications" ADD "OpenKey" TEXT NULL;

ALTER TABLE "applications" ADD "OwedBy" TEXT NOT NULL DEFAULT '';

ALTER TABLE "applications" ADD "Particulars" TEXT NOT NULL DEFAULT '{}';

ALTER TABLE "applications" ADD "Returned" TEXT NULL;

ALTER TABLE "applications" ADD "Stage" TEXT NOT NULL DEFAULT '';

ALTER TABLE "applications" ADD "WorkflowId" TEXT NOT NULL DEFAULT '';

ALTER TABLE "applications" ADD "WorkflowVersion" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "activities" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_activities" PRIMARY KEY,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "Content" TEXT NOT NULL,
    "EndsOn" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Notices" TEXT NOT NULL,
    "Findings" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "campaigns" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_campaigns" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "Categories" TEXT NOT NULL,
    "OpenedOn" TEXT NOT NULL,
    "DueDate" TEXT NOT NULL,
    "Baseline" INTEGER NOT NULL,
    "TargetBasisPoints" INTEGER NOT NULL,
    "ClosedOn" TEXT NULL,
    "Remained" INTEGER NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "capital_structures" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_capital_structures" PRIMARY KEY,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Parties" TEXT NOT NULL,
    "Ties" TEXT NOT NULL,
    "Listing" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Remark" TEXT NOT NULL,
    "Owners" TEXT NOT NULL,
    "UndeclaredPpm" INTEGER NOT NULL,
    "Findings" TEXT NOT NULL,
    "HasBreach" INTEGER NOT NULL,
    "Uses" TEXT NOT NULL,
    "JudgedOn" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "case_steps" (
    "ApplicationId" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "At" TEXT NOT NULL,
    "Actor" TEXT NOT NULL,
    "Department" TEXT NOT NULL,
    "Step" TEXT NOT NULL,
    "Stage" TEXT NOT NULL,
    CONSTRAINT "PK_case_steps" PRIMARY KEY ("ApplicationId", "Version")
);

CREATE TABLE "cases" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_cases" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "Source" TEXT NOT NULL,
    "SourceId" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Address" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "Description" TEXT NOT NULL,
    "Handlers" TEXT NOT NULL,
    "Hazards" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Result" TEXT NULL,
    "ResultReason" TEXT NOT NULL,
    "DueDate" TEXT NULL,
    "Overdue" INTEGER NOT NULL,
    "Steps" TEXT NOT NULL,
    "ClosedOn" TEXT NULL,
    "Uses" TEXT NOT NULL,
    "OpenKey" TEXT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "census_changes" (
    "Day" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Category" TEXT NOT NULL,
    "Mode" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Delta" INTEGER NOT NULL,
    CONSTRAINT "PK_census_changes" PRIMARY KEY ("Division", "Day", "Category", "Mode", "State")
);

CREATE TABLE "census_counts" (
    "Division" TEXT NOT NULL,
    "Category" TEXT NOT NULL,
    "Mode" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Count" INTEGER NOT NULL,
    "Recorded" INTEGER NOT NULL,
    CONSTRAINT "PK_census_counts" PRIMARY KEY ("Division", "Category", "Mode", "State")
);

CREATE TABLE "census_marks" (
    "Day" TEXT NOT NULL CONSTRAINT "PK_census_marks" PRIMARY KEY
);

CREATE TABLE "classifications" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_classifications" PRIMARY KEY,
    "InstitutionCode" TEXT NOT NULL,
    "InstitutionName" TEXT NOT NULL,
    "ItemName" TEXT NOT NULL,
    "ItemKey" TEXT NOT NULL,
    "Description" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "County" TEXT NOT NULL,
    "City" TEXT NULL,
    "DisputeReason" TEXT NOT NULL,
    "DueDate" TEXT NULL,
    "Uses" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "consequences" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_consequences" PRIMARY KEY,
    "MeasureId" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionName" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Service" TEXT NOT NULL,
    "DueDate" TEXT NULL,
    "Overdue" INTEGER NOT NULL,
    "ConfirmedAt" TEXT NULL,
    "ConfirmedBy" TEXT NOT NULL,
    "Note" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "credit_entries" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_credit_entries" PRIMARY KEY,
    "InstitutionCode" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Origin" TEXT NOT NULL,
    "OccurredOn" TEXT NOT NULL,
    "RectifiedOn" TEXT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "disclosed_items" (
    "InstitutionId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "ItemId" TEXT NOT NULL,
    "PublishedAt" TEXT NOT NULL,
    "Withdrawn" INTEGER NOT NULL,
    "Content" TEXT NOT NULL,
    "Sealed" TEXT NULL,
    "Foreign" INTEGER NOT NULL,
    CONSTRAINT "PK_disclosed_items" PRIMARY KEY ("InstitutionId", "Kind", "ItemId")
);

CREATE TABLE "disputes" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_disputes" PRIMARY KEY,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "AssociationName" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Outcome" TEXT NULL,
    "Settlement" TEXT NOT NULL,
    "SettledOn" TEXT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "edition_shelves" (
    "Division" TEXT NOT NULL CONSTRAINT "PK_edition_shelves" PRIMARY KEY,
    "Year" INTEGER NOT NULL,
    "Last" INTEGER NOT NULL,
    "LastSha256" TEXT NOT NULL,
    "NextOn" TEXT NOT NULL
);

CREATE TABLE "editions" (
    "Number" TEXT NOT NULL CONSTRAINT "PK_editions" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "PublishedOn" TEXT NOT NULL,
    "PublishedAt" TEXT NOT NULL,
    "WhiteCount" INTEGER NOT NULL,
    "BlackCount" INTEGER NOT NULL,
    "Content" BLOB NOT NULL,
    "Sha256" TEXT NOT NULL,
    "PreviousSha256" TEXT NOT NULL
);

CREATE TABLE "import_faults" (
    "Batch" TEXT NOT NULL,
    "Row" INTEGER NOT NULL,
    "Ordinal" INTEGER NOT NULL,
    "Line" INTEGER NOT NULL,
    "Field" TEXT NOT NULL,
    "Zh" TEXT NOT NULL,
    "En" TEXT NOT NULL,
    CONSTRAINT "PK_import_faults" PRIMARY KEY ("Batch", "Row", "Ordinal")
);

CREATE TABLE "imports" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_imports" PRIMARY KEY,
    "Division" TEXT NOT NULL,
    "Format" TEXT NOT NULL,
    "Existing" TEXT NOT NULL,
    "HeaderDigest" BLOB NOT NULL,
    "Columns" TEXT NULL,
    "State" TEXT NOT NULL,
    "Offset" INTEGER NOT NULL,
    "Line" INTEGER NOT NULL,
    "Rows" INTEGER NOT NULL,
    "Stored" INTEGER NOT NULL,
    "Refused" INTEGER NOT NULL,
    "Skipped" INTEGER NOT NULL,
    "Digest" BLOB NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "list_entries" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_list_entries" PRIMARY KEY,
    "Kind" TEXT NOT NULL,
    "InstitutionId" TEXT NULL,
    "Name" TEXT NOT NULL,
    "Code" TEXT NOT NULL,
    "LicenceNumber" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "Authority" TEXT NOT NULL,
    "Source" TEXT NOT NULL,
    "StartsOn" TEXT NOT NULL,
    "EndsOn" TEXT NULL,
    "Ended" INTEGER NOT NULL,
    "EndReason" TEXT NOT NULL,
    "Appeal" TEXT NULL,
    "AppealGrounds" TEXT NOT NULL,
    "AppealedAt" TEXT NULL,
    "AppealDecision" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "measures" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_measures" PRIMARY KEY,
    "InstitutionId" TEXT NOT NULL,
    "Type" TEXT NOT NULL,
    "Grounds" TEXT NOT NULL,
    "Reason" TEXT NOT NULL,
    "Authority" TEXT NOT NULL,
    "DecidedOn" TEXT NOT NULL,
    "RectifyBy" TEXT NULL,
    "InstitutionVersion" INTEGER NOT NULL
);

CREATE TABLE "memberships" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_memberships" PRIMARY KEY,
    "AssociationName" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "InstitutionName" TEXT NOT NULL,
    "JoinedOn" TEXT NOT NULL,
    "EndedOn" TEXT NULL,
    "Decisions" TEXT NOT NULL,
    "ActiveKey" TEXT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "notice_objections" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_notice_objections" PRIMARY KEY,
    "ApplicationId" TEXT NOT NULL,
    "Text" TEXT NOT NULL,
    "ContactCipher" TEXT NOT NULL,
    "RaisedAt" TEXT NOT NULL,
    "Answer" TEXT NOT NULL
);

CREATE TABLE "panel_members" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_panel_members" PRIMARY KEY,
    "Subject" TEXT NOT NULL,
    "Speciality" TEXT NOT NULL,
    "EmployerCode" TEXT NOT NULL,
    "HoldingCodes" TEXT NOT NULL,
    "Appointed" INTEGER NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "premises" (
    "ResourceId" TEXT NOT NULL,
    "Address" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "IsInstitution" INTEGER NOT NULL,
    "Name" TEXT NOT NULL,
    CONSTRAINT "PK_premises" PRIMARY KEY ("ResourceId", "Address")
);

CREATE TABLE "safety_checks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_safety_checks" PRIMARY KEY,
    "InstitutionId" TEXT NOT NULL,
    "InstitutionCode" TEXT NOT NULL,
    "SiteAddress" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "CheckedOn" TEXT NOT NULL,
    "ValidUntil" TEXT NOT NULL,
    "Passed" INTEGER NOT NULL,
    "Remark" TEXT NOT NULL,
    "Hazards" TEXT NOT NULL,
    "CaseId" TEXT NULL,
    "Department" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE INDEX "IX_institutions_Name_Id_Division_State_Category" ON "institutions" ("Name", "Id", "Division", "State", "Category");

CREATE INDEX "IX_institutions_RectifyBy" ON "institutions" ("RectifyBy");

CREATE INDEX "IX_applications_NoticeOpen_NoticeUntil" ON "applications" ("NoticeOpen", "NoticeUntil");

CREATE UNIQUE INDEX "IX_applications_OpenKey" ON "applications" ("OpenKey");

CREATE INDEX "IX_activities_Division_CreatedAt" ON "activities" ("Division", "CreatedAt");

CREATE INDEX "IX_activities_InstitutionCode_CreatedAt" ON "activities" ("InstitutionCode", "CreatedAt");

CREATE INDEX "IX_campaigns_Division_Id" ON "campaigns" ("Division", "Id");

CREATE INDEX "IX_capital_structures_Division_CreatedAt" ON "capital_structures" ("Division", "CreatedAt");

CREATE INDEX "IX_capital_structures_InstitutionCode_Number" ON "capital_structures" ("InstitutionCode", "Number");

CREATE UNIQUE INDEX "IX_capital_structures_InstitutionId_Number" ON "capital_structures" ("InstitutionId", "Number");

CREATE INDEX "IX_cases_Division_CreatedAt" ON "cases" ("Division", "CreatedAt");

CREATE INDEX "IX_cases_InstitutionCode_CreatedAt" ON "cases" ("InstitutionCode", "CreatedAt");

CREATE UNIQUE INDEX "IX_cases_OpenKey" ON "cases" ("OpenKey");

CREATE INDEX "IX_cases_State_DueDate" ON "cases" ("State", "DueDate");

CREATE INDEX "IX_classifications_Division_CreatedAt" ON "classifications" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_classifications_InstitutionCode_ItemKey" ON "classifications" ("InstitutionCode", "ItemKey");

CREATE INDEX "IX_consequences_Division_Id" ON "consequences" ("Division", "Id");

CREATE INDEX "IX_consequences_DueDate" ON "consequences" ("DueDate");

CREATE INDEX "IX_consequences_InstitutionId" ON "consequences" ("InstitutionId");

CREATE INDEX "IX_credit_entries_Division_CreatedAt" ON "credit_entries" ("Division", "CreatedAt");

CREATE INDEX "IX_credit_entries_InstitutionCode_OccurredOn" ON "credit_entries" ("InstitutionCode", "OccurredOn");

CREATE UNIQUE INDEX "IX_credit_entries_Origin_Kind" ON "credit_entries" ("Origin", "Kind");

CREATE INDEX "IX_disputes_Division_CreatedAt" ON "disputes" ("Division", "CreatedAt");

CREATE INDEX "IX_edition_shelves_NextOn" ON "edition_shelves" ("NextOn");

CREATE INDEX "IX_editions_Division_Number" ON "editions" ("Division", "Number");

CREATE INDEX "IX_editions_Division_PreviousSha256" ON "editions" ("Division", "PreviousSha256");

CREATE INDEX "IX_imports_Division_CreatedAt" ON "imports" ("Division", "CreatedAt");

CREATE INDEX "IX_list_entries_Code" ON "list_entries" ("Code");

CREATE INDEX "IX_list_entries_Division_Id" ON "list_entries" ("Division", "Id");

CREATE INDEX "IX_list_entries_EndsOn" ON "list_entries" ("EndsOn");

CREATE INDEX "IX_list_entries_InstitutionId" ON "list_entries" ("InstitutionId");

CREATE INDEX "IX_list_entries_LicenceNumber" ON "list_entries" ("LicenceNumber");

CREATE INDEX "IX_list_entries_Source" ON "list_entries" ("Source");

CREATE INDEX "IX_measures_InstitutionId_InstitutionVersion" ON "measures" ("InstitutionId", "InstitutionVersion");

CREATE UNIQUE INDEX "IX_memberships_ActiveKey" ON "memberships" ("ActiveKey");

CREATE INDEX "IX_memberships_Division_CreatedAt" ON "memberships" ("Division", "CreatedAt");

CREATE INDEX "IX_notice_objections_ApplicationId_RaisedAt" ON "notice_objections" ("ApplicationId", "RaisedAt");

CREATE INDEX "IX_panel_members_Division_CreatedAt" ON "panel_members" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_panel_members_Subject_Division" ON "panel_members" ("Subject", "Division");

CREATE INDEX "IX_premises_Division_Address" ON "premises" ("Division", "Address");

CREATE INDEX "IX_safety_checks_Division_CreatedAt" ON "safety_checks" ("Division", "CreatedAt");

CREATE INDEX "IX_safety_checks_Division_ValidUntil" ON "safety_checks" ("Division", "ValidUntil");

CREATE INDEX "IX_safety_checks_InstitutionId" ON "safety_checks" ("InstitutionId");

INSERT INTO "census_counts" ("Division", "Category", "Mode", "State", "Count", "Recorded")
SELECT "Division", "Category", "Mode", "State", COUNT(*), 0 FROM "institutions" GROUP BY "Division", "Category", "Mode", "State";

INSERT INTO "list_entries" ("Id", "Kind", "InstitutionId", "Name", "Code", "LicenceNumber", "Division", "Reason", "Authority", "Source",
    "StartsOn", "Ended", "EndReason", "AppealGrounds", "AppealDecision", "Version")
SELECT "Id", 'White', "Id", "Name", "Code", "LicenceNumber", "Division", '取得办学许可', '', '', "LicensedOn", 0, '', '', '', 1
FROM "institutions" WHERE "State" = 'Licensed';

UPDATE "applications" SET "WorkflowId" = 'establishment', "WorkflowVersion" = 1 WHERE "State" <> 'Draft';
UPDATE "applications" SET "Stage" = 'acceptance' WHERE "State" = 'Submitted';
UPDATE "applications" SET "Stage" = 'joint-review' WHERE "State" = 'Accepted';

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122004442_InstitutionLife', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "safety_checks" ADD "Lapsed" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "memberships" ADD "AssociationCode" TEXT NOT NULL DEFAULT '';

ALTER TABLE "institutions" ADD "FiguresAt" TEXT NULL;

ALTER TABLE "institutions" ADD "PrepaidFen" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "institutions" ADD "Pupils" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "institutions" ADD "Staff" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "disputes" ADD "AssociationCode" TEXT NOT NULL DEFAULT '';

ALTER TABLE "classifications" ADD "EscalatedTo" TEXT NOT NULL DEFAULT '';

ALTER TABLE "classifications" ADD "Overdue" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "census_counts" ADD "Sample" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "census_counts" ADD "PrepaidFen" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "census_counts" ADD "Pupils" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "census_counts" ADD "RecordedPrepaidFen" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "census_counts" ADD "RecordedPupils" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "census_counts" ADD "RecordedStaff" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "census_counts" ADD "Staff" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "census_changes" ADD "Sample" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "census_changes" ADD "PrepaidFenDelta" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "census_changes" ADD "PupilsDelta" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "census_changes" ADD "StaffDelta" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "campaigns" ADD "OverdueTold" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "campaigns" ADD "Reminded" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "associations" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_associations" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "NameKey" TEXT NOT NULL,
    "Code" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

CREATE TABLE "campaign_members" (
    "CampaignId" TEXT NOT NULL,
    "InstitutionId" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Code" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Category" TEXT NOT NULL,
    "Progress" TEXT NOT NULL,
    "ApplicationId" TEXT NULL,
    CONSTRAINT "PK_campaign_members" PRIMARY KEY ("CampaignId", "InstitutionId")
);

CREATE INDEX "IX_safety_checks_Lapsed_ValidUntil" ON "safety_checks" ("Lapsed", "ValidUntil");

CREATE INDEX "IX_classifications_State_DueDate" ON "classifications" ("State", "DueDate");

CREATE UNIQUE INDEX "IX_associations_Code" ON "associations" ("Code");

CREATE INDEX "IX_associations_Division_CreatedAt" ON "associations" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_associations_NameKey_Division" ON "associations" ("NameKey", "Division");

CREATE INDEX "IX_campaign_members_CampaignId_Division_InstitutionId" ON "campaign_members" ("CampaignId", "Division", "InstitutionId");

CREATE INDEX "IX_campaign_members_CampaignId_Progress_InstitutionId" ON "campaign_members" ("CampaignId", "Progress", "InstitutionId");

CREATE INDEX "IX_campaign_members_Code" ON "campaign_members" ("Code");

UPDATE "institutions" SET "Staff" = (SELECT COUNT(*) FROM "disclosed_items"
    WHERE "disclosed_items"."InstitutionId" = "institutions"."Id" AND "disclosed_items"."Kind" = 'Tutor' AND "disclosed_items"."Sealed" IS NOT NULL);

UPDATE "census_counts" SET "Count" = (SELECT COUNT(*) FROM "institutions" WHERE "institutions"."Division" = "census_counts"."Division" AND "institutions"."Category" = "census_counts"."Category"
AND "institutions"."Mode" = "census_counts"."Mode" AND "institutions"."State" = "census_counts"."State" AND "institutions"."Sample" = 0),
    "Staff" = (SELECT COALESCE(SUM("institutions"."Staff"), 0) FROM "institutions" WHERE "institutions"."Division" = "census_counts"."Division" AND "institutions"."Category" = "census_counts"."Category"
AND "institutions"."Mode" = "census_counts"."Mode" AND "institutions"."State" = "census_counts"."State" AND "institutions"."Sample" = 0);

CREATE TABLE census_counts_keyless AS SELECT * FROM census_counts;

DROP TABLE census_counts;

ALTER TABLE census_counts_keyless RENAME TO census_counts;

INSERT INTO "census_counts" ("Division", "Category", "Mode", "State", "Sample", "Count", "Staff", "Pupils", "PrepaidFen",
    "Recorded", "RecordedStaff", "RecordedPupils", "RecordedPrepaidFen")
SELECT "Division", "Category", "Mode", "State", 1, COUNT(*), SUM("Staff"), 0, 0, 0, 0, 0, 0 FROM "institutions" WHERE "Sample" = 1
GROUP BY "Division", "Category", "Mode", "State";

CREATE TABLE "ef_temp_census_counts" (
    "Division" TEXT NOT NULL,
    "Category" TEXT NOT NULL,
    "Mode" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Sample" INTEGER NOT NULL,
    "Count" INTEGER NOT NULL,
    "PrepaidFen" INTEGER NOT NULL,
    "Pupils" INTEGER NOT NULL,
    "Recorded" INTEGER NOT NULL,
    "RecordedPrepaidFen" INTEGER NOT NULL,
    "RecordedPupils" INTEGER NOT NULL,
    "RecordedStaff" INTEGER NOT NULL,
    "Staff" INTEGER NOT NULL,
    CONSTRAINT "PK_census_counts" PRIMARY KEY ("Division", "Category", "Mode", "State", "Sample")
);

INSERT INTO "ef_temp_census_counts" ("Division", "Category", "Mode", "State", "Sample", "Count", "PrepaidFen", "Pupils", "Recorded", "RecordedPrepaidFen", "RecordedPupils", "RecordedStaff", "Staff")
SELECT "Division", "Category", "Mode", "State", "Sample", "Count", "PrepaidFen", "Pupils", "Recorded", "RecordedPrepaidFen", "RecordedPupils", "RecordedStaff", "Staff"
FROM "census_counts";

CREATE TABLE "ef_temp_census_changes" (
    "Division" TEXT NOT NULL,
    "Day" TEXT NOT NULL,
    "Category" TEXT NOT NULL,
    "Mode" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Sample" INTEGER NOT NULL,
    "Delta" INTEGER NOT NULL,
    "PrepaidFenDelta" INTEGER NOT NULL,
    "PupilsDelta" INTEGER NOT NULL,
    "StaffDelta" INTEGER NOT NULL,
    CONSTRAINT "PK_census_changes" PRIMARY KEY ("Division", "Day", "Category", "Mode", "State", "Sample")
);

INSERT INTO "ef_temp_census_changes" ("Division", "Day", "Category", "Mode", "State", "Sample", "Delta", "PrepaidFenDelta", "PupilsDelta", "StaffDelta")
SELECT "Division", "Day", "Category", "Mode", "State", "Sample", "Delta", "PrepaidFenDelta", "PupilsDelta", "StaffDelta"
FROM "census_changes";

COMMIT;

PRAGMA foreign_keys = 0;

BEGIN TRANSACTION;
DROP TABLE "census_counts";

ALTER TABLE "ef_temp_census_counts" RENAME TO "census_counts";

DROP TABLE "census_changes";

ALTER TABLE "ef_temp_census_changes" RENAME TO "census_changes";

COMMIT;

PRAGMA foreign_keys = 1;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122024624_CensusFigures', '10.0.14');

BEGIN TRANSACTION;
DROP INDEX "IX_list_entries_EndsOn";

DROP INDEX "IX_list_entries_LicenceNumber";

DROP INDEX "IX_list_entries_Source";

DROP INDEX "IX_institutions_Name_Id_Division_State_Category";

ALTER TABLE "institutions" ADD "ChangeMark" INTEGER NOT NULL DEFAULT 0;

CREATE INDEX "IX_list_entries_EndsOn" ON "list_entries" ("EndsOn") WHERE "EndsOn" IS NOT NULL;

CREATE INDEX "IX_list_entries_Source" ON "list_entries" ("Source") WHERE "Source" <> '';

CREATE INDEX "IX_institutions_ChangeMark" ON "institutions" ("ChangeMark");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122034231_ChangeMarks', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "capital_structures" ADD "EndedOn" TEXT NULL;

CREATE TABLE "capital_holdings" (
    "StructureId" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    "PartyId" TEXT NOT NULL,
    "SharePpm" INTEGER NOT NULL,
    "Controls" INTEGER NOT NULL,
    CONSTRAINT "PK_capital_holdings" PRIMARY KEY ("StructureId", "PersonId")
);

CREATE TABLE "capital_persons" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_capital_persons" PRIMARY KEY,
    "Cipher" TEXT NOT NULL,
    "Hash" TEXT NOT NULL
);

CREATE INDEX "IX_capital_holdings_PersonId" ON "capital_holdings" ("PersonId");

CREATE UNIQUE INDEX "IX_capital_persons_Hash" ON "capital_persons" ("Hash");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122124453_Owners', '10.0.14');

COMMIT;

