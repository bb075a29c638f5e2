namespace Hub.Sandbox;

internal static class Program
{
    static async Task<int> Main(string[] args)
    {
        var options = SandboxOptions.FromCommandLine(args);
        try
        {
            await using var sandbox = await SandboxHost.StartAsync(options);
            await Console.Out.WriteLineAsync($"Sandbox on {sandbox.BaseAddress} sends webhooks to {options.Hub}");
            await sandbox.RunToEndAsync();
            return 0;
        }
        catch (IOException taken)
        {
            await Console.Error.WriteLineAsync($"The sandbox cannot listen on {options.Urls}: {taken.Message}");
            return 1;
        }
    }
}
