using Hub.Api.Hosting;

namespace Hub.Api.Demo;

/// <summary>The hub as a process of its own, so that it can be killed.</summary>
internal sealed class HubProcess(DemoFolder folder, string address, string key, TextWriter log, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private ChildProcess? _process;

    public async Task Start(CancellationToken cancellation)
    {
        _process = ChildProcess.Start(typeof(HubApp).Assembly.Location, [.. folder.HubArguments(address, key), "--Hub:StopWithInput=true"], log);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(address) };
        while (!await IsReady(http, cancellation))
        {
            if (_process.HasExited)
                throw new DemoFailed($"The hub ended at its start; see {folder.Log}.");
            await Task.Delay(Pause, clock, cancellation);
        }
    }

    /// <summary>Times that it was killed while it ran.</summary>
    public int Kills { get; private set; }

    public async Task Kill()
    {
        if (_process is not null && await _process.Kill())
            Kills++;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private static async Task<bool> IsReady(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready", cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
