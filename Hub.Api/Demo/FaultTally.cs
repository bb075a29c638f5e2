using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>
/// What went wrong during the check, by the sandbox's own count. A kind that did not occur was not withstood: then the check proves less
/// than it says, and fails.
/// </summary>
/// <param name="Duplicates">Repeats and simultaneous copies that were answered 200.</param>
/// <param name="Reordered">Groups of webhooks that went out in another order.</param>
/// <param name="Forged">With a wrong signature, and answered 401.</param>
/// <param name="Stale">With a signature of an hour ago, and answered 401.</param>
/// <param name="Throttled">Calls of the hub that were answered 429.</param>
/// <param name="ServerErrors">Calls of the hub that were answered 5xx, or 477.</param>
/// <param name="CutOff">Calls of the hub whose connection was cut instead of an answer.</param>
/// <param name="ExpiredTokens">Times that all access tokens of a platform ended at once.</param>
/// <param name="RefreshedTokens">Times that the hub got new ones.</param>
/// <param name="Kills">Times that the hub was killed while it ran.</param>
internal sealed record FaultTally(
    long Duplicates, long Reordered, long Forged, long Stale, long Throttled, long ServerErrors, long CutOff, long ExpiredTokens,
    long RefreshedTokens, int Kills)
{
    public static FaultTally Read(JsonElement summary, int kills)
    {
        var injected = summary.GetProperty("faults").EnumerateObject().ToDictionary(fault => fault.Name, fault => fault.Value.GetInt64());
        long Sum(params string[] kinds) => injected.Where(fault => kinds.Contains(fault.Key.Split(':')[1])).Sum(fault => fault.Value);
        long Channels(Func<JsonElement, long> figure) =>
            summary.GetProperty("webhooks").EnumerateObject().Sum(channel => figure(channel.Value));
        return new FaultTally(
            Channels(tally => tally.Number("duplicatesAccepted") + tally.Number("copiesAccepted")), Sum("reordered"),
            Channels(tally => tally.GetProperty("forged").Number("refused")), Channels(tally => tally.GetProperty("stale").Number("refused")),
            Sum("throttle"), Sum("serverError"), Sum("reset", "resetBefore"), Sum("expireTokens"), summary.Number("tokensRefreshed"), kills);
    }

    public void Blame(Findings findings)
    {
        foreach (var (what, count) in (ReadOnlySpan<(string, long)>)
        [
            ("duplicate", Duplicates), ("reordering", Reordered), ("forged signature", Forged), ("stale signature", Stale),
            ("429", Throttled), ("5xx", ServerErrors), ("cut connection", CutOff), ("expired token", ExpiredTokens),
            ("token refresh", RefreshedTokens), ("kill -9", Kills),
        ])
            if (count == 0)
                findings.Blame($"no {what} occurred, so that it was not withstood");
    }
}
