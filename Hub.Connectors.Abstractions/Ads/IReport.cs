namespace Hub.Connectors.Abstractions;

/// <summary>Reports signals to an ad platform.</summary>
public interface IReport
{
    /// <summary>At most <see cref="ConnectorLimits.Batch"/> signals. Results are keyed by <see cref="Signal.EventId"/>.</summary>
    Task<BatchAnswer> Report(ConnectionContext connection, IReadOnlyList<Signal> signals, CancellationToken cancellation);

    /// <summary>
    /// All fixed words that a request may hold beside the signals' own ids, hashes, currencies and the connection's settings: event
    /// names, enum values. The host's egress gate lets no other text value out.
    /// </summary>
    IReadOnlySet<string> Vocabulary { get; }
}
