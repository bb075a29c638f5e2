using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Where the records lie that connections have linked.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class CrmPlaces : Migration
{
    public const string Id = "20261129100001_CrmPlaces";

    protected override void Up(MigrationBuilder migration) => migration.AddColumn<string>("crm_place", "connections", nullable: true);
}
