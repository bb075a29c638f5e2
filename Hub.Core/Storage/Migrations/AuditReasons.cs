using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Why somebody has skipped or parked, beside who did it.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class AuditReasons : Migration
{
    public const string Id = "20261129600003_AuditReasons";

    protected override void Up(MigrationBuilder migration) => migration.AddColumn<string>("reason", "audit", nullable: true);
}
