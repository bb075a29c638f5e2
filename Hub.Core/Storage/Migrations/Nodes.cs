using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Which nodes there are, and when each was heard of last.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Nodes : Migration
{
    public const string Id = "20261129700001_Nodes";

    protected override void Up(MigrationBuilder migration) => migration.CreateTable(
        "nodes",
        table => new
        {
            id = table.Column<Guid>(nullable: false),
            name = table.Column<string>(nullable: false),
            serves = table.Column<bool>(nullable: false),
            works = table.Column<bool>(nullable: false),
            started_at = table.Column<long>(nullable: false),
            beat_at = table.Column<long>(nullable: false),
            stopped_at = table.Column<long>(nullable: true),
        },
        constraints: table => table.PrimaryKey("pk_nodes", row => row.id));
}
