using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ShuangJian.Events.Migrations.SqlServer
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
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    First = table.Column<long>(type: "bigint", nullable: false),
                    Last = table.Column<long>(type: "bigint", nullable: false),
                    Types = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Events = table.Column<long>(type: "bigint", nullable: false),
                    Proof = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_receipts", x => new { x.SubscriptionId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "subscription_progress",
                columns: table => new
                {
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Acknowledged = table.Column<long>(type: "bigint", nullable: false),
                    AcknowledgedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Events = table.Column<long>(type: "bigint", nullable: false),
                    Receipts = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    StreamId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscription_progress", x => x.SubscriptionId);
                });

            migrationBuilder.CreateTable(
                name: "subscription_queues",
                columns: table => new
                {
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    PasswordHash = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    PasswordTold = table.Column<bool>(type: "bit", nullable: false),
                    FilledTo = table.Column<long>(type: "bigint", nullable: false),
                    Keys = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Waiting = table.Column<long>(type: "bigint", nullable: false),
                    Redelivered = table.Column<long>(type: "bigint", nullable: false),
                    RedeliveredAtBroker = table.Column<long>(type: "bigint", nullable: false),
                    DeadLettered = table.Column<long>(type: "bigint", nullable: false),
                    ObservedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    RebuiltAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscription_queues", x => x.SubscriptionId);
                });

            migrationBuilder.CreateTable(
                name: "subscriptions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Department = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Types = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Delivery = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    StartAfter = table.Column<long>(type: "bigint", nullable: false),
                    Division = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
