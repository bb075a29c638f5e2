namespace Hub.Connectors.Abstractions;

/// <summary>
/// For platforms of whose subscription there is more to tell than that it stands: which kinds of events come by it, and what of it all accounts of the
/// operator's app live on. Since contract 1.7.
/// </summary>
public interface IDetailSubscription : ISubscribe
{
    /// <summary>Does what <see cref="ISubscribe.Ensure"/> does; the host calls this one in its place.</summary>
    Task<EnsuredSubscription> EnsureInDetail(ConnectionContext connection, Uri callback, CancellationToken cancellation);

    async Task<Outcome> ISubscribe.Ensure(ConnectionContext connection, Uri callback, CancellationToken cancellation) =>
        (await EnsureInDetail(connection, callback, cancellation)).Outcome;
}

/// <param name="Outcome">As of <see cref="ISubscribe.Ensure"/>: success also when only kinds are missing that the account can do without.</param>
public sealed record EnsuredSubscription(Outcome Outcome)
{
    /// <summary>
    /// What all accounts of the app live on was not there and is made now, whatever became of this account's own part. The others got nothing
    /// meanwhile either, though each of them finds its own part standing.
    /// </summary>
    public bool MadeForAll { get; init; }

    /// <summary>Kinds of events that come, as the platform names them; empty where it does not tell kinds apart.</summary>
    public IReadOnlyList<string> Coming { get; init; } = [];

    /// <summary>Kinds that the connector understands and that do not come, such as for want of a permission.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}
