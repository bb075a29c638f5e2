using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>When a connection's platform posted nothing, until a poll has asked for it.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class BlindSpans : Migration
{
    public const string Id = "20261128400004_BlindSpans";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<long>("blind_from", "connections", nullable: true);
        migration.AddColumn<long>("blind_until", "connections", nullable: true);
    }
}
