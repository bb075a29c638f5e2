namespace Hub.Connectors.Abstractions;

/// <summary>Keeps the platform sending webhooks. Both members are idempotent.</summary>
public interface ISubscribe
{
    Task<Outcome> Ensure(ConnectionContext connection, Uri callback, CancellationToken cancellation);

    Task<Outcome> Remove(ConnectionContext connection, CancellationToken cancellation);
}
