using System.Diagnostics;
using Hub.Sandbox;

namespace Hub.Tests.Sandbox;

sealed class ParentTests
{
    [Test, CancelAfter(30_000)]
    public async Task The_sandbox_ends_when_its_parent_is_killed(CancellationToken cancellationToken)
    {
        // Any program that waits on its input serves as a parent.
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "more" : "cat") { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var parent = Process.Start(start)!;
        var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Urls = "http://127.0.0.1:0", Parent = parent.Id }, null, cancellationToken);
        var running = sandbox.RunToEndAsync();
        Assert.That(running.IsCompleted, Is.False);

        parent.Kill();

        await running.WaitAsync(cancellationToken);
        await sandbox.DisposeAsync();
    }
}
