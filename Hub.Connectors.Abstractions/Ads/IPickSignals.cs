namespace Hub.Connectors.Abstractions;

/// <summary>Says beforehand which signals a connection does not report: what stays by its settings has not failed. Since contract 1.2.</summary>
public interface IPickSignals : IReport
{
    /// <returns>Why the signal stays, by the connection's settings or the platform's rules; null when it is to be reported.</returns>
    Reason? Stays(ConnectionContext connection, Signal signal);
}
