using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Which deliveries are owed again with many others, so that what is due besides goes before them.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class PacedReplays : Migration
{
    public const string Id = "20261129500002_PacedReplays";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<bool>("is_replay", "deliveries", nullable: false, defaultValue: false);
        migration.CreateIndex(
            "ix_deliveries_connection_id_kind_is_replay_due_at", "deliveries", ["workspace_id", "connection_id", "kind", "is_replay", "due_at"],
            filter: "state = 'Owed' and is_replay");
    }
}
