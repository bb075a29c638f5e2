using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Hub.Tests.Support;

/// <summary>The hub as a program of its own, which a test can kill, pause and start again on the same address and data.</summary>
public sealed class HubProcess : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Process _process;

    private HubProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>All that it has written so far, to both streams.</summary>
    public IReadOnlyCollection<string> Log => _log;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Bytes that are resident now.</summary>
    public long Resident
    {
        get
        {
            var line = File.ReadLines($"/proc/{Id}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>Returns when the hub is ready.</summary>
    public static async Task<HubProcess> Start(
        Uri address, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var hub = Launch(address, arguments, environment);
        await hub.UntilReady(cancellation);
        return hub;
    }

    /// <summary>Does not wait: for a hub that is to die at once.</summary>
    /// <param name="folder">Where the program is: this version's by default.</param>
    public static HubProcess Launch(
        Uri address, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string? folder = null)
    {
        // Its input ends with the test's process, so that a killed run leaves no hubs behind.
        var info = new ProcessStartInfo(
            "dotnet", [Path.Combine(folder ?? AppContext.BaseDirectory, "Hub.Api.dll"), .. arguments, "--Hub:StopWithInput=true"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        var process = new Process { StartInfo = info };
        var hub = new HubProcess(process, address);
        process.OutputDataReceived += (_, line) => hub.Heard(line.Data);
        process.ErrorDataReceived += (_, line) => hub.Heard(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return hub;
    }

    public async Task Kill(CancellationToken cancellation)
    {
        Signal(9);
        await Exited(cancellation);
    }

    /// <summary>As it is for a hub whose starter has died.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>As a supervisor does it, and a person with Ctrl+C.</summary>
    public void Terminate() => Signal(15);

    public void Pause() => Signal(19);

    public void Continue() => Signal(18);

    public Task Exited(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signal(9);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    public async Task UntilReady(CancellationToken cancellation)
    {
        using var client = FakeVendor.Client();
        while (!HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(Address, "/health/ready"), cancellation);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(30, cancellation);
        }

        Assert.Fail($"The hub ended with {_process.ExitCode}: {string.Join('\n', Log.TakeLast(20))}");
    }

    private void Heard(string? line)
    {
        if (line is not null)
            _log.Enqueue(line);
    }

    private void Signal(int signal)
    {
        if (Send(Id, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} did not reach the hub.");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int process, int signal);
}
