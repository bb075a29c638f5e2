using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>
/// Reads what webhooks did not bring (Conversations API, 11 February 2026). A call gives a page of conversations with their newest messages; the list
/// cannot be asked for by time, so it is walked from its top down to what was read before.
/// </summary>
internal sealed class MessengerPoll(TimeProvider clock)
{
    // Two calls a second (rate limiting, 23 March 2026), of one Page.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    // Two seconds: what was read is written down before more is asked for, and whoever waits for the worker gets it.
    private const int CallsAtOnce = 4;

    public async Task<PollPage<ChannelEvent>> Pull(
        MessengerClient client, ConnectionContext connection, string? cursor, PollBudget budget, CancellationToken cancellation)
    {
        // Meta tells whole seconds: what was written in the second that is asked from on would seem to be older.
        var since = (budget.Since?.ToUnixTimeSeconds() ?? 0) * 1000;
        var at = MessengerCursor.Read(cursor) ?? new MessengerCursor(since);
        var events = new List<ChannelEvent>();
        for (var call = 0; call < Math.Min(budget.Calls, CallsAtOnce); call++)
        {
            if (call > 0 || at.After is not null)
                await Task.Delay(Pace, clock, cancellation);
            var answer = await client.Conversations(at.After, cancellation);
            var failed = answer.Failure ?? Unreadable(answer.Json);
            if (call == 0 && at is { After: not null, Again: false } && failed is (Outcome.Rejected or Outcome.NotFound))
            {
                at = at with { After = null, Again = true }; // Meta's cursors lapse: the walk begins at the top again, once
                continue;
            }

            if (failed is { } failure)
                return call == 0
                    ? new PollPage<ChannelEvent>(Unparked(failure), [], cursor)
                    : new PollPage<ChannelEvent>(new Outcome.Accepted(), events, at.ToString(), More: true);
            var threads = answer.Json.Items("data").Select(MessengerThread.Of).OfType<MessengerThread>().ToList();
            var unread = threads.FindAll(thread => at.IsBefore(thread.Updated) && thread.Updated >= since);
            events.AddRange(unread.SelectMany(thread => thread.Events(connection.AccountId))
                .Where(one => one.OccurredAt.ToUnixTimeMilliseconds() >= since));
            var next = answer.Json.Child("paging").Child("next").Exists() ? answer.Json.Child("paging").Child("cursors").Text("after") : null;
            at = at.Seen(threads.Select(thread => thread.Updated));
            if (next is null || unread.Count == 0)
                // While a walk takes its time a conversation may move to the top, past it: the top is looked at until it has nothing new.
                return new PollPage<ChannelEvent>(
                    new Outcome.Accepted(), events, at.Finished().ToString(), More: at.After is not null && at.Newest > at.Floor);
            at = at with { After = next };
        }

        return new PollPage<ChannelEvent>(new Outcome.Accepted(), events, at.ToString(), More: true);
    }

    // An answer that is no list says nothing about what was missed.
    private static Outcome.Transient? Unreadable(JsonElement json) =>
        json.Child("data").ValueKind == JsonValueKind.Array ? null : new Outcome.Transient(new Reason("messenger/unreadable"));

    // A Page that may not be read can still be written to and heard: its connection is not paused for it.
    private static Outcome Unparked(Outcome failure) => failure switch
    {
        Outcome.Misconfigured wrong => new Outcome.Rejected(wrong.Reason),
        Outcome.WindowClosed closed => new Outcome.Rejected(closed.Reason),
        _ => failure,
    };
}
