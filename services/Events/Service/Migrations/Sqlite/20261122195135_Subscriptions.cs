using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Events.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Subscriptions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "receipts",
                columns: table => new
                {
                    SubscriptionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    First = table.Column<long>(type: "INTEGER", nullable: false),
                    Last = table.Column<long>(type: "INTEGER", nullable: false),
                    Types = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Events = table.Column<long>(type: "INTEGER", nullable: false),
                    Proof = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts", x => new { x.SubscriptionId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "subscription_progress",
                columns: table => new
                {
                    SubscriptionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Acknowledged = table.Column<long>(type: "INTEGER", nullable: false),
                    AcknowledgedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Events = table.Column<long>(type: "INTEGER", nullable: false),
                    Receipts = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    StreamId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscription_progress", x => x.SubscriptionId);
                });

            migrationBuilder.CreateTable(
                name: "subscription_queues",
                columns: table => new
                {
                    SubscriptionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PasswordTold = table.Column<bool>(type: "INTEGER", nullable: false),
                    FilledTo = table.Column<long>(type: "INTEGER", nullable: false),
                    Keys = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Waiting = table.Column<long>(type: "INTEGER", nullable: false),
                    Redelivered = table.Column<long>(type: "INTEGER", nullable: false),
                    RedeliveredAtBroker = table.Column<long>(type: "INTEGER", nullable: false),
                    DeadLettered = table.Column<long>(type: "INTEGER", nullable: false),
                    ObservedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RebuiltAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscription_queues", x => x.SubscriptionId);
                });

            migrationBuilder.CreateTable(
                name: "subscriptions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Department = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Types = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Delivery = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    StartAfter = table.Column<long>(type: "INTEGER", nullable: false),
                    Division = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscriptions", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "log_head",
                columns: new[] { "Id", "Sequence" },
                values: new object[] { 2, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_log_Time_Sequence",
                table: "log",
                columns: new[] { "Time", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_receipts_SubscriptionId_At",
                table: "receipts",
                columns: new[] { "SubscriptionId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_Delivery_State",
                table: "subscriptions",
                columns: new[] { "Delivery", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_Division_CreatedAt",
                table: "subscriptions",
                columns: new[] { "Division", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "receipts");

            migrationBuilder.DropTable(
                name: "subscription_progress");

            migrationBuilder.DropTable(
                name: "subscription_queues");

            migrationBuilder.DropTable(
                name: "subscriptions");

            migrationBuilder.DropIndex(
                name: "IX_log_Time_Sequence",
                table: "log");

            migrationBuilder.DeleteData(
                table: "log_head",
                keyColumn: "Id",
                keyValue: 2);
        }
    }
}
