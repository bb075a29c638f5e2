using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>How messages carry tracking ids, and whose ids they are.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Tracking : Migration
{
    public const string Id = "20261128300002_Tracking";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("tracking", "connections", nullable: true);
        migration.AddColumn<string>("platform", "referrals", nullable: true);
    }
}
