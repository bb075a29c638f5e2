using System.Globalization;
using System.Text;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Search;

/// <summary>
/// The full-text index of both databases. Every word in it carries its workspace and a span of time, "5f0c33aa1a1fgia": so a look-up reads
/// one workspace and one span, the newest spans first, and neither a common word nor a beginning ever reads the whole history. PostgreSQL
/// keeps it as GIN over an expression, SQLite as FTS5 filled by triggers; the words themselves are made by <see cref="SearchWords"/> alone.
/// </summary>
internal static class SearchIndex
{
    /// <summary>2^28 ms, about three days: some ten thousand messages of a busy workspace.</summary>
    private const int SpanBits = 28;

    /// <summary>January 2015. What is older shares this span.</summary>
    private const long FirstSpan = 5300;

    private const int Growth = 4;

    /// <summary>Words times spans of one look: PostgreSQL reads some 1 MB of them at most, and nobody waits for so many.</summary>
    private const int MostAtOnce = 4000;

    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    private static readonly string MessagesOnPostgres =
        $"select * from messages where search_words is not null and {Vector("occurred_at")} @@ {{0}}::tsquery";

    private static readonly string EntriesOnPostgres = $"select * from search_entries where {Vector("at")} @@ {{0}}::tsquery";

    /// <summary>The words of a row as PostgreSQL indexes them.</summary>
    /// <param name="at">The column of its time.</param>
    public static string Vector(string at)
    {
        var scope = $"right(workspace_id::text, 8) || to_hex(greatest({at} >> {SpanBits}, {FirstSpan}::bigint))";
        return $"array_to_tsvector(string_to_array({scope} || replace(search_words, ' ', ' ' || {scope}), ' '))";
    }

    /// <summary>The same for a trigger of SQLite.</summary>
    public static string Document(string at)
    {
        var scope = $"lower(substr(new.workspace_id, -8)) || printf('%x', max(new.{at} >> {SpanBits}, {FirstSpan}))";
        return $"{scope} || replace(new.search_words, ' ', ' ' || {scope})";
    }

    /// <summary>
    /// Stretches of spans from <paramref name="newest"/> back, each four times as long as the one before. What a platform has dated in the
    /// future is found when its day has come: one wrong time must not make everybody look through all the years until then.
    /// </summary>
    public static IEnumerable<SpanRange> Back(DateTimeOffset newest, DateTimeOffset now, SearchQuery query)
    {
        var from = newest < now + Ahead ? newest : now + Ahead;
        var last = Math.Max(from.ToUnixTimeMilliseconds() >> SpanBits, FirstSpan);
        var longest = Math.Max(1, MostAtOnce / query.Terms.Sum(term => term.Readings.Sum(reading => reading.Count)));
        for (long size = 1; last >= FirstSpan; size = Math.Min(size * Growth, longest))
        {
            var first = Math.Max(FirstSpan, last - size + 1);
            yield return new SpanRange(first, last);
            last = first - 1;
        }
    }

    /// <summary>
    /// To be called first. On PostgreSQL holds the planner to the index for this context's transaction: of a small table it would rather
    /// read every row, and weigh each against all the spans asked for.
    /// </summary>
    public static async Task Use(HubDb db, CancellationToken cancellation)
    {
        if (!IsPostgres(db))
            return;
        await db.Database.BeginTransactionAsync(cancellation); // ends with the context
        await db.Database.ExecuteSqlRawAsync("set local enable_seqscan = off", cancellation);
    }

    public static IQueryable<Message> Messages(HubDb db, Guid workspace, SearchQuery query, SpanRange spans) => IsPostgres(db)
        ? db.Messages.FromSqlRaw(MessagesOnPostgres, TsQuery(workspace, query, spans))
        : db.Messages.FromSqlRaw(
            """
            select m.* from messages_fts f join messages_fts_ids i on i.doc = f.rowid
            join messages m on m.workspace_id = i.workspace_id and m.id = i.id where messages_fts match {0}
            """, FtsQuery(workspace, query, spans));

    public static IQueryable<SearchEntry> Entries(HubDb db, Guid workspace, SearchQuery query, SpanRange spans) => IsPostgres(db)
        ? db.SearchEntries.FromSqlRaw(EntriesOnPostgres, TsQuery(workspace, query, spans))
        : db.SearchEntries.FromSqlRaw(
            """
            select e.* from search_entries_fts f join search_entries_fts_ids i on i.doc = f.rowid
            join search_entries e on e.workspace_id = i.workspace_id and e.kind = i.kind and e.subject_id = i.subject_id
            where search_entries_fts match {0}
            """, FtsQuery(workspace, query, spans));

    /// <summary>Without the index, word by word in what each row holds: for rows that are few for another reason.</summary>
    public static IQueryable<T> With<T>(DbSet<T> rows, string table, SearchQuery query) where T : class
    {
        var (text, words) = (new StringBuilder($"select * from {table} where search_words is not null and "), new List<object>());
        List(text, query.Terms, " and ", (_, term) =>
            List(text.Append('('), term.Readings, " or ", (_, reading) =>
                List(text.Append('('), reading, " and ", (_, word) =>
                {
                    text.Append(CultureInfo.InvariantCulture, $"' ' || search_words || ' ' like {{{words.Count}}}");
                    words.Add(word.IsBeginning ? $"% {word.Text}%" : $"% {word.Text} %");
                }).Append(')')).Append(')'));
        return rows.FromSqlRaw(text.ToString(), [.. words]);
    }

    public static bool IsPostgres(HubDb db) => db.Database.ProviderName!.EndsWith("PostgreSQL", StringComparison.Ordinal);

    // Words are letters and digits only, so that quoting them is enough.
    private static string TsQuery(Guid workspace, SearchQuery query, SpanRange spans) => Write(
        workspace, query, spans, " & ", " | ", (text, scope, word) => text.Append('\'').Append(scope).Append(word.Text).Append('\'')
            .Append(word.IsBeginning ? ":*" : ""));

    private static string FtsQuery(Guid workspace, SearchQuery query, SpanRange spans) => Write(
        workspace, query, spans, " AND ", " OR ", (text, scope, word) => text.Append('"').Append(scope).Append(word.Text).Append('"')
            .Append(word.IsBeginning ? " *" : ""));

    private static string Write(
        Guid workspace, SearchQuery query, SpanRange spans, string and, string or, Action<StringBuilder, string, SearchWord> append)
    {
        var text = new StringBuilder();
        for (var span = spans.Last; span >= spans.First; span--)
        {
            var scope = workspace.ToString()[^8..] + span.ToString("x", CultureInfo.InvariantCulture);
            List(text.Append(text.Length == 0 ? "(" : or + "("), query.Terms, and, (_, term) =>
                List(text.Append('('), term.Readings, or, (_, words) =>
                    List(text.Append('('), words, and, (_, word) => append(text, scope, word)).Append(')')).Append(')')).Append(')');
        }

        return text.ToString();
    }

    private static StringBuilder List<T>(StringBuilder text, IReadOnlyList<T> items, string between, Action<StringBuilder, T> append)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                text.Append(between);
            append(text, items[i]);
        }

        return text;
    }
}

/// <summary>Spans of the index, both ends included.</summary>
internal readonly record struct SpanRange(long First, long Last);
