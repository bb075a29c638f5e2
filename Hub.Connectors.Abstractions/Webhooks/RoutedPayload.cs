namespace Hub.Connectors.Abstractions;

/// <summary>
/// The part of a webhook that belongs to one account. When a request concerns a single account the payload is the raw body; when it
/// concerns several, each payload is a complete envelope with that account's entries only, so that no account's bytes reach another's.
/// </summary>
public sealed record RoutedPayload(string AccountId, ReadOnlyMemory<byte> Payload);
