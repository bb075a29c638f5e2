using Hub.Core.Search;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>The full-text index once more, with short and long spans of time. Takes minutes where there are millions of messages.</summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class SearchSpans : Migration
{
    public const string Id = "20261128000070_SearchSpans";

    protected override void Up(MigrationBuilder migration)
    {
        if (ActiveProvider!.EndsWith("PostgreSQL", StringComparison.Ordinal))
        {
            migration.Sql("drop index ix_messages_fts");
            migration.Sql("drop index ix_search_entries_fts");
            Search.Postgres(migration);
        }
        else
        {
            Sqlite(migration, "messages", "occurred_at", ["workspace_id", "id"]);
            Sqlite(migration, "search_entries", "at", ["workspace_id", "kind", "subject_id"]);
        }
    }

    private static void Sqlite(MigrationBuilder migration, string table, string at, string[] key)
    {
        foreach (var trigger in new[] { "added", "changed", "removed" })
            migration.Sql($"drop trigger {table}_fts_{trigger}");
        migration.Sql($"drop table {table}_fts");
        migration.Sql($"drop table {table}_fts_ids");
        Search.Sqlite(migration, table, at, key);
        var columns = string.Join(", ", key);
        migration.Sql($"insert into {table}_fts_ids ({columns}) select {columns} from {table} where search_words is not null");
        migration.Sql(
            $"insert into {table}_fts (rowid, words) select i.doc, {SearchIndex.Document("r", at)} from {table}_fts_ids i "
            + $"join {table} r on {string.Join(" and ", key.Select(column => $"r.{column} = i.{column}"))}");
    }
}
