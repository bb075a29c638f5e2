using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>What an order is more than its lines: discount, tax, shipping, where it goes, its money, its number.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Orders : Migration
{
    public const string Id = "20261128000030_Orders";

    protected override void Up(MigrationBuilder migration)
    {
        Columns(migration);
        Payments(migration);
        Settings(migration);
        Products(migration);
    }

    private static void Columns(MigrationBuilder migration)
    {
        foreach (var amount in new[] { "discount", "shipping", "paid", "refunded" })
            migration.AddColumn<decimal>(amount, "orders", nullable: false, defaultValue: 0m);
        foreach (var text in new[] { "recipient_name", "phone", "address", "note" })
            migration.AddColumn<string>(text, "orders", nullable: true);
        migration.AddColumn<int>("version", "orders", nullable: false, defaultValue: 1);
        migration.AddColumn<decimal>("discount", "order_lines", nullable: false, defaultValue: 0m);
        migration.AddColumn<decimal>("tax_rate", "order_lines", nullable: false, defaultValue: 0m);
    }

    // An order that was marked as paid or refunded so far has had all of its money come in or go back, by ways that nobody wrote down.
    private static void Payments(MigrationBuilder migration)
    {
        migration.CreateTable(
            "order_payments",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                order_id = table.Column<Guid>(nullable: false),
                number = table.Column<int>(nullable: false),
                kind = table.Column<string>(nullable: false),
                amount = table.Column<decimal>(nullable: false),
                method = table.Column<string>(nullable: false),
                at = table.Column<long>(nullable: false),
                reference = table.Column<string>(nullable: true),
                actor = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_order_payments", row => new { row.workspace_id, row.order_id, row.number });
                table.ForeignKey(
                    "fk_order_payments_orders", row => new { row.workspace_id, row.order_id }, "orders", ["workspace_id", "id"],
                    onDelete: ReferentialAction.Cascade);
            });
        migration.Sql("update orders set paid = total where paid_at is not null");
        migration.Sql("update orders set refunded = paid where state = 'Refunded'");
        Known(migration, 1, "Payment", "paid_at is not null");
        Known(migration, 2, "Refund", "state = 'Refunded' and paid_at is not null");
    }

    private static void Known(MigrationBuilder migration, int number, string kind, string where) => migration.Sql(
        $"""
        insert into order_payments (workspace_id, order_id, number, kind, amount, method, at)
        select workspace_id, id, {number}, '{kind}', total, 'Other', paid_at from orders where {where}
        """);

    private static void Settings(MigrationBuilder migration) => migration.CreateTable(
        "order_settings",
        table => new
        {
            workspace_id = table.Column<Guid>(nullable: false),
            number_prefix = table.Column<string>(nullable: false),
            last_number = table.Column<int>(nullable: false),
        },
        constraints: table => table.PrimaryKey("pk_order_settings", row => row.workspace_id));

    private static void Products(MigrationBuilder migration)
    {
        migration.CreateTable(
            "products",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                code = table.Column<string>(nullable: false),
                code_key = table.Column<string>(nullable: false),
                name = table.Column<string>(nullable: false),
                search_text = table.Column<string>(nullable: false),
                price = table.Column<decimal>(nullable: false),
                currency = table.Column<string>(nullable: false),
                is_active = table.Column<bool>(nullable: false),
                created_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_products", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_products_code_key", "products", ["workspace_id", "code_key"], unique: true);
        migration.CreateIndex(
            "ix_products_created_at_id", "products", ["workspace_id", "created_at", "id"], descending: [false, true, true]);
    }
}
