using Hub.Connectors.Abstractions;

namespace Hub.Core.Signals;

/// <summary>Which arrival a fact is credited to.</summary>
public static class Attribution
{
    // A platform's referral may carry a later time than the message that came with it.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <summary>The first arrival ever, or the last one before the fact, as the connection's setting <c>attribution</c> says.</summary>
    /// <returns>Null when the contact arrived by itself.</returns>
    public static ReferralRecord? Of(ConnectorSettings settings, IEnumerable<ReferralRecord> referrals, DateTimeOffset at)
    {
        var before = referrals.Where(referral => referral.OccurredAt <= at + Slack)
            .OrderBy(referral => referral.OccurredAt).ThenBy(referral => referral.EventKey, StringComparer.Ordinal);
        return settings.Text("attribution") == "first" ? before.FirstOrDefault() : before.LastOrDefault();
    }
}
