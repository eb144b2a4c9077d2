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
    WHERE [MigrationId] = N'20261122001956_Cases'
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
    WHERE [MigrationId] = N'20261122001956_Cases'
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
    WHERE [MigrationId] = N'20261122001956_Cases'
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
    WHERE [MigrationId] = N'20261122001956_Cases'
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
    WHERE [MigrationId] = N'20261122001956_Cases'
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
    WHERE [MigrationId] = N'20261122001956_Cases'
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
    WHERE [MigrationId] = N'20261122001956_Cases'
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
    WHERE [MigrationId] = N'20261122001956_Cases'
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
    WHERE [MigrationId] = N'20261122001956_Cases'
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
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_activities_Division_CreatedAt] ON [activities] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_activities_InstitutionCode_CreatedAt] ON [activities] ([InstitutionCode], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_capital_structures_Division_CreatedAt] ON [capital_structures] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_capital_structures_InstitutionCode_Number] ON [capital_structures] ([InstitutionCode], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE UNIQUE INDEX [IX_capital_structures_InstitutionId_Number] ON [capital_structures] ([InstitutionId], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_cases_Division_CreatedAt] ON [cases] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_cases_InstitutionCode_CreatedAt] ON [cases] ([InstitutionCode], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_cases_OpenKey] ON [cases] ([OpenKey]) WHERE [OpenKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_cases_State_DueDate] ON [cases] ([State], [DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_classifications_Division_CreatedAt] ON [classifications] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE UNIQUE INDEX [IX_classifications_InstitutionCode_ItemKey] ON [classifications] ([InstitutionCode], [ItemKey]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_credit_entries_Division_CreatedAt] ON [credit_entries] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_credit_entries_InstitutionCode_OccurredOn] ON [credit_entries] ([InstitutionCode], [OccurredOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE UNIQUE INDEX [IX_credit_entries_Origin_Kind] ON [credit_entries] ([Origin], [Kind]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_disputes_Division_CreatedAt] ON [disputes] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_memberships_ActiveKey] ON [memberships] ([ActiveKey]) WHERE [ActiveKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_memberships_Division_CreatedAt] ON [memberships] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_panel_members_Division_CreatedAt] ON [panel_members] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE UNIQUE INDEX [IX_panel_members_Subject_Division] ON [panel_members] ([Subject], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_safety_checks_Division_CreatedAt] ON [safety_checks] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_safety_checks_Division_ValidUntil] ON [safety_checks] ([Division], [ValidUntil]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    CREATE INDEX [IX_safety_checks_InstitutionId] ON [safety_checks] ([InstitutionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122001956_Cases'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122001956_Cases', N'10.0.14');
END;

COMMIT;
GO

