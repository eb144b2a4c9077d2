IF OBJECT_ID(N'[__EFMigrationsHistory]') IS NULL
BEGIN
    CREATE TABLE [__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [answers] (
        [Caller] nvarchar(200) NOT NULL,
        [RequestId] nvarchar(200) NOT NULL,
        [Digest] varbinary(max) NOT NULL,
        [Answer] varbinary(max) NOT NULL,
        [At] datetime2 NOT NULL,
        CONSTRAINT [PK_answers] PRIMARY KEY ([Caller], [RequestId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [audit] (
        [Id] bigint NOT NULL IDENTITY,
        [At] datetime2 NOT NULL,
        [Caller] nvarchar(200) NOT NULL,
        [Audience] nvarchar(200) NOT NULL,
        [Department] nvarchar(200) NOT NULL,
        [Jurisdiction] nvarchar(200) NOT NULL,
        [Method] nvarchar(200) NOT NULL,
        [Resource] nvarchar(200) NOT NULL,
        [Purpose] nvarchar(200) NOT NULL,
        [Result] nvarchar(200) NOT NULL,
        [Digest] varbinary(max) NOT NULL,
        [Trace] nvarchar(200) NOT NULL,
        [Position] bigint NULL,
        [Hash] varbinary(max) NULL,
        CONSTRAINT [PK_audit] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [evidence] (
        [Id] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [ObjectCode] nvarchar(18) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Year] int NOT NULL,
        [Resource] nvarchar(200) NOT NULL,
        [Rule] nvarchar(100) NOT NULL,
        [EventId] uniqueidentifier NOT NULL,
        [EventType] nvarchar(100) NOT NULL,
        [Message] nvarchar(1000) NOT NULL,
        [FoundAt] datetime2 NOT NULL,
        [MendedAt] datetime2 NULL,
        CONSTRAINT [PK_evidence] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [facts] (
        [EventId] uniqueidentifier NOT NULL,
        [Type] nvarchar(100) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Day] date NOT NULL,
        [ObjectCode] nvarchar(18) NOT NULL,
        [Resource] nvarchar(200) NOT NULL,
        [Counted] nvarchar(1000) NOT NULL,
        CONSTRAINT [PK_facts] PRIMARY KEY ([EventId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [inbox] (
        [EventId] uniqueidentifier NOT NULL,
        [Consumer] nvarchar(200) NOT NULL,
        [HandledAt] datetime2 NOT NULL,
        CONSTRAINT [PK_inbox] PRIMARY KEY ([EventId], [Consumer])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [late_reports] (
        [Key] nvarchar(80) NOT NULL,
        [ToldAt] datetime2 NOT NULL,
        CONSTRAINT [PK_late_reports] PRIMARY KEY ([Key])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [leases] (
        [Name] nvarchar(200) NOT NULL,
        [Holder] nvarchar(200) NOT NULL,
        [Until] datetime2 NOT NULL,
        CONSTRAINT [PK_leases] PRIMARY KEY ([Name])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [object_scores] (
        [ObjectCode] nvarchar(18) NOT NULL,
        [Year] int NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Score] int NOT NULL,
        [Version] bigint NOT NULL,
        [Sum_Met] int NOT NULL,
        [Sum_NotMet] int NOT NULL,
        [Sum_PartlyMet] int NOT NULL,
        CONSTRAINT [PK_object_scores] PRIMARY KEY ([ObjectCode], [Year])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [outbox] (
        [Id] bigint NOT NULL IDENTITY,
        [Subject] nvarchar(200) NOT NULL,
        [RoutingKey] nvarchar(200) NOT NULL,
        [Body] varbinary(max) NOT NULL,
        [At] datetime2 NOT NULL,
        CONSTRAINT [PK_outbox] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [parked] (
        [EventId] uniqueidentifier NOT NULL,
        [Consumer] nvarchar(200) NOT NULL,
        [Type] nvarchar(200) NOT NULL,
        [Subject] nvarchar(200) NOT NULL,
        [Failure] nvarchar(200) NOT NULL,
        [Attempts] int NOT NULL,
        [Body] varbinary(max) NOT NULL,
        [ParkedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_parked] PRIMARY KEY ([EventId], [Consumer])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [point_scores] (
        [ObjectCode] nvarchar(18) NOT NULL,
        [Year] int NOT NULL,
        [PointId] nvarchar(20) NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Said] nvarchar(max) NULL,
        [Level] nvarchar(40) NOT NULL,
        [ChangedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        [Seen_LastBreachAt] datetime2 NULL,
        [Seen_Mended] int NOT NULL,
        [Seen_Seen] int NOT NULL,
        [Seen_Standing] int NOT NULL,
        CONSTRAINT [PK_point_scores] PRIMARY KEY ([ObjectCode], [Year], [PointId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [reports] (
        [Id] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Title] nvarchar(200) NOT NULL,
        [Remarks] nvarchar(max) NOT NULL,
        [From] date NOT NULL,
        [To] date NOT NULL,
        [Revision] int NOT NULL,
        [Rows] nvarchar(max) NOT NULL,
        [Sha256] nvarchar(64) NOT NULL,
        [Department] nvarchar(40) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_reports] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [sightings] (
        [ObjectCode] nvarchar(18) NOT NULL,
        [Year] int NOT NULL,
        [Source] nvarchar(150) NOT NULL,
        [Count] int NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_sightings] PRIMARY KEY ([ObjectCode], [Year], [Source])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [tallies] (
        [Scope] nvarchar(6) NOT NULL,
        [Topic] nvarchar(60) NOT NULL,
        [Period] int NOT NULL,
        [Measure] nvarchar(80) NOT NULL,
        [Amount] bigint NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_tallies] PRIMARY KEY ([Scope], [Topic], [Period], [Measure])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE TABLE [tally_notes] (
        [Id] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Topic] nvarchar(60) NOT NULL,
        [Period] int NOT NULL,
        [Measure] nvarchar(80) NOT NULL,
        [Amount] bigint NOT NULL,
        CONSTRAINT [PK_tally_notes] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE INDEX [IX_answers_At] ON [answers] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE INDEX [IX_audit_Position] ON [audit] ([Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE INDEX [IX_audit_Resource] ON [audit] ([Resource]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE INDEX [IX_evidence_ObjectCode_Year] ON [evidence] ([ObjectCode], [Year]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE UNIQUE INDEX [IX_evidence_Resource_ObjectCode_Rule] ON [evidence] ([Resource], [ObjectCode], [Rule]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE INDEX [IX_facts_Day_Division] ON [facts] ([Day], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE INDEX [IX_inbox_HandledAt] ON [inbox] ([HandledAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE INDEX [IX_object_scores_Year_Kind_Score_ObjectCode] ON [object_scores] ([Year], [Kind], [Score], [ObjectCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE INDEX [IX_point_scores_Year_Kind_Division] ON [point_scores] ([Year], [Kind], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE INDEX [IX_reports_Division_CreatedAt] ON [reports] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    CREATE UNIQUE INDEX [IX_reports_Division_Kind_From_To_Revision] ON [reports] ([Division], [Kind], [From], [To], [Revision]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170103_Supervision'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122170103_Supervision', N'10.0.14');
END;

COMMIT;
GO

