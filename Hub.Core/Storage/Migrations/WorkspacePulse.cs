using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>When a workspace's webhooks were last taken by anybody.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class WorkspacePulse : Migration
{
    public const string Id = "20261129000012_WorkspacePulse";

    protected override void Up(MigrationBuilder migration) => migration.AddColumn<long>("alive_at", "workspaces", nullable: true);
}
