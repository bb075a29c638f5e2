namespace Hub.Connectors.Abstractions;

/// <summary>What <see cref="IReceive.Verify"/> found. Closed.</summary>
public abstract record WebhookVerdict
{
    private WebhookVerdict()
    {
    }

    /// <summary>Signed by the platform and fresh: stored, then answered 200.</summary>
    public sealed record Genuine : WebhookVerdict
    {
        public static Genuine Instance { get; } = new();
    }

    /// <summary>A subscription check that wants <paramref name="Body"/> back; answered 200, nothing stored.</summary>
    public sealed record Handshake(string Body) : WebhookVerdict;

    /// <summary>No signature, a wrong one, or no secret to check it with; answered 401.</summary>
    public sealed record Forged : WebhookVerdict
    {
        public static Forged Instance { get; } = new();
    }

    /// <summary>Signed, but outside the time tolerance; answered 401.</summary>
    public sealed record Stale : WebhookVerdict
    {
        public static Stale Instance { get; } = new();
    }
}
