using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Why an endpoint fails, beside since when.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class EndpointFailures : Migration
{
    public const string Id = "20261129600004_EndpointFailures";

    protected override void Up(MigrationBuilder migration) => migration.AddColumn<string>("failing_code", "webhook_endpoints", nullable: true);
}
