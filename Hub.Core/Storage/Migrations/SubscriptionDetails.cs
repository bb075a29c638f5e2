using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>What of a webhook subscription all accounts of an app live on, which kinds of events come by it, and what mends it.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class SubscriptionDetails : Migration
{
    public const string Id = "20261129600001_SubscriptionDetails";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<long>("made_for_all_at", "webhook_subscriptions", nullable: true);
        migration.AddColumn<string>("way_on_en", "webhook_subscriptions", nullable: true);
        migration.AddColumn<string>("way_on_vi", "webhook_subscriptions", nullable: true);
        migration.AddColumn<string>("coming", "webhook_subscriptions", nullable: true);
        migration.AddColumn<string>("missing", "webhook_subscriptions", nullable: true);
    }
}
