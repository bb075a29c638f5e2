using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Subscriptions that were left for other accounts are called so, as their receipts have it.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class SharedSubscriptions : Migration
{
    public const string Id = "20261129700001_SharedSubscriptions";

    protected override void Up(MigrationBuilder migration) => migration.Sql(
        """
        update webhook_subscriptions set state = 'Shared'
        where state = 'Removed' and exists (
            select 1 from disconnects one
            where one.workspace_id = webhook_subscriptions.workspace_id and one.connection_id = webhook_subscriptions.id and one.unsubscribe = 'Shared'
                and not exists (
                    select 1 from disconnects later
                    where later.workspace_id = one.workspace_id and later.connection_id = one.connection_id and later.id > one.id))
        """);
}
