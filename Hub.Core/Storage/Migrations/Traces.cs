using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>What a webhook and a delivery came of, for whoever follows traces.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Traces : Migration
{
    public const string Id = "20261129100001_Traces";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("trace", "webhook_events", nullable: true);
        migration.AddColumn<string>("trace", "deliveries", nullable: true);
    }
}
