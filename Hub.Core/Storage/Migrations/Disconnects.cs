using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Ends of connections with their receipts, and the state of webhook subscriptions.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Disconnects : Migration
{
    public const string Id = "20261128000100_Disconnects";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<long>("reconnected_at", "connections", nullable: true);
        migration.DropIndex("ix_connections_connector_id_account_id", "connections");
        migration.CreateIndex(
            "ix_connections_connector_id_account_id", "connections", ["connector_id", "account_id"], unique: true, filter: "state <> 'Disconnected'");
        migration.CreateTable(
            "disconnects",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                connector_id = table.Column<string>(nullable: false),
                account_id = table.Column<string>(nullable: false),
                name = table.Column<string>(nullable: false),
                cause = table.Column<string>(nullable: false),
                at = table.Column<long>(nullable: false),
                actor = table.Column<string>(nullable: false),
                revoke = table.Column<string>(nullable: false),
                revoke_code = table.Column<string>(nullable: true),
                revoked_at = table.Column<long>(nullable: true),
                unsubscribe = table.Column<string>(nullable: false),
                unsubscribe_code = table.Column<string>(nullable: true),
                unsubscribed_at = table.Column<long>(nullable: true),
                kept = table.Column<byte[]>(nullable: true),
                kept_until = table.Column<long>(nullable: true),
                tokens_deleted_at = table.Column<long>(nullable: true),
                settled_at = table.Column<long>(nullable: true),
                cancelled = table.Column<string>(nullable: false),
                in_doubt = table.Column<int>(nullable: false),
                conversations = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_disconnects", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_disconnects_connection_id_id", "disconnects", ["workspace_id", "connection_id", "id"]);
        migration.CreateIndex("ix_disconnects_kept_until", "disconnects", "kept_until", filter: "kept is not null");
        migration.CreateTable(
            "webhook_subscriptions",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                state = table.Column<string>(nullable: false),
                code = table.Column<string>(nullable: true),
                checked_at = table.Column<long>(nullable: true),
                ensured_at = table.Column<long>(nullable: true),
                repaired_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_webhook_subscriptions", row => new { row.workspace_id, row.id }));
    }
}
