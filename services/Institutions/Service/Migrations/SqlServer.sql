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
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    DROP INDEX [IX_institutions_Name_Id] ON [institutions];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [institutions] ADD [ClosesOn] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [institutions] ADD [ImportBatch] uniqueidentifier NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [institutions] ADD [LostBy] nvarchar(40) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [institutions] ADD [NonProfit] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [institutions] ADD [OwnerCode] nvarchar(200) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [institutions] ADD [OwnerName] nvarchar(200) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [institutions] ADD [RectificationOverdue] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [institutions] ADD [RectifyBy] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [institutions] ADD [StateAuthority] nvarchar(40) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [institutions] ADD [StateChangedOn] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [institutions] ADD [StateReason] nvarchar(2100) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [institutions] ADD [ValidUntil] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [Changes] nvarchar(max) NOT NULL DEFAULT N'[]';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [Duplicates] nvarchar(max) NOT NULL DEFAULT N'[]';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [EscalatedTo] nvarchar(200) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [InstitutionId] uniqueidentifier NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [Kind] nvarchar(40) NOT NULL DEFAULT N'New';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [NoticeFrom] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [NoticeOpen] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [NoticeUntil] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [OpenKey] nvarchar(200) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [OwedBy] nvarchar(400) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [Particulars] nvarchar(max) NOT NULL DEFAULT N'{}';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [Returned] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [Stage] nvarchar(200) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [WorkflowId] nvarchar(200) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    ALTER TABLE [applications] ADD [WorkflowVersion] int NOT NULL DEFAULT 0;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [activities] (
        [Id] uniqueidentifier NOT NULL,
        [InstitutionId] uniqueidentifier NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [EndsOn] date NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Notices] nvarchar(max) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_activities] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
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
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [capital_structures] (
        [Id] uniqueidentifier NOT NULL,
        [InstitutionId] uniqueidentifier NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [Number] int NOT NULL,
        [Parties] nvarchar(max) NOT NULL,
        [Ties] nvarchar(max) NOT NULL,
        [Listing] nvarchar(40) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Remark] nvarchar(2000) NOT NULL,
        [Owners] nvarchar(max) NOT NULL,
        [UndeclaredPpm] int NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [HasBreach] bit NOT NULL,
        [Uses] nvarchar(max) NOT NULL,
        [JudgedOn] date NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_capital_structures] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [case_steps] (
        [ApplicationId] uniqueidentifier NOT NULL,
        [Version] bigint NOT NULL,
        [At] datetime2 NOT NULL,
        [Actor] nvarchar(200) NOT NULL,
        [Department] nvarchar(40) NOT NULL,
        [Step] nvarchar(40) NOT NULL,
        [Stage] nvarchar(200) NOT NULL,
        CONSTRAINT [PK_case_steps] PRIMARY KEY ([ApplicationId], [Version])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [cases] (
        [Id] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Source] nvarchar(40) NOT NULL,
        [SourceId] nvarchar(200) NOT NULL,
        [Name] nvarchar(80) NOT NULL,
        [Address] nvarchar(200) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [Description] nvarchar(2000) NOT NULL,
        [Handlers] nvarchar(max) NOT NULL,
        [Hazards] nvarchar(max) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Result] nvarchar(40) NULL,
        [ResultReason] nvarchar(2000) NOT NULL,
        [DueDate] date NULL,
        [Overdue] bit NOT NULL,
        [Steps] nvarchar(max) NOT NULL,
        [ClosedOn] date NULL,
        [Uses] nvarchar(max) NOT NULL,
        [OpenKey] nvarchar(400) NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_cases] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
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
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
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
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [census_marks] (
        [Day] date NOT NULL,
        CONSTRAINT [PK_census_marks] PRIMARY KEY ([Day])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [classifications] (
        [Id] uniqueidentifier NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [InstitutionName] nvarchar(80) NOT NULL,
        [ItemName] nvarchar(80) NOT NULL,
        [ItemKey] nvarchar(80) NOT NULL,
        [Description] nvarchar(4000) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [County] nvarchar(max) NOT NULL,
        [City] nvarchar(max) NULL,
        [DisputeReason] nvarchar(2000) NOT NULL,
        [DueDate] date NULL,
        [Uses] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_classifications] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
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
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [credit_entries] (
        [Id] uniqueidentifier NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Origin] nvarchar(200) NOT NULL,
        [OccurredOn] date NOT NULL,
        [RectifiedOn] date NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_credit_entries] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
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
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [disputes] (
        [Id] uniqueidentifier NOT NULL,
        [InstitutionId] uniqueidentifier NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [AssociationName] nvarchar(80) NOT NULL,
        [Subject] nvarchar(2000) NOT NULL,
        [Outcome] nvarchar(40) NULL,
        [Settlement] nvarchar(2000) NOT NULL,
        [SettledOn] date NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_disputes] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
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
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
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
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [import_faults] (
        [Batch] uniqueidentifier NOT NULL,
        [Row] bigint NOT NULL,
        [Ordinal] int NOT NULL,
        [Line] bigint NOT NULL,
        [Field] nvarchar(200) NOT NULL,
        [Zh] nvarchar(300) NOT NULL,
        [En] nvarchar(300) NOT NULL,
        CONSTRAINT [PK_import_faults] PRIMARY KEY ([Batch], [Row], [Ordinal])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [imports] (
        [Id] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Format] nvarchar(40) NOT NULL,
        [Existing] nvarchar(40) NOT NULL,
        [HeaderDigest] varbinary(max) NOT NULL,
        [Columns] nvarchar(max) NULL,
        [State] nvarchar(40) NOT NULL,
        [Offset] bigint NOT NULL,
        [Line] bigint NOT NULL,
        [Rows] bigint NOT NULL,
        [Stored] bigint NOT NULL,
        [Refused] bigint NOT NULL,
        [Skipped] bigint NOT NULL,
        [Digest] varbinary(max) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_imports] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
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
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
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
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [memberships] (
        [Id] uniqueidentifier NOT NULL,
        [AssociationName] nvarchar(80) NOT NULL,
        [InstitutionId] uniqueidentifier NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [InstitutionName] nvarchar(80) NOT NULL,
        [JoinedOn] date NOT NULL,
        [EndedOn] date NULL,
        [Decisions] nvarchar(max) NOT NULL,
        [ActiveKey] nvarchar(200) NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_memberships] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [notice_objections] (
        [Id] uniqueidentifier NOT NULL,
        [ApplicationId] uniqueidentifier NOT NULL,
        [Text] nvarchar(2000) NOT NULL,
        [ContactCipher] nvarchar(1000) NOT NULL,
        [RaisedAt] datetime2 NOT NULL,
        [Answer] nvarchar(2000) NOT NULL,
        CONSTRAINT [PK_notice_objections] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [panel_members] (
        [Id] uniqueidentifier NOT NULL,
        [Subject] nvarchar(200) NOT NULL,
        [Speciality] nvarchar(200) NOT NULL,
        [EmployerCode] nvarchar(18) NOT NULL,
        [HoldingCodes] nvarchar(max) NOT NULL,
        [Appointed] bit NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_panel_members] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [premises] (
        [ResourceId] uniqueidentifier NOT NULL,
        [Address] nvarchar(200) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [IsInstitution] bit NOT NULL,
        [Name] nvarchar(80) NOT NULL,
        CONSTRAINT [PK_premises] PRIMARY KEY ([ResourceId], [Address])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE TABLE [safety_checks] (
        [Id] uniqueidentifier NOT NULL,
        [InstitutionId] uniqueidentifier NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [SiteAddress] nvarchar(200) NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [CheckedOn] date NOT NULL,
        [ValidUntil] date NOT NULL,
        [Passed] bit NOT NULL,
        [Remark] nvarchar(2000) NOT NULL,
        [Hazards] nvarchar(max) NOT NULL,
        [CaseId] uniqueidentifier NULL,
        [Department] nvarchar(200) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_safety_checks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_institutions_Name_Id_Division_State_Category] ON [institutions] ([Name], [Id], [Division], [State], [Category]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_institutions_RectifyBy] ON [institutions] ([RectifyBy]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_applications_NoticeOpen_NoticeUntil] ON [applications] ([NoticeOpen], [NoticeUntil]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_applications_OpenKey] ON [applications] ([OpenKey]) WHERE [OpenKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_activities_Division_CreatedAt] ON [activities] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_activities_InstitutionCode_CreatedAt] ON [activities] ([InstitutionCode], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_campaigns_Division_Id] ON [campaigns] ([Division], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_capital_structures_Division_CreatedAt] ON [capital_structures] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_capital_structures_InstitutionCode_Number] ON [capital_structures] ([InstitutionCode], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE UNIQUE INDEX [IX_capital_structures_InstitutionId_Number] ON [capital_structures] ([InstitutionId], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_cases_Division_CreatedAt] ON [cases] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_cases_InstitutionCode_CreatedAt] ON [cases] ([InstitutionCode], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_cases_OpenKey] ON [cases] ([OpenKey]) WHERE [OpenKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_cases_State_DueDate] ON [cases] ([State], [DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_classifications_Division_CreatedAt] ON [classifications] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE UNIQUE INDEX [IX_classifications_InstitutionCode_ItemKey] ON [classifications] ([InstitutionCode], [ItemKey]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_consequences_Division_Id] ON [consequences] ([Division], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_consequences_DueDate] ON [consequences] ([DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_consequences_InstitutionId] ON [consequences] ([InstitutionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_credit_entries_Division_CreatedAt] ON [credit_entries] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_credit_entries_InstitutionCode_OccurredOn] ON [credit_entries] ([InstitutionCode], [OccurredOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE UNIQUE INDEX [IX_credit_entries_Origin_Kind] ON [credit_entries] ([Origin], [Kind]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_disputes_Division_CreatedAt] ON [disputes] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_edition_shelves_NextOn] ON [edition_shelves] ([NextOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_editions_Division_Number] ON [editions] ([Division], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_editions_Division_PreviousSha256] ON [editions] ([Division], [PreviousSha256]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_imports_Division_CreatedAt] ON [imports] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_list_entries_Code] ON [list_entries] ([Code]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_list_entries_Division_Id] ON [list_entries] ([Division], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_list_entries_EndsOn] ON [list_entries] ([EndsOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_list_entries_InstitutionId] ON [list_entries] ([InstitutionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_list_entries_LicenceNumber] ON [list_entries] ([LicenceNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_list_entries_Source] ON [list_entries] ([Source]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_measures_InstitutionId_InstitutionVersion] ON [measures] ([InstitutionId], [InstitutionVersion]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_memberships_ActiveKey] ON [memberships] ([ActiveKey]) WHERE [ActiveKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_memberships_Division_CreatedAt] ON [memberships] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_notice_objections_ApplicationId_RaisedAt] ON [notice_objections] ([ApplicationId], [RaisedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_panel_members_Division_CreatedAt] ON [panel_members] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE UNIQUE INDEX [IX_panel_members_Subject_Division] ON [panel_members] ([Subject], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_premises_Division_Address] ON [premises] ([Division], [Address]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_safety_checks_Division_CreatedAt] ON [safety_checks] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_safety_checks_Division_ValidUntil] ON [safety_checks] ([Division], [ValidUntil]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    CREATE INDEX [IX_safety_checks_InstitutionId] ON [safety_checks] ([InstitutionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    EXEC(N'INSERT INTO "census_counts" ("Division", "Category", "Mode", "State", "Count", "Recorded")
    SELECT "Division", "Category", "Mode", "State", COUNT(*), 0 FROM "institutions" GROUP BY "Division", "Category", "Mode", "State";');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    EXEC(N'INSERT INTO "list_entries" ("Id", "Kind", "InstitutionId", "Name", "Code", "LicenceNumber", "Division", "Reason", "Authority", "Source",
        "StartsOn", "Ended", "EndReason", "AppealGrounds", "AppealDecision", "Version")
    SELECT "Id", ''White'', "Id", "Name", "Code", "LicenceNumber", "Division", N''取得办学许可'', '''', '''', "LicensedOn", 0, '''', '''', '''', 1
    FROM "institutions" WHERE "State" = ''Licensed'';');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    EXEC(N'UPDATE "applications" SET "WorkflowId" = ''establishment'', "WorkflowVersion" = 1 WHERE "State" <> ''Draft'';
    UPDATE "applications" SET "Stage" = ''acceptance'' WHERE "State" = ''Submitted'';
    UPDATE "applications" SET "Stage" = ''joint-review'' WHERE "State" = ''Accepted'';');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122004453_InstitutionLife'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122004453_InstitutionLife', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_counts] DROP CONSTRAINT [PK_census_counts];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_changes] DROP CONSTRAINT [PK_census_changes];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [safety_checks] ADD [Lapsed] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [memberships] ADD [AssociationCode] nvarchar(18) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [institutions] ADD [FiguresAt] datetime2 NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [institutions] ADD [PrepaidFen] bigint NOT NULL DEFAULT CAST(0 AS bigint);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [institutions] ADD [Pupils] int NOT NULL DEFAULT 0;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [institutions] ADD [Staff] int NOT NULL DEFAULT 0;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [disputes] ADD [AssociationCode] nvarchar(18) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [classifications] ADD [EscalatedTo] nvarchar(6) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [classifications] ADD [Overdue] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_counts] ADD [Sample] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_counts] ADD [PrepaidFen] bigint NOT NULL DEFAULT CAST(0 AS bigint);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_counts] ADD [Pupils] int NOT NULL DEFAULT 0;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_counts] ADD [RecordedPrepaidFen] bigint NOT NULL DEFAULT CAST(0 AS bigint);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_counts] ADD [RecordedPupils] int NOT NULL DEFAULT 0;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_counts] ADD [RecordedStaff] int NOT NULL DEFAULT 0;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_counts] ADD [Staff] int NOT NULL DEFAULT 0;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_changes] ADD [Sample] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_changes] ADD [PrepaidFenDelta] bigint NOT NULL DEFAULT CAST(0 AS bigint);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_changes] ADD [PupilsDelta] int NOT NULL DEFAULT 0;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_changes] ADD [StaffDelta] int NOT NULL DEFAULT 0;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [campaigns] ADD [OverdueTold] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [campaigns] ADD [Reminded] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_counts] ADD CONSTRAINT [PK_census_counts] PRIMARY KEY ([Division], [Category], [Mode], [State], [Sample]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    ALTER TABLE [census_changes] ADD CONSTRAINT [PK_census_changes] PRIMARY KEY ([Division], [Day], [Category], [Mode], [State], [Sample]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    CREATE TABLE [associations] (
        [Id] uniqueidentifier NOT NULL,
        [Name] nvarchar(80) NOT NULL,
        [NameKey] nvarchar(80) NOT NULL,
        [Code] nvarchar(18) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_associations] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    CREATE TABLE [campaign_members] (
        [CampaignId] uniqueidentifier NOT NULL,
        [InstitutionId] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Code] nvarchar(18) NOT NULL,
        [Name] nvarchar(80) NOT NULL,
        [Category] nvarchar(40) NOT NULL,
        [Progress] nvarchar(40) NOT NULL,
        [ApplicationId] uniqueidentifier NULL,
        CONSTRAINT [PK_campaign_members] PRIMARY KEY ([CampaignId], [InstitutionId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    CREATE INDEX [IX_safety_checks_Lapsed_ValidUntil] ON [safety_checks] ([Lapsed], [ValidUntil]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    CREATE INDEX [IX_classifications_State_DueDate] ON [classifications] ([State], [DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    CREATE UNIQUE INDEX [IX_associations_Code] ON [associations] ([Code]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    CREATE INDEX [IX_associations_Division_CreatedAt] ON [associations] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    CREATE UNIQUE INDEX [IX_associations_NameKey_Division] ON [associations] ([NameKey], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    CREATE INDEX [IX_campaign_members_CampaignId_Division_InstitutionId] ON [campaign_members] ([CampaignId], [Division], [InstitutionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    CREATE INDEX [IX_campaign_members_CampaignId_Progress_InstitutionId] ON [campaign_members] ([CampaignId], [Progress], [InstitutionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    CREATE INDEX [IX_campaign_members_Code] ON [campaign_members] ([Code]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    EXEC(N'UPDATE "institutions" SET "Staff" = (SELECT COUNT(*) FROM "disclosed_items"
        WHERE "disclosed_items"."InstitutionId" = "institutions"."Id" AND "disclosed_items"."Kind" = ''Tutor'' AND "disclosed_items"."Sealed" IS NOT NULL);');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    EXEC(N'UPDATE "census_counts" SET "Count" = (SELECT COUNT(*) FROM "institutions" WHERE "institutions"."Division" = "census_counts"."Division" AND "institutions"."Category" = "census_counts"."Category"
    AND "institutions"."Mode" = "census_counts"."Mode" AND "institutions"."State" = "census_counts"."State" AND "institutions"."Sample" = 0),
        "Staff" = (SELECT COALESCE(SUM("institutions"."Staff"), 0) FROM "institutions" WHERE "institutions"."Division" = "census_counts"."Division" AND "institutions"."Category" = "census_counts"."Category"
    AND "institutions"."Mode" = "census_counts"."Mode" AND "institutions"."State" = "census_counts"."State" AND "institutions"."Sample" = 0);');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    EXEC(N'INSERT INTO "census_counts" ("Division", "Category", "Mode", "State", "Sample", "Count", "Staff", "Pupils", "PrepaidFen",
        "Recorded", "RecordedStaff", "RecordedPupils", "RecordedPrepaidFen")
    SELECT "Division", "Category", "Mode", "State", 1, COUNT(*), SUM("Staff"), 0, 0, 0, 0, 0, 0 FROM "institutions" WHERE "Sample" = 1
    GROUP BY "Division", "Category", "Mode", "State";');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122024745_CensusFigures'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122024745_CensusFigures', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122034302_ChangeMarks'
)
BEGIN
    DROP INDEX [IX_list_entries_EndsOn] ON [list_entries];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122034302_ChangeMarks'
)
BEGIN
    DROP INDEX [IX_list_entries_LicenceNumber] ON [list_entries];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122034302_ChangeMarks'
)
BEGIN
    DROP INDEX [IX_list_entries_Source] ON [list_entries];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122034302_ChangeMarks'
)
BEGIN
    DROP INDEX [IX_institutions_Name_Id_Division_State_Category] ON [institutions];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122034302_ChangeMarks'
)
BEGIN
    ALTER TABLE [institutions] ADD [ChangeMark] bigint NOT NULL DEFAULT CAST(0 AS bigint);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122034302_ChangeMarks'
)
BEGIN
    EXEC(N'CREATE INDEX [IX_list_entries_EndsOn] ON [list_entries] ([EndsOn]) WHERE "EndsOn" IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122034302_ChangeMarks'
)
BEGIN
    EXEC(N'CREATE INDEX [IX_list_entries_Source] ON [list_entries] ([Source]) WHERE "Source" <> ''''');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122034302_ChangeMarks'
)
BEGIN
    CREATE INDEX [IX_institutions_ChangeMark] ON [institutions] ([ChangeMark]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122034302_ChangeMarks'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122034302_ChangeMarks', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122124507_Owners'
)
BEGIN
    ALTER TABLE [capital_structures] ADD [EndedOn] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122124507_Owners'
)
BEGIN
    CREATE TABLE [capital_holdings] (
        [StructureId] uniqueidentifier NOT NULL,
        [PersonId] uniqueidentifier NOT NULL,
        [PartyId] nvarchar(200) NOT NULL,
        [SharePpm] int NOT NULL,
        [Controls] bit NOT NULL,
        CONSTRAINT [PK_capital_holdings] PRIMARY KEY ([StructureId], [PersonId])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122124507_Owners'
)
BEGIN
    CREATE TABLE [capital_persons] (
        [Id] uniqueidentifier NOT NULL,
        [Cipher] nvarchar(300) NOT NULL,
        [Hash] nvarchar(120) NOT NULL,
        CONSTRAINT [PK_capital_persons] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122124507_Owners'
)
BEGIN
    CREATE INDEX [IX_capital_holdings_PersonId] ON [capital_holdings] ([PersonId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122124507_Owners'
)
BEGIN
    CREATE UNIQUE INDEX [IX_capital_persons_Hash] ON [capital_persons] ([Hash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122124507_Owners'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122124507_Owners', N'10.0.14');
END;

COMMIT;
GO

