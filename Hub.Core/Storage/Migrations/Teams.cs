using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Members, their roles, teams and sessions; and what proves that the key ring is the database's own.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Teams : Migration
{
    public const string Id = "20261127000001_Teams";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("canary", "workspaces", nullable: true);
        Members(migration);
        Roles(migration);
        TeamsWithMembers(migration);
        Sessions(migration);
        Invitations(migration);
    }

    private static void Members(MigrationBuilder migration)
    {
        migration.CreateTable(
            "members",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                email = table.Column<string>(nullable: false),
                normalized_email = table.Column<string>(nullable: false),
                name = table.Column<string>(nullable: false),
                role_id = table.Column<Guid>(nullable: false),
                state = table.Column<string>(nullable: false),
                language = table.Column<string>(nullable: true),
                password_hash = table.Column<string>(nullable: true),
                security_stamp = table.Column<string>(nullable: false),
                concurrency_stamp = table.Column<string>(nullable: false),
                failed_sign_ins = table.Column<int>(nullable: false),
                locked_until = table.Column<long>(nullable: true),
                totp_key = table.Column<string>(nullable: true),
                totp_enabled = table.Column<bool>(nullable: false),
                last_totp = table.Column<string>(nullable: true),
                recovery_codes = table.Column<string>(nullable: true),
                created_at = table.Column<long>(nullable: false),
                last_seen_at = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_members", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_members_normalized_email", "members", ["normalized_email"], unique: true);
    }

    private static void Roles(MigrationBuilder migration)
    {
        migration.CreateTable(
            "roles",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                name = table.Column<string>(nullable: false),
                permissions = table.Column<string>(nullable: false),
                sees = table.Column<string>(nullable: false),
                created_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_roles", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_roles_name", "roles", ["workspace_id", "name"], unique: true);
    }

    private static void TeamsWithMembers(MigrationBuilder migration)
    {
        migration.CreateTable(
            "teams",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                name = table.Column<string>(nullable: false),
                assignment = table.Column<string>(nullable: false),
                capacity = table.Column<int>(nullable: true),
                created_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_teams", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_teams_name", "teams", ["workspace_id", "name"], unique: true);
        migration.CreateTable(
            "team_members",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                team_id = table.Column<Guid>(nullable: false),
                member_id = table.Column<Guid>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_team_members", row => new { row.workspace_id, row.team_id, row.member_id }));
        migration.CreateIndex("ix_team_members_member_id", "team_members", ["workspace_id", "member_id"]);
    }

    private static void Sessions(MigrationBuilder migration)
    {
        migration.CreateTable(
            "sessions",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                member_id = table.Column<Guid>(nullable: false),
                hash = table.Column<string>(nullable: false),
                security_stamp = table.Column<string>(nullable: false),
                agent = table.Column<string>(nullable: true),
                created_at = table.Column<long>(nullable: false),
                last_seen_at = table.Column<long>(nullable: false),
                expires_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_sessions", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_sessions_hash", "sessions", ["hash"], unique: true);
        migration.CreateIndex("ix_sessions_member_id", "sessions", ["workspace_id", "member_id"]);
        migration.CreateIndex("ix_sessions_expires_at", "sessions", ["expires_at"]);
    }

    private static void Invitations(MigrationBuilder migration)
    {
        migration.CreateTable(
            "invitations",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                id = table.Column<Guid>(nullable: false),
                member_id = table.Column<Guid>(nullable: false),
                kind = table.Column<string>(nullable: false),
                hash = table.Column<string>(nullable: false),
                created_at = table.Column<long>(nullable: false),
                expires_at = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_invitations", row => new { row.workspace_id, row.id }));
        migration.CreateIndex("ix_invitations_hash", "invitations", ["hash"], unique: true);
        migration.CreateIndex("ix_invitations_member_id", "invitations", ["workspace_id", "member_id"]);
    }
}
