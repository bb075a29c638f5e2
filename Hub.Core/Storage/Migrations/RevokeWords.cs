using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>What a person is to do at the platform where the hub cannot revoke a grant.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class RevokeWords : Migration
{
    public const string Id = "20261129000010_RevokeWords";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("revoke_en", "disconnects", nullable: true);
        migration.AddColumn<string>("revoke_vi", "disconnects", nullable: true);
    }
}
