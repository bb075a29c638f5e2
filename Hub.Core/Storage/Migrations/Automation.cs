using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Rules with their log, what holds for all of them, and what they left at messages and conversations.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Automation : Migration
{
    public const string Id = "20261128000020_Automation";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<Guid>("rule_id", "messages", nullable: true);
        migration.AddColumn<long>("automation_stopped_at", "conversations", nullable: true);
        migration.AddColumn<long>("automation_resumed_at", "conversations", nullable: true);
        migration.AddColumn<bool>("not_spam", "conversations", nullable: false, defaultValue: false);
        Rules(migration);
        migration.CreateTable(
            "automation_settings",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                version = table.Column<int>(nullable: false),
                policy = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_automation_settings", row => row.workspace_id));
        Entries(migration);
    }

    private static void Rules(MigrationBuilder migration)
    {
        migration.CreateTable(
            "rules",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                kind = table.Column<string>(nullable: false),
                trigger = table.Column<string>(nullable: false),
                name = table.Column<string>(nullable: false),
                state = table.Column<string>(nullable: false),
                position = table.Column<int>(nullable: false),
                stops = table.Column<bool>(nullable: false),
                cool_down_minutes = table.Column<int>(nullable: false),
                conditions = table.Column<string>(nullable: false),
                actions = table.Column<string>(nullable: false),
                created_at = table.Column<long>(nullable: false),
                changed_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_rules", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_rules_kind_name", "rules", ["workspace_id", "kind", "name"], unique: true);
    }

    private static void Entries(MigrationBuilder migration)
    {
        const string table = "automation_entries";
        migration.CreateTable(
            table,
            columns => new
            {
                workspace_id = columns.Column<Guid>(nullable: false),
                id = columns.Column<Guid>(nullable: false),
                at = columns.Column<long>(nullable: false),
                rule_id = columns.Column<Guid>(nullable: false),
                conversation_id = columns.Column<Guid>(nullable: false),
                contact_id = columns.Column<Guid>(nullable: false),
                message_id = columns.Column<Guid>(nullable: false),
                result = columns.Column<string>(nullable: false),
                code = columns.Column<string>(nullable: true),
                dry = columns.Column<bool>(nullable: false),
                replied = columns.Column<bool>(nullable: false),
            },
            constraints: columns => columns.PrimaryKey("pk_automation_entries", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_automation_entries_rule_id_id", table, ["workspace_id", "rule_id", "id"], descending: [false, false, true]);
        migration.CreateIndex(
            "ix_automation_entries_conversation_id_id", table, ["workspace_id", "conversation_id", "id"], descending: [false, false, true]);
        migration.CreateIndex("ix_automation_entries_at", table, "at");
        migration.CreateIndex(
            "ix_automation_entries_contact_id_rule_id_at", table, ["workspace_id", "contact_id", "rule_id", "at"], filter: "replied");
    }
}
