using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>How platforms' reviews of automatic messages have ended.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class AutoMessageVerdicts : Migration
{
    public const string Id = "20261128600002_AutoMessageVerdicts";

    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable(
            "auto_message_verdicts",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                key = table.Column<string>(nullable: false),
                review = table.Column<string>(nullable: false),
                at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_auto_message_verdicts", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_auto_message_verdicts_connection_id_key", "auto_message_verdicts", ["workspace_id", "connection_id", "key"], unique: true);
    }
}
