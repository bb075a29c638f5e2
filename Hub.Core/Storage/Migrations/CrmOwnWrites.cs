using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>What the hub sent to a CRM and has not heard of, and readings that begin anew.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class CrmOwnWrites : Migration
{
    public const string Id = "20261129000001_CrmOwnWrites";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("outgoing", "external_ids", nullable: true);
        migration.AddColumn<long>("anew_at", "crm_readings", nullable: true);
    }
}
