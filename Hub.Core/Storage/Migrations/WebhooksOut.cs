using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Endpoints that are told what happens, what they are told, and each try; notices about connections.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class WebhooksOut : Migration
{
    public const string Id = "20261128000060_WebhooksOut";

    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable(
            "webhook_endpoints",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                url = table.Column<string>(nullable: false),
                description = table.Column<string>(nullable: true),
                events = table.Column<string>(nullable: false),
                old_secret_until = table.Column<long>(nullable: true),
                last_success_at = table.Column<long>(nullable: true),
                failing_since = table.Column<long>(nullable: true),
                created_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_webhook_endpoints", row => new { row.workspace_id, row.id }));
        migration.CreateTable(
            "hub_events",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                type = table.Column<string>(nullable: false),
                subject_id = table.Column<Guid>(nullable: false),
                at = table.Column<long>(nullable: false),
                payload = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_hub_events", row => new { row.workspace_id, row.id }));
        migration.AddColumn<int>("status", "attempts", nullable: true);
        migration.AddColumn<int>("duration_ms", "attempts", nullable: true);
        migration.AddColumn<Guid>("connection_id", "notifications", nullable: true);
    }
}
