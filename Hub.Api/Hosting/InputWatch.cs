namespace Hub.Api.Hosting;

/// <summary>
/// Stops the hub when standard input ends. The system closes the pipe of whoever started us, also where that was killed and could not
/// stop us itself; a process id could be somebody else's by then.
/// </summary>
internal sealed class InputWatch(IHostApplicationLifetime lifetime) : IHostedService
{
    // A thread of its own: a read of standard input can be neither awaited nor cancelled, and must not hold up the end.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Watch) { IsBackground = true, Name = "input" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Watch()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // What is said to us does not matter.
        }

        lifetime.StopApplication();
    }
}
