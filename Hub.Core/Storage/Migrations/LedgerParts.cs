using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Whose signals each request to an ad platform carried, and when its bytes were forgotten.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class LedgerParts : Migration
{
    public const string Id = "20261129300001_LedgerParts";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<long>("forgotten_at", "ledger_requests", nullable: true);
        migration.CreateIndex("ix_ledger_requests_id", "ledger_requests", ["workspace_id", "id"], filter: "forgotten_at is null");
        migration.CreateTable(
            "ledger_parts",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                signal_id = table.Column<Guid>(nullable: false),
                request_id = table.Column<Guid>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_ledger_parts", row => new { row.workspace_id, row.signal_id, row.request_id }));
        migration.CreateIndex("ix_ledger_parts_request_id", "ledger_parts", ["workspace_id", "request_id"]);
    }
}
