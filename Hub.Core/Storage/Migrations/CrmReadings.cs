using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>How far CRMs were read back, and what both sides said of each record last.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class CrmReadings : Migration
{
    public const string Id = "20261128600003_CrmReadings";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("agreed", "external_ids", nullable: true);
        migration.AddColumn<long>("written_at", "external_ids", nullable: true);
        migration.AddColumn<string>("version", "external_ids", nullable: true);
        migration.AddColumn<string>("said_en", "external_ids", nullable: true);
        migration.AddColumn<string>("said_vi", "external_ids", nullable: true);
        migration.AddColumn<string>("said_state", "external_ids", nullable: true);
        migration.CreateTable(
            "crm_readings",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                cursor = table.Column<string>(nullable: true),
                asked_at = table.Column<long>(nullable: true),
                read_at = table.Column<long>(nullable: true),
                code = table.Column<string>(nullable: true),
                followed = table.Column<int>(nullable: false),
                followed_at = table.Column<long>(nullable: true),
                overruled = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_crm_readings", row => new { row.workspace_id, row.id }));
    }
}
