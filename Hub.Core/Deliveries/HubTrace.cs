using System.Diagnostics;

namespace Hub.Core.Deliveries;

/// <summary>
/// Spans of the source <c>Hub</c>: applying webhooks, and calling other systems. Tags are ids, connector ids, kinds and counts. What waits in the
/// database keeps the trace that it came of: a batch goes on with the trace of its first and links to those of the others.
/// </summary>
public static class HubTrace
{
    public const string Source = "Hub";

    // A batch may hold hundreds, and each link is sent with the span.
    private const int MostLinks = 32;
    private static readonly ActivitySource Spans = new(Source);

    /// <summary>The W3C <c>traceparent</c> of what is under way; null while nobody records it.</summary>
    public static string? Current =>
        Spans.HasListeners() && Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <param name="traces">Of the webhooks.</param>
    /// <returns>Null while nobody listens.</returns>
    public static Activity? Applying(Guid connection, IEnumerable<string?> traces) =>
        Start("apply webhooks", ActivityKind.Consumer, traces)?.SetTag("hub.connection", connection);

    /// <returns>Null while nobody listens.</returns>
    public static Activity? Delivering(LaneRun run, IReadOnlyList<Delivery> batch) =>
        Start($"deliver {run.Lane.Kind}", ActivityKind.Client, batch.Select(delivery => delivery.Trace))?
            .SetTag("hub.connection", run.Lane.ConnectionId).SetTag("hub.connector", run.Connection.ConnectorId).SetTag("hub.batch", batch.Count);

    private static Activity? Start(string name, ActivityKind kind, IEnumerable<string?> traces)
    {
        if (!Spans.HasListeners())
            return null;
        var causes = traces.Distinct().Take(MostLinks + 1)
            .Select(trace => ActivityContext.TryParse(trace, null, isRemote: true, out var cause) ? cause : default)
            .Where(cause => cause != default).ToList();
        return causes.Count == 0
            ? Spans.StartActivity(name, kind)
            : Spans.StartActivity(name, kind, causes[0], links: causes.Skip(1).Select(cause => new ActivityLink(cause)));
    }
}
