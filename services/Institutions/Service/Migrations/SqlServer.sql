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
    WHERE [MigrationId] = N'20261121210335_Initial'
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
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE TABLE [applications] (
        [Id] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [ApplicantCode] nvarchar(18) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [InstitutionName] nvarchar(80) NOT NULL,
        [Category] nvarchar(40) NOT NULL,
        [Stages] nvarchar(max) NOT NULL,
        [Mode] nvarchar(40) NULL,
        [RepresentativeCipher] nvarchar(1000) NULL,
        [RepresentativeHash] nvarchar(200) NULL,
        [Sites] nvarchar(max) NOT NULL,
        [Documents] nvarchar(max) NOT NULL,
        [Remarks] nvarchar(max) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Uses] nvarchar(max) NOT NULL,
        [Reviews] nvarchar(max) NOT NULL,
        [Decision] nvarchar(max) NULL,
        [SubmittedOn] date NULL,
        [DueDate] date NULL,
        [Overdue] bit NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_applications] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
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
    WHERE [MigrationId] = N'20261121210335_Initial'
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
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE TABLE [institutions] (
        [Id] uniqueidentifier NOT NULL,
        [ApplicationId] uniqueidentifier NOT NULL,
        [Name] nvarchar(80) NOT NULL,
        [Code] nvarchar(18) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Category] nvarchar(40) NOT NULL,
        [Stages] nvarchar(max) NOT NULL,
        [Mode] nvarchar(40) NOT NULL,
        [Sites] nvarchar(max) NOT NULL,
        [LicenceNumber] nvarchar(40) NOT NULL,
        [LicensedOn] date NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Sample] bit NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_institutions] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
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
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE TABLE [licence_counters] (
        [Division] nvarchar(6) NOT NULL,
        [Year] int NOT NULL,
        [Last] int NOT NULL,
        CONSTRAINT [PK_licence_counters] PRIMARY KEY ([Division], [Year])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
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
    WHERE [MigrationId] = N'20261121210335_Initial'
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
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE INDEX [IX_answers_At] ON [answers] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE INDEX [IX_applications_ApplicantCode_CreatedAt] ON [applications] ([ApplicantCode], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE INDEX [IX_applications_Division_CreatedAt] ON [applications] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE INDEX [IX_applications_DueDate] ON [applications] ([DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE INDEX [IX_applications_RepresentativeHash] ON [applications] ([RepresentativeHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE INDEX [IX_audit_Position] ON [audit] ([Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE INDEX [IX_audit_Resource] ON [audit] ([Resource]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE INDEX [IX_inbox_HandledAt] ON [inbox] ([HandledAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_institutions_Code] ON [institutions] ([Code]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE INDEX [IX_institutions_Division_Name] ON [institutions] ([Division], [Name]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_institutions_LicenceNumber] ON [institutions] ([LicenceNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    CREATE INDEX [IX_institutions_Name_Id] ON [institutions] ([Name], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121210335_Initial'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121210335_Initial', N'10.0.14');
END;

COMMIT;
GO

