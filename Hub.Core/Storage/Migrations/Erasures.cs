using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Contacts that are erased, and hashes of what is not to come back.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Erasures : Migration
{
    public const string Id = "20261128000110_Erasures";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("erasure_key", "workspaces", nullable: true);
        migration.AddColumn<bool>("has_erased", "connections", nullable: false, defaultValue: false);
        migration.CreateTable(
            "erasures",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                contact_id = table.Column<Guid>(nullable: false),
                at = table.Column<long>(nullable: false),
                actor = table.Column<string>(nullable: false),
                plan = table.Column<byte[]>(nullable: true),
                removed = table.Column<string>(nullable: false),
                done_at = table.Column<long>(nullable: true),
                scrubbed_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_erasures", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_erasures_at", "erasures", "at", filter: "plan is not null");
        migration.CreateTable(
            "erased_keys",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                hash = table.Column<string>(nullable: false),
                at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_erased_keys", row => new { row.workspace_id, row.connection_id, row.hash }));
    }
}
