using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>What customers are told when their order moves on.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class OrderDrafts : Migration
{
    public const string Id = "20261128000040_OrderDrafts";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("notices", "order_settings", nullable: true);
        migration.CreateTable(
            "order_notices",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                order_id = table.Column<Guid>(nullable: false),
                order_state = table.Column<string>(nullable: false),
                owed_at = table.Column<long>(nullable: false),
                state = table.Column<string>(nullable: false),
                reason_code = table.Column<string>(nullable: true),
                outcome = table.Column<string>(nullable: true),
                settled_at = table.Column<long>(nullable: true),
                message_id = table.Column<Guid>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_order_notices", row => new { row.workspace_id, row.order_id, row.order_state }));
        migration.CreateIndex("ix_order_notices_owed_at", "order_notices", ["workspace_id", "owed_at"], filter: "state = 'Waiting'");
    }
}
