using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>Conversations by when they began, and which signals each has: a report over a month must not read all years.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class SignalReports : Migration
{
    public const string Id = "20261128300001_SignalReports";

    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateIndex("ix_conversations_started_at", "conversations", ["workspace_id", "started_at"]);
        migration.DropIndex("ix_signals_conversation_id", "signals");
        migration.CreateIndex("ix_signals_conversation_id_kind", "signals", ["workspace_id", "conversation_id", "kind"]);
    }
}
