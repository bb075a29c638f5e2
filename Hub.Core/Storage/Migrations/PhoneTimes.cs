using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>When a platform told a contact's phone.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class PhoneTimes : Migration
{
    public const string Id = "20261129100002_PhoneTimes";

    protected override void Up(MigrationBuilder migration) => migration.AddColumn<long>("phone_at", "contacts", nullable: true);
}
