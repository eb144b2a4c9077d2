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
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
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
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
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
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE TABLE [class_days] (
        [Id] uniqueidentifier NOT NULL,
        [ClassId] uniqueidentifier NOT NULL,
        [Date] date NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Grade] int NOT NULL,
        [Pupils] int NOT NULL,
        [Held] bigint NOT NULL,
        [Turn] bigint NOT NULL,
        [Entries] bigint NOT NULL,
        [Layered] bigint NOT NULL,
        [Written] bigint NOT NULL,
        [WrittenInSchool] bigint NOT NULL,
        [Other] bigint NOT NULL,
        [ClassDays] bigint NOT NULL,
        [PupilDays] bigint NOT NULL,
        [HandedIn] bigint NOT NULL,
        [ByTeacher] bigint NOT NULL,
        [Explained] bigint NOT NULL,
        [Finished] bigint NOT NULL,
        CONSTRAINT [PK_class_days] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE TABLE [classes] (
        [Id] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [SchoolYear] int NOT NULL,
        [Grade] int NOT NULL,
        [Name] nvarchar(20) NOT NULL,
        [Pupils] int NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_classes] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE TABLE [homework] (
        [Id] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [ClassId] uniqueidentifier NOT NULL,
        [Date] date NOT NULL,
        [Grade] int NOT NULL,
        [ClassPupils] int NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Marked] nvarchar(max) NULL,
        [Digest] nvarchar(64) NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_homework] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE TABLE [homework_measures] (
        [Id] uniqueidentifier NOT NULL,
        [Tier] nvarchar(40) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [PublishedAt] datetime2 NOT NULL,
        [ReplacedAt] datetime2 NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_homework_measures] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE TABLE [homework_revisions] (
        [HomeworkId] uniqueidentifier NOT NULL,
        [Version] bigint NOT NULL,
        [By] nvarchar(200) NOT NULL,
        [At] datetime2 NOT NULL,
        [Reason] nvarchar(200) NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        CONSTRAINT [PK_homework_revisions] PRIMARY KEY ([HomeworkId], [Version])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE TABLE [homework_totals] (
        [Scope] nvarchar(18) NOT NULL,
        [Date] date NOT NULL,
        [Grade] int NOT NULL,
        [Version] bigint NOT NULL,
        [Entries] bigint NOT NULL,
        [Layered] bigint NOT NULL,
        [Written] bigint NOT NULL,
        [WrittenInSchool] bigint NOT NULL,
        [Other] bigint NOT NULL,
        [ClassDays] bigint NOT NULL,
        [PupilDays] bigint NOT NULL,
        [HandedIn] bigint NOT NULL,
        [ByTeacher] bigint NOT NULL,
        [Explained] bigint NOT NULL,
        [Finished] bigint NOT NULL,
        CONSTRAINT [PK_homework_totals] PRIMARY KEY ([Scope], [Date], [Grade])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
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
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
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
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
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
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
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
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE TABLE [schools] (
        [Code] nvarchar(18) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Profile] nvarchar(max) NOT NULL,
        [ClosedOn] date NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_schools] PRIMARY KEY ([Code])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE TABLE [teacher_batches] (
        [Id] uniqueidentifier NOT NULL,
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
        CONSTRAINT [PK_teacher_batches] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE TABLE [teacher_row_faults] (
        [Batch] uniqueidentifier NOT NULL,
        [Row] bigint NOT NULL,
        [Ordinal] int NOT NULL,
        [Line] bigint NOT NULL,
        [Field] nvarchar(200) NOT NULL,
        [Zh] nvarchar(300) NOT NULL,
        [En] nvarchar(300) NOT NULL,
        CONSTRAINT [PK_teacher_row_faults] PRIMARY KEY ([Batch], [Row], [Ordinal])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE TABLE [teachers] (
        [Id] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [PersonHash] nvarchar(200) NOT NULL,
        [Subjects] nvarchar(max) NOT NULL,
        [From] date NOT NULL,
        [To] date NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_teachers] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE TABLE [total_changes] (
        [Id] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Date] date NOT NULL,
        [Grade] int NOT NULL,
        [Entries] bigint NOT NULL,
        [Layered] bigint NOT NULL,
        [Written] bigint NOT NULL,
        [WrittenInSchool] bigint NOT NULL,
        [Other] bigint NOT NULL,
        [ClassDays] bigint NOT NULL,
        [PupilDays] bigint NOT NULL,
        [HandedIn] bigint NOT NULL,
        [ByTeacher] bigint NOT NULL,
        [Explained] bigint NOT NULL,
        [Finished] bigint NOT NULL,
        CONSTRAINT [PK_total_changes] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE INDEX [IX_answers_At] ON [answers] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE INDEX [IX_audit_Position] ON [audit] ([Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE INDEX [IX_audit_Resource] ON [audit] ([Resource]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE UNIQUE INDEX [IX_class_days_ClassId_Date] ON [class_days] ([ClassId], [Date]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE UNIQUE INDEX [IX_classes_SchoolCode_SchoolYear_Grade_Name] ON [classes] ([SchoolCode], [SchoolYear], [Grade], [Name]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE INDEX [IX_homework_ClassId_Date] ON [homework] ([ClassId], [Date]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE INDEX [IX_homework_measures_Division_SchoolCode] ON [homework_measures] ([Division], [SchoolCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE INDEX [IX_inbox_HandledAt] ON [inbox] ([HandledAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE INDEX [IX_schools_Division_Code] ON [schools] ([Division], [Code]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE INDEX [IX_teacher_batches_Division_CreatedAt] ON [teacher_batches] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE INDEX [IX_teachers_PersonHash] ON [teachers] ([PersonHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    CREATE UNIQUE INDEX [IX_teachers_SchoolCode_PersonHash] ON [teachers] ([SchoolCode], [PersonHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070219_CreateSchools'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122070219_CreateSchools', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122072212_HomeworkChecks'
)
BEGIN
    CREATE TABLE [homework_checks] (
        [Id] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Checker] nvarchar(40) NOT NULL,
        [CheckedOn] date NOT NULL,
        [Classes] int NOT NULL,
        [Problems] int NOT NULL,
        [Note] nvarchar(2000) NOT NULL,
        CONSTRAINT [PK_homework_checks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122072212_HomeworkChecks'
)
BEGIN
    CREATE INDEX [IX_homework_checks_SchoolCode_CheckedOn] ON [homework_checks] ([SchoolCode], [CheckedOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122072212_HomeworkChecks'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122072212_HomeworkChecks', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122093050_SchoolCalendars'
)
BEGIN
    CREATE TABLE [school_calendars] (
        [Division] nvarchar(6) NOT NULL,
        [SchoolYear] int NOT NULL,
        [Calendar] nvarchar(max) NOT NULL,
        [Version] bigint NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_school_calendars] PRIMARY KEY ([Division], [SchoolYear])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122093050_SchoolCalendars'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122093050_SchoolCalendars', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122102235_SchoolFiles'
)
BEGIN
    DROP TABLE [teacher_batches];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122102235_SchoolFiles'
)
BEGIN
    ALTER TABLE [teacher_row_faults] DROP CONSTRAINT [PK_teacher_row_faults];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122102235_SchoolFiles'
)
BEGIN
    EXEC sp_rename N'[teacher_row_faults]', N'row_faults', 'OBJECT';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122102235_SchoolFiles'
)
BEGIN
    ALTER TABLE [row_faults] ADD CONSTRAINT [PK_row_faults] PRIMARY KEY ([Batch], [Row], [Ordinal]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122102235_SchoolFiles'
)
BEGIN
    CREATE TABLE [file_batches] (
        [Id] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
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
        CONSTRAINT [PK_file_batches] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122102235_SchoolFiles'
)
BEGIN
    CREATE INDEX [IX_file_batches_Division_CreatedAt] ON [file_batches] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122102235_SchoolFiles'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122102235_SchoolFiles', N'10.0.14');
END;

COMMIT;
GO

