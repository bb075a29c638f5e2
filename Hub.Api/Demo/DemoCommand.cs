using System.Runtime.InteropServices;
using Hub.Api.Hosting;

namespace Hub.Api.Demo;

/// <summary><c>demo</c> and <c>demo --check</c>.</summary>
internal static class DemoCommand
{
    private const int WrongUsage = 2;

    public static async Task<int> Run(string[] args)
    {
        if (DemoOptions.Parse(args) is not { } options)
        {
            var wrong = CommandLine.Problem(args, DemoOptions.Options, DemoOptions.Flags, takesSettings: false);
            await Console.Error.WriteLineAsync(wrong is null ? DemoOptions.Usage : $"demo: {wrong.En} / {wrong.Vi}\n\n{DemoOptions.Usage}");
            return WrongUsage;
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stop));
        try
        {
            return options.Check
                ? await new CheckRun(options, TimeProvider.System, Console.Out, Console.Error).Run(stop.Token)
                : await new LiveRun(options, TimeProvider.System, Console.Out).Run(stop.Token);
        }
        catch (DemoFailed failed)
        {
            await Console.Error.WriteLineAsync($"demo: {failed.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return options.Check ? 1 : 0;
        }
    }

    private static void Stop(PosixSignalContext context, CancellationTokenSource stop)
    {
        context.Cancel = true; // we stop both programs ourselves
        stop.Cancel();
    }
}
