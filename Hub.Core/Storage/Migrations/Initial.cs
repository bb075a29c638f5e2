using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>The first schema. Column types are left to each database; times are milliseconds.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Initial : Migration
{
    public const string Id = "20261122000000_Initial";

    protected override void Up(MigrationBuilder migration)
    {
        ApiKeys(migration);
        AttachmentBytes(migration);
        Attachments(migration);
        Attempts(migration);
        Audit(migration);
        Connections(migration);
        ContactIdentities(migration);
        Contacts(migration);
        Conversations(migration);
        Deliveries(migration);
        ExternalIds(migration);
        IdempotentCalls(migration);
        KeywordEntries(migration);
        KeywordListVersions(migration);
        KeywordLists(migration);
        Lanes(migration);
        LedgerEntries(migration);
        LedgerRequests(migration);
        MessageFacts(migration);
        Messages(migration);
        Orders(migration);
        Reactions(migration);
        Referrals(migration);
        Signals(migration);
        WebhookEvents(migration);
        Workspaces(migration);
        OrderLines(migration);
    }

    private static void ApiKeys(MigrationBuilder migration)
    {
        migration.CreateTable(
            "api_keys",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                name = table.Column<string>(nullable: false),
                hash = table.Column<string>(nullable: false),
                prefix = table.Column<string>(nullable: false),
                scopes = table.Column<string>(nullable: false),
                created_at = table.Column<long>(nullable: false),
                last_used_at = table.Column<long>(nullable: true),
                revoked_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_api_keys", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_api_keys_hash", "api_keys", ["hash"], unique: true);
    }

    private static void AttachmentBytes(MigrationBuilder migration)
    {
        migration.CreateTable(
            "attachment_bytes",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                bytes = table.Column<byte[]>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_attachment_bytes", row => new { row.workspace_id, row.id }));
    }

    private static void Attachments(MigrationBuilder migration)
    {
        migration.CreateTable(
            "attachments",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                message_id = table.Column<Guid>(nullable: false),
                ordinal = table.Column<int>(nullable: false),
                state = table.Column<string>(nullable: false),
                file_name = table.Column<string>(nullable: true),
                content_type = table.Column<string>(nullable: true),
                size = table.Column<long>(nullable: false),
                reason_code = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_attachments", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_attachments_message_id_ordinal", "attachments", ["workspace_id", "message_id", "ordinal"]);
    }

    private static void Attempts(MigrationBuilder migration)
    {
        migration.CreateTable(
            "attempts",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                delivery_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                at = table.Column<long>(nullable: false),
                outcome = table.Column<string>(nullable: false),
                code = table.Column<string>(nullable: true),
                detail = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_attempts", row => new { row.workspace_id, row.delivery_id, row.id }));
    }

    private static void Audit(MigrationBuilder migration)
    {
        migration.CreateTable(
            "audit",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                at = table.Column<long>(nullable: false),
                actor = table.Column<string>(nullable: false),
                action = table.Column<string>(nullable: false),
                subject = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_audit", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_audit_at", "audit", ["workspace_id", "at"]);
    }

    private static void Connections(MigrationBuilder migration)
    {
        migration.CreateTable(
            "connections",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                connector_id = table.Column<string>(nullable: false),
                account_id = table.Column<string>(nullable: false),
                name = table.Column<string>(nullable: false),
                state = table.Column<string>(nullable: false),
                state_code = table.Column<string>(nullable: true),
                state_detail = table.Column<string>(nullable: true),
                settings = table.Column<string>(nullable: false),
                vault = table.Column<byte[]>(nullable: false),
                token_expires_at = table.Column<long>(nullable: true),
                refresh_expires_at = table.Column<long>(nullable: true),
                poll_cursor = table.Column<string>(nullable: true),
                created_at = table.Column<long>(nullable: false),
                last_event_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_connections", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_connections_connector_id_account_id", "connections", ["connector_id", "account_id"], unique: true);
    }

    private static void ContactIdentities(MigrationBuilder migration)
    {
        migration.CreateTable(
            "contact_identities",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                scheme = table.Column<string>(nullable: false),
                value = table.Column<string>(nullable: false),
                contact_id = table.Column<Guid>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_contact_identities", row => new { row.workspace_id, row.connection_id, row.scheme, row.value }));
        migration.CreateIndex(
            "ix_contact_identities_contact_id", "contact_identities", ["workspace_id", "contact_id"]);
    }

    private static void Contacts(MigrationBuilder migration)
    {
        migration.CreateTable(
            "contacts",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                display_name = table.Column<string>(nullable: true),
                named_at = table.Column<long>(nullable: true),
                phone = table.Column<string>(nullable: true),
                email = table.Column<string>(nullable: true),
                channel = table.Column<string>(nullable: false),
                first_seen_at = table.Column<long>(nullable: false),
                last_seen_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_contacts", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_contacts_last_seen_at_id", "contacts", ["workspace_id", "last_seen_at", "id"], descending: [false, true, true]);
    }

    private static void Conversations(MigrationBuilder migration)
    {
        migration.CreateTable(
            "conversations",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                contact_id = table.Column<Guid>(nullable: false),
                key = table.Column<string>(nullable: false),
                status = table.Column<string>(nullable: false),
                started_at = table.Column<long>(nullable: false),
                last_activity_at = table.Column<long>(nullable: false),
                last_inbound_at = table.Column<long>(nullable: true),
                delivered_up_to = table.Column<long>(nullable: true),
                read_up_to = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_conversations", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_conversations_connection_id_key", "conversations", ["workspace_id", "connection_id", "key"], unique: true);
        migration.CreateIndex(
            "ix_conversations_contact_id", "conversations", ["workspace_id", "contact_id"]);
        migration.CreateIndex(
            "ix_conversations_last_activity_at_id", "conversations", ["workspace_id", "last_activity_at", "id"], descending: [false, true, true]);
        migration.CreateIndex(
            "ix_conversations_status_last_activity_at_id", "conversations", ["workspace_id", "status", "last_activity_at", "id"], descending: [false, false, true, true]);
    }

    private static void Deliveries(MigrationBuilder migration)
    {
        migration.CreateTable(
            "deliveries",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                kind = table.Column<string>(nullable: false),
                subject_id = table.Column<Guid>(nullable: false),
                order_key = table.Column<Guid>(nullable: true),
                state = table.Column<string>(nullable: false),
                revision = table.Column<int>(nullable: false),
                owed_at = table.Column<long>(nullable: false),
                due_at = table.Column<long>(nullable: false),
                settled_at = table.Column<long>(nullable: true),
                attempts = table.Column<int>(nullable: false),
                outcome = table.Column<string>(nullable: true),
                code = table.Column<string>(nullable: true),
                detail = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_deliveries", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_deliveries_connection_id_kind", "deliveries", ["workspace_id", "connection_id", "kind"], filter: "state = 'Started'");
        migration.CreateIndex(
            "ix_deliveries_connection_id_kind_due_at", "deliveries", ["workspace_id", "connection_id", "kind", "due_at"], filter: "state = 'Owed'");
        migration.CreateIndex(
            "ix_deliveries_connection_id_kind_order_key_id", "deliveries", ["workspace_id", "connection_id", "kind", "order_key", "id"], filter: "state = 'Owed'");
        migration.CreateIndex(
            "ix_deliveries_connection_id_kind_subject_id", "deliveries", ["workspace_id", "connection_id", "kind", "subject_id"], unique: true);
        migration.CreateIndex(
            "ix_deliveries_state_id", "deliveries", ["workspace_id", "state", "id"]);
    }

    private static void ExternalIds(MigrationBuilder migration)
    {
        migration.CreateTable(
            "external_ids",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                entity = table.Column<string>(nullable: false),
                local_id = table.Column<Guid>(nullable: false),
                remote_id = table.Column<string>(nullable: false),
                linked_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_external_ids", row => new { row.workspace_id, row.connection_id, row.entity, row.local_id }));
        migration.CreateIndex(
            "ix_external_ids_connection_id_entity_remote_id", "external_ids", ["workspace_id", "connection_id", "entity", "remote_id"], unique: true);
    }

    private static void IdempotentCalls(MigrationBuilder migration)
    {
        migration.CreateTable(
            "idempotent_calls",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                key = table.Column<string>(nullable: false),
                fingerprint = table.Column<string>(nullable: false),
                at = table.Column<long>(nullable: false),
                status = table.Column<int>(nullable: true),
                body = table.Column<byte[]>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_idempotent_calls", row => new { row.workspace_id, row.key }));
        migration.CreateIndex(
            "ix_idempotent_calls_at", "idempotent_calls", ["at"]);
    }

    private static void KeywordEntries(MigrationBuilder migration)
    {
        migration.CreateTable(
            "keyword_entries",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                list_id = table.Column<Guid>(nullable: false),
                version = table.Column<int>(nullable: false),
                keyword_id = table.Column<Guid>(nullable: false),
                term = table.Column<string>(nullable: false),
                mode = table.Column<string>(nullable: false),
                accents = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_keyword_entries", row => new { row.workspace_id, row.list_id, row.version, row.keyword_id }));
    }

    private static void KeywordListVersions(MigrationBuilder migration)
    {
        migration.CreateTable(
            "keyword_list_versions",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                list_id = table.Column<Guid>(nullable: false),
                version = table.Column<int>(nullable: false),
                created_at = table.Column<long>(nullable: false),
                source = table.Column<string>(nullable: false),
                count = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_keyword_list_versions", row => new { row.workspace_id, row.list_id, row.version }));
    }

    private static void KeywordLists(MigrationBuilder migration)
    {
        migration.CreateTable(
            "keyword_lists",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                name = table.Column<string>(nullable: false),
                language = table.Column<string>(nullable: false),
                active_version = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_keyword_lists", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_keyword_lists_name", "keyword_lists", ["workspace_id", "name"], unique: true);
    }

    private static void Lanes(MigrationBuilder migration)
    {
        migration.CreateTable(
            "lanes",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                kind = table.Column<string>(nullable: false),
                lease_token = table.Column<Guid>(nullable: true),
                lease_until = table.Column<long>(nullable: true),
                not_before = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_lanes", row => new { row.workspace_id, row.connection_id, row.kind }));
    }

    private static void LedgerEntries(MigrationBuilder migration)
    {
        migration.CreateTable(
            "ledger_entries",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                signal_id = table.Column<Guid>(nullable: false),
                state = table.Column<string>(nullable: false),
                reason_code = table.Column<string>(nullable: true),
                reason_detail = table.Column<string>(nullable: true),
                at = table.Column<long>(nullable: false),
                request_id = table.Column<Guid>(nullable: true),
                referral_id = table.Column<Guid>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_ledger_entries", row => new { row.workspace_id, row.connection_id, row.signal_id }));
        migration.CreateIndex(
            "ix_ledger_entries_at_signal_id", "ledger_entries", ["workspace_id", "at", "signal_id"], descending: [false, true, true]);
    }

    private static void LedgerRequests(MigrationBuilder migration)
    {
        migration.CreateTable(
            "ledger_requests",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                at = table.Column<long>(nullable: false),
                target = table.Column<string>(nullable: false),
                body = table.Column<byte[]>(nullable: false),
                status = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_ledger_requests", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_ledger_requests_connection_id_at", "ledger_requests", ["workspace_id", "connection_id", "at"]);
    }

    private static void MessageFacts(MigrationBuilder migration)
    {
        migration.CreateTable(
            "message_facts",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                message_key = table.Column<string>(nullable: false),
                event_key = table.Column<string>(nullable: false),
                occurred_at = table.Column<long>(nullable: false),
                kind = table.Column<string>(nullable: false),
                status = table.Column<int>(nullable: false),
                content = table.Column<string>(nullable: true),
                code = table.Column<string>(nullable: true),
                detail = table.Column<string>(nullable: true),
                outcome = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_message_facts", row => new { row.workspace_id, row.connection_id, row.message_key, row.event_key }));
    }

    private static void Messages(MigrationBuilder migration)
    {
        migration.CreateTable(
            "messages",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                conversation_id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                key = table.Column<string>(nullable: true),
                direction = table.Column<string>(nullable: false),
                origin = table.Column<string>(nullable: false),
                kind = table.Column<string>(nullable: false),
                text = table.Column<string>(nullable: true),
                content = table.Column<string>(nullable: false),
                status = table.Column<int>(nullable: false),
                status_code = table.Column<string>(nullable: true),
                status_detail = table.Column<string>(nullable: true),
                status_outcome = table.Column<string>(nullable: true),
                occurred_at = table.Column<long>(nullable: false),
                received_at = table.Column<long>(nullable: false),
                quoted_key = table.Column<string>(nullable: true),
                tag = table.Column<string>(nullable: true),
                edited_at = table.Column<long>(nullable: true),
                deleted_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_messages", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_messages_connection_id_key", "messages", ["workspace_id", "connection_id", "key"], unique: true);
        migration.CreateIndex(
            "ix_messages_conversation_id_occurred_at_id", "messages", ["workspace_id", "conversation_id", "occurred_at", "id"], descending: [false, false, true, true]);
    }

    private static void Orders(MigrationBuilder migration)
    {
        migration.CreateTable(
            "orders",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                contact_id = table.Column<Guid>(nullable: false),
                conversation_id = table.Column<Guid>(nullable: false),
                number = table.Column<string>(nullable: false),
                state = table.Column<string>(nullable: false),
                currency = table.Column<string>(nullable: false),
                total = table.Column<decimal>(nullable: false),
                placed_at = table.Column<long>(nullable: false),
                paid_at = table.Column<long>(nullable: true),
                source_message_id = table.Column<Guid>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_orders", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_orders_conversation_id", "orders", ["workspace_id", "conversation_id"]);
        migration.CreateIndex(
            "ix_orders_number", "orders", ["workspace_id", "number"], unique: true);
        migration.CreateIndex(
            "ix_orders_placed_at_id", "orders", ["workspace_id", "placed_at", "id"], descending: [false, true, true]);
        migration.CreateIndex(
            "ix_orders_source_message_id", "orders", ["workspace_id", "source_message_id"], unique: true);
    }

    private static void Reactions(MigrationBuilder migration)
    {
        migration.CreateTable(
            "reactions",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                message_key = table.Column<string>(nullable: false),
                actor_key = table.Column<string>(nullable: false),
                emoji = table.Column<string>(nullable: true),
                at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_reactions", row => new { row.workspace_id, row.connection_id, row.message_key, row.actor_key }));
    }

    private static void Referrals(MigrationBuilder migration)
    {
        migration.CreateTable(
            "referrals",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                conversation_id = table.Column<Guid>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                event_key = table.Column<string>(nullable: false),
                occurred_at = table.Column<long>(nullable: false),
                source = table.Column<string>(nullable: false),
                tracking_id = table.Column<string>(nullable: true),
                ad_id = table.Column<string>(nullable: true),
                advertiser_id = table.Column<string>(nullable: true),
                @ref = table.Column<string>(nullable: true),
                title = table.Column<string>(nullable: true),
                url = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_referrals", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_referrals_connection_id_event_key", "referrals", ["workspace_id", "connection_id", "event_key"], unique: true);
        migration.CreateIndex(
            "ix_referrals_conversation_id_occurred_at", "referrals", ["workspace_id", "conversation_id", "occurred_at"]);
    }

    private static void Signals(MigrationBuilder migration)
    {
        migration.CreateTable(
            "signals",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                event_id = table.Column<string>(nullable: false),
                kind = table.Column<string>(nullable: false),
                conversation_id = table.Column<Guid>(nullable: false),
                occurred_at = table.Column<long>(nullable: false),
                keyword_id = table.Column<Guid>(nullable: true),
                order_id = table.Column<Guid>(nullable: true),
                value = table.Column<decimal>(nullable: true),
                currency = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_signals", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_signals_conversation_id", "signals", ["workspace_id", "conversation_id"]);
        migration.CreateIndex(
            "ix_signals_event_id", "signals", ["workspace_id", "event_id"], unique: true);
    }

    private static void WebhookEvents(MigrationBuilder migration)
    {
        migration.CreateTable(
            "webhook_events",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                connector_id = table.Column<string>(nullable: false),
                account_id = table.Column<string>(nullable: false),
                connection_id = table.Column<Guid>(nullable: false),
                event_key = table.Column<byte[]>(nullable: false),
                body = table.Column<byte[]>(nullable: false),
                received_at = table.Column<long>(nullable: false),
                state = table.Column<string>(nullable: false),
                applied_at = table.Column<long>(nullable: true),
                events = table.Column<int>(nullable: false),
                unknown_events = table.Column<int>(nullable: false),
                attempts = table.Column<int>(nullable: false),
                failure_code = table.Column<string>(nullable: true),
                failure_detail = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_webhook_events", row => new { row.workspace_id, row.id }));
        migration.CreateIndex(
            "ix_webhook_events_connection_id_event_key", "webhook_events", ["workspace_id", "connection_id", "event_key"], unique: true);
        migration.CreateIndex(
            "ix_webhook_events_connection_id_id", "webhook_events", ["workspace_id", "connection_id", "id"], filter: "state = 'Pending'");
        migration.CreateIndex(
            "ix_webhook_events_connector_id_account_id", "webhook_events", ["connector_id", "account_id"], filter: "state = 'Unrouted'");
    }

    private static void Workspaces(MigrationBuilder migration)
    {
        migration.CreateTable(
            "workspaces",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                name = table.Column<string>(nullable: false),
                created_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_workspaces", row => row.id));
    }

    private static void OrderLines(MigrationBuilder migration)
    {
        migration.CreateTable(
            "order_lines",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                order_id = table.Column<Guid>(nullable: false),
                line = table.Column<int>(nullable: false),
                product_code = table.Column<string>(nullable: false),
                name = table.Column<string>(nullable: true),
                quantity = table.Column<decimal>(nullable: false),
                unit_price = table.Column<decimal>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_order_lines", row => new { row.workspace_id, row.order_id, row.line });
                table.ForeignKey(
                    "fk_order_lines_orders", row => new { row.workspace_id, row.order_id }, "orders", ["workspace_id", "id"], onDelete: ReferentialAction.Cascade);
            });
    }
}
