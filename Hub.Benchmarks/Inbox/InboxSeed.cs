using Npgsql;

namespace Hub.Benchmarks.Inbox;

/// <summary>
/// Conversations and messages of one workspace, made by the database itself: a year's messages, ten a conversation, eight words each out of
/// 3,000, of which a few are in every second message and most are rare.
/// </summary>
static class InboxSeed
{
    public const int MessagesEach = 10;
    public const int Words = 3000;
    const long Year = 31_536_000_000;

    public static async Task Run(string connectionString, Guid connection, int conversations)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 });
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        // Made at the end: filling them row by row takes many times as long.
        var (messages, entries) = (await Drop(source, "ix_messages_fts"), await Drop(source, "ix_search_entries_fts"));
        await Execute(source,
            $"""
            insert into contacts (workspace_id, id, channel, display_name, first_seen_at, last_seen_at)
            select c.workspace_id, {Id("2", "i")}, 'tiktok', 'Khách ' || i, {now} - {Year} * i / {conversations}, {now} - {Year} * i / {conversations}
            from connections c, generate_series(1, {conversations}) i where c.id = '{connection}'
            """);
        await Execute(source,
            $"""
            insert into search_entries (workspace_id, kind, subject_id, at, search_words)
            select c.workspace_id, 'Contact', {Id("2", "i")}, {now} - {Year} * i / {conversations}, 'khach ' || i
            from connections c, generate_series(1, {conversations}) i where c.id = '{connection}'
            """);
        await Execute(source,
            $"""
            insert into conversations (workspace_id, id, connection_id, contact_id, key, status, started_at, last_activity_at, last_inbound_at,
                priority, unread, last_message_id, last_message_at, waiting_since, failed_send, has_phone, has_order, from_ad)
            select c.workspace_id, {Id("1", "i")}, c.id, {Id("2", "i")}, 't' || i, case when i % 4 = 0 then 'Open' else 'Resolved' end,
                {now} - {Year} * i / {conversations} - 86400000, {now} - {Year} * i / {conversations}, {now} - {Year} * i / {conversations},
                'None', i % 3, {Id("3", $"i::bigint * {MessagesEach}")}, {now} - {Year} * i / {conversations},
                case when i % 8 = 0 then {now} - {Year} * i / {conversations} end, i % 1000 = 0, i % 3 = 0, i % 10 = 0, i % 2 = 0
            from connections c, generate_series(1, {conversations}) i where c.id = '{connection}'
            """);
        await Execute(source,
            $"""
            insert into messages (workspace_id, id, conversation_id, connection_id, key, direction, origin, kind, text, search_words, content,
                status, occurred_at, received_at)
            select c.workspace_id, {Id("3", $"i::bigint * {MessagesEach} + n")}, {Id("1", "i")}, c.id, 'm' || i || '-' || n,
                case when n % 2 = 0 then 'Inbound' else 'Outbound' end, 'Person', 'Text', words, words, '{"{}"}', 2,
                {now} - {Year} * i / {conversations} - n * 600000, {now} - {Year} * i / {conversations}
            from connections c, generate_series(1, {conversations}) i, generate_series(0, {MessagesEach - 1}) n,
                lateral (select string_agg(distinct 'w' || floor({Words} * power(random(), 4)), ' ') as words from generate_series(1, 8) where i + n > 0) w
            where c.id = '{connection}'
            """);
        await Execute(source, $"set maintenance_work_mem = '1GB'; {messages}; {entries}");
        await Execute(source, "vacuum analyze");
    }

    // Ids of a fixed form, so that rows find each other without a join.
    static string Id(string table, string number) => $"('0000000{table}-0000-7000-8000-' || lpad(to_hex({number}), 12, '0'))::uuid";

    static async Task Execute(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <returns>What makes it again.</returns>
    static async Task<string> Drop(NpgsqlDataSource source, string index)
    {
        await using var command = source.CreateCommand($"select indexdef from pg_indexes where indexname = '{index}'");
        var definition = (string)(await command.ExecuteScalarAsync())!;
        await Execute(source, $"drop index {index}");
        return definition;
    }
}
