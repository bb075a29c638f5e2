using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>What of a contact both sides had changed, where its record is.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class ContactConflicts : Migration
{
    public const string Id = "20261129100002_ContactConflicts";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("overruled", "external_ids", nullable: true);
        migration.AddColumn<long>("overruled_at", "external_ids", nullable: true);
    }
}
