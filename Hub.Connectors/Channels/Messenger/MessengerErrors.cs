using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>Error codes and subcodes of the Send API (Messenger Platform, error codes and changelog).</summary>
internal static class MessengerErrors
{
    public const string Connector = "messenger";

    public static Outcome? Table(GraphError error, Reason reason, TimeSpan? retryAfter) => (error.Code, error.Subcode) switch
    {
        (10, 2018278 or 2534022) => new Outcome.WindowClosed(reason),

        // Blocked by policy, needs another permission for this message, or another app holds the thread.
        (10, 2018065 or 2018108 or 2018300) => new Outcome.Rejected(reason),

        // 10/1893063: the Page is restricted for a while. Otherwise a permission of the token is missing.
        (10 or 3 or (>= 200 and <= 299), _) => new Outcome.Misconfigured(reason),

        // No such person, or nobody who can be reached now.
        (100, 2018001) or (551, _) => new Outcome.Rejected(reason),

        (4 or 32 or 613, _) => new Outcome.Throttled(retryAfter, ThrottleScope.Connection, reason),

        // A Page token is pasted: nothing can refresh it.
        (190, _) => new Outcome.AuthRevoked(reason),

        (1 or 2 or 1200, _) => new Outcome.Transient(reason),
        _ => null,
    };
}
