namespace Hub.Sandbox;

internal static class Program
{
    static async Task Main(string[] args)
    {
        var options = SandboxOptions.FromCommandLine(args);
        await using var sandbox = await SandboxHost.StartAsync(options);
        await Console.Out.WriteLineAsync($"Sandbox on {sandbox.BaseAddress} sends webhooks to {options.Hub}");
        await sandbox.RunToEndAsync();
    }
}
