namespace Hub.Connectors.Abstractions;

/// <summary>Asks the platform what a person is called, where its events do not say. Since contract 1.2.</summary>
public interface INamePeople
{
    /// <param name="person">The person's identities at this connection, as events gave them; at least one.</param>
    Task<NameAnswer> Name(ConnectionContext connection, IReadOnlyList<Identity> person, CancellationToken cancellation);
}

/// <param name="Name">Null when the platform does not tell, which is no failure.</param>
public sealed record NameAnswer(Outcome Outcome, string? Name = null)
{
    public override string ToString() => $"NameAnswer({Outcome.GetType().Name})";
}
