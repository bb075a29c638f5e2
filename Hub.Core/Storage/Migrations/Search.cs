using Hub.Core.Search;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Hub.Core.Storage.Migrations;

/// <summary>
/// Full-text search. What the two databases hold differently has <c>_fts</c> in its name and is outside the model. SQLite's triggers would
/// be lost if a later migration rebuilt their tables: such a one has to make them again.
/// </summary>
[DbContext(typeof(HubDb))]
[Migration(Id)]
internal sealed class Search : Migration
{
    public const string Id = "20261127000006_Search";

    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("search_words", "messages", nullable: true);
        migration.AddColumn<Guid>("author_id", "messages", nullable: true);
        migration.CreateTable(
            "search_entries",
            table => new
            {
                workspace_id = table.Column<Guid>(nullable: false),
                kind = table.Column<string>(nullable: false),
                subject_id = table.Column<Guid>(nullable: false),
                at = table.Column<long>(nullable: false),
                search_words = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_search_entries", row => new { row.workspace_id, row.kind, row.subject_id }));
        migration.CreateIndex("ix_search_entries_kind_at", "search_entries", ["workspace_id", "kind", "at"]);
        migration.CreateTable(
            "upgrades",
            table => new { name = table.Column<string>(nullable: false) },
            constraints: table => table.PrimaryKey("pk_upgrades", row => row.name));
        migration.Sql(
            $"""
            insert into upgrades (name) select '{SearchBacklog.Name}'
            where exists (select 1 from messages) or exists (select 1 from contacts) or exists (select 1 from orders)
            """);
        if (ActiveProvider!.EndsWith("PostgreSQL", StringComparison.Ordinal))
            Postgres(migration);
        else
            Sqlite(migration);
    }

    // A short pending list: every search reads all of it.
    internal static void Postgres(MigrationBuilder migration)
    {
        migration.Sql(
            $"create index ix_messages_fts on messages using gin ({SearchIndex.Vector("occurred_at")}) "
            + "with (gin_pending_list_limit = 512) where search_words is not null");
        migration.Sql($"create index ix_search_entries_fts on search_entries using gin ({SearchIndex.Vector("at")}) with (gin_pending_list_limit = 512)");
    }

    private static void Sqlite(MigrationBuilder migration)
    {
        Sqlite(migration, "messages", "occurred_at", ["workspace_id", "id"]);
        Sqlite(migration, "search_entries", "at", ["workspace_id", "kind", "subject_id"]);
    }

    // The ascii tokenizer cuts at ASCII that is no letter or digit, and nowhere else: exactly our single spaces.
    internal static void Sqlite(MigrationBuilder migration, string table, string at, string[] key)
    {
        var columns = string.Join(", ", key);
        var (fresh, gone) = (Same("new"), Same("old"));
        var add =
            $"""
            insert into {table}_fts_ids ({columns}) select {string.Join(", ", key.Select(column => "new." + column))} where new.search_words is not null;
            insert into {table}_fts (rowid, words) select doc, {SearchIndex.Document("new", at)} from {table}_fts_ids where {fresh} and new.search_words is not null;
            """;
        var drop =
            $"""
            delete from {table}_fts where rowid = (select doc from {table}_fts_ids where {gone});
            delete from {table}_fts_ids where {gone};
            """;
        migration.Sql(
            $"create virtual table {table}_fts using fts5(words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii')",
            suppressTransaction: false);
        migration.Sql($"create table {table}_fts_ids (doc integer primary key, {string.Join(", ", key.Select(column => column + " text not null"))}, unique ({columns}))");
        migration.Sql($"create trigger {table}_fts_added after insert on {table} when new.search_words is not null begin {add} end");
        migration.Sql(
            $"create trigger {table}_fts_changed after update of search_words, {at} on {table} "
            + $"when old.search_words is not new.search_words or old.{at} is not new.{at} begin {drop} {add} end");
        migration.Sql($"create trigger {table}_fts_removed after delete on {table} when old.search_words is not null begin {drop} end");

        string Same(string row) => string.Join(" and ", key.Select(column => $"{column} = {row}.{column}"));
    }
}
