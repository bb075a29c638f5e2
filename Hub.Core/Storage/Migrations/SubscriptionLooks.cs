using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>What tells a loss of a webhook subscription when several look at once.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class SubscriptionLooks : Migration
{
    public const string Id = "20261128700001_SubscriptionLooks";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<long>("stood_before", "webhook_subscriptions", nullable: true);
        migration.AddColumn<long>("repair_began_at", "webhook_subscriptions", nullable: true);
    }
}
