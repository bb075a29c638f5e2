namespace Hub.Connectors.Abstractions;

/// <summary>A request to <c>/webhooks/{connector}</c> exactly as it came over the wire.</summary>
/// <param name="Headers">Names compare without case; several values are joined by a comma.</param>
/// <param name="Body">The raw bytes. Signatures are computed over these, never over re-serialised JSON.</param>
public sealed record WebhookRequest(
    string Method,
    Uri Uri,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body);
