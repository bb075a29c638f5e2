namespace Hub.Connectors.Abstractions;

/// <summary>How a contact arrived.</summary>
public sealed record Referral
{
    public required ReferralSource Source { get; init; }

    /// <summary>What the ad platform wants back to know the click: click id, tracking id or link ref.</summary>
    public string? TrackingId { get; init; }

    public string? AdId { get; init; }

    public string? AdvertiserId { get; init; }

    /// <summary>The link's own parameter.</summary>
    public string? Ref { get; init; }

    /// <summary>Id of the ads connector whose ids these are; null where the channel's own platform is meant.</summary>
    public string? Platform { get; init; }

    /// <summary>The ad's name or headline, for agents. Never part of a signal.</summary>
    public string? Title { get; init; }

    /// <summary>Where the ad or post can be seen.</summary>
    public string? Url { get; init; }
}

public enum ReferralSource
{
    Unknown,
    Ad,
    ShortLink,
    Post,
}
