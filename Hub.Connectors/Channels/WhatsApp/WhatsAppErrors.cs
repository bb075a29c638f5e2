using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>Error codes of the Cloud API (developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes).</summary>
internal static class WhatsAppErrors
{
    public const string Connector = "whatsapp";

    // Meta says to wait 4^X seconds after the X-th refusal. One message per 6 s is the pair's rate, so 4^1 would be refused again.
    private static readonly TimeSpan PairWait = TimeSpan.FromSeconds(16);

    public static Outcome? Table(GraphError error, Reason reason, TimeSpan? retryAfter) => error.Code switch
    {
        // A system user's token is pasted: nothing can refresh it.
        0 or 190 => new Outcome.AuthRevoked(reason),

        131047 => new Outcome.WindowClosed(reason),

        131056 => new Outcome.Throttled(retryAfter ?? PairWait, ThrottleScope.Recipient, reason),
        4 or 80007 or 130429 or 131048 or 131064 or 132069 or 133016 =>
            new Outcome.Throttled(retryAfter, ThrottleScope.Connection, reason),

        131000 or 131016 or 131052 or 131057 or 135000 => new Outcome.Transient(reason),

        // A permission is missing, the account is blocked or locked, its name, payment or certificate is not in order.
        3 or 10 or (>= 200 and <= 299) or 131005 => new Outcome.Misconfigured(reason),
        368 or 131031 or 131037 or 131042 or 131045 => new Outcome.Misconfigured(reason),

        // This message or this recipient; others are none the worse. 130497 restricts one country only.
        130472 or 130497 or 131008 or 131009 or 131021 or 131026 or 131030 or 131049 or 131050 or 131051 or 131053 =>
            new Outcome.Rejected(reason),
        131062 or 131063 or 132000 or 132001 or 132005 or 132007 or 132008 or 132012 or 132015 or 132016 or 132068 or 137000 =>
            new Outcome.Rejected(reason),

        _ => null,
    };
}
