namespace Hub.Connectors.Abstractions;

/// <summary>Fetches what a contact sent.</summary>
public interface IFetchMedia
{
    /// <summary>Writes the bytes to <paramref name="destination"/> and stops with <see cref="Outcome.Rejected"/> past
    /// <paramref name="maxBytes"/>.</summary>
    Task<FetchedMedia> Fetch(
        ConnectionContext connection, MediaRef media, Stream destination, long maxBytes, CancellationToken cancellation);
}

/// <param name="ContentType">As the vendor's server says; the host looks at the bytes itself.</param>
public sealed record FetchedMedia(Outcome Outcome, string? ContentType = null);
