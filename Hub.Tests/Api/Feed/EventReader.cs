using System.Text.Json;
using System.Threading.Channels;

namespace Hub.Tests.Api.Feed;

/// <summary>Listens to the event stream as a browser does.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<Heard> _heard = Channel.CreateUnbounded<Heard>();
    private readonly Task _reading;

    private EventReader(HttpResponseMessage answer) => _reading = Task.Run(() => Read(answer));

    public string? LastId { get; private set; }

    public Task Ended => _reading;

    public static async Task<EventReader> Open(HttpClient client, string? lastId = null, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        if (lastId is not null)
            request.Headers.Add("Last-Event-ID", lastId);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));
        var reader = new EventReader(answer);
        if (lastId is null)
            await reader.Next(heard => heard.Type == "ready", cancellation);
        return reader;
    }

    /// <summary>The next event that is so; those before it are passed over.</summary>
    public async Task<Heard> Next(Func<Heard, bool> isSo, CancellationToken cancellation)
    {
        while (true)
            if (await _heard.Reader.ReadAsync(cancellation) is var heard && isSo(heard))
                return heard;
    }

    /// <summary>Everything that was heard and not asked for yet.</summary>
    public List<Heard> Rest()
    {
        var rest = new List<Heard>();
        while (_heard.Reader.TryRead(out var heard))
            rest.Add(heard);
        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
    }

    private async Task Read(HttpResponseMessage answer)
    {
        try
        {
            using (answer)
            using (var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(_stop.Token)))
            {
                string? type = null;
                while (await lines.ReadLineAsync(_stop.Token) is { } line)
                {
                    if (line.StartsWith("id: ", StringComparison.Ordinal))
                        LastId = line[4..];
                    else if (line.StartsWith("event: ", StringComparison.Ordinal))
                        type = line[7..];
                    else if (line.StartsWith("data: ", StringComparison.Ordinal))
                        _heard.Writer.TryWrite(new Heard(type!, JsonSerializer.Deserialize<JsonElement>(line[6..]), LastId!));
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or HttpRequestException)
        {
            _heard.Writer.TryComplete(); // closed by either side
        }

        _heard.Writer.TryComplete();
    }

    public sealed record Heard(string Type, JsonElement Data, string Id)
    {
        public Guid? Conversation => Data.TryGetProperty("conversationId", out var id) ? id.GetGuid() : null;
    }
}
