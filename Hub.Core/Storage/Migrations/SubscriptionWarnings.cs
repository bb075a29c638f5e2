using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Whether people were told that a webhook subscription fails.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class SubscriptionWarnings : Migration
{
    public const string Id = "20261129000011_SubscriptionWarnings";

    protected override void Up(MigrationBuilder migration) => migration.AddColumn<long>("failing_told", "webhook_subscriptions", nullable: true);
}
