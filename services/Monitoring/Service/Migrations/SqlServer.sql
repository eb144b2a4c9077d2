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
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE TABLE [advertisements] (
        [Id] uniqueidentifier NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [Digest] nvarchar(64) NOT NULL,
        [SeenOn] date NOT NULL,
        [Channel] nvarchar(40) NOT NULL,
        [Source] nvarchar(40) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Words] nvarchar(max) NOT NULL,
        [Uses] nvarchar(max) NOT NULL,
        [Determinations] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_advertisements] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
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
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
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
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE TABLE [contracts] (
        [Id] uniqueidentifier NOT NULL,
        [Number] nvarchar(60) NOT NULL,
        [Digest] nvarchar(64) NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [PartiesCipher] nvarchar(max) NOT NULL,
        [PupilHash] nvarchar(200) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Determinations] nvarchar(max) NOT NULL,
        [Uses] nvarchar(max) NOT NULL,
        [EndedOn] date NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_contracts] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE TABLE [fee_standards] (
        [Id] uniqueidentifier NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [CourseId] nvarchar(100) NOT NULL,
        [Category] nvarchar(40) NOT NULL,
        [Online] bit NOT NULL,
        [SizeClass] int NOT NULL,
        [HourFen] bigint NOT NULL,
        [LessonFen] bigint NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [FarAbovePeers] bit NOT NULL,
        [ExcessLessonFen] bigint NOT NULL,
        [Comparison] nvarchar(max) NOT NULL,
        [Determinations] nvarchar(max) NOT NULL,
        [Uses] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_fee_standards] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
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
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE TABLE [known_institutions] (
        [Id] uniqueidentifier NOT NULL,
        [Code] nvarchar(18) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [MayTrain] bit NOT NULL,
        [MayTrainAt] datetime2 NOT NULL,
        CONSTRAINT [PK_known_institutions] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
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
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE TABLE [money_uses] (
        [Id] uniqueidentifier NOT NULL,
        [From] date NOT NULL,
        [To] date NOT NULL,
        [Observed] bit NOT NULL,
        [Items] nvarchar(max) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Flagged] bit NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_money_uses] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE TABLE [monopoly_signs] (
        [Id] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Codes] nvarchar(max) NOT NULL,
        [ObservedOn] date NOT NULL,
        [DescriptionCipher] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_monopoly_signs] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
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
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
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
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE TABLE [prices] (
        [Id] uniqueidentifier NOT NULL,
        [CourseId] nvarchar(100) NOT NULL,
        [SoldOn] date NOT NULL,
        [LessonFen] bigint NOT NULL,
        [Proof] nvarchar(200) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_prices] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE TABLE [promotions] (
        [Id] uniqueidentifier NOT NULL,
        [Content] nvarchar(max) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Findings] nvarchar(max) NOT NULL,
        [Determinations] nvarchar(max) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_promotions] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE TABLE [pupil_charges] (
        [Id] uniqueidentifier NOT NULL,
        [ContractId] uniqueidentifier NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [PupilHash] nvarchar(200) NOT NULL,
        [Subject] nvarchar(200) NOT NULL,
        [Academic] bit NOT NULL,
        [ChargedOn] date NOT NULL,
        [CoversFrom] date NOT NULL,
        [CoversTo] date NOT NULL,
        [Lessons] int NOT NULL,
        [AmountFen] bigint NOT NULL,
        CONSTRAINT [PK_pupil_charges] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE TABLE [pupils_at_institutions] (
        [InstitutionCode] nvarchar(18) NOT NULL,
        [PupilHash] nvarchar(200) NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_pupils_at_institutions] PRIMARY KEY ([InstitutionCode], [PupilHash])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE TABLE [risk_warnings] (
        [Id] uniqueidentifier NOT NULL,
        [Level] nvarchar(40) NOT NULL,
        [Points] int NOT NULL,
        [Reasons] nvarchar(max) NOT NULL,
        [Departments] nvarchar(max) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Measures] nvarchar(max) NOT NULL,
        [RaisedOn] date NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_risk_warnings] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE TABLE [risks] (
        [Id] uniqueidentifier NOT NULL,
        [Inputs] nvarchar(max) NOT NULL,
        [Score] nvarchar(max) NOT NULL,
        [Level] nvarchar(40) NOT NULL,
        [ScoredOn] date NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_risks] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_advertisements_Division_CreatedAt] ON [advertisements] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_advertisements_Division_State_CreatedAt] ON [advertisements] ([Division], [State], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_advertisements_InstitutionCode_State_SeenOn] ON [advertisements] ([InstitutionCode], [State], [SeenOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_answers_At] ON [answers] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_audit_Position] ON [audit] ([Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_audit_Resource] ON [audit] ([Resource]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_contracts_Division_CreatedAt] ON [contracts] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE UNIQUE INDEX [IX_contracts_InstitutionCode_Number] ON [contracts] ([InstitutionCode], [Number]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_contracts_PupilHash] ON [contracts] ([PupilHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_fee_standards_Category_Online_SizeClass_State_Division] ON [fee_standards] ([Category], [Online], [SizeClass], [State], [Division]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_fee_standards_Division_CreatedAt] ON [fee_standards] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_fee_standards_InstitutionCode_CourseId] ON [fee_standards] ([InstitutionCode], [CourseId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_inbox_HandledAt] ON [inbox] ([HandledAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_known_institutions_Code] ON [known_institutions] ([Code]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_money_uses_Division_CreatedAt] ON [money_uses] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_money_uses_InstitutionCode_From_To] ON [money_uses] ([InstitutionCode], [From], [To]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_monopoly_signs_Division_CreatedAt] ON [monopoly_signs] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_prices_Division_CreatedAt] ON [prices] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_prices_InstitutionCode_CourseId_SoldOn] ON [prices] ([InstitutionCode], [CourseId], [SoldOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_promotions_Division_CreatedAt] ON [promotions] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_promotions_InstitutionCode] ON [promotions] ([InstitutionCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_pupil_charges_ContractId] ON [pupil_charges] ([ContractId]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_pupil_charges_InstitutionCode_PupilHash] ON [pupil_charges] ([InstitutionCode], [PupilHash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_risk_warnings_Division_CreatedAt] ON [risk_warnings] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_risk_warnings_InstitutionCode_State] ON [risk_warnings] ([InstitutionCode], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_risks_Division_CreatedAt] ON [risks] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE UNIQUE INDEX [IX_risks_InstitutionCode] ON [risks] ([InstitutionCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    CREATE INDEX [IX_risks_ScoredOn] ON [risks] ([ScoredOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122042412_CreateMonitoring'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122042412_CreateMonitoring', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070356_ToldMatters'
)
BEGIN
    CREATE TABLE [fee_places] (
        [InstitutionCode] nvarchar(18) NOT NULL,
        [CourseId] nvarchar(100) NOT NULL,
        [SizeClass] int NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_fee_places] PRIMARY KEY ([InstitutionCode], [CourseId], [SizeClass])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070356_ToldMatters'
)
BEGIN
    CREATE TABLE [told_figures] (
        [InstitutionCode] nvarchar(18) NOT NULL,
        [Day] date NOT NULL,
        [At] datetime2 NOT NULL,
        [Pupils] int NULL,
        [ObligationsFen] bigint NULL,
        [BalanceFen] bigint NULL,
        CONSTRAINT [PK_told_figures] PRIMARY KEY ([InstitutionCode], [Day])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070356_ToldMatters'
)
BEGIN
    CREATE TABLE [told_matters] (
        [Id] uniqueidentifier NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [BeganAt] datetime2 NULL,
        [EndedAt] datetime2 NULL,
        CONSTRAINT [PK_told_matters] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070356_ToldMatters'
)
BEGIN
    CREATE INDEX [IX_told_matters_InstitutionCode] ON [told_matters] ([InstitutionCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070356_ToldMatters'
)
BEGIN
    CREATE INDEX [IX_told_matters_Kind_EndedAt] ON [told_matters] ([Kind], [EndedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070356_ToldMatters'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122070356_ToldMatters', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122132618_Licensed'
)
BEGIN
    ALTER TABLE [known_institutions] ADD [Category] nvarchar(40) NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122132618_Licensed'
)
BEGIN
    ALTER TABLE [known_institutions] ADD [LeaseAt] datetime2 NOT NULL DEFAULT '0001-01-01T00:00:00.0000000';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122132618_Licensed'
)
BEGIN
    ALTER TABLE [known_institutions] ADD [LeaseEndsOn] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122132618_Licensed'
)
BEGIN
    ALTER TABLE [known_institutions] ADD [Mode] nvarchar(20) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122132618_Licensed'
)
BEGIN
    ALTER TABLE [known_institutions] ADD [Name] nvarchar(200) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122132618_Licensed'
)
BEGIN
    ALTER TABLE [known_institutions] ADD [ToldAt] datetime2 NOT NULL DEFAULT '0001-01-01T00:00:00.0000000';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122132618_Licensed'
)
BEGIN
    CREATE TABLE [recategorisings] (
        [Id] uniqueidentifier NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [From] nvarchar(40) NOT NULL,
        [To] nvarchar(40) NOT NULL,
        [FeesDone] bit NOT NULL,
        [After] uniqueidentifier NULL,
        CONSTRAINT [PK_recategorisings] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122132618_Licensed'
)
BEGIN
    CREATE INDEX [IX_known_institutions_LeaseEndsOn] ON [known_institutions] ([LeaseEndsOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122132618_Licensed'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122132618_Licensed', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123184302_ContractBatches'
)
BEGIN
    CREATE TABLE [contract_batches] (
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
        CONSTRAINT [PK_contract_batches] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123184302_ContractBatches'
)
BEGIN
    CREATE TABLE [contract_row_faults] (
        [Batch] uniqueidentifier NOT NULL,
        [Row] bigint NOT NULL,
        [Ordinal] int NOT NULL,
        [Line] bigint NOT NULL,
        [Field] nvarchar(200) NOT NULL,
        [Zh] nvarchar(300) NOT NULL,
        [En] nvarchar(300) NOT NULL,
        CONSTRAINT [PK_contract_row_faults] PRIMARY KEY ([Batch], [Row], [Ordinal])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123184302_ContractBatches'
)
BEGIN
    CREATE INDEX [IX_contract_batches_Division_CreatedAt] ON [contract_batches] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261123184302_ContractBatches'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261123184302_ContractBatches', N'10.0.14');
END;

COMMIT;
GO

