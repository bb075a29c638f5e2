using System.Diagnostics;

namespace Hub.Core.Deliveries;

/// <summary>Spans of the source <c>Hub</c>: applying webhooks, and calling other systems. Tags are ids, connector ids, kinds and counts.</summary>
public static class HubTrace
{
    public const string Source = "Hub";
    private static readonly ActivitySource Spans = new(Source);

    /// <returns>Null while nobody listens.</returns>
    public static Activity? Applying(Guid connection) =>
        Spans.StartActivity("apply webhooks")?.SetTag("hub.connection", connection);

    /// <returns>Null while nobody listens.</returns>
    public static Activity? Delivering(LaneRun run, int count) => Spans.StartActivity($"deliver {run.Lane.Kind}", ActivityKind.Client)?
        .SetTag("hub.connection", run.Lane.ConnectionId).SetTag("hub.connector", run.Connection.ConnectorId).SetTag("hub.batch", count);
}
