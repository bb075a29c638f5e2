namespace Hub.Connectors.Abstractions;

/// <summary>Tokens of one connection. Kept encrypted by the host, handed out in clear for the length of a call.</summary>
/// <param name="ExpiresAt">When the access token lapses; null when it does not or the vendor does not say.</param>
/// <param name="RefreshExpiresAt">When the refresh token lapses; null as above.</param>
public sealed record Credentials(
    string AccessToken, string? RefreshToken = null, DateTimeOffset? ExpiresAt = null, DateTimeOffset? RefreshExpiresAt = null)
{
    public static Credentials None { get; } = new("");

    /// <summary>Shows no token, so that an interpolated log line cannot leak one.</summary>
    public override string ToString() => $"Credentials(expires {ExpiresAt:O})";
}
