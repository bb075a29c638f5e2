using System.Diagnostics;

namespace Hub.Api.Demo;

/// <summary>A program of ours as a process of its own, which ends with this one.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TextWriter? _log;

    private ChildProcess(Process process, TextWriter? log) => (_process, _log) = (process, log);

    public bool HasExited => _process.HasExited;

    /// <param name="assembly">The program's .dll.</param>
    /// <param name="log">Takes what the program says; null passes it by.</param>
    public static ChildProcess Start(string assembly, IReadOnlyList<string> args, TextWriter? log)
    {
        var process = new Process { StartInfo = Program(assembly, args) };
        var child = new ChildProcess(process, log is null ? null : TextWriter.Synchronized(log));
        process.OutputDataReceived += (_, line) => child.Heard(line.Data);
        process.ErrorDataReceived += (_, line) => child.Heard(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <exception cref="DemoFailed">It ended without a word.</exception>
    public async Task<string> FirstLine(CancellationToken cancellation)
    {
        var ended = _process.WaitForExitAsync(cancellation);
        return await Task.WhenAny(_firstLine.Task, ended) == _firstLine.Task
            ? await _firstLine.Task
            : throw new DemoFailed($"{Path.GetFileName(_process.StartInfo.FileName)} ended at its start with {_process.ExitCode}.");
    }

    /// <summary>As <c>kill -9</c>: no handler runs, nothing is flushed.</summary>
    /// <returns>Whether it was still running, and ended by this.</returns>
    public async Task<bool> Kill()
    {
        var running = !_process.HasExited;
        if (running)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        return running && _process.ExitCode is not 0; // it may have ended by itself in between
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process.Dispose();
    }

    // Under `dotnet program.dll` there may be no executable of our own; published without a runtime there may be no `dotnet`.
    private static ProcessStartInfo Program(string assembly, IReadOnlyList<string> args)
    {
        var own = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null)!;
        var runtime = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : null;
        var info = runtime is null && File.Exists(own)
            ? new ProcessStartInfo(own, args)
            : new ProcessStartInfo(runtime ?? "dotnet", [assembly, .. args]);
        info.RedirectStandardInput = info.RedirectStandardOutput = info.RedirectStandardError = true;
        return info;
    }

    private void Heard(string? line)
    {
        if (line is null)
            return;
        _log?.WriteLine(line);
        _firstLine.TrySetResult(line);
    }
}

/// <summary>The demo cannot go on; the message is for whoever started it.</summary>
internal sealed class DemoFailed(string message) : Exception(message);
