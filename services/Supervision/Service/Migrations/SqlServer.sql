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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
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
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_answers_At] ON [answers] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_audit_Position] ON [audit] ([Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_audit_Resource] ON [audit] ([Resource]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_complaint_remarks_ComplaintId] ON [complaint_remarks] ([ComplaintId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_complaints_Division_CreatedAt] ON [complaints] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_complaints_ExternalKey] ON [complaints] ([ExternalKey]) WHERE [ExternalKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_complaints_InstitutionCode_CreatedAt] ON [complaints] ([InstitutionCode], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_complaints_MainId] ON [complaints] ([MainId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_complaints_SchoolCode_CreatedAt] ON [complaints] ([SchoolCode], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_complaints_State_AnswerDue] ON [complaints] ([State], [AnswerDue]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_complaints_SubjectKey_State] ON [complaints] ([SubjectKey], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE UNIQUE INDEX [IX_complaints_TrackingHash] ON [complaints] ([TrackingHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_hotline_batches_Division_CreatedAt] ON [hotline_batches] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_inbox_HandledAt] ON [inbox] ([HandledAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_questionnaires_Division_CreatedAt] ON [questionnaires] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE UNIQUE INDEX [IX_questionnaires_Division_Name_Number] ON [questionnaires] ([Division], [Name], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_survey_rounds_Counted_To] ON [survey_rounds] ([Counted], [To]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_survey_rounds_Division_CreatedAt] ON [survey_rounds] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_survey_tickets_RoundId_Division] ON [survey_tickets] ([RoundId], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    CREATE INDEX [IX_survey_urn_RoundId_SchoolCode_Audience] ON [survey_urn] ([RoundId], [SchoolCode], [Audience]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122165902_Supervision'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122165902_Supervision', N'10.0.14');
END;

COMMIT;
GO

