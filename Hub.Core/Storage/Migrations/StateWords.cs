using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>What the connector said to people when it had to be paused.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class StateWords : Migration
{
    public const string Id = "20261129700003_StateWords";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("state_en", "connections", nullable: true);
        migration.AddColumn<string>("state_vi", "connections", nullable: true);
    }
}
