using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>
/// What a person is to do at the platform where a subscription could not be taken away; those that stay, or wait for the platform, are called so
/// as their receipts have it, and nothing is said to come by one that is over.
/// </summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class EndedSubscriptions : Migration
{
    public const string Id = "20261129700002_EndedSubscriptions";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("unsubscribe_en", "disconnects", nullable: true);
        migration.AddColumn<string>("unsubscribe_vi", "disconnects", nullable: true);
        Call(migration, "Stays", "'Failed', 'NotOffered', 'NothingHeld'");
        Call(migration, "Ending", "'Pending'");
        migration.Sql("update webhook_subscriptions set coming = null, missing = null where state in ('Removed', 'Shared', 'Stays', 'Ending')");
    }

    private static void Call(MigrationBuilder migration, string state, string steps) => migration.Sql(
        $"""
        update webhook_subscriptions set state = '{state}'
        where state = 'Removed' and exists (
            select 1 from disconnects one
            where one.workspace_id = webhook_subscriptions.workspace_id and one.connection_id = webhook_subscriptions.id
                and one.unsubscribe in ({steps}) and not exists (
                    select 1 from disconnects later
                    where later.workspace_id = one.workspace_id and later.connection_id = one.connection_id and later.id > one.id))
        """);
}
