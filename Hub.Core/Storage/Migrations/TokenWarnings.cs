using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Which end of a connection's tokens people were told of.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class TokenWarnings : Migration
{
    public const string Id = "20261128400001_TokenWarnings";

    protected override void Up(MigrationBuilder migration) => migration.AddColumn<long>("lapse_told", "connections", nullable: true);
}
