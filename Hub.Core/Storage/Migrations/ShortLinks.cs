using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Links into the chats of connections, and the way from a connection to who came by them.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class ShortLinks : Migration
{
    public const string Id = "20261128600001_ShortLinks";

    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable(
            "short_links",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                name = table.Column<string>(nullable: false),
                account = table.Column<string>(nullable: false),
                @ref = table.Column<string>(nullable: false),
                text = table.Column<string>(nullable: true),
                created_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_short_links", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_short_links_connection_id_ref", "short_links", ["workspace_id", "connection_id", "ref"], unique: true);
        migration.CreateIndex(
            "ix_referrals_connection_id_conversation_id", "referrals", ["workspace_id", "connection_id", "conversation_id"],
            filter: "source = 'ShortLink'");
    }
}
