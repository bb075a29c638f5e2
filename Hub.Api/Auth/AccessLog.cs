namespace Hub.Api.Auth;

/// <summary>Who came in and who was kept out, by ids: an address that somebody mistyped may be a password.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(5101, LogLevel.Information, "Member {Member} signed in")]
    public static partial void SignedIn(ILogger logger, Guid member);

    [LoggerMessage(5102, LogLevel.Warning, "A sign-in was refused; member {Member}, if there is one of that address")]
    public static partial void Refused(ILogger logger, Guid? member);

    [LoggerMessage(5103, LogLevel.Warning, "A sign-in was refused: locked after wrong tries; member {Member}, if there is one of that address")]
    public static partial void Locked(ILogger logger, Guid? member);
}
