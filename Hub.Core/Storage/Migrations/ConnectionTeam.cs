using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>The team that gets a connection's new conversations.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class ConnectionTeam : Migration
{
    public const string Id = "20261127000009_ConnectionTeam";

    protected override void Up(MigrationBuilder migration) => migration.AddColumn<Guid>("team_id", "connections", nullable: true);
}
