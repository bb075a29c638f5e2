using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Ads.MetaConversions;

/// <summary>Error codes of the Graph API, for a call that must not be made twice.</summary>
internal static class MetaConversionsErrors
{
    public const string DatasetField = "settings.datasetId";

    public static Outcome? Table(GraphError error, Reason reason, TimeSpan? retryAfter) => error.Code switch
    {
        // No such dataset, or not for this token: every event would be refused.
        100 when error.Subcode == 33 => new Outcome.Misconfigured(GraphApi.Unseen(reason, DatasetField)),

        // A field of an event: Meta takes none of the request, so that it may be halved down to the event at fault.
        100 => new Outcome.Rejected(reason),
        3 or 10 or (>= 200 and <= 299) => new Outcome.Misconfigured(reason),
        4 or 17 or 32 or 613 or (>= 80000 and <= 80014) => new Outcome.Throttled(retryAfter, ThrottleScope.Connection, reason),

        // The token was pasted in: nothing can refresh it.
        190 => new Outcome.AuthRevoked(reason),

        // "Unknown" and "service": they do not say that nothing was counted.
        1 or 2 => new Outcome.Unknown(reason),
        _ => null,
    };
}
