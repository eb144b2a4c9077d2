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
    WHERE [MigrationId] = N'20261122011922_Initial'
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
    WHERE [MigrationId] = N'20261122011922_Initial'
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
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE TABLE [bars] (
        [Id] uniqueidentifier NOT NULL,
        [PersonHash] nvarchar(200) NOT NULL,
        [Ground] nvarchar(40) NOT NULL,
        [Document] nvarchar(200) NOT NULL,
        [Authority] nvarchar(200) NOT NULL,
        [From] date NOT NULL,
        [To] date NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [OwnerCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_bars] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE TABLE [brochures] (
        [Id] uniqueidentifier NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [RecruitsFrom] date NOT NULL,
        [RecruitsTo] date NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Determinations] nvarchar(max) NOT NULL,
        [FiledOn] date NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [OwnerCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_brochures] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE TABLE [courses] (
        [Id] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [InstitutionId] uniqueidentifier NULL,
        [State] nvarchar(40) NOT NULL,
        [Category] nvarchar(40) NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [SessionCount] int NOT NULL,
        [EndsOn] date NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Uses] nvarchar(max) NOT NULL,
        [Remarks] nvarchar(max) NOT NULL,
        [Decision] nvarchar(max) NULL,
        [NoLongerHolds] bit NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_courses] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
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
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE TABLE [item_natures] (
        [InstitutionCode] nvarchar(18) NOT NULL,
        [ItemName] nvarchar(80) NOT NULL,
        [Academic] bit NOT NULL,
        [DecidedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_item_natures] PRIMARY KEY ([InstitutionCode], [ItemName])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE TABLE [known_institutions] (
        [Id] uniqueidentifier NOT NULL,
        [Code] nvarchar(18) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Category] nvarchar(40) NULL,
        [CategoryAt] datetime2 NOT NULL,
        [MayTrain] bit NOT NULL,
        [MayTrainAt] datetime2 NOT NULL,
        CONSTRAINT [PK_known_institutions] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
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
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE TABLE [materials] (
        [Id] uniqueidentifier NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [Versions] nvarchar(max) NOT NULL,
        [FiledVersion] int NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Determinations] nvarchar(max) NOT NULL,
        [RetiredOn] date NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [OwnerCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_materials] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
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
    WHERE [MigrationId] = N'20261122011922_Initial'
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
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE TABLE [recruitment_reports] (
        [Id] uniqueidentifier NOT NULL,
        [ObservedOn] date NOT NULL,
        [Source] nvarchar(40) NOT NULL,
        [SchoolCode] nvarchar(200) NOT NULL,
        [DescriptionCipher] nvarchar(max) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [OwnerCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_recruitment_reports] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE TABLE [rejudgings] (
        [Id] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [After] uniqueidentifier NULL,
        CONSTRAINT [PK_rejudgings] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE TABLE [school_calendars] (
        [Division] nvarchar(6) NOT NULL,
        [Calendar] nvarchar(max) NOT NULL,
        [Version] bigint NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_school_calendars] PRIMARY KEY ([Division])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE TABLE [staffings] (
        [Id] uniqueidentifier NOT NULL,
        [Stated] nvarchar(max) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [OwnerCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_staffings] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE TABLE [teacher_roster] (
        [Id] uniqueidentifier NOT NULL,
        [PersonHash] nvarchar(200) NOT NULL,
        [From] date NOT NULL,
        [To] date NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [OwnerCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_teacher_roster] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE TABLE [tutors] (
        [Id] uniqueidentifier NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [PersonCipher] nvarchar(max) NULL,
        [PersonHash] nvarchar(200) NULL,
        [ActiveHash] nvarchar(200) NULL,
        [State] nvarchar(40) NOT NULL,
        [FullTime] bit NOT NULL,
        [Online] bit NOT NULL,
        [Preschool] bit NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Determinations] nvarchar(max) NOT NULL,
        [JudgedOn] date NULL,
        [RejudgeOn] date NULL,
        [PublishedOn] date NULL,
        [EndedOn] date NULL,
        [Reason] nvarchar(2000) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [OwnerCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_tutors] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_answers_At] ON [answers] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_audit_Position] ON [audit] ([Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_audit_Resource] ON [audit] ([Resource]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_bars_Division_CreatedAt] ON [bars] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_bars_PersonHash] ON [bars] ([PersonHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_brochures_Division_CreatedAt] ON [brochures] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_brochures_OwnerCode_RecruitsFrom] ON [brochures] ([OwnerCode], [RecruitsFrom]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_courses_Division_Id] ON [courses] ([Division], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_courses_InstitutionCode_Id] ON [courses] ([InstitutionCode], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_courses_State_EndsOn] ON [courses] ([State], [EndsOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_inbox_HandledAt] ON [inbox] ([HandledAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_known_institutions_Code] ON [known_institutions] ([Code]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_materials_Division_CreatedAt] ON [materials] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_materials_OwnerCode_CreatedAt] ON [materials] ([OwnerCode], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_recruitment_reports_Division_CreatedAt] ON [recruitment_reports] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_recruitment_reports_OwnerCode] ON [recruitment_reports] ([OwnerCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_staffings_Division_CreatedAt] ON [staffings] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_staffings_OwnerCode] ON [staffings] ([OwnerCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_teacher_roster_Division_CreatedAt] ON [teacher_roster] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_teacher_roster_OwnerCode_PersonHash] ON [teacher_roster] ([OwnerCode], [PersonHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_teacher_roster_PersonHash] ON [teacher_roster] ([PersonHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_tutors_ActiveHash] ON [tutors] ([ActiveHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_tutors_Division_CreatedAt] ON [tutors] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_tutors_OwnerCode_ActiveHash] ON [tutors] ([OwnerCode], [ActiveHash]) WHERE [ActiveHash] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_tutors_OwnerCode_State] ON [tutors] ([OwnerCode], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    CREATE INDEX [IX_tutors_RejudgeOn] ON [tutors] ([RejudgeOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122011922_Initial'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122011922_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    ALTER TABLE [tutors] ADD [FiledOn] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    DECLARE @var nvarchar(max);
    SELECT @var = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[recruitment_reports]') AND [c].[name] = N'SchoolCode');
    IF @var IS NOT NULL EXEC(N'ALTER TABLE [recruitment_reports] DROP CONSTRAINT ' + @var + ';');
    ALTER TABLE [recruitment_reports] ALTER COLUMN [SchoolCode] nvarchar(18) NOT NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    ALTER TABLE [recruitment_reports] ADD [Kind] nvarchar(40) NOT NULL DEFAULT N'Recruitment';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    ALTER TABLE [materials] ADD [RejudgeOn] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    ALTER TABLE [courses] ADD [BatchId] uniqueidentifier NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    ALTER TABLE [courses] ADD [BatchRow] bigint NOT NULL DEFAULT CAST(0 AS bigint);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    ALTER TABLE [courses] ADD [HoldsUntil] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    ALTER TABLE [courses] ADD [PreviousContent] nvarchar(max) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    ALTER TABLE [courses] ADD [PreviousId] uniqueidentifier NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    ALTER TABLE [courses] ADD [ReviewDueOn] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    ALTER TABLE [courses] ADD [ReviewOverdue] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    ALTER TABLE [courses] ADD [SuccessorId] uniqueidentifier NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE TABLE [course_batches] (
        [Id] uniqueidentifier NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [Breached] bigint NOT NULL,
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
        CONSTRAINT [PK_course_batches] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE TABLE [course_row_faults] (
        [Batch] uniqueidentifier NOT NULL,
        [Row] bigint NOT NULL,
        [Ordinal] int NOT NULL,
        [Line] bigint NOT NULL,
        [Field] nvarchar(200) NOT NULL,
        [Zh] nvarchar(300) NOT NULL,
        [En] nvarchar(300) NOT NULL,
        CONSTRAINT [PK_course_row_faults] PRIMARY KEY ([Batch], [Row], [Ordinal])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE TABLE [curricula] (
        [Id] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Subject] nvarchar(40) NOT NULL,
        [Source] nvarchar(200) NOT NULL,
        [StartsOn] date NOT NULL,
        [UnitCount] int NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        CONSTRAINT [PK_curricula] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE TABLE [curriculum_units] (
        [Curriculum] uniqueidentifier NOT NULL,
        [Ordinal] int NOT NULL,
        [Grade] int NOT NULL,
        [Unit] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_curriculum_units] PRIMARY KEY ([Curriculum], [Ordinal])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE TABLE [enrolments] (
        [Id] uniqueidentifier NOT NULL,
        [PupilHash] nvarchar(100) NOT NULL,
        [CourseId] uniqueidentifier NOT NULL,
        [From] date NOT NULL,
        [To] date NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [OwnerCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_enrolments] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE TABLE [known_fee_standards] (
        [Id] nvarchar(40) NOT NULL,
        [InstitutionId] uniqueidentifier NOT NULL,
        [Title] nvarchar(200) NOT NULL,
        [PriceFen] bigint NOT NULL,
        [Unit] nvarchar(40) NOT NULL,
        [ToldAt] datetime2 NOT NULL,
        CONSTRAINT [PK_known_fee_standards] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE TABLE [leaks] (
        [Id] uniqueidentifier NOT NULL,
        [Facts] nvarchar(max) NOT NULL,
        [DescriptionCipher] nvarchar(max) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [DecidedOn] date NULL,
        [DecidedBy] nvarchar(60) NOT NULL,
        [Reason] nvarchar(2000) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [OwnerCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_leaks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE TABLE [pupil_time_breaches] (
        [Id] uniqueidentifier NOT NULL,
        [PupilHash] nvarchar(100) NOT NULL,
        [Date] date NOT NULL,
        [Time] nvarchar(max) NOT NULL,
        [Finding] nvarchar(max) NOT NULL,
        [FoundOn] date NOT NULL,
        [EndedOn] date NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [OwnerCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_pupil_time_breaches] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE TABLE [pupil_time_tasks] (
        [Id] uniqueidentifier NOT NULL,
        [CourseId] uniqueidentifier NULL,
        [PupilHash] nvarchar(100) NOT NULL,
        CONSTRAINT [PK_pupil_time_tasks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE INDEX [IX_recruitment_reports_SchoolCode] ON [recruitment_reports] ([SchoolCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE INDEX [IX_materials_RejudgeOn] ON [materials] ([RejudgeOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE INDEX [IX_courses_BatchId] ON [courses] ([BatchId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE INDEX [IX_courses_State_HoldsUntil] ON [courses] ([State], [HoldsUntil]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE INDEX [IX_courses_State_ReviewDueOn] ON [courses] ([State], [ReviewDueOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE INDEX [IX_course_batches_Division_CreatedAt] ON [course_batches] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE UNIQUE INDEX [IX_curricula_Division_Subject_StartsOn] ON [curricula] ([Division], [Subject], [StartsOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE UNIQUE INDEX [IX_enrolments_CourseId_PupilHash] ON [enrolments] ([CourseId], [PupilHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE INDEX [IX_enrolments_Division_CreatedAt] ON [enrolments] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE INDEX [IX_enrolments_PupilHash] ON [enrolments] ([PupilHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE INDEX [IX_known_fee_standards_InstitutionId] ON [known_fee_standards] ([InstitutionId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE INDEX [IX_leaks_Division_CreatedAt] ON [leaks] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE INDEX [IX_leaks_OwnerCode] ON [leaks] ([OwnerCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE INDEX [IX_pupil_time_breaches_Division_CreatedAt] ON [pupil_time_breaches] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    CREATE INDEX [IX_pupil_time_breaches_PupilHash_Date] ON [pupil_time_breaches] ([PupilHash], [Date]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122035724_CoursesAndPersons'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122035724_CoursesAndPersons', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070414_SubmittedOn'
)
BEGIN
    ALTER TABLE [courses] ADD [SubmittedOn] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070414_SubmittedOn'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122070414_SubmittedOn', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122092833_SchoolsTold'
)
BEGIN
    DELETE FROM school_calendars;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122092833_SchoolsTold'
)
BEGIN
    DELETE FROM teacher_roster;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122092833_SchoolsTold'
)
BEGIN
    DROP INDEX [IX_teacher_roster_Division_CreatedAt] ON [teacher_roster];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122092833_SchoolsTold'
)
BEGIN
    DROP INDEX [IX_teacher_roster_OwnerCode_PersonHash] ON [teacher_roster];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122092833_SchoolsTold'
)
BEGIN
    ALTER TABLE [school_calendars] DROP CONSTRAINT [PK_school_calendars];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122092833_SchoolsTold'
)
BEGIN
    DECLARE @var1 nvarchar(max);
    SELECT @var1 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[teacher_roster]') AND [c].[name] = N'CreatedAt');
    IF @var1 IS NOT NULL EXEC(N'ALTER TABLE [teacher_roster] DROP CONSTRAINT ' + @var1 + ';');
    ALTER TABLE [teacher_roster] DROP COLUMN [CreatedAt];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122092833_SchoolsTold'
)
BEGIN
    DECLARE @var2 nvarchar(max);
    SELECT @var2 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[teacher_roster]') AND [c].[name] = N'InstitutionId');
    IF @var2 IS NOT NULL EXEC(N'ALTER TABLE [teacher_roster] DROP CONSTRAINT ' + @var2 + ';');
    ALTER TABLE [teacher_roster] DROP COLUMN [InstitutionId];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122092833_SchoolsTold'
)
BEGIN
    DECLARE @var3 nvarchar(max);
    SELECT @var3 = QUOTENAME([d].[name])
    FROM [sys].[default_constraints] [d]
    INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
    WHERE ([d].[parent_object_id] = OBJECT_ID(N'[teacher_roster]') AND [c].[name] = N'Version');
    IF @var3 IS NOT NULL EXEC(N'ALTER TABLE [teacher_roster] DROP CONSTRAINT ' + @var3 + ';');
    ALTER TABLE [teacher_roster] DROP COLUMN [Version];
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122092833_SchoolsTold'
)
BEGIN
    EXEC sp_rename N'[teacher_roster].[UpdatedAt]', N'ToldAt', 'COLUMN';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122092833_SchoolsTold'
)
BEGIN
    EXEC sp_rename N'[teacher_roster].[OwnerCode]', N'SchoolCode', 'COLUMN';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122092833_SchoolsTold'
)
BEGIN
    ALTER TABLE [school_calendars] ADD [SchoolYear] int NOT NULL DEFAULT 0;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122092833_SchoolsTold'
)
BEGIN
    ALTER TABLE [school_calendars] ADD CONSTRAINT [PK_school_calendars] PRIMARY KEY ([Division], [SchoolYear]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122092833_SchoolsTold'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122092833_SchoolsTold', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122125554_Enrolments'
)
BEGIN
    ALTER TABLE [staffings] ADD [RejudgeOn] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122125554_Enrolments'
)
BEGIN
    ALTER TABLE [enrolments] ADD [Compared] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122125554_Enrolments'
)
BEGIN
    ALTER TABLE [enrolments] ADD [SchoolCode] nvarchar(18) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122125554_Enrolments'
)
BEGIN
    CREATE TABLE [attendance_tasks] (
        [Id] uniqueidentifier NOT NULL,
        [OwnerCode] nvarchar(18) NOT NULL,
        CONSTRAINT [PK_attendance_tasks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122125554_Enrolments'
)
BEGIN
    CREATE INDEX [IX_staffings_RejudgeOn] ON [staffings] ([RejudgeOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122125554_Enrolments'
)
BEGIN
    CREATE INDEX [IX_enrolments_OwnerCode_From] ON [enrolments] ([OwnerCode], [From]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122125554_Enrolments'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122125554_Enrolments', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123142024_TutorBatches'
)
BEGIN
    CREATE TABLE [tutor_batches] (
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
        [InstitutionCode] nvarchar(18) NOT NULL,
        CONSTRAINT [PK_tutor_batches] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123142024_TutorBatches'
)
BEGIN
    CREATE INDEX [IX_tutor_batches_Division_CreatedAt] ON [tutor_batches] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123142024_TutorBatches'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261123142024_TutorBatches', N'10.0.14');
END;

COMMIT;
GO

