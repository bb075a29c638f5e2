using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Since when, and why, a person lets what goes out by a connection wait.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class ParkedConnections : Migration
{
    public const string Id = "20261129500001_ParkedConnections";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<long>("parked_at", "connections", nullable: true);
        migration.AddColumn<string>("park_reason", "connections", nullable: true);
    }
}
