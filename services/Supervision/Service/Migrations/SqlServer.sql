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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE TABLE [complaint_remarks] (
        [Id] uniqueidentifier NOT NULL,
        [ComplaintId] uniqueidentifier NOT NULL,
        [Act] nvarchar(40) NOT NULL,
        [At] datetime2 NOT NULL,
        [Cipher] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_complaint_remarks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE TABLE [complaints] (
        [Id] uniqueidentifier NOT NULL,
        [Channel] nvarchar(40) NOT NULL,
        [Matter] nvarchar(80) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [SubjectName] nvarchar(200) NOT NULL,
        [SubjectKey] nvarchar(220) NOT NULL,
        [ExternalKey] nvarchar(100) NULL,
        [TextCipher] nvarchar(max) NOT NULL,
        [FileCipher] nvarchar(4000) NOT NULL,
        [PersonHash] nvarchar(200) NULL,
        [TrackingHash] nvarchar(200) NOT NULL,
        [Anonymous] bit NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Lead] nvarchar(200) NOT NULL,
        [Assist] nvarchar(max) NOT NULL,
        [DutyMask] bigint NOT NULL,
        [DutyBasis] nvarchar(max) NOT NULL,
        [MainId] uniqueidentifier NULL,
        [AcceptanceFrom] date NOT NULL,
        [AnswerFrom] date NOT NULL,
        [AcceptanceDue] date NULL,
        [AnswerDue] date NULL,
        [AcceptanceOverdue] bit NOT NULL,
        [AnswerOverdue] bit NOT NULL,
        [ReopenUntil] date NULL,
        [Outcome] nvarchar(40) NULL,
        [Answer] nvarchar(2000) NOT NULL,
        [Account] nvarchar(1000) NOT NULL,
        [Rating] int NOT NULL,
        [Reopened] bit NOT NULL,
        [Counted] bit NOT NULL,
        [PersonGone] bit NOT NULL,
        [Steps] nvarchar(max) NOT NULL,
        [Uses] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_complaints] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE TABLE [hotline_batches] (
        [Id] uniqueidentifier NOT NULL,
        [Known] bigint NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Format] nvarchar(40) NOT NULL,
        [HeaderDigest] varbinary(max) NOT NULL,
        [Columns] nvarchar(max) NULL,
        [State] nvarchar(40) NOT NULL,
        [Offset] bigint NOT NULL,
        [Line] bigint NOT NULL,
        [Rows] bigint NOT NULL,
        [Stored] bigint NOT NULL,
        [Refused] bigint NOT NULL,
        [Digest] varbinary(max) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_hotline_batches] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE TABLE [questionnaires] (
        [Id] uniqueidentifier NOT NULL,
        [Name] nvarchar(40) NOT NULL,
        [Number] int NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_questionnaires] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE TABLE [row_faults] (
        [Batch] uniqueidentifier NOT NULL,
        [Row] bigint NOT NULL,
        [Ordinal] int NOT NULL,
        [Line] bigint NOT NULL,
        [Field] nvarchar(200) NOT NULL,
        [Zh] nvarchar(300) NOT NULL,
        [En] nvarchar(300) NOT NULL,
        CONSTRAINT [PK_row_faults] PRIMARY KEY ([Batch], [Row], [Ordinal])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE TABLE [survey_counts] (
        [RoundId] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Audience] nvarchar(10) NOT NULL,
        [Question] nvarchar(40) NOT NULL,
        [Option] nvarchar(40) NOT NULL,
        [Amount] bigint NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_survey_counts] PRIMARY KEY ([RoundId], [Division], [SchoolCode], [Audience], [Question], [Option])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE TABLE [survey_rounds] (
        [Id] uniqueidentifier NOT NULL,
        [Title] nvarchar(100) NOT NULL,
        [Questionnaires] nvarchar(max) NOT NULL,
        [From] date NOT NULL,
        [To] date NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Counted] bit NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_survey_rounds] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE TABLE [survey_tickets] (
        [Hash] nvarchar(200) NOT NULL,
        [RoundId] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Audience] nvarchar(40) NOT NULL,
        [Spent] bit NOT NULL,
        CONSTRAINT [PK_survey_tickets] PRIMARY KEY ([Hash])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE TABLE [survey_urn] (
        [Id] uniqueidentifier NOT NULL,
        [RoundId] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Audience] nvarchar(40) NOT NULL,
        [Cipher] nvarchar(200) NOT NULL,
        CONSTRAINT [PK_survey_urn] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
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
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_answers_At] ON [answers] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_audit_Position] ON [audit] ([Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_audit_Resource] ON [audit] ([Resource]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_complaint_remarks_ComplaintId] ON [complaint_remarks] ([ComplaintId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_complaints_Division_CreatedAt] ON [complaints] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_complaints_ExternalKey] ON [complaints] ([ExternalKey]) WHERE [ExternalKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_complaints_InstitutionCode_CreatedAt] ON [complaints] ([InstitutionCode], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_complaints_MainId] ON [complaints] ([MainId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_complaints_SchoolCode_CreatedAt] ON [complaints] ([SchoolCode], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_complaints_State_AnswerDue] ON [complaints] ([State], [AnswerDue]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_complaints_SubjectKey_State] ON [complaints] ([SubjectKey], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE UNIQUE INDEX [IX_complaints_TrackingHash] ON [complaints] ([TrackingHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_evidence_ObjectCode_Year] ON [evidence] ([ObjectCode], [Year]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE UNIQUE INDEX [IX_evidence_Resource_ObjectCode_Rule] ON [evidence] ([Resource], [ObjectCode], [Rule]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_facts_Day_Division] ON [facts] ([Day], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_heard_consequences_At] ON [heard_consequences] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_hotline_batches_Division_CreatedAt] ON [hotline_batches] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_inbox_HandledAt] ON [inbox] ([HandledAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspected_objects_Code] ON [inspected_objects] ([Code]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspected_objects_Division_Kind_Code] ON [inspected_objects] ([Division], [Kind], [Code]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspection_draws_Division_CreatedAt] ON [inspection_draws] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspection_draws_PlanId] ON [inspection_draws] ([PlanId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspection_findings_Division_Year] ON [inspection_findings] ([Division], [Year]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspection_plans_Division_CreatedAt] ON [inspection_plans] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspections_Division_CreatedAt] ON [inspections] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspections_Division_VisitedOn] ON [inspections] ([Division], [VisitedOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspections_ObjectCode_FormId_VisitedOn] ON [inspections] ([ObjectCode], [FormId], [VisitedOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspections_PlanId_ObjectCode] ON [inspections] ([PlanId], [ObjectCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE UNIQUE INDEX [IX_inspectors_Account] ON [inspectors] ([Account]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_inspectors_Division_CreatedAt] ON [inspectors] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_object_scores_Year_Kind_Score_ObjectCode] ON [object_scores] ([Year], [Kind], [Score], [ObjectCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_object_signs_WarningId] ON [object_signs] ([WarningId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalties_Division_CreatedAt] ON [penalties] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalties_DueDate] ON [penalties] ([DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalties_PartyCode_CreatedAt] ON [penalties] ([PartyCode], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalties_PublishedUntil_Division] ON [penalties] ([PublishedUntil], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalty_effects_Division_CreatedAt] ON [penalty_effects] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalty_effects_Kind_State_Division] ON [penalty_effects] ([Kind], [State], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalty_effects_PenaltyId] ON [penalty_effects] ([PenaltyId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_penalty_effects_Reference] ON [penalty_effects] ([Reference]) WHERE [Reference] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_penalty_effects_State_DueDate] ON [penalty_effects] ([State], [DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_point_scores_Year_Kind_Division] ON [point_scores] ([Year], [Kind], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_questionnaires_Division_CreatedAt] ON [questionnaires] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE UNIQUE INDEX [IX_questionnaires_Division_Name_Number] ON [questionnaires] ([Division], [Name], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_record_figures_Kind_Year_Division] ON [record_figures] ([Kind], [Year], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_rectifications_Division_CreatedAt] ON [rectifications] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_rectifications_HeldBy_State] ON [rectifications] ([HeldBy], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE UNIQUE INDEX [IX_rectifications_Number] ON [rectifications] ([Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_rectifications_OpenKey] ON [rectifications] ([OpenKey]) WHERE [OpenKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_rectifications_SourceId] ON [rectifications] ([SourceId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_rectifications_State_WatchDate] ON [rectifications] ([State], [WatchDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_rectifications_SubjectCode_CreatedAt] ON [rectifications] ([SubjectCode], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_reports_Division_CreatedAt] ON [reports] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE UNIQUE INDEX [IX_reports_Division_Kind_From_To_Revision] ON [reports] ([Division], [Kind], [From], [To], [Revision]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_supervision_records_Division_CreatedAt] ON [supervision_records] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_supervision_records_DueDate] ON [supervision_records] ([DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_supervision_records_Kind_Division_State] ON [supervision_records] ([Kind], [Division], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_supervision_records_RecordKey] ON [supervision_records] ([RecordKey]) WHERE [RecordKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_supervision_records_State_CreatedAt] ON [supervision_records] ([State], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_supervision_tasks_CampaignId] ON [supervision_tasks] ([CampaignId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_supervision_tasks_Division_CreatedAt] ON [supervision_tasks] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_supervision_tasks_State_DueDate] ON [supervision_tasks] ([State], [DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_survey_rounds_Counted_To] ON [survey_rounds] ([Counted], [To]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_survey_rounds_Division_CreatedAt] ON [survey_rounds] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_survey_tickets_RoundId_Division] ON [survey_tickets] ([RoundId], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_survey_urn_RoundId_SchoolCode_Audience] ON [survey_urn] ([RoundId], [SchoolCode], [Audience]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_task_campaigns_Division_CreatedAt] ON [task_campaigns] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_task_campaigns_Key] ON [task_campaigns] ([Key]) WHERE [Key] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    CREATE INDEX [IX_visit_counts_Division_Period] ON [visit_counts] ([Division], [Period]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122174218_Supervision'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122174218_Supervision', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122202434_Towns'
)
BEGIN
    ALTER TABLE [inspected_objects] ADD [Town] nvarchar(60) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122202434_Towns'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122202434_Towns', N'10.0.14');
END;

COMMIT;
GO

