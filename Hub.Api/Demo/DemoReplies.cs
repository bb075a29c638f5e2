using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>Answers people, one text of its own to each conversation, so that every one can be told apart at the other end.</summary>
internal sealed class DemoReplies(JsonCaller hub, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private readonly HashSet<string> _answered = [];
    private int _number;

    /// <summary>Conversation by text of what the hub has taken.</summary>
    public ConcurrentDictionary<string, string> Queued { get; } = new(StringComparer.Ordinal);

    /// <param name="most">In all.</param>
    public async Task Run(int most, CancellationToken cancellation)
    {
        while (Queued.Count < most)
        {
            var page = await hub.Get("/api/v1/conversations?limit=30", cancellation);
            var open = page.GetProperty("items").EnumerateArray()
                .Where(item => item.GetProperty("lastInboundAt").ValueKind == JsonValueKind.String)
                .Select(item => item.GetProperty("id").GetString()!).Where(_answered.Add).Take(6).ToList();
            await Task.WhenAll(open.Select(conversation => Answer(conversation, cancellation))); // as several agents would
            await Task.Delay(Pause, clock, cancellation);
        }
    }

    private async Task Answer(string conversation, CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _number);
        var text = $"Dạ shop đã nhận tin số {number}, cảm ơn bạn! We have your message {number}.";
        var path = $"/api/v1/conversations/{conversation}/messages";
        while (true)
        {
            var (status, answer) = await hub.Post(path, new { text }, cancellation);
            if (status == HttpStatusCode.Accepted || (status == HttpStatusCode.Conflict && await Holds(path, text, cancellation)))
            {
                Queued[text] = conversation;
                return;
            }

            // A hub that died in the middle of the call cannot tell how it ended (409): look, and if it is not there, say it anew.
            if (status == HttpStatusCode.UnprocessableEntity)
                return; // the window closed, or ten messages were sent
            if (status != HttpStatusCode.Conflict)
                throw new DemoFailed($"A reply was answered {(int)status}: {answer}");
            await Task.Delay(Pause, clock, cancellation);
        }
    }

    private async Task<bool> Holds(string path, string text, CancellationToken cancellation) =>
        (await hub.All(path, cancellation)).Any(message => message.GetProperty("text").GetString() == text);
}
