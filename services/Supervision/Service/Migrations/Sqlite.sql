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

CREATE TABLE "heard_consequences" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_heard_consequences" PRIMARY KEY,
    "Note" TEXT NOT NULL,
    "At" TEXT NOT NULL
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

CREATE TABLE "late_reports" (
    "Key" TEXT NOT NULL CONSTRAINT "PK_late_reports" PRIMARY KEY,
    "ToldAt" TEXT NOT NULL
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

CREATE TABLE "record_figures" (
    "RecordId" TEXT NOT NULL,
    "Field" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Amount" INTEGER NOT NULL,
    CONSTRAINT "PK_record_figures" PRIMARY KEY ("RecordId", "Field")
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

CREATE TABLE "sightings" (
    "ObjectCode" TEXT NOT NULL,
    "Year" INTEGER NOT NULL,
    "Source" TEXT NOT NULL,
    "Count" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_sightings" PRIMARY KEY ("ObjectCode", "Year", "Source")
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

CREATE INDEX "IX_complaint_remarks_ComplaintId" ON "complaint_remarks" ("ComplaintId");

CREATE INDEX "IX_complaints_Division_CreatedAt" ON "complaints" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_complaints_ExternalKey" ON "complaints" ("ExternalKey");

CREATE INDEX "IX_complaints_InstitutionCode_CreatedAt" ON "complaints" ("InstitutionCode", "CreatedAt");

CREATE INDEX "IX_complaints_MainId" ON "complaints" ("MainId");

CREATE INDEX "IX_complaints_SchoolCode_CreatedAt" ON "complaints" ("SchoolCode", "CreatedAt");

CREATE INDEX "IX_complaints_State_AnswerDue" ON "complaints" ("State", "AnswerDue");

CREATE INDEX "IX_complaints_SubjectKey_State" ON "complaints" ("SubjectKey", "State");

CREATE UNIQUE INDEX "IX_complaints_TrackingHash" ON "complaints" ("TrackingHash");

CREATE INDEX "IX_evidence_ObjectCode_Year" ON "evidence" ("ObjectCode", "Year");

CREATE UNIQUE INDEX "IX_evidence_Resource_ObjectCode_Rule" ON "evidence" ("Resource", "ObjectCode", "Rule");

CREATE INDEX "IX_facts_Day_Division" ON "facts" ("Day", "Division");

CREATE INDEX "IX_heard_consequences_At" ON "heard_consequences" ("At");

CREATE INDEX "IX_hotline_batches_Division_CreatedAt" ON "hotline_batches" ("Division", "CreatedAt");

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

CREATE INDEX "IX_object_scores_Year_Kind_Score_ObjectCode" ON "object_scores" ("Year", "Kind", "Score", "ObjectCode");

CREATE INDEX "IX_object_signs_WarningId" ON "object_signs" ("WarningId");

CREATE INDEX "IX_penalties_Division_CreatedAt" ON "penalties" ("Division", "CreatedAt");

CREATE INDEX "IX_penalties_DueDate" ON "penalties" ("DueDate");

CREATE INDEX "IX_penalties_PartyCode_CreatedAt" ON "penalties" ("PartyCode", "CreatedAt");

CREATE INDEX "IX_penalties_PublishedUntil_Division" ON "penalties" ("PublishedUntil", "Division");

CREATE INDEX "IX_penalty_effects_Division_CreatedAt" ON "penalty_effects" ("Division", "CreatedAt");

CREATE INDEX "IX_penalty_effects_Kind_State_Division" ON "penalty_effects" ("Kind", "State", "Division");

CREATE INDEX "IX_penalty_effects_PenaltyId" ON "penalty_effects" ("PenaltyId");

CREATE UNIQUE INDEX "IX_penalty_effects_Reference" ON "penalty_effects" ("Reference");

CREATE INDEX "IX_penalty_effects_State_DueDate" ON "penalty_effects" ("State", "DueDate");

CREATE INDEX "IX_point_scores_Year_Kind_Division" ON "point_scores" ("Year", "Kind", "Division");

CREATE INDEX "IX_questionnaires_Division_CreatedAt" ON "questionnaires" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_questionnaires_Division_Name_Number" ON "questionnaires" ("Division", "Name", "Number");

CREATE INDEX "IX_record_figures_Kind_Year_Division" ON "record_figures" ("Kind", "Year", "Division");

CREATE INDEX "IX_rectifications_Division_CreatedAt" ON "rectifications" ("Division", "CreatedAt");

CREATE INDEX "IX_rectifications_HeldBy_State" ON "rectifications" ("HeldBy", "State");

CREATE UNIQUE INDEX "IX_rectifications_Number" ON "rectifications" ("Number");

CREATE UNIQUE INDEX "IX_rectifications_OpenKey" ON "rectifications" ("OpenKey");

CREATE INDEX "IX_rectifications_SourceId" ON "rectifications" ("SourceId");

CREATE INDEX "IX_rectifications_State_WatchDate" ON "rectifications" ("State", "WatchDate");

CREATE INDEX "IX_rectifications_SubjectCode_CreatedAt" ON "rectifications" ("SubjectCode", "CreatedAt");

CREATE INDEX "IX_reports_Division_CreatedAt" ON "reports" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_reports_Division_Kind_From_To_Revision" ON "reports" ("Division", "Kind", "From", "To", "Revision");

CREATE INDEX "IX_supervision_records_Division_CreatedAt" ON "supervision_records" ("Division", "CreatedAt");

CREATE INDEX "IX_supervision_records_DueDate" ON "supervision_records" ("DueDate");

CREATE INDEX "IX_supervision_records_Kind_Division_State" ON "supervision_records" ("Kind", "Division", "State");

CREATE UNIQUE INDEX "IX_supervision_records_RecordKey" ON "supervision_records" ("RecordKey");

CREATE INDEX "IX_supervision_records_State_CreatedAt" ON "supervision_records" ("State", "CreatedAt");

CREATE INDEX "IX_supervision_tasks_CampaignId" ON "supervision_tasks" ("CampaignId");

CREATE INDEX "IX_supervision_tasks_Division_CreatedAt" ON "supervision_tasks" ("Division", "CreatedAt");

CREATE INDEX "IX_supervision_tasks_State_DueDate" ON "supervision_tasks" ("State", "DueDate");

CREATE INDEX "IX_survey_rounds_Counted_To" ON "survey_rounds" ("Counted", "To");

CREATE INDEX "IX_survey_rounds_Division_CreatedAt" ON "survey_rounds" ("Division", "CreatedAt");

CREATE INDEX "IX_survey_tickets_RoundId_Division" ON "survey_tickets" ("RoundId", "Division");

CREATE INDEX "IX_survey_urn_RoundId_SchoolCode_Audience" ON "survey_urn" ("RoundId", "SchoolCode", "Audience");

CREATE INDEX "IX_task_campaigns_Division_CreatedAt" ON "task_campaigns" ("Division", "CreatedAt");

CREATE UNIQUE INDEX "IX_task_campaigns_Key" ON "task_campaigns" ("Key");

CREATE INDEX "IX_visit_counts_Division_Period" ON "visit_counts" ("Division", "Period");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122174207_Supervision', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
ALTER TABLE "inspected_objects" ADD "Town" TEXT NOT NULL DEFAULT '';

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122202421_Towns', '10.0.14');

COMMIT;

