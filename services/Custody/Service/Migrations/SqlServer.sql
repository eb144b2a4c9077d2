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
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [accounts] (
        [Id] uniqueidentifier NOT NULL,
        [Owner] uniqueidentifier NOT NULL,
        [Contract] uniqueidentifier NULL,
        [Kind] nvarchar(10) NOT NULL,
        [NeverBelowZero] bit NOT NULL,
        [NeverAboveZero] bit NOT NULL,
        [Received] bigint NOT NULL,
        [Given] bigint NOT NULL,
        CONSTRAINT [PK_accounts] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [agreements] (
        [Id] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionId] nvarchar(40) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [BankCode] nvarchar(18) NOT NULL,
        [AccountNumber] nvarchar(200) NOT NULL,
        [SignedOn] date NOT NULL,
        [Mode] nvarchar(40) NOT NULL,
        [Release] nvarchar(40) NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Reason] nvarchar(500) NOT NULL,
        [OwedFen] bigint NOT NULL,
        [BelowMinimum] bit NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_agreements] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
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
    WHERE [MigrationId] = N'20261122040942_Custody'
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
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [bank_movements] (
        [Id] uniqueidentifier NOT NULL,
        [Agreement] uniqueidentifier NOT NULL,
        [BankCode] nvarchar(18) NOT NULL,
        [Reference] nvarchar(200) NOT NULL,
        [Fen] bigint NOT NULL,
        [BookedOn] date NOT NULL,
        [Payout] bit NOT NULL,
        [At] datetime2 NOT NULL,
        CONSTRAINT [PK_bank_movements] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [commits] (
        [Id] uniqueidentifier NOT NULL,
        [At] datetime2 NOT NULL,
        [By] nvarchar(200) NOT NULL,
        [Entries] int NOT NULL,
        [Digest] varbinary(max) NOT NULL,
        [Position] bigint NULL,
        [Hash] varbinary(max) NULL,
        CONSTRAINT [PK_commits] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [contracts] (
        [Id] uniqueidentifier NOT NULL,
        [Agreement] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [PupilHash] nvarchar(200) NOT NULL,
        [FamilyHash] nvarchar(200) NOT NULL,
        [ContractNumber] nvarchar(40) NOT NULL,
        [Lessons] int NOT NULL,
        [TotalFen] bigint NOT NULL,
        [StartsOn] date NOT NULL,
        [EndsOn] date NOT NULL,
        [Charges] nvarchar(max) NOT NULL,
        [Reported] int NOT NULL,
        [Confirmed] int NOT NULL,
        [Settled] int NOT NULL,
        [Asked] int NOT NULL,
        [RefundedLessons] int NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Dispute] nvarchar(500) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_contracts] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [differences] (
        [Id] uniqueidentifier NOT NULL,
        [Agreement] uniqueidentifier NOT NULL,
        [Statement] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [BankCode] nvarchar(18) NOT NULL,
        [Day] date NOT NULL,
        [Side] nvarchar(40) NOT NULL,
        [Kind] nvarchar(40) NOT NULL,
        [Reference] nvarchar(200) NOT NULL,
        [PlatformFen] bigint NOT NULL,
        [StatementFen] bigint NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [Reason] nvarchar(500) NOT NULL,
        [SettledOn] date NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_differences] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [entries] (
        [Id] uniqueidentifier NOT NULL,
        [Commit] uniqueidentifier NOT NULL,
        [Ordinal] int NOT NULL,
        [From] uniqueidentifier NOT NULL,
        [To] uniqueidentifier NOT NULL,
        [Fen] bigint NOT NULL,
        [Kind] nvarchar(10) NOT NULL,
        [Reference] nvarchar(200) NOT NULL,
        [Reverses] uniqueidentifier NULL,
        [At] datetime2 NOT NULL,
        CONSTRAINT [PK_entries] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
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
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [instructions] (
        [Id] uniqueidentifier NOT NULL,
        [Agreement] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [BankCode] nvarchar(18) NOT NULL,
        [Purpose] nvarchar(40) NOT NULL,
        [Refund] uniqueidentifier NULL,
        [Fen] bigint NOT NULL,
        [FromReserve] bit NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [BankReference] nvarchar(200) NOT NULL,
        [Failure] nvarchar(500) NOT NULL,
        [ExecutedOn] date NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_instructions] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [known_institutions] (
        [Id] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [Code] nvarchar(18) NOT NULL,
        [MayTrain] bit NOT NULL,
        [At] datetime2 NOT NULL,
        CONSTRAINT [PK_known_institutions] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
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
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [ledger_owners] (
        [Id] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [BankCode] nvarchar(18) NOT NULL,
        [Stop] nvarchar(40) NOT NULL,
        [Turn] bigint NOT NULL,
        CONSTRAINT [PK_ledger_owners] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [lessons] (
        [Id] uniqueidentifier NOT NULL,
        [Contract] uniqueidentifier NOT NULL,
        [TaughtOn] date NOT NULL,
        [State] nvarchar(40) NOT NULL,
        [DeemedOn] date NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_lessons] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
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
    WHERE [MigrationId] = N'20261122040942_Custody'
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
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [posting_batches] (
        [Id] uniqueidentifier NOT NULL,
        [Caller] nvarchar(200) NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [NextPosition] bigint NOT NULL,
        CONSTRAINT [PK_posting_batches] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [posting_parts] (
        [Batch] uniqueidentifier NOT NULL,
        [Position] bigint NOT NULL,
        [Digest] varbinary(max) NOT NULL,
        [Answer] varbinary(max) NOT NULL,
        CONSTRAINT [PK_posting_parts] PRIMARY KEY ([Batch], [Position])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [refunds] (
        [Id] uniqueidentifier NOT NULL,
        [Contract] uniqueidentifier NOT NULL,
        [Division] nvarchar(6) NOT NULL,
        [InstitutionCode] nvarchar(18) NOT NULL,
        [Lessons] int NOT NULL,
        [Reason] nvarchar(500) NOT NULL,
        [AskedOn] date NOT NULL,
        [AnswerBy] date NULL,
        [PayBy] date NULL,
        [State] nvarchar(40) NOT NULL,
        [Deemed] bit NOT NULL,
        [Overdue] bit NOT NULL,
        [Fen] bigint NOT NULL,
        [Answer] nvarchar(500) NOT NULL,
        [CreatedAt] datetime2 NOT NULL,
        [UpdatedAt] datetime2 NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_refunds] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [statement_lines] (
        [Id] uniqueidentifier NOT NULL,
        [Agreement] uniqueidentifier NOT NULL,
        [Side] nvarchar(40) NOT NULL,
        [Day] date NOT NULL,
        [Reference] nvarchar(200) NOT NULL,
        [Fen] bigint NOT NULL,
        CONSTRAINT [PK_statement_lines] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE TABLE [statements] (
        [Id] uniqueidentifier NOT NULL,
        [Agreement] uniqueidentifier NOT NULL,
        [Side] nvarchar(40) NOT NULL,
        [Day] date NOT NULL,
        [Digest] varbinary(max) NOT NULL,
        [Lines] int NOT NULL,
        [Matched] int NOT NULL,
        [ClosingFen] bigint NOT NULL,
        [At] datetime2 NOT NULL,
        CONSTRAINT [PK_statements] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_accounts_Owner_Kind] ON [accounts] ([Owner], [Kind]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_agreements_Division_CreatedAt] ON [agreements] ([Division], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE UNIQUE INDEX [IX_agreements_InstitutionCode] ON [agreements] ([InstitutionCode]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_agreements_OwedFen] ON [agreements] ([OwedFen]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_answers_At] ON [answers] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_audit_Position] ON [audit] ([Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_audit_Resource] ON [audit] ([Resource]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_bank_movements_Agreement_BookedOn] ON [bank_movements] ([Agreement], [BookedOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE UNIQUE INDEX [IX_bank_movements_BankCode_Reference] ON [bank_movements] ([BankCode], [Reference]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_commits_Position] ON [commits] ([Position]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE UNIQUE INDEX [IX_contracts_Agreement_ContractNumber] ON [contracts] ([Agreement], [ContractNumber]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_contracts_Agreement_CreatedAt] ON [contracts] ([Agreement], [CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_differences_Agreement_Side_Reference] ON [differences] ([Agreement], [Side], [Reference]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_differences_Division_Id] ON [differences] ([Division], [Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_differences_Statement] ON [differences] ([Statement]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE UNIQUE INDEX [IX_entries_Commit_Ordinal] ON [entries] ([Commit], [Ordinal]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_entries_From_Commit] ON [entries] ([From], [Commit]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    EXEC(N'CREATE UNIQUE INDEX [IX_entries_Reverses] ON [entries] ([Reverses]) WHERE [Reverses] IS NOT NULL');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_entries_To_Commit] ON [entries] ([To], [Commit]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_inbox_HandledAt] ON [inbox] ([HandledAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_instructions_Agreement_State] ON [instructions] ([Agreement], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_instructions_BankCode_State] ON [instructions] ([BankCode], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_known_institutions_Code] ON [known_institutions] ([Code]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_lessons_Contract] ON [lessons] ([Contract]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_lessons_State_DeemedOn] ON [lessons] ([State], [DeemedOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_refunds_Contract] ON [refunds] ([Contract]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_refunds_State_AnswerBy] ON [refunds] ([State], [AnswerBy]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_refunds_State_PayBy] ON [refunds] ([State], [PayBy]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE INDEX [IX_statement_lines_Agreement_Side_Reference] ON [statement_lines] ([Agreement], [Side], [Reference]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    CREATE UNIQUE INDEX [IX_statements_Agreement_Side_Day] ON [statements] ([Agreement], [Side], [Day]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122040942_Custody'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122040942_Custody', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122064154_Escalation'
)
BEGIN
    ALTER TABLE [statements] ADD [LedgerFen] bigint NOT NULL DEFAULT CAST(0 AS bigint);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122064154_Escalation'
)
BEGIN
    ALTER TABLE [differences] ADD [EscalatesOn] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122064154_Escalation'
)
BEGIN
    ALTER TABLE [differences] ADD [Escalations] int NOT NULL DEFAULT 0;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122064154_Escalation'
)
BEGIN
    ALTER TABLE [differences] ADD [FoundOn] date NOT NULL DEFAULT '0001-01-01';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122064154_Escalation'
)
BEGIN
    ALTER TABLE [bank_movements] ADD [Elsewhere] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122064154_Escalation'
)
BEGIN
    ALTER TABLE [agreements] ADD [ReserveShort] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122064154_Escalation'
)
BEGIN
    ALTER TABLE [agreements] ADD [WatchedOn] date NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122064154_Escalation'
)
BEGIN
    CREATE INDEX [IX_differences_EscalatesOn] ON [differences] ([EscalatesOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122064154_Escalation'
)
BEGIN
    CREATE INDEX [IX_agreements_WatchedOn] ON [agreements] ([WatchedOn]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122064154_Escalation'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122064154_Escalation', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070329_FamilyDoor'
)
BEGIN
    ALTER TABLE [contracts] ADD [PersonsCipher] nvarchar(500) NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070329_FamilyDoor'
)
BEGIN
    CREATE TABLE [counted_figures] (
        [Agreement] uniqueidentifier NOT NULL,
        [Pupils] int NOT NULL,
        [HeldFen] bigint NOT NULL,
        [BalanceFen] bigint NOT NULL,
        [CountedOn] date NOT NULL,
        [Version] bigint NOT NULL,
        CONSTRAINT [PK_counted_figures] PRIMARY KEY ([Agreement])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070329_FamilyDoor'
)
BEGIN
    CREATE TABLE [wrong_secrets] (
        [Subject] nvarchar(120) NOT NULL,
        [Since] datetime2 NOT NULL,
        [Count] int NOT NULL,
        CONSTRAINT [PK_wrong_secrets] PRIMARY KEY ([Subject])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070329_FamilyDoor'
)
BEGIN
    CREATE INDEX [IX_contracts_PersonsCipher] ON [contracts] ([PersonsCipher]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070329_FamilyDoor'
)
BEGIN
    CREATE INDEX [IX_wrong_secrets_Since] ON [wrong_secrets] ([Since]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122070329_FamilyDoor'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122070329_FamilyDoor', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122132658_CoverByBank'
)
BEGIN
    ALTER TABLE [bank_movements] ADD [Cover] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261122132658_CoverByBank'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261122132658_CoverByBank', N'10.0.14');
END;

COMMIT;
GO

