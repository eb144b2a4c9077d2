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

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    ALTER TABLE [institutions] ADD [RectificationOverdue] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    ALTER TABLE [institutions] ADD [RectifyBy] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    ALTER TABLE [institutions] ADD [StateAuthority] nvarchar(40) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    ALTER TABLE [institutions] ADD [StateChangedOn] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    ALTER TABLE [institutions] ADD [StateReason] nvarchar(2100) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE TABLE [campaigns] (
        [Id] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Title] nvarchar(80) NOT NULL,
        [Categories] nvarchar(max) NOT NULL,
        [OpenedOn] date NOT NULL,
        [DueDate] date NOT NULL,
        [Baseline] int NOT NULL,
        [TargetBasisPoints] int NOT NULL,
        [ClosedOn] date NULL,
        [Remained] int NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_campaigns] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE TABLE [census_changes] (
        [Day] date NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Category] nvarchar(40) NOT NULL,
        [Mode] nvarchar(40) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Delta] int NOT NULL,
        CONSTRAINT [PK_census_changes] PRIMARY KEY ([Division], [Day], [Category], [Mode], [State])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE TABLE [census_counts] (
        [Division] nvarchar(6) NOT NULL,
        [Category] nvarchar(40) NOT NULL,
        [Mode] nvarchar(40) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Count] int NOT NULL,
        [Recorded] int NOT NULL,
        CONSTRAINT [PK_census_counts] PRIMARY KEY ([Division], [Category], [Mode], [State])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE TABLE [census_marks] (
        [Day] date NOT NULL,
        CONSTRAINT [PK_census_marks] PRIMARY KEY ([Day])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE TABLE [consequences] (
        [Id] uniqueidentifier NOT NULL,
        [MeasureId] uniqueidentifier NOT NULL,
        [InstitutionId] uniqueidentifier NOT NULL,
        [InstitutionName] nvarchar(80) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Service] nvarchar(40) NOT NULL,
        [DueDate] date NULL,
        [Overdue] bit NOT NULL,
        [ConfirmedAt] datetime2 NULL,
        [ConfirmedBy] nvarchar(40) NOT NULL,
        [Note] nvarchar(2100) NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_consequences] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE TABLE [disclosed_items] (
        [InstitutionId] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [ItemId] nvarchar(64) NOT NULL,
        [PublishedAt] datetime2 NOT NULL,
        [Withdrawn] bit NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [Sealed] nvarchar(2000) NULL,
        [Foreign] bit NOT NULL,
        CONSTRAINT [PK_disclosed_items] PRIMARY KEY ([InstitutionId], [Kind], [ItemId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE TABLE [edition_shelves] (
        [Division] nvarchar(6) NOT NULL,
        [Year] int NOT NULL,
        [Last] int NOT NULL,
        [LastSha256] nvarchar(64) NOT NULL,
        [NextOn] date NOT NULL,
        CONSTRAINT [PK_edition_shelves] PRIMARY KEY ([Division])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE TABLE [editions] (
        [Number] nvarchar(20) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [PublishedOn] date NOT NULL,
        [PublishedAt] datetime2 NOT NULL,
        [WhiteCount] int NOT NULL,
        [BlackCount] int NOT NULL,
        [Content] varbinary(max) NOT NULL,
        [Sha256] nvarchar(64) NOT NULL,
        [PreviousSha256] nvarchar(64) NOT NULL,
        CONSTRAINT [PK_editions] PRIMARY KEY ([Number])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE TABLE [list_entries] (
        [Id] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [InstitutionId] uniqueidentifier NULL,
        [Name] nvarchar(200) NOT NULL,
        [Code] nvarchar(18) NOT NULL,
        [LicenceNumber] nvarchar(40) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Reason] nvarchar(2100) NOT NULL,
        [Authority] nvarchar(40) NOT NULL,
        [Source] nvarchar(200) NOT NULL,
        [StartsOn] date NOT NULL,
        [EndsOn] date NULL,
        [Ended] bit NOT NULL,
        [EndReason] nvarchar(2100) NOT NULL,
        [Appeal] nvarchar(40) NULL,
        [AppealGrounds] nvarchar(2100) NOT NULL,
        [AppealedAt] datetime2 NULL,
        [AppealDecision] nvarchar(2100) NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_list_entries] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE TABLE [measures] (
        [Id] uniqueidentifier NOT NULL,
        [InstitutionId] uniqueidentifier NOT NULL,
        [Type] nvarchar(40) NOT NULL,
        [Grounds] nvarchar(max) NOT NULL,
        [Reason] nvarchar(2100) NOT NULL,
        [Authority] nvarchar(40) NOT NULL,
        [DecidedOn] date NOT NULL,
        [RectifyBy] date NULL,
        [InstitutionVersion] bigint NOT NULL,
        CONSTRAINT [PK_measures] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_institutions_RectifyBy] ON [institutions] ([RectifyBy]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_campaigns_Division_Id] ON [campaigns] ([Division], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_consequences_Division_Id] ON [consequences] ([Division], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_consequences_DueDate] ON [consequences] ([DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_consequences_InstitutionId] ON [consequences] ([InstitutionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_edition_shelves_NextOn] ON [edition_shelves] ([NextOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_editions_Division_Number] ON [editions] ([Division], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_editions_Division_PreviousSha256] ON [editions] ([Division], [PreviousSha256]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_list_entries_Code] ON [list_entries] ([Code]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_list_entries_Division_Id] ON [list_entries] ([Division], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_list_entries_EndsOn] ON [list_entries] ([EndsOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_list_entries_InstitutionId] ON [list_entries] ([InstitutionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_list_entries_LicenceNumber] ON [list_entries] ([LicenceNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_list_entries_Source] ON [list_entries] ([Source]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    CREATE INDEX [IX_measures_InstitutionId_InstitutionVersion] ON [measures] ([InstitutionId], [InstitutionVersion]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261121235255_Standing'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261121235255_Standing', N'10.0.14');
END;

COMMIT;
GO

