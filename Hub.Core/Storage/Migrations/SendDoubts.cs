using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Since when a platform that takes a message once for a while may have it.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class SendDoubts : Migration
{
    public const string Id = "20261129600002_SendDoubts";

    protected override void Up(MigrationBuilder migration) => migration.AddColumn<long>("in_doubt_since", "deliveries", nullable: true);
}
