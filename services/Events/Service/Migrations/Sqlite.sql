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

CREATE TABLE "log" (
    "Sequence" INTEGER NOT NULL CONSTRAINT "PK_log" PRIMARY KEY,
    "EventId" TEXT NOT NULL,
    "Type" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Division" TEXT NOT NULL,
    "Time" TEXT NOT NULL,
    "CloudEvent" TEXT NOT NULL
);

CREATE TABLE "log_head" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_log_head" PRIMARY KEY,
    "Sequence" INTEGER NOT NULL
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

INSERT INTO "log_head" ("Id", "Sequence")
VALUES (1, 0);
SELECT changes();


CREATE INDEX "IX_answers_At" ON "answers" ("At");

CREATE INDEX "IX_audit_Position" ON "audit" ("Position");

CREATE INDEX "IX_audit_Resource" ON "audit" ("Resource");

CREATE INDEX "IX_inbox_HandledAt" ON "inbox" ("HandledAt");

CREATE INDEX "IX_log_Division_Sequence" ON "log" ("Division", "Sequence");

CREATE UNIQUE INDEX "IX_log_EventId" ON "log" ("EventId");

CREATE INDEX "IX_log_Subject_Sequence" ON "log" ("Subject", "Sequence");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261121210338_Initial', '10.0.14');

COMMIT;

BEGIN TRANSACTION;
CREATE TABLE "receipts" (
    "SubscriptionId" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "First" INTEGER NOT NULL,
    "Last" INTEGER NOT NULL,
    "Types" TEXT NOT NULL,
    "Events" INTEGER NOT NULL,
    "Proof" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "Hash" BLOB NOT NULL,
    CONSTRAINT "PK_receipts" PRIMARY KEY ("SubscriptionId", "Number")
);

CREATE TABLE "subscription_progress" (
    "SubscriptionId" TEXT NOT NULL CONSTRAINT "PK_subscription_progress" PRIMARY KEY,
    "Acknowledged" INTEGER NOT NULL,
    "AcknowledgedAt" TEXT NULL,
    "Events" INTEGER NOT NULL,
    "Receipts" INTEGER NOT NULL,
    "Hash" BLOB NOT NULL,
    "StreamId" TEXT NULL
);

CREATE TABLE "subscription_queues" (
    "SubscriptionId" TEXT NOT NULL CONSTRAINT "PK_subscription_queues" PRIMARY KEY,
    "State" TEXT NOT NULL,
    "PasswordHash" TEXT NOT NULL,
    "PasswordTold" INTEGER NOT NULL,
    "FilledTo" INTEGER NOT NULL,
    "Keys" TEXT NOT NULL,
    "Waiting" INTEGER NOT NULL,
    "Redelivered" INTEGER NOT NULL,
    "RedeliveredAtBroker" INTEGER NOT NULL,
    "DeadLettered" INTEGER NOT NULL,
    "ObservedAt" TEXT NULL,
    "RebuiltAt" TEXT NULL
);

CREATE TABLE "subscriptions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_subscriptions" PRIMARY KEY,
    "Department" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "Types" TEXT NOT NULL,
    "Delivery" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "StartAfter" INTEGER NOT NULL,
    "Division" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UpdatedAt" TEXT NOT NULL,
    "Version" INTEGER NOT NULL
);

INSERT INTO "log_head" ("Id", "Sequence")
VALUES (2, 0);
SELECT changes();


CREATE INDEX "IX_log_Time_Sequence" ON "log" ("Time", "Sequence");

CREATE INDEX "IX_receipts_SubscriptionId_At" ON "receipts" ("SubscriptionId", "At");

CREATE INDEX "IX_subscriptions_Delivery_State" ON "subscriptions" ("Delivery", "State");

CREATE INDEX "IX_subscriptions_Division_CreatedAt" ON "subscriptions" ("Division", "CreatedAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122195135_Subscriptions', '10.0.14');

COMMIT;

