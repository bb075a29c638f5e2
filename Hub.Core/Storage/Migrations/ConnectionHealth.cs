using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>When connections usually hear something, and since when one is silent against its own habit.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class ConnectionHealth : Migration
{
    public const string Id = "20261128000061_ConnectionHealth";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<long>("silent_since", "connections", nullable: true);
        migration.CreateTable(
            "connection_traffic",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                activity = table.Column<byte[]>(nullable: false),
                since = table.Column<long>(nullable: false),
                next = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_connection_traffic", row => new { row.workspace_id, row.id }));
    }
}
