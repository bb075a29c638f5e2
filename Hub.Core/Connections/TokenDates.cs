using Hub.Connectors.Abstractions;

namespace Hub.Core.Connections;

/// <summary>When a connection's tokens end, and what stops then.</summary>
/// <param name="RenewsAt">When the access token lapses that the hub renews by itself; null where it renews none.</param>
/// <param name="LapsesAt">When a person must have connected again; null when that day never comes, or the vendor does not say.</param>
/// <param name="DaysLeft">Whole days until then; 0 on its last day, negative afterwards.</param>
public sealed record TokenDates(Guid ConnectionId, DateTimeOffset? RenewsAt, DateTimeOffset? LapsesAt, int? DaysLeft, TokenState State)
{
    private const int Urgent = 7;
    private const int Soon = 30;

    private static readonly string[] Gone = ["auth_revoked", "authorization_removed"];

    public static TokenDates Of(Connection connection, Credentials credentials, bool canRenew, DateTimeOffset now)
    {
        var renews = canRenew && credentials.RefreshToken is { Length: > 0 };
        var lapses = renews ? credentials.RefreshExpiresAt : credentials.ExpiresAt;
        // A token that is traded for a longer one ends with itself, but is renewed well before.
        if (renews && credentials.RefreshToken == credentials.AccessToken && credentials.ExpiresAt > now)
            lapses = null;
        // The day that was told before says nothing any more.
        if (connection.State == ConnectionState.Paused && Gone.Contains(connection.StateCode))
            return new TokenDates(connection.Id, null, null, null, TokenState.Revoked);
        int? days = lapses is { } end ? (int)Math.Floor((end - now).TotalDays) : null;
        var state = connection.IsOff ? TokenState.Off
            : days switch
            {
                null => TokenState.Lasting,
                < 0 => TokenState.Lapsed,
                < Urgent => TokenState.Urgent,
                < Soon => TokenState.Soon,
                _ => TokenState.Good,
            };
        return new TokenDates(connection.Id, renews ? credentials.ExpiresAt : null, lapses, days, state);
    }
}

public enum TokenState
{
    /// <summary>A month or more is left.</summary>
    Good,

    /// <summary>Less than a month.</summary>
    Soon,

    /// <summary>Less than a week.</summary>
    Urgent,

    Lapsed,

    /// <summary>The platform takes the token no more, for whatever reason: only a new one helps.</summary>
    Revoked,

    /// <summary>Has no end that anybody told.</summary>
    Lasting,

    /// <summary>The connection is switched off.</summary>
    Off,
}
