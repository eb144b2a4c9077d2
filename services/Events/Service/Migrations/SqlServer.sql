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
    WHERE [MigrationId] = N'20261121210346_Initial'
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
    WHERE [MigrationId] = N'20261121210346_Initial'
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
    WHERE [MigrationId] = N'20261121210346_Initial'
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
    WHERE [MigrationId] = N'20261121210346_Initial'
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
    WHERE [MigrationId] = N'20261121210346_Initial'
)
BEGIN
    CREATE TABLE [log] (
        [Sequence] bigint NOT NULL,
        [EventId] uniqueidentifier NOT NULL,
        [Type] nvarchar(200) NOT NULL,
        [Subject] nvarchar(200) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Time] datetime2 NOT NULL,
        [CloudEvent] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_log] PRIMARY KEY ([Sequence])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210346_Initial'
)
BEGIN
    CREATE TABLE [log_head] (
        [Id] int NOT NULL,
        [Sequence] bigint NOT NULL,
        CONSTRAINT [PK_log_head] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210346_Initial'
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
    WHERE [MigrationId] = N'20261121210346_Initial'
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
    WHERE [MigrationId] = N'20261121210346_Initial'
)
BEGIN
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'Sequence') AND [object_id] = OBJECT_ID(N'[log_head]'))
        SET IDENTITY_INSERT [log_head] ON;
    EXEC(N'INSERT INTO [log_head] ([Id], [Sequence])
    VALUES (1, CAST(0 AS bigint))');
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'Sequence') AND [object_id] = OBJECT_ID(N'[log_head]'))
        SET IDENTITY_INSERT [log_head] OFF;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210346_Initial'
)
BEGIN
    CREATE INDEX [IX_answers_At] ON [answers] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210346_Initial'
)
BEGIN
    CREATE INDEX [IX_audit_Position] ON [audit] ([Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210346_Initial'
)
BEGIN
    CREATE INDEX [IX_audit_Resource] ON [audit] ([Resource]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210346_Initial'
)
BEGIN
    CREATE INDEX [IX_inbox_HandledAt] ON [inbox] ([HandledAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210346_Initial'
)
BEGIN
    CREATE INDEX [IX_log_Division_Sequence] ON [log] ([Division], [Sequence]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210346_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_log_EventId] ON [log] ([EventId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210346_Initial'
)
BEGIN
    CREATE INDEX [IX_log_Subject_Sequence] ON [log] ([Subject], [Sequence]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210346_Initial'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121210346_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122195145_Subscriptions'
)
BEGIN
    CREATE TABLE [receipts] (
        [SubscriptionId] uniqueidentifier NOT NULL,
        [Number] bigint NOT NULL,
        [First] bigint NOT NULL,
        [Last] bigint NOT NULL,
        [Types] nvarchar(max) NOT NULL,
        [Events] bigint NOT NULL,
        [Proof] nvarchar(40) NOT NULL,
        [At] datetime2 NOT NULL,
        [Hash] varbinary(32) NOT NULL,
        CONSTRAINT [PK_receipts] PRIMARY KEY ([SubscriptionId], [Number])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122195145_Subscriptions'
)
BEGIN
    CREATE TABLE [subscription_progress] (
        [SubscriptionId] uniqueidentifier NOT NULL,
        [Acknowledged] bigint NOT NULL,
        [AcknowledgedAt] datetime2 NULL,
        [Events] bigint NOT NULL,
        [Receipts] bigint NOT NULL,
        [Hash] varbinary(32) NOT NULL,
        [StreamId] uniqueidentifier NULL,
        CONSTRAINT [PK_subscription_progress] PRIMARY KEY ([SubscriptionId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122195145_Subscriptions'
)
BEGIN
    CREATE TABLE [subscription_queues] (
        [SubscriptionId] uniqueidentifier NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [PasswordHash] nvarchar(100) NOT NULL,
        [PasswordTold] bit NOT NULL,
        [FilledTo] bigint NOT NULL,
        [Keys] nvarchar(max) NOT NULL,
        [Waiting] bigint NOT NULL,
        [Redelivered] bigint NOT NULL,
        [RedeliveredAtBroker] bigint NOT NULL,
        [DeadLettered] bigint NOT NULL,
        [ObservedAt] datetime2 NULL,
        [RebuiltAt] datetime2 NULL,
        CONSTRAINT [PK_subscription_queues] PRIMARY KEY ([SubscriptionId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122195145_Subscriptions'
)
BEGIN
    CREATE TABLE [subscriptions] (
        [Id] uniqueidentifier NOT NULL,
        [Department] nvarchar(40) NOT NULL,
        [Title] nvarchar(60) NOT NULL,
        [Types] nvarchar(max) NOT NULL,
        [Delivery] nvarchar(40) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [StartAfter] bigint NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_subscriptions] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122195145_Subscriptions'
)
BEGIN
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'Sequence') AND [object_id] = OBJECT_ID(N'[log_head]'))
        SET IDENTITY_INSERT [log_head] ON;
    EXEC(N'INSERT INTO [log_head] ([Id], [Sequence])
    VALUES (2, CAST(0 AS bigint))');
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'Sequence') AND [object_id] = OBJECT_ID(N'[log_head]'))
        SET IDENTITY_INSERT [log_head] OFF;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122195145_Subscriptions'
)
BEGIN
    CREATE INDEX [IX_log_Time_Sequence] ON [log] ([Time], [Sequence]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122195145_Subscriptions'
)
BEGIN
    CREATE INDEX [IX_receipts_SubscriptionId_At] ON [receipts] ([SubscriptionId], [At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122195145_Subscriptions'
)
BEGIN
    CREATE INDEX [IX_subscriptions_Delivery_State] ON [subscriptions] ([Delivery], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122195145_Subscriptions'
)
BEGIN
    CREATE INDEX [IX_subscriptions_Division_CreatedAt] ON [subscriptions] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122195145_Subscriptions'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122195145_Subscriptions', N'10.0.14');
END;

COMMIT;
GO

