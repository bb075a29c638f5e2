using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Storage;

/// <summary>
/// A database's tables, columns, keys, indexes and triggers as sorted lines; without the tables that SQLite's full text keeps for itself.
/// </summary>
internal static class Schema
{
    private const string Sqlite =
        """
        select m.name || '.' || c.name || ' ' || c.type || ' notnull=' || c."notnull" || ' pk=' || c.pk as "Value"
        from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name not like '\_\_EF%' escape '\' and m.name not like 'sqlite%'
            and not exists (select 1 from sqlite_master v where v.sql like 'create virtual table%' and m.name in
                (v.name || '_data', v.name || '_idx', v.name || '_content', v.name || '_docsize', v.name || '_config'))
        union all
        select name || ' ' || sql from sqlite_master where type = 'index' and sql is not null
        union all
        select type || ' ' || name || ' on ' || tbl_name from sqlite_master where type = 'trigger'
        """;

    private const string Postgres =
        """
        select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as "Value" from information_schema.columns
        where table_schema = 'public' and table_name not like '\_\_EF%'
        union all
        select case when indexname like '%\_fts' then indexname || ' on ' || tablename else indexdef end from pg_indexes where schemaname = 'public' and tablename not like '\_\_EF%'
        union all
        select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'public'::regnamespace and conrelid::regclass::text not like '%EFMigrations%'
        """;

    // What search has beside the model, which knows no full text. That it is right, the tests of searching say.
    private static readonly string[] SearchOnPostgres = ["ix_messages_fts on messages", "ix_search_entries_fts on search_entries"];

    private static readonly string[] SearchOnSqlite =
    [
        "messages_fts.words  notnull=0 pk=0", "messages_fts_ids.doc INTEGER notnull=0 pk=1", "messages_fts_ids.workspace_id TEXT notnull=1 pk=0",
        "messages_fts_ids.id TEXT notnull=1 pk=0", "search_entries_fts.words  notnull=0 pk=0", "search_entries_fts_ids.doc INTEGER notnull=0 pk=1",
        "search_entries_fts_ids.workspace_id TEXT notnull=1 pk=0", "search_entries_fts_ids.kind TEXT notnull=1 pk=0",
        "search_entries_fts_ids.subject_id TEXT notnull=1 pk=0", "trigger messages_fts_added on messages", "trigger messages_fts_changed on messages",
        "trigger messages_fts_removed on messages", "trigger search_entries_fts_added on search_entries",
        "trigger search_entries_fts_changed on search_entries", "trigger search_entries_fts_removed on search_entries",
    ];

    public static IReadOnlyList<string> OfSearch(StorageKind kind) => kind == StorageKind.Sqlite ? SearchOnSqlite : SearchOnPostgres;

    public static async Task<IReadOnlyList<string>> Of(HubDb db)
    {
        var sql = db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal) ? Sqlite : Postgres;
        var lines = await db.Database.SqlQueryRaw<string>(sql).ToListAsync();
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
