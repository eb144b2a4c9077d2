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

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [after_school_plans] (
        [Id] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Year] int NOT NULL,
        [Half] nvarchar(40) NOT NULL,
        [Revision] int NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Parameters] nvarchar(max) NOT NULL,
        [InBreach] bit NOT NULL,
        [ReplacedAt] datetime2 NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_after_school_plans] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [exam_series] (
        [SchoolCode] nvarchar(18) NOT NULL,
        [Series] nvarchar(60) NOT NULL,
        [Turn] bigint NOT NULL,
        CONSTRAINT [PK_exam_series] PRIMARY KEY ([SchoolCode], [Series])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [holiday_custody] (
        [Id] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [Capacity] int NOT NULL,
        [Taken] int NOT NULL,
        [Turn] bigint NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [EndedAt] datetime2 NULL,
        [EndReason] nvarchar(1000) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_holiday_custody] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [known_institutions] (
        [Id] uniqueidentifier NOT NULL,
        [Name] nvarchar(200) NOT NULL,
        [Category] nvarchar(40) NOT NULL,
        [CategoryAt] datetime2 NOT NULL,
        [Black] bit NOT NULL,
        [BlackAt] datetime2 NOT NULL,
        [Turn] bigint NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Code] nvarchar(18) NOT NULL,
        [MayTrain] bit NOT NULL,
        [MayTrainAt] datetime2 NOT NULL,
        CONSTRAINT [PK_known_institutions] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [order_records] (
        [Id] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [RecordKey] nvarchar(160) NULL,
        [Series] nvarchar(60) NOT NULL,
        [Date] date NOT NULL,
        [SchoolYear] int NOT NULL,
        [Grade] int NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [HasBreach] bit NOT NULL,
        [ByAuthority] bit NOT NULL,
        [Withdrawn] bit NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_order_records] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [order_revisions] (
        [RecordId] uniqueidentifier NOT NULL,
        [Version] bigint NOT NULL,
        [By] nvarchar(200) NOT NULL,
        [At] datetime2 NOT NULL,
        [Reason] nvarchar(200) NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_order_revisions] PRIMARY KEY ([RecordId], [Version])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [programmes] (
        [Id] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Year] int NOT NULL,
        [Half] nvarchar(40) NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [Capacity] int NOT NULL,
        [Taken] int NOT NULL,
        [Turn] bigint NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [EndedAt] datetime2 NULL,
        [EndReason] nvarchar(1000) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_programmes] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [record_covers] (
        [Kind] nvarchar(60) NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [LastOn] date NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_record_covers] PRIMARY KEY ([Kind], [SchoolCode])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [school_record_steps] (
        [RecordId] uniqueidentifier NOT NULL,
        [Version] bigint NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [By] nvarchar(200) NOT NULL,
        [At] datetime2 NOT NULL,
        [Remarks] nvarchar(2000) NOT NULL,
        [Values] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_school_record_steps] PRIMARY KEY ([RecordId], [Version])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [school_records] (
        [Id] uniqueidentifier NOT NULL,
        [Kind] nvarchar(60) NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [AboutSchool] nvarchar(18) NOT NULL,
        [Date] date NOT NULL,
        [Year] int NOT NULL,
        [Values] nvarchar(max) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Remarks] nvarchar(2000) NOT NULL,
        [RecordKey] nvarchar(120) NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_school_records] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [service_counts] (
        [Scope] nvarchar(18) NOT NULL,
        [Date] date NOT NULL,
        [Measure] nvarchar(40) NOT NULL,
        [Value] bigint NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_service_counts] PRIMARY KEY ([Scope], [Date], [Measure])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [service_enrolments] (
        [Id] uniqueidentifier NOT NULL,
        [OfferId] uniqueidentifier NOT NULL,
        [PupilId] uniqueidentifier NOT NULL,
        [From] date NOT NULL,
        [ConsentedOn] date NOT NULL,
        [LeftOn] date NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_service_enrolments] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [service_funds] (
        [Id] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Year] int NOT NULL,
        [Half] nvarchar(40) NOT NULL,
        [Revision] int NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [ReplacedAt] datetime2 NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_service_funds] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [service_notes] (
        [Id] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Date] date NOT NULL,
        [Measure] nvarchar(40) NOT NULL,
        [Value] bigint NOT NULL,
        CONSTRAINT [PK_service_notes] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [service_pupil_terms] (
        [PupilId] uniqueidentifier NOT NULL,
        [TermFrom] date NOT NULL,
        [Active] int NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_service_pupil_terms] PRIMARY KEY ([PupilId], [TermFrom])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [service_pupils] (
        [Id] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [PupilHash] nvarchar(100) NOT NULL,
        [Cipher] nvarchar(1000) NOT NULL,
        [Grade] int NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_service_pupils] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [service_resources] (
        [Id] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Organization] nvarchar(200) NOT NULL,
        [PersonHash] nvarchar(100) NOT NULL,
        [Cipher] nvarchar(1000) NOT NULL,
        [Offers] nvarchar(1000) NOT NULL,
        [Qualification] nvarchar(200) NOT NULL,
        [QualifiedUntil] date NULL,
        [EndedOn] date NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_service_resources] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [service_selections] (
        [Id] uniqueidentifier NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [InstitutionName] nvarchar(200) NOT NULL,
        [Kinds] nvarchar(max) NOT NULL,
        [Conditions] nvarchar(4000) NOT NULL,
        [NoticeUntil] date NOT NULL,
        [ValidUntil] date NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [SelectedOn] date NULL,
        [Evaluations] nvarchar(max) NOT NULL,
        [Ground] nvarchar(40) NULL,
        [Reason] nvarchar(2000) NOT NULL,
        [RemovedOn] date NULL,
        [ActiveCode] nvarchar(18) NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_service_selections] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [service_sessions] (
        [ProgrammeId] uniqueidentifier NOT NULL,
        [Date] date NOT NULL,
        [Expected] int NOT NULL,
        [Excused] nvarchar(max) NOT NULL,
        [Absent] nvarchar(max) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [ByInstitution] bit NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_service_sessions] PRIMARY KEY ([ProgrammeId], [Date])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [service_standards] (
        [Id] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Fen] bigint NOT NULL,
        [Document] nvarchar(200) NOT NULL,
        [From] date NOT NULL,
        [SetBy] nvarchar(200) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_service_standards] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [sweep_reports] (
        [SweepId] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [Teachers] int NOT NULL,
        [Clues] int NOT NULL,
        [Text] nvarchar(2000) NOT NULL,
        [ReportedOn] date NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_sweep_reports] PRIMARY KEY ([SweepId], [SchoolCode])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
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
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
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
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [teacher_cases] (
        [Id] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [TeacherId] uniqueidentifier NOT NULL,
        [PersonHash] nvarchar(200) NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [Repeated] bit NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [WorkflowId] nvarchar(60) NOT NULL,
        [WorkflowVersion] int NOT NULL,
        [Stage] nvarchar(60) NOT NULL,
        [DueDate] date NULL,
        [Overdue] bit NOT NULL,
        [LateStage] nvarchar(60) NOT NULL,
        [Founded] bit NULL,
        [Reason] nvarchar(2000) NOT NULL,
        [Measures] nvarchar(max) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Steps] nvarchar(max) NOT NULL,
        [Uses] nvarchar(max) NOT NULL,
        [OpenKey] nvarchar(36) NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_teacher_cases] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE TABLE [teacher_sweeps] (
        [Id] uniqueidentifier NOT NULL,
        [Title] nvarchar(100) NOT NULL,
        [DueDate] date NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_teacher_sweeps] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_after_school_plans_Division_CreatedAt] ON [after_school_plans] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE UNIQUE INDEX [IX_after_school_plans_SchoolCode_Year_Half_Revision] ON [after_school_plans] ([SchoolCode], [Year], [Half], [Revision]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_holiday_custody_Division_CreatedAt] ON [holiday_custody] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_holiday_custody_InstitutionCode] ON [holiday_custody] ([InstitutionCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_holiday_custody_SchoolCode] ON [holiday_custody] ([SchoolCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_known_institutions_Code] ON [known_institutions] ([Code]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_order_records_Division_CreatedAt] ON [order_records] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_order_records_RecordKey] ON [order_records] ([RecordKey]) WHERE [RecordKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_order_records_SchoolCode_Series] ON [order_records] ([SchoolCode], [Series]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_programmes_Division_CreatedAt] ON [programmes] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_programmes_InstitutionCode] ON [programmes] ([InstitutionCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_programmes_SchoolCode_Year_Half] ON [programmes] ([SchoolCode], [Year], [Half]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_record_covers_Kind_Division_LastOn] ON [record_covers] ([Kind], [Division], [LastOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_school_records_Division_CreatedAt] ON [school_records] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_school_records_Kind_AboutSchool_Date] ON [school_records] ([Kind], [AboutSchool], [Date]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_school_records_RecordKey] ON [school_records] ([RecordKey]) WHERE [RecordKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_school_records_State_CreatedAt] ON [school_records] ([State], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_service_enrolments_OfferId_PupilId] ON [service_enrolments] ([OfferId], [PupilId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_service_enrolments_PupilId] ON [service_enrolments] ([PupilId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_service_funds_Division_CreatedAt] ON [service_funds] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE UNIQUE INDEX [IX_service_funds_SchoolCode_Year_Half_Revision] ON [service_funds] ([SchoolCode], [Year], [Half], [Revision]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE UNIQUE INDEX [IX_service_pupils_SchoolCode_PupilHash] ON [service_pupils] ([SchoolCode], [PupilHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_service_resources_Division_CreatedAt] ON [service_resources] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_service_resources_PersonHash] ON [service_resources] ([PersonHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_service_selections_ActiveCode] ON [service_selections] ([ActiveCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_service_selections_Division_ActiveCode] ON [service_selections] ([Division], [ActiveCode]) WHERE [ActiveCode] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_service_selections_Division_CreatedAt] ON [service_selections] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_service_standards_Division_CreatedAt] ON [service_standards] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_service_standards_Division_Kind_From] ON [service_standards] ([Division], [Kind], [From]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_teacher_cases_Division_CreatedAt] ON [teacher_cases] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_teacher_cases_OpenKey] ON [teacher_cases] ([OpenKey]) WHERE [OpenKey] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_teacher_cases_PersonHash] ON [teacher_cases] ([PersonHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_teacher_cases_State_DueDate] ON [teacher_cases] ([State], [DueDate]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_teacher_cases_TeacherId] ON [teacher_cases] ([TeacherId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    CREATE INDEX [IX_teacher_sweeps_Division_CreatedAt] ON [teacher_sweeps] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122105847_ServiceAndOrder'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122105847_ServiceAndOrder', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122131847_NeedsAndTimes'
)
BEGIN
    ALTER TABLE [teachers] ADD [HeadsGrade] int NOT NULL DEFAULT 0;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122131847_NeedsAndTimes'
)
BEGIN
    ALTER TABLE [service_standards] ADD [SetWith] nvarchar(200) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122131847_NeedsAndTimes'
)
BEGIN
    ALTER TABLE [service_sessions] ADD [CancelReason] nvarchar(500) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122131847_NeedsAndTimes'
)
BEGIN
    ALTER TABLE [schools] ADD [Compulsory] bit NOT NULL DEFAULT CAST(1 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122131847_NeedsAndTimes'
)
BEGIN
    CREATE TABLE [pupil_needs] (
        [Id] uniqueidentifier NOT NULL,
        [SchoolCode] nvarchar(18) NOT NULL,
        [PupilHash] nvarchar(100) NOT NULL,
        [Cipher] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_pupil_needs] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122131847_NeedsAndTimes'
)
BEGIN
    CREATE INDEX [IX_pupil_needs_Division_CreatedAt] ON [pupil_needs] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122131847_NeedsAndTimes'
)
BEGIN
    CREATE INDEX [IX_pupil_needs_PupilHash] ON [pupil_needs] ([PupilHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122131847_NeedsAndTimes'
)
BEGIN
    CREATE UNIQUE INDEX [IX_pupil_needs_SchoolCode_PupilHash] ON [pupil_needs] ([SchoolCode], [PupilHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122131847_NeedsAndTimes'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122131847_NeedsAndTimes', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122172841_HomeworkTold'
)
BEGIN
    CREATE TABLE [told_days] (
        [Name] nvarchar(40) NOT NULL,
        [Day] date NOT NULL,
        CONSTRAINT [PK_told_days] PRIMARY KEY ([Name])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122172841_HomeworkTold'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122172841_HomeworkTold', N'10.0.14');
END;

COMMIT;
GO

