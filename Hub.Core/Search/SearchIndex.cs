using System.Globalization;
using System.Text;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Search;

/// <summary>
/// The full-text index of both databases. Every word in it stands twice, with its workspace and a short span of time, "5f0c33aa67a4gia", and
/// with its workspace and a long one, "5f0c33aazcfgia": the newest short spans hold enough hits of a common word without reading the rest of
/// its history, and few long ones hold all the hits of a rare word. PostgreSQL keeps it as GIN over an expression, SQLite as FTS5 filled by
/// triggers; the words themselves are made by <see cref="SearchWords"/> alone.
/// </summary>
internal static class SearchIndex
{
    /// <summary>2^26 ms, 19 hours: some ten thousand messages of a very busy workspace.</summary>
    private const int ShortBits = 26;

    /// <summary>2^33 ms, 99 days.</summary>
    private const int LongBits = 33;

    /// <summary>What was sent before shares the spans of this time, January 2015.</summary>
    private const long First = 1_420_070_400_000;

    // A word that is rarer than a page in these is looked for in the long spans.
    private static readonly long[] ShortLooks = [1, 16];
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
        return $"array_to_tsvector(string_to_array({Words(Span(ShortBits))} || ' ' || {Words($"'z' || {Span(LongBits)}")}, ' '))";

        string Span(int bits) => $"to_hex(greatest({at}, {First}::bigint) >> {bits})";
        static string Words(string span)
        {
            var scope = $"right(workspace_id::text, 8) || {span}";
            return $"{scope} || replace(search_words, ' ', ' ' || {scope})";
        }
    }

    /// <summary>The same for a trigger of SQLite.</summary>
    /// <param name="row">The row's name, as <c>new</c>.</param>
    public static string Document(string row, string at)
    {
        return $"{Words(Span(ShortBits))} || ' ' || {Words($"'z' || {Span(LongBits)}")}";

        string Span(int bits) => $"printf('%x', max({row}.{at}, {First}) >> {bits})";
        string Words(string span)
        {
            var scope = $"lower(substr({row}.workspace_id, -8)) || {span}";
            return $"{scope} || replace({row}.search_words, ' ', ' ' || {scope})";
        }
    }

    /// <summary>
    /// Stretches of spans from <paramref name="newest"/> back, short ones and then long ones. What a platform has dated in the future is
    /// found when its day has come: one wrong time must not make everybody look through all the years until then.
    /// </summary>
    public static IEnumerable<SpanRange> Back(DateTimeOffset newest, DateTimeOffset now, SearchQuery query)
    {
        var until = (newest < now + Ahead ? newest : now + Ahead).ToUnixTimeMilliseconds() | ((1L << ShortBits) - 1);
        var longest = Math.Max(1, MostAtOnce / query.Terms.Sum(term => term.Readings.Sum(reading => reading.Count)));
        foreach (var look in ShortLooks)
        {
            var range = SpanRange.Back(ShortBits, until, Math.Min(look, longest), First);
            yield return range;
            if (range.From == First)
                yield break;
            until = range.From - 1;
        }

        for (long size = 1; ; size = Math.Min(size * Growth, longest))
        {
            var range = SpanRange.Back(LongBits, until, size, First);
            yield return range;
            if (range.From == First)
                yield break;
            until = range.From - 1;
        }
    }

    /// <summary>
    /// To be called first. On PostgreSQL holds the planner to the index for this context's transaction: of a small table it would rather
    /// read every row, and weigh each against all the spans asked for. It also takes each span for half a percent of all messages, and of
    /// many compiles the query and calls helpers, which takes hundreds of times as long as looking up the few that are there.
    /// </summary>
    public static async Task Use(HubDb db, CancellationToken cancellation)
    {
        if (!IsPostgres(db))
            return;
        await db.Database.BeginTransactionAsync(cancellation); // ends with the context
        await db.Database.ExecuteSqlRawAsync(
            "set local enable_seqscan = off; set local jit = off; set local max_parallel_workers_per_gather = 0", cancellation);
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
            var scope = workspace.ToString()[^8..] + (spans.Bits == LongBits ? "z" : "") + span.ToString("x", CultureInfo.InvariantCulture);
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

/// <summary>Spans of the index, both ends included, of 2^<paramref name="Bits"/> ms each.</summary>
/// <param name="From">What the first of them begins with, or what is older than all; Unix time in ms.</param>
/// <param name="Until">Up to here nobody has looked yet: the last span may go on.</param>
internal readonly record struct SpanRange(int Bits, long First, long Last, long From, long Until)
{
    public DateTimeOffset UntilTime => DateTimeOffset.FromUnixTimeMilliseconds(Until);

    /// <summary>So many spans back from <paramref name="until"/>, but none before <paramref name="oldest"/>.</summary>
    public static SpanRange Back(int bits, long until, long count, long oldest)
    {
        var last = Math.Max(until, oldest) >> bits;
        var first = Math.Max(oldest >> bits, last - count + 1);
        return new SpanRange(bits, first, last, Math.Max(first << bits, oldest), until);
    }
}
