namespace Hub.Api.Hosting;

internal static partial class HostLog
{
    [LoggerMessage(5001, LogLevel.Warning, "Not ready: the database does not answer ({Error})")]
    public static partial void NotReady(ILogger logger, string error);

    [LoggerMessage(5002, LogLevel.Warning, "Webhooks of connection {Connection} could not be applied now ({Error}); they stay pending")]
    public static partial void DrainFailed(ILogger logger, Guid connection, string error);

    [LoggerMessage(5003, LogLevel.Warning, "Pending webhooks could not be looked for ({Error}); again in a moment")]
    public static partial void SweepFailed(ILogger logger, string error);

    [LoggerMessage(5004, LogLevel.Error, "A call failed: {Error}, trace {Trace}")]
    public static partial void CallFailed(ILogger logger, string error, string trace);
}
