using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>What can be booked, who carries it out, and what is booked.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Bookings : Migration
{
    public const string Id = "20261128000010_Bookings";

    protected override void Up(MigrationBuilder migration)
    {
        Services(migration);
        Resources(migration);
        Booked(migration);
        Told(migration);
        migration.AddColumn<Guid>("booking_id", "signals", nullable: true);
    }

    private static void Services(MigrationBuilder migration)
    {
        migration.CreateTable(
            "services",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                name = table.Column<string>(nullable: false),
                duration_minutes = table.Column<int>(nullable: false),
                buffer_before = table.Column<int>(nullable: false),
                buffer_after = table.Column<int>(nullable: false),
                step_minutes = table.Column<int>(nullable: false),
                capacity = table.Column<int>(nullable: false),
                price = table.Column<decimal>(nullable: true),
                currency = table.Column<string>(nullable: true),
                is_active = table.Column<bool>(nullable: false),
                hours = table.Column<string>(nullable: true),
                reminders = table.Column<string>(nullable: true),
                created_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_services", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_services_name", "services", ["workspace_id", "name"]);
        migration.CreateTable(
            "service_resources",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                service_id = table.Column<Guid>(nullable: false),
                resource_id = table.Column<Guid>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_service_resources", row => new { row.workspace_id, row.service_id, row.resource_id }));
        migration.CreateIndex("ix_service_resources_resource_id", "service_resources", ["workspace_id", "resource_id"]);
    }

    private static void Resources(MigrationBuilder migration)
    {
        migration.CreateTable(
            "resources",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                name = table.Column<string>(nullable: false),
                kind = table.Column<string>(nullable: false),
                member_id = table.Column<Guid>(nullable: true),
                is_active = table.Column<bool>(nullable: false),
                hours = table.Column<string>(nullable: true),
                feed_hash = table.Column<string>(nullable: true),
                created_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_resources", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_resources_name", "resources", ["workspace_id", "name"]);
        migration.CreateIndex("ix_resources_feed_hash", "resources", "feed_hash", unique: true);
    }

    private static void Booked(MigrationBuilder migration)
    {
        migration.CreateTable(
            "bookings",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                service_id = table.Column<Guid>(nullable: false),
                resource_id = table.Column<Guid>(nullable: false),
                contact_id = table.Column<Guid>(nullable: false),
                conversation_id = table.Column<Guid>(nullable: false),
                state = table.Column<string>(nullable: false),
                starts_at = table.Column<long>(nullable: false),
                ends_at = table.Column<long>(nullable: false),
                busy_from = table.Column<long>(nullable: false),
                busy_to = table.Column<long>(nullable: false),
                party_size = table.Column<int>(nullable: false),
                price = table.Column<decimal>(nullable: true),
                currency = table.Column<string>(nullable: true),
                note = table.Column<string>(nullable: true),
                created_at = table.Column<long>(nullable: false),
                kept_at = table.Column<long>(nullable: true),
                missed_at = table.Column<long>(nullable: true),
                version = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_bookings", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_bookings_resource_id_busy_from", "bookings", ["workspace_id", "resource_id", "busy_from"]);
        migration.CreateIndex("ix_bookings_starts_at_id", "bookings", ["workspace_id", "starts_at", "id"]);
        foreach (var column in new[] { "conversation_id", "contact_id", "service_id" })
            migration.CreateIndex($"ix_bookings_{column}", "bookings", ["workspace_id", column]);
    }

    private static void Told(MigrationBuilder migration)
    {
        migration.CreateTable(
            "booking_events",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                booking_id = table.Column<Guid>(nullable: false),
                number = table.Column<int>(nullable: false),
                at = table.Column<long>(nullable: false),
                actor = table.Column<string>(nullable: false),
                kind = table.Column<string>(nullable: false),
                starts_at = table.Column<long>(nullable: false),
                resource_id = table.Column<Guid>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_booking_events", row => new { row.workspace_id, row.booking_id, row.number }));
        migration.CreateTable(
            "booking_reminders",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                booking_id = table.Column<Guid>(nullable: false),
                minutes_before = table.Column<int>(nullable: false),
                due_at = table.Column<long>(nullable: false),
                state = table.Column<string>(nullable: false),
                reason_code = table.Column<string>(nullable: true),
                outcome = table.Column<string>(nullable: true),
                settled_at = table.Column<long>(nullable: true),
                message_id = table.Column<Guid>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_booking_reminders", row => new { row.workspace_id, row.booking_id, row.minutes_before }));
        migration.CreateIndex("ix_booking_reminders_due_at", "booking_reminders", ["workspace_id", "due_at"], filter: "state = 'Waiting'");
    }
}
