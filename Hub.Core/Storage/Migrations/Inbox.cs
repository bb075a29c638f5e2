using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>What the inbox needs: who has a conversation, how it stands, and what members do with it.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Inbox : Migration
{
    public const string Id = "20261127000002_Inbox";

    protected override void Up(MigrationBuilder migration)
    {
        Conversations(migration);
        Tallies(migration);
        Labels(migration);
        Notes(migration);
        ConversationEvents(migration);
        CannedReplies(migration);
        Views(migration);
        Notifications(migration);
    }

    private static void Conversations(MigrationBuilder migration)
    {
        const string table = "conversations";
        migration.AddColumn<Guid>("assignee_id", table, nullable: true);
        migration.AddColumn<long>("assigned_at", table, nullable: true);
        migration.AddColumn<Guid>("team_id", table, nullable: true);
        migration.AddColumn<string>("priority", table, nullable: false, defaultValue: "None");
        migration.AddColumn<long>("snoozed_until", table, nullable: true);
        migration.AddColumn<long>("seen_up_to", table, nullable: true);
        migration.AddColumn<int>("unread", table, nullable: false, defaultValue: 0);
        migration.AddColumn<Guid>("last_message_id", table, nullable: true);
        migration.AddColumn<long>("last_message_at", table, nullable: true);
        migration.AddColumn<long>("answered_at", table, nullable: true);
        migration.AddColumn<long>("waiting_since", table, nullable: true);
        migration.AddColumn<bool>("failed_send", table, nullable: false, defaultValue: false);
        migration.AddColumn<bool>("has_phone", table, nullable: false, defaultValue: false);
        migration.AddColumn<bool>("has_order", table, nullable: false, defaultValue: false);
        migration.AddColumn<bool>("from_ad", table, nullable: false, defaultValue: false);
        migration.CreateIndex(
            "ix_conversations_assignee_id_status_last_activity_at_id", table, ["workspace_id", "assignee_id", "status", "last_activity_at", "id"],
            filter: "assignee_id is not null", descending: [false, false, false, true, true]);
        migration.CreateIndex(
            "ix_conversations_team_id_status_last_activity_at_id", table, ["workspace_id", "team_id", "status", "last_activity_at", "id"],
            filter: "team_id is not null", descending: [false, false, false, true, true]);
        migration.CreateIndex(
            "ix_conversations_waiting_since", table, ["workspace_id", "waiting_since"], filter: "waiting_since is not null");
        migration.CreateIndex(
            "ix_conversations_failed_send_last_activity_at_id", table, ["workspace_id", "failed_send", "last_activity_at", "id"],
            filter: "failed_send", descending: [false, false, true, true]);
        migration.CreateIndex(
            "ix_conversations_snoozed_until", table, ["workspace_id", "snoozed_until"], filter: "snoozed_until is not null");
    }

    // What ConversationTally keeps from now on, counted once for what is there. Status 1 is in doubt, 3 failed.
    private static void Tallies(MigrationBuilder migration)
    {
        const string mine = "from messages m where m.workspace_id = conversations.workspace_id and m.conversation_id = conversations.id";
        migration.Sql(
            $"""
            update conversations set
                last_message_id = (select m.id {mine} order by m.occurred_at desc, m.id desc limit 1),
                last_message_at = (select max(m.occurred_at) {mine}),
                answered_at = (select max(m.occurred_at) {mine} and m.direction = 'Outbound' and m.origin <> 'Automatic' and m.status not in (1, 3)),
                has_order = exists (select 1 from orders o where o.workspace_id = conversations.workspace_id and o.conversation_id = conversations.id),
                from_ad = exists (select 1 from referrals r where r.workspace_id = conversations.workspace_id
                    and r.conversation_id = conversations.id and r.source = 'Ad'),
                has_phone = exists (select 1 from contacts c where c.workspace_id = conversations.workspace_id
                    and c.id = conversations.contact_id and c.phone is not null)
            """);
        migration.Sql(
            $"""
            update conversations set
                waiting_since = (select min(m.occurred_at) {mine} and m.direction = 'Inbound' and m.occurred_at > coalesce(answered_at, 0)),
                unread = (select count(*) {mine} and m.direction = 'Inbound' and m.occurred_at > coalesce(answered_at, 0)),
                failed_send = exists (select 1 {mine} and m.direction = 'Outbound' and m.status in (1, 3)
                    and m.occurred_at >= coalesce(answered_at, 0))
            """);
    }

    private static void Labels(MigrationBuilder migration)
    {
        migration.CreateTable(
            "labels",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                name = table.Column<string>(nullable: false),
                color = table.Column<string>(nullable: false),
                created_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_labels", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_labels_name", "labels", ["workspace_id", "name"], unique: true);
        migration.CreateTable(
            "conversation_labels",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                conversation_id = table.Column<Guid>(nullable: false),
                label_id = table.Column<Guid>(nullable: false),
                labelled_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_conversation_labels", row => new { row.workspace_id, row.conversation_id, row.label_id }));
        migration.CreateIndex(
            "ix_conversation_labels_label_id_conversation_id", "conversation_labels", ["workspace_id", "label_id", "conversation_id"]);
    }

    private static void Notes(MigrationBuilder migration)
    {
        migration.CreateTable(
            "notes",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                conversation_id = table.Column<Guid>(nullable: false),
                at = table.Column<long>(nullable: false),
                actor = table.Column<string>(nullable: false),
                text = table.Column<string>(nullable: false),
                mentions = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_notes", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_notes_conversation_id_at_id", "notes", ["workspace_id", "conversation_id", "at", "id"], descending: [false, false, true, true]);
    }

    private static void ConversationEvents(MigrationBuilder migration)
    {
        migration.CreateTable(
            "conversation_events",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                conversation_id = table.Column<Guid>(nullable: false),
                at = table.Column<long>(nullable: false),
                actor = table.Column<string>(nullable: false),
                kind = table.Column<string>(nullable: false),
                subject_id = table.Column<Guid>(nullable: true),
                detail = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_conversation_events", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_conversation_events_conversation_id_at_id", "conversation_events", ["workspace_id", "conversation_id", "at", "id"],
            descending: [false, false, true, true]);
    }

    private static void CannedReplies(MigrationBuilder migration)
    {
        migration.CreateTable(
            "canned_replies",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                shortcut = table.Column<string>(nullable: false),
                text = table.Column<string>(nullable: false),
                language = table.Column<string>(nullable: true),
                created_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_canned_replies", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_canned_replies_shortcut", "canned_replies", ["workspace_id", "shortcut"], unique: true);
    }

    private static void Views(MigrationBuilder migration)
    {
        migration.CreateTable(
            "views",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                name = table.Column<string>(nullable: false),
                query = table.Column<string>(nullable: false),
                shared = table.Column<bool>(nullable: false),
                owner_id = table.Column<Guid>(nullable: false),
                created_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_views", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_views_owner_id", "views", ["workspace_id", "owner_id"]);
    }

    private static void Notifications(MigrationBuilder migration)
    {
        migration.CreateTable(
            "notifications",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                member_id = table.Column<Guid>(nullable: false),
                at = table.Column<long>(nullable: false),
                kind = table.Column<string>(nullable: false),
                conversation_id = table.Column<Guid>(nullable: false),
                note_id = table.Column<Guid>(nullable: true),
                actor = table.Column<string>(nullable: false),
                read_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_notifications", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_notifications_member_id_at_id", "notifications", ["workspace_id", "member_id", "at", "id"], descending: [false, false, true, true]);
    }
}
