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
    WHERE [MigrationId] = N'20261122170109_Supervision'
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
    WHERE [MigrationId] = N'20261122170109_Supervision'
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
    WHERE [MigrationId] = N'20261122170109_Supervision'
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
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE TABLE [inspected_objects] (
        [Key] nvarchar(40) NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Code] nvarchar(18) NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [Since] date NOT NULL,
        [EndedOn] date NULL,
        [ToldAt] datetime2 NOT NULL,
        CONSTRAINT [PK_inspected_objects] PRIMARY KEY ([Key])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE TABLE [inspection_draws] (
        [Id] uniqueidentifier NOT NULL,
        [PlanId] uniqueidentifier NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [List] nvarchar(max) NOT NULL,
        [ListDigest] nvarchar(64) NOT NULL,
        [Nonce] nvarchar(64) NOT NULL,
        [Words] nvarchar(200) NOT NULL,
        [Seed] nvarchar(64) NOT NULL,
        [Drawn] nvarchar(max) NOT NULL,
        [DrawnAt] datetime2 NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_inspection_draws] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE TABLE [inspection_findings] (
        [InspectionId] uniqueidentifier NOT NULL,
        [Number] int NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Year] int NOT NULL,
        [FormId] nvarchar(40) NOT NULL,
        [ItemId] nvarchar(40) NOT NULL,
        [Department] nvarchar(40) NOT NULL,
        [Ordered] bit NOT NULL,
        CONSTRAINT [PK_inspection_findings] PRIMARY KEY ([InspectionId], [Number])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE TABLE [inspection_plans] (
        [Id] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Title] nvarchar(100) NOT NULL,
        [SubjectKind] nvarchar(40) NOT NULL,
        [FormId] nvarchar(40) NOT NULL,
        [StartsOn] date NOT NULL,
        [EndsOn] date NOT NULL,
        [Departments] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_inspection_plans] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE TABLE [inspections] (
        [Id] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [ObjectKind] nvarchar(40) NULL,
        [ObjectCode] nvarchar(18) NOT NULL,
        [ObjectName] nvarchar(200) NOT NULL,
        [PlanId] uniqueidentifier NULL,
        [FormId] nvarchar(40) NOT NULL,
        [FormVersion] int NOT NULL,
        [VisitedOn] date NULL,
        [Town] nvarchar(60) NOT NULL,
        [Grid] nvarchar(60) NOT NULL,
        [Address] nvarchar(200) NOT NULL,
        [Summary] nvarchar(2000) NOT NULL,
        [Answers] nvarchar(max) NOT NULL,
        [Changed] nvarchar(max) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [FindingCount] int NOT NULL,
        [Discrepancies] int NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_inspections] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE TABLE [inspectors] (
        [Id] uniqueidentifier NOT NULL,
        [Account] nvarchar(200) NOT NULL,
        [Badge] nvarchar(40) NOT NULL,
        [Department] nvarchar(40) NOT NULL,
        [Retired] bit NOT NULL,
        [Conflicts] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_inspectors] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
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
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE TABLE [ledger_numbers] (
        [Division] nvarchar(6) NOT NULL,
        [Year] int NOT NULL,
        [Last] int NOT NULL,
        CONSTRAINT [PK_ledger_numbers] PRIMARY KEY ([Division], [Year])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE TABLE [object_signs] (
        [Code] nvarchar(18) NOT NULL,
        [Grade] int NOT NULL,
        [GradeAt] datetime2 NOT NULL,
        [AdBreaches] int NOT NULL,
        [AdUntil] date NOT NULL,
        [Risk] int NOT NULL,
        [WarningId] nvarchar(40) NOT NULL,
        [RiskAt] datetime2 NOT NULL,
        CONSTRAINT [PK_object_signs] PRIMARY KEY ([Code])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
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
    WHERE [MigrationId] = N'20261122170109_Supervision'
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
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE TABLE [rectifications] (
        [Id] uniqueidentifier NOT NULL,
        [Number] nvarchar(40) NOT NULL,
        [SubjectKind] nvarchar(40) NOT NULL,
        [SubjectCode] nvarchar(18) NOT NULL,
        [SubjectName] nvarchar(100) NOT NULL,
        [Source] nvarchar(40) NOT NULL,
        [SourceId] nvarchar(120) NOT NULL,
        [Items] nvarchar(max) NOT NULL,
        [WorkingDays] int NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [TermFrom] date NOT NULL,
        [TermDays] int NOT NULL,
        [DueDate] date NULL,
        [WatchDate] date NULL,
        [Overdue] bit NOT NULL,
        [Told] bit NOT NULL,
        [OrderedBy] nvarchar(6) NOT NULL,
        [HeldBy] nvarchar(6) NOT NULL,
        [ListedBy] nvarchar(6) NOT NULL,
        [Reopened] int NOT NULL,
        [Extended] int NOT NULL,
        [OrderedOn] date NOT NULL,
        [ClosedOn] date NULL,
        [Department] nvarchar(40) NOT NULL,
        [Doers] nvarchar(max) NOT NULL,
        [Steps] nvarchar(max) NOT NULL,
        [Uses] nvarchar(max) NOT NULL,
        [OpenKey] nvarchar(180) NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_rectifications] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE TABLE [supervision_tasks] (
        [Id] uniqueidentifier NOT NULL,
        [CampaignId] uniqueidentifier NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [DueDate] date NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Percent] int NOT NULL,
        [Told] bit NOT NULL,
        [DoneOn] date NULL,
        [Reporter] nvarchar(200) NOT NULL,
        [Reports] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_supervision_tasks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE TABLE [task_campaigns] (
        [Id] uniqueidentifier NOT NULL,
        [Title] nvarchar(100) NOT NULL,
        [Document] nvarchar(10) NOT NULL,
        [Tasks] int NOT NULL,
        [Key] nvarchar(20) NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_task_campaigns] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE TABLE [visit_counts] (
        [Code] nvarchar(18) NOT NULL,
        [Period] int NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Visits] int NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_visit_counts] PRIMARY KEY ([Code], [Period])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_answers_At] ON [answers] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_audit_Position] ON [audit] ([Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_audit_Resource] ON [audit] ([Resource]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_inbox_HandledAt] ON [inbox] ([HandledAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspected_objects_Code] ON [inspected_objects] ([Code]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspected_objects_Division_Kind_Code] ON [inspected_objects] ([Division], [Kind], [Code]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspection_draws_Division_CreatedAt] ON [inspection_draws] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspection_draws_PlanId] ON [inspection_draws] ([PlanId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspection_findings_Division_Year] ON [inspection_findings] ([Division], [Year]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspection_plans_Division_CreatedAt] ON [inspection_plans] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspections_Division_CreatedAt] ON [inspections] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspections_Division_VisitedOn] ON [inspections] ([Division], [VisitedOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspections_ObjectCode_FormId_VisitedOn] ON [inspections] ([ObjectCode], [FormId], [VisitedOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspections_PlanId_ObjectCode] ON [inspections] ([PlanId], [ObjectCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE UNIQUE INDEX [IX_inspectors_Account] ON [inspectors] ([Account]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspectors_Division_CreatedAt] ON [inspectors] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_object_signs_WarningId] ON [object_signs] ([WarningId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_rectifications_Division_CreatedAt] ON [rectifications] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_rectifications_HeldBy_State] ON [rectifications] ([HeldBy], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE UNIQUE INDEX [IX_rectifications_Number] ON [rectifications] ([Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_rectifications_OpenKey] ON [rectifications] ([OpenKey]) WHERE [OpenKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_rectifications_SourceId] ON [rectifications] ([SourceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_rectifications_State_WatchDate] ON [rectifications] ([State], [WatchDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_rectifications_SubjectCode_CreatedAt] ON [rectifications] ([SubjectCode], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_supervision_tasks_CampaignId] ON [supervision_tasks] ([CampaignId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_supervision_tasks_Division_CreatedAt] ON [supervision_tasks] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_supervision_tasks_State_DueDate] ON [supervision_tasks] ([State], [DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_task_campaigns_Division_CreatedAt] ON [task_campaigns] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_task_campaigns_Key] ON [task_campaigns] ([Key]) WHERE [Key] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    CREATE INDEX [IX_visit_counts_Division_Period] ON [visit_counts] ([Division], [Period]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122170109_Supervision'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122170109_Supervision', N'10.0.14');
END;

COMMIT;
GO

