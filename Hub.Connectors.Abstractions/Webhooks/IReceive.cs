namespace Hub.Connectors.Abstractions;

/// <summary>Receives a platform's webhooks. All three members are pure and quick: no call to the outside.</summary>
public interface IReceive
{
    /// <summary>Decides on the raw bytes whether the platform sent this, before anything is parsed. Compares in constant time.
    /// Without a secret every request is forged.</summary>
    WebhookVerdict Verify(WebhookRequest request);

    /// <summary>Splits a genuine request by account.</summary>
    /// <returns>Null when the body is not the platform's envelope at all; the host answers 400.</returns>
    IReadOnlyList<RoutedPayload>? Route(WebhookRequest request);

    /// <summary>Reads one payload of <see cref="Route"/>, possibly long after it came and again on replay.</summary>
    ParsedPayload Parse(ReadOnlyMemory<byte> payload);
}
