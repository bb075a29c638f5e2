using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Custom attributes, merges by hand and how to undo them, and what holds for a whole workspace.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Contacts : Migration
{
    public const string Id = "20261127000003_Contacts";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("notes", "contacts", nullable: true);
        migration.AddColumn<string>("attributes", "contacts", nullable: true);
        migration.AddColumn<Guid>("made_by", "contacts", nullable: true);
        migration.CreateIndex("ix_contacts_phone", "contacts", ["workspace_id", "phone"]);
        migration.CreateIndex("ix_contacts_email", "contacts", ["workspace_id", "email"]);
        migration.AddColumn<Guid>("origin_id", "contact_identities", nullable: true);
        migration.AddColumn<Guid>("origin_id", "conversations", nullable: true);
        migration.CreateIndex("ix_orders_contact_id", "orders", ["workspace_id", "contact_id"]);
        migration.AddColumn<string>("default_country", "workspaces", nullable: true);
        migration.AddColumn<string>("language", "workspaces", nullable: true);
        migration.AddColumn<string>("time_zone", "workspaces", nullable: true);
        Attributes(migration);
        Merges(migration);
    }

    private static void Attributes(MigrationBuilder migration)
    {
        migration.CreateTable(
            "contact_attributes",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                key = table.Column<string>(nullable: false),
                label = table.Column<string>(nullable: false),
                type = table.Column<string>(nullable: false),
                choices = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_contact_attributes", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_contact_attributes_key", "contact_attributes", ["workspace_id", "key"], unique: true);
    }

    private static void Merges(MigrationBuilder migration)
    {
        migration.CreateTable(
            "merged_contacts",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                keep_id = table.Column<Guid>(nullable: false),
                drop_id = table.Column<Guid>(nullable: false),
                at = table.Column<long>(nullable: false),
                actor = table.Column<string>(nullable: false),
                memory = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_merged_contacts", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_merged_contacts_drop_id", "merged_contacts", ["workspace_id", "drop_id"], unique: true);
        migration.CreateIndex("ix_merged_contacts_keep_id", "merged_contacts", ["workspace_id", "keep_id"]);
        migration.CreateTable(
            "merged_origins",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                merge_id = table.Column<Guid>(nullable: false),
                origin_id = table.Column<Guid>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_merged_origins", row => new { row.workspace_id, row.merge_id, row.origin_id }));
        migration.CreateIndex("ix_merged_origins_origin_id", "merged_origins", ["workspace_id", "origin_id"]);
    }
}
