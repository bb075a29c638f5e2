using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Hub.Benchmarks.Support;

/// <summary>The real hub as a process of its own, so that its memory and processor time are its own.</summary>
sealed class HubProcess : IAsyncDisposable
{
    const string OwnerKey = "hub_benchmark-owner-key-0123456789abcdef";
    readonly Process _process;

    HubProcess(Process process, int port)
    {
        (_process, Port) = (process, port);
        Api = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OwnerKey);
    }

    public int Port { get; }

    /// <summary>With the owner's key.</summary>
    public HttpClient Api { get; }

    /// <summary>Returns at once; the hub is starting.</summary>
    public static HubProcess Launch(HubFolder folder, string connectionString, string role = "all")
    {
        var port = FreePort();
        var info = new ProcessStartInfo("dotnet",
        [
            Repository.HubProgram, "--urls", $"http://127.0.0.1:{port}", "--environment", "Production", "--role", role,
            $"--ConnectionStrings:Hub={connectionString}", $"--Hub:DataDirectory={folder.Path}", $"--Hub:ConnectorsFile={folder.ConnectorsFile}",
            $"--Hub:BootstrapApiKey={OwnerKey}", "--Hub:RequestsPerSecond=10000",
        ])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(info)!;
        process.OutputDataReceived += (_, line) => folder.Log(line.Data);
        process.ErrorDataReceived += (_, line) => folder.Log(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new HubProcess(process, port);
    }

    /// <summary>Returns when it takes requests.</summary>
    public static async Task<HubProcess> Start(HubFolder folder, string connectionString, string role = "all")
    {
        var hub = Launch(folder, connectionString, role);
        while (!await hub.IsLive())
        {
            hub.MustRun();
            await Task.Delay(20);
        }

        return hub;
    }

    /// <exception cref="InvalidOperationException">It has ended; a benchmark would wait for ever.</exception>
    public void MustRun()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"The hub ended with {_process.ExitCode}.");
    }

    public async Task<Guid> Connect(object connection)
    {
        using var answer = await Api.PostAsJsonAsync("/api/v1/connections", connection);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"The hub refused a connection: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text).GetProperty("id").GetGuid();
    }

    /// <summary>Resident memory, as the system counts it.</summary>
    public double MegabytesResident()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(text => text.StartsWith("VmRSS", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>As by kill -9: whatever was acknowledged must be there nevertheless.</summary>
    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    async Task<bool> IsLive()
    {
        try
        {
            return (await Api.GetAsync("/health/live")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
