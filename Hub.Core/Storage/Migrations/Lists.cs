using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Indexes for lists that show few of many rows, and whose turn it is in a team.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Lists : Migration
{
    public const string Id = "20261128000001_Lists";

    protected override void Up(MigrationBuilder migration)
    {
        Conversations(migration, "has_order", "has_order");
        Conversations(migration, "from_ad", "from_ad");
        Conversations(migration, "priority", "priority <> 'None'");
        Conversations(migration, "connection_id", null);
        migration.CreateIndex("ix_contacts_made_by", "contacts", ["workspace_id", "made_by"], filter: "made_by is not null");
        migration.CreateIndex(
            "ix_webhook_events_state_connection_id_id", "webhook_events", ["workspace_id", "state", "connection_id", "id"],
            filter: "state = 'Failed'");
        migration.AddColumn<long>("last_assigned_at", "team_members", nullable: true);
        migration.Sql(
            """
            update team_members set last_assigned_at = (select max(c.assigned_at) from conversations c
                where c.workspace_id = team_members.workspace_id and c.assignee_id = team_members.member_id and c.team_id = team_members.team_id)
            """);
    }

    private static void Conversations(MigrationBuilder migration, string column, string? filter) => migration.CreateIndex(
        $"ix_conversations_{column}_last_activity_at_id", "conversations", ["workspace_id", column, "last_activity_at", "id"],
        filter: filter, descending: [false, false, true, true]);
}
