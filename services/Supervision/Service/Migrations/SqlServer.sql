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
    WHERE [MigrationId] = N'20261122170742_Supervision'
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
    WHERE [MigrationId] = N'20261122170742_Supervision'
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
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE TABLE [heard_consequences] (
        [Id] uniqueidentifier NOT NULL,
        [Note] nvarchar(500) NOT NULL,
        [At] datetime2 NOT NULL,
        CONSTRAINT [PK_heard_consequences] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
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
    WHERE [MigrationId] = N'20261122170742_Supervision'
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
    WHERE [MigrationId] = N'20261122170742_Supervision'
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
    WHERE [MigrationId] = N'20261122170742_Supervision'
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
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE TABLE [penalties] (
        [Id] uniqueidentifier NOT NULL,
        [PartyKind] nvarchar(40) NOT NULL,
        [PartyName] nvarchar(100) NOT NULL,
        [PartyCode] nvarchar(18) NOT NULL,
        [InstitutionId] nvarchar(36) NOT NULL,
        [PersonCipher] nvarchar(600) NOT NULL,
        [Kind] nvarchar(60) NOT NULL,
        [Facts] nvarchar(max) NOT NULL,
        [Origin] nvarchar(max) NOT NULL,
        [Description] nvarchar(2000) NOT NULL,
        [Assessment] nvarchar(max) NOT NULL,
        [Evidence] nvarchar(max) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [DueDate] date NULL,
        [LateState] nvarchar(40) NULL,
        [Overdue] bit NOT NULL,
        [Proposal] nvarchar(max) NULL,
        [Notice] nvarchar(max) NULL,
        [Statements] nvarchar(max) NOT NULL,
        [Hearing] nvarchar(max) NULL,
        [Decision] nvarchar(max) NULL,
        [Authority] nvarchar(40) NOT NULL,
        [DecidedOn] date NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Serving] nvarchar(max) NULL,
        [FineFen] bigint NOT NULL,
        [Appeals] nvarchar(max) NOT NULL,
        [Payments] nvarchar(max) NOT NULL,
        [PublishedUntil] date NULL,
        [Log] nvarchar(max) NOT NULL,
        [Uses] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_penalties] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE TABLE [penalty_effects] (
        [Id] uniqueidentifier NOT NULL,
        [PenaltyId] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Service] nvarchar(40) NOT NULL,
        [Reference] nvarchar(36) NULL,
        [State] nvarchar(40) NOT NULL,
        [DueDate] date NULL,
        [Overdue] bit NOT NULL,
        [ConfirmedAt] datetime2 NULL,
        [Note] nvarchar(2000) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_penalty_effects] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE TABLE [record_figures] (
        [RecordId] uniqueidentifier NOT NULL,
        [Field] nvarchar(60) NOT NULL,
        [Kind] nvarchar(60) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Year] int NOT NULL,
        [Amount] bigint NOT NULL,
        CONSTRAINT [PK_record_figures] PRIMARY KEY ([RecordId], [Field])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE TABLE [supervision_records] (
        [Id] uniqueidentifier NOT NULL,
        [Kind] nvarchar(60) NOT NULL,
        [AboutCode] nvarchar(18) NOT NULL,
        [Date] date NOT NULL,
        [Year] int NOT NULL,
        [Values] nvarchar(max) NOT NULL,
        [PersonsCipher] nvarchar(max) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [SubmittedBy] nvarchar(200) NOT NULL,
        [DueDate] date NULL,
        [Overdue] bit NOT NULL,
        [CompletedOn] date NULL,
        [Result] nvarchar(2000) NOT NULL,
        [AppealUntil] date NULL,
        [Appeals] nvarchar(max) NOT NULL,
        [Steps] nvarchar(max) NOT NULL,
        [RecordKey] nvarchar(120) NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_supervision_records] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_answers_At] ON [answers] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_audit_Position] ON [audit] ([Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_audit_Resource] ON [audit] ([Resource]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_heard_consequences_At] ON [heard_consequences] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_inbox_HandledAt] ON [inbox] ([HandledAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalties_Division_CreatedAt] ON [penalties] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalties_DueDate] ON [penalties] ([DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalties_PartyCode_CreatedAt] ON [penalties] ([PartyCode], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalties_PublishedUntil_Division] ON [penalties] ([PublishedUntil], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalty_effects_Division_CreatedAt] ON [penalty_effects] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalty_effects_Kind_State_Division] ON [penalty_effects] ([Kind], [State], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalty_effects_PenaltyId] ON [penalty_effects] ([PenaltyId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_penalty_effects_Reference] ON [penalty_effects] ([Reference]) WHERE [Reference] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalty_effects_State_DueDate] ON [penalty_effects] ([State], [DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_record_figures_Kind_Year_Division] ON [record_figures] ([Kind], [Year], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_supervision_records_Division_CreatedAt] ON [supervision_records] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_supervision_records_DueDate] ON [supervision_records] ([DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_supervision_records_Kind_Division_State] ON [supervision_records] ([Kind], [Division], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_supervision_records_RecordKey] ON [supervision_records] ([RecordKey]) WHERE [RecordKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    CREATE INDEX [IX_supervision_records_State_CreatedAt] ON [supervision_records] ([State], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170742_Supervision'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122170742_Supervision', N'10.0.14');
END;

COMMIT;
GO

