using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>What lanes remember of calls that came to nothing.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Circuits : Migration
{
    public const string Id = "20261128000120_Circuits";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<int>("unanswered", "lanes", nullable: false, defaultValue: 0);
        migration.AddColumn<Guid>("unanswered_for", "lanes", nullable: true);
    }
}
