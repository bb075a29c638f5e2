namespace Hub.Connectors.Abstractions;

/// <summary>
/// The platform's limits as data: sources conflict and vendors change them, so each can be overridden per connection.
/// </summary>
public sealed record ConnectorLimits
{
    /// <summary>Hours after a contact's message in which the business may answer freely; null when there is no window.</summary>
    public double? WindowHours { get; init; }

    /// <summary>Messages that the business may send per window; null when unlimited.</summary>
    public int? WindowMessages { get; init; }

    /// <summary>Hours after a comment in which it may be answered by a direct message; null when it may not. Since contract 1.3.</summary>
    public double? CommentHours { get; init; }

    /// <summary>Hours without a direct message to or from the person that the platform asks for before it. Since contract 1.3.</summary>
    public double? CommentQuietHours { get; init; }

    /// <summary>
    /// With <see cref="ConnectorManifest.SendsOnce"/>: hours from the first try in which the platform knows a message again; null where it always
    /// does. One that is in doubt for longer is not sent again. Since contract 1.7.
    /// </summary>
    public double? SendsOnceHours { get; init; }

    /// <summary>Longest text of one message in characters.</summary>
    public int? TextLength { get; init; }

    /// <summary>Calls per second on one connection.</summary>
    public double? CallsPerSecond { get; init; }

    /// <summary>Calls in flight at once on one connection.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Largest webhook body in bytes; a larger one is answered 413.</summary>
    public int WebhookBytes { get; init; } = 1 << 20;

    /// <summary>Signals or records per request.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Largest answer in bytes that is taken from an API call; a larger one fails the call. Since contract 1.5.</summary>
    public int AnswerBytes { get; init; } = 4 << 20;

    /// <summary>Largest attachment in bytes that is fetched from the platform.</summary>
    public long MediaBytes { get; init; } = 16L << 20;

    /// <summary>Message tags that let a person answer outside the window, with the hours each one gives.</summary>
    public IReadOnlyDictionary<string, double> WindowTags { get; init; } = new Dictionary<string, double>();
}
