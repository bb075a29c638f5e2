using Hub.Sandbox.Traffic;

namespace Hub.Sandbox;

/// <summary>A sandbox that listens. Disposing it stops it.</summary>
public sealed class RunningSandbox : IAsyncDisposable
{
    readonly WebApplication _app;

    internal RunningSandbox(WebApplication app, SandboxOptions options)
    {
        _app = app;
        Options = options;
        BaseAddress = new Uri(app.Urls.First());
    }

    public Uri BaseAddress { get; }
    public SandboxOptions Options { get; }

    internal IServiceProvider Services => _app.Services;

    /// <summary>Starts the traffic that the options ask for, and waits until the program is told to end.</summary>
    public async Task RunToEndAsync()
    {
        if (Options.Webhooks > 0) _app.Services.GetRequiredService<TrafficRunner>().TryStart(TrafficRequest.Of(Options));
        await _app.WaitForShutdownAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
