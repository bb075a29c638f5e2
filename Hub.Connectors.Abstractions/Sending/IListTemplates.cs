namespace Hub.Connectors.Abstractions;

/// <summary>Lists the message templates that the platform has approved for a connection. Since contract 1.1.</summary>
public interface IListTemplates
{
    /// <returns>Those that can be sent by a <see cref="TemplateRef"/>, or why they are not known.</returns>
    Task<TemplateAnswer> Templates(ConnectionContext connection, CancellationToken cancellation);
}

/// <param name="Failure">Null when the list is all there is.</param>
public sealed record TemplateAnswer(IReadOnlyList<MessageTemplate> Templates, Outcome? Failure = null);

/// <param name="Language">As the platform writes it.</param>
/// <param name="Text">The body, with <c>{{1}}</c>, <c>{{2}}</c> and so on where values go.</param>
/// <param name="Parameters">How many values it takes.</param>
public sealed record MessageTemplate(string Name, string Language, string Text, int Parameters);
