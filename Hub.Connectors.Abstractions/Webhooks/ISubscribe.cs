namespace Hub.Connectors.Abstractions;

/// <summary>Keeps the platform sending webhooks. Both members are idempotent.</summary>
public interface ISubscribe
{
    /// <returns>
    /// <see cref="Outcome.Accepted"/> when it was made now, <see cref="Outcome.Duplicate"/> when it stood already: so the host can tell that
    /// one was lost. A platform that does not say counts as <see cref="Outcome.Duplicate"/>.
    /// </returns>
    Task<Outcome> Ensure(ConnectionContext connection, Uri callback, CancellationToken cancellation);

    Task<Outcome> Remove(ConnectionContext connection, CancellationToken cancellation);
}
