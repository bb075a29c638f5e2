using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Ways to vendors' consent pages and back, and whose grant a connection lives on.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Grants : Migration
{
    public const string Id = "20261128000090_Grants";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("granted_by", "connections", nullable: true);
        migration.CreateTable(
            "grants",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                connector_id = table.Column<string>(nullable: false),
                state_hash = table.Column<string>(nullable: false),
                actor = table.Column<string>(nullable: false),
                session_id = table.Column<Guid>(nullable: true),
                redirect = table.Column<string>(nullable: false),
                with_optional = table.Column<bool>(nullable: false),
                connection_id = table.Column<Guid>(nullable: true),
                state = table.Column<string>(nullable: false),
                vault = table.Column<byte[]>(nullable: false),
                created_at = table.Column<long>(nullable: false),
                expires_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_grants", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_grants_state_hash", "grants", ["state_hash"], unique: true);
        migration.CreateIndex("ix_grants_expires_at", "grants", ["expires_at"]);
    }
}
