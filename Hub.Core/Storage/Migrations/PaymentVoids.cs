using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Payments that were written down by mistake are taken back by an entry of their own.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class PaymentVoids : Migration
{
    public const string Id = "20261128000080_PaymentVoids";

    protected override void Up(MigrationBuilder migration) => migration.AddColumn<int>("voids", "order_payments", nullable: true);
}
