using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hub.Tests.Sandbox;

/// <summary>One webhook as it arrived.</summary>
sealed record Arrived(string Channel, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}

/// <summary>Stands where the hub stands: takes webhooks and answers as told.</summary>
sealed class HubStub : IAsyncDisposable
{
    readonly ConcurrentQueue<Arrived> _arrived = new();
    readonly SemaphoreSlim _news = new(0);
    WebApplication? _app;

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");
    public Func<Arrived, int> Answer { get; set; } = _ => 200;

    /// <summary>What the hub waits for before it answers.</summary>
    public Func<Arrived, Task> Before { get; set; } = _ => Task.CompletedTask;
    public IReadOnlyList<Arrived> All => [.. _arrived];

    /// <summary>Listens on the address of the last time, or on a free one.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Address.Port));
        _app = builder.Build();
        _app.MapPost("/webhooks/{channel}", Take);
        _app.MapGet("/webhooks/{channel}", (HttpRequest request) => request.Query["hub.verify_token"] == "sandbox-verify"
            ? Results.Text(request.Query["hub.challenge"])
            : Results.StatusCode(403));
        await _app.StartAsync();
        Address = new Uri(_app.Urls.First());
    }

    public async Task StopAsync()
    {
        if (_app is null) return;
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    /// <summary>Waits until what has arrived satisfies the question.</summary>
    public async Task<IReadOnlyList<Arrived>> UntilAsync(Func<IReadOnlyList<Arrived>, bool> enough, CancellationToken cancellationToken)
    {
        while (!enough(All)) await _news.WaitAsync(cancellationToken);
        return All;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _news.Dispose();
    }

    async Task<IResult> Take(string channel, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var arrived = new Arrived(channel, body.ToArray(),
            request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        _arrived.Enqueue(arrived);
        _news.Release();
        await Before(arrived);
        return Results.StatusCode(Answer(arrived));
    }
}
