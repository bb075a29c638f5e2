namespace Hub.Sandbox.HubSpot;

/// <summary>What a meeting must say, by HubSpot's Meetings API guide.</summary>
static class HubSpotMeeting
{
    static readonly string[] Outcomes = ["SCHEDULED", "COMPLETED", "RESCHEDULED", "NO_SHOW", "CANCELED"];

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Problem(IReadOnlyDictionary<string, string> written, bool isNew)
    {
        if (written.TryGetValue("hs_meeting_outcome", out var outcome) && outcome.Length > 0 && !Outcomes.Contains(outcome))
            return $"hs_meeting_outcome was not one of the allowed options: {string.Join(", ", Outcomes)}";
        return isNew && string.IsNullOrEmpty(written.GetValueOrDefault("hs_timestamp"))
            ? "Some required properties were not set: hs_timestamp"
            : null;
    }
}
