using System.Globalization;

namespace Hub.Api.Demo;

/// <summary>The simulated platforms and CRM, as a process beside the hub.</summary>
internal sealed class Sandbox : IAsyncDisposable
{
    private const string Assembly = "Hub.Sandbox.dll";

    /// <summary>Five times TikTok's own rate, so that a poll of all conversations takes seconds here and not a minute.</summary>
    public const int TikTokPerSecond = 50;

    private readonly ChildProcess _process;

    private Sandbox(ChildProcess process, Uri address, TimeProvider clock) =>
        (_process, Address, Calls) = (process, address, new JsonCaller(address, null, clock));

    public Uri Address { get; }

    public JsonCaller Calls { get; }

    /// <param name="hub">Where webhooks go.</param>
    /// <param name="port">0 for a free one.</param>
    public static async Task<Sandbox> Start(string hub, int port, int seed, TimeProvider clock, CancellationToken cancellation)
    {
        string[] args =
        [
            "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"), "--hub", hub,
            "--tikTokPerSecond", TikTokPerSecond.ToString(CultureInfo.InvariantCulture), "--parallel", "64",
            "--tikTokListed", "10000", // TikTok lists the 100 newest only; here hours of traffic fit into seconds, and so does an outage
            "--seed", seed.ToString(CultureInfo.InvariantCulture),
            "--parent", Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        ];
        var process = ChildProcess.Start(Find(), args, null);
        try
        {
            // "Sandbox on http://127.0.0.1:5090/ sends webhooks to …"
            var said = await process.FirstLine(cancellation);
            return said.Split(' ') is ["Sandbox", "on", var address, ..]
                ? new Sandbox(process, new Uri(address), clock)
                : throw new DemoFailed(said);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Calls.Dispose();
        await _process.DisposeAsync();
    }

    private static string Find()
    {
        string[] places = [Path.Combine(AppContext.BaseDirectory, "sandbox", Assembly), Path.Combine(AppContext.BaseDirectory, Assembly)];
        return places.FirstOrDefault(File.Exists) ?? throw new DemoFailed($"The sandbox is missing: {places[0]}.");
    }
}
