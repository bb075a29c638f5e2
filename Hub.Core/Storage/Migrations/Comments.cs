using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Comments that may be answered by direct messages.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Comments : Migration
{
    public const string Id = "20261128400005_Comments";

    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable(
            "comments",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                contact_id = table.Column<Guid>(nullable: false),
                origin_id = table.Column<Guid>(nullable: true),
                key = table.Column<string>(nullable: false),
                text = table.Column<string>(nullable: true),
                occurred_at = table.Column<long>(nullable: false),
                state = table.Column<string>(nullable: false),
                message_id = table.Column<Guid>(nullable: true),
                actor = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_comments", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_comments_connection_id_key", "comments", ["workspace_id", "connection_id", "key"], unique: true);
        migration.CreateIndex("ix_comments_state_occurred_at_id", "comments", ["workspace_id", "state", "occurred_at", "id"]);
        migration.CreateIndex("ix_comments_contact_id", "comments", ["workspace_id", "contact_id"]);
        migration.CreateIndex("ix_comments_message_id", "comments", ["workspace_id", "message_id"], filter: "message_id is not null");
    }
}
