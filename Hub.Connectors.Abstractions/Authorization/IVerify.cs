namespace Hub.Connectors.Abstractions;

/// <summary>Checks a connection with the vendor: cheap, without side effects.</summary>
public interface IVerify
{
    /// <returns><see cref="Outcome.Accepted"/> with the account id that the credentials belong to, or what is wrong.</returns>
    Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation);
}
