using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Storage;

/// <summary>A database's tables, columns, keys and indexes as sorted lines. What search needs beside the model has <c>_fts</c> in its name.</summary>
internal static class Schema
{
    private const string Sqlite =
        """
        select m.name || '.' || c.name || ' ' || c.type || ' notnull=' || c."notnull" || ' pk=' || c.pk as "Value"
        from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.name not like '\_\_EF%' escape '\' and m.name not like 'sqlite%'
            and m.name not like '%\_fts%' escape '\'
        union all
        select name || ' ' || coalesce(sql, '') from sqlite_master where type = 'index' and sql is not null and name not like '%\_fts%' escape '\'
        """;

    private const string Postgres =
        """
        select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as "Value" from information_schema.columns
        where table_schema = 'public' and table_name not like '\_\_EF%'
        union all
        select indexdef from pg_indexes where schemaname = 'public' and tablename not like '\_\_EF%' and indexname not like '%\_fts'
        union all
        select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'public'::regnamespace and conrelid::regclass::text not like '%EFMigrations%'
        """;

    public static async Task<IReadOnlyList<string>> Of(HubDb db)
    {
        var sql = db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal) ? Sqlite : Postgres;
        var lines = await db.Database.SqlQueryRaw<string>(sql).ToListAsync();
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
