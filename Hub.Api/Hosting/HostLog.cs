namespace Hub.Api.Hosting;

internal static partial class HostLog
{
    [LoggerMessage(5001, LogLevel.Warning, "Not ready: the database does not answer ({Error})")]
    public static partial void NotReady(ILogger logger, string error);

    [LoggerMessage(5002, LogLevel.Warning, "Housekeeping failed ({Error}); again in a moment")]
    public static partial void HousekeepingFailed(ILogger logger, string error);

    [LoggerMessage(5003, LogLevel.Error, "A call failed: {Error}, trace {Trace}")]
    public static partial void CallFailed(ILogger logger, string error, string trace);

    [LoggerMessage(5004, LogLevel.Warning, "A call was put off: the database does not answer ({Error})")]
    public static partial void DatabaseAway(ILogger logger, string error);

    [LoggerMessage(5005, LogLevel.Warning, "A call's answer could not be kept for its Idempotency-Key ({Error}); the key stays taken for a day")]
    public static partial void AnswerNotKept(ILogger logger, string error);
}
