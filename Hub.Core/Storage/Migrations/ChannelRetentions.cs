using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>How long a channel's messages are kept, and up to where they are gone.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class ChannelRetentions : Migration
{
    public const string Id = "20261128300003_ChannelRetentions";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<int>("retention_days", "connections", nullable: true);
        migration.AddColumn<Guid>("forgotten_to", "connections", nullable: true);
    }
}
