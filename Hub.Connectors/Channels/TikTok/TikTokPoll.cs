using System.Globalization;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;
using Microsoft.Extensions.Logging;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>
/// Reads what webhooks do not bring: messages of people in EEA, CH and UK, and gaps (pages 1832184415059970, 1832184425841170). Both
/// kinds of conversation are listed whole, then those updated since the cursor are read, oldest update first, so that a poll cut short
/// by its budget has skipped nothing.
/// </summary>
internal sealed partial class TikTokPoll(TikTokSettings settings, TimeProvider clock)
{
    private const int PageSize = 100;
    private const int FewestCalls = 3;
    private static readonly string[] ConversationTypes = ["STRANGER", "SINGLE"];

    public async Task<PollPage<ChannelEvent>> Pull(
        ConnectionContext connection, string? cursor, PollBudget budget, CancellationToken cancellation)
    {
        using var client = new TikTokClient("tiktok", settings.Base!, connection.Http, clock, connection.Credentials.AccessToken);
        var from = TikTokCursor.Read(cursor);
        var list = await List(client, connection.AccountId, budget.Calls - 1, cancellation);
        if (list.Failure is not null)
            return new PollPage<ChannelEvent>(list.Failure, [], cursor);
        var threads = list.Threads
            .Where(thread => from?.IsBefore(thread) ?? true)
            .Where(thread => budget.Since is not { } since || thread.UpdateTime >= since.ToUnixTimeMilliseconds())
            .OrderBy(thread => thread.UpdateTime).ThenBy(thread => thread.Id, StringComparer.Ordinal)
            .ToList();
        return await Read(client, connection, threads, from, budget with { Calls = budget.Calls - list.Calls }, cancellation);
    }

    private static async Task<(Outcome? Failure, IReadOnlyCollection<TikTokThread> Threads, int Calls)> List(
        TikTokClient client, string accountId, int calls, CancellationToken cancellation)
    {
        var threads = new Dictionary<string, TikTokThread>();
        var made = 0;
        foreach (var type in ConversationTypes)
            for (long? page = 0; page is { } start; made++)
            {
                if (made >= calls)
                    return (new Outcome.Misconfigured(new Reason("tiktok/poll-budget", $"At least {FewestCalls} calls.")), [], made);
                var answer = await client.Get("business/message/conversation/list/", ListQuery(accountId, type, start), cancellation);
                if (answer.Failure is not null)
                    return (answer.Failure, [], made);
                foreach (var thread in answer.Data.Items("conversations").Select(TikTokThread.Of).OfType<TikTokThread>())
                    if (!threads.TryGetValue(thread.Id, out var known) || known.UpdateTime < thread.UpdateTime)
                        threads[thread.Id] = thread;
                var more = answer.Data.Get("has_more") is { ValueKind: JsonValueKind.True };
                page = more && answer.Data.Whole("cursor") is { } next && next > start ? next : null;
            }
        return (null, threads.Values, made);
    }

    private static Dictionary<string, string> ListQuery(string accountId, string type, long start) => new()
    {
        ["business_id"] = accountId,
        ["conversation_type"] = type,
        ["limit"] = PageSize.ToString(CultureInfo.InvariantCulture),
        ["cursor"] = start.ToString(CultureInfo.InvariantCulture),
    };

    private static async Task<PollPage<ChannelEvent>> Read(
        TikTokClient client, ConnectionContext connection, List<TikTokThread> threads, TikTokCursor? from, PollBudget budget,
        CancellationToken cancellation)
    {
        var events = new List<ChannelEvent>();
        var done = from;
        foreach (var thread in threads.Take(budget.Calls))
        {
            var query = new Dictionary<string, string> { ["business_id"] = connection.AccountId, ["conversation_id"] = thread.Id };
            var answer = await client.Get("business/message/content/list/", query, cancellation);
            // One conversation that is gone must not hold up all others for ever.
            if (answer.Failure is Outcome.Rejected or Outcome.NotFound)
                LogSkipped(connection.Logger, answer.Code);
            else if (answer.Failure is not null)
                return done == from
                    ? new PollPage<ChannelEvent>(answer.Failure, [], from?.ToString())
                    : new PollPage<ChannelEvent>(new Outcome.Accepted(), events, done?.ToString(), More: true);
            else
                events.AddRange(
                    thread.Events(answer.Data, connection.AccountId).Where(one => budget.Since is null || one.OccurredAt >= budget.Since));
            done = new TikTokCursor(thread.UpdateTime, thread.Id);
        }
        var more = threads.Count > budget.Calls;
        var next = more || done is null ? done : done with { Conversation = null };
        return new PollPage<ChannelEvent>(new Outcome.Accepted(), events, next?.ToString(), more);
    }

    [LoggerMessage(4101, LogLevel.Warning, "A TikTok conversation could not be read and was left out of this poll: code {Code}.")]
    private static partial void LogSkipped(ILogger logger, long? code);
}
