namespace Hub.Connectors.Abstractions;

/// <summary>
/// One fact reported to an ad platform. Closed on purpose: no member can hold a text. Ids are <see cref="OpaqueId"/>, which refuses
/// anything with a space or a letter outside ASCII; identifiers are <see cref="Sha256Hash"/>.
/// </summary>
public sealed record Signal
{
    public required SignalKind Kind { get; init; }

    /// <summary>Deterministic: the same fact has the same id after every retry, replay and restore.</summary>
    public required Sha256Hash EventId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public SignalReferral? Referral { get; init; }

    /// <summary>Where it happened; with the platform's own id of the person only for connectors whose manifest asks for it.</summary>
    public SignalOrigin? Origin { get; init; }

    /// <summary>With <see cref="SignalKind.Keyword"/>: which keyword, by the hub's id.</summary>
    public Guid? KeywordId { get; init; }

    public IReadOnlyList<HashedIdentifier> Identifiers { get; init; } = [];

    public Guid? OrderId { get; init; }

    public Guid? BookingId { get; init; }

    public Money? Value { get; init; }
}

public enum SignalKind
{
    ConversationStarted,
    Keyword,
    OrderPlaced,
    OrderPaid,

    /// <summary>Each time that money went back; its value is what went back then.</summary>
    OrderRefunded,

    /// <summary>A rule of the workspace, or a label, says that the contact is a buyer to be.</summary>
    LeadQualified,
    BookingMade,

    /// <summary>The contact came.</summary>
    BookingKept,
    NoShow,
}

public sealed record SignalReferral(OpaqueId? TrackingId, OpaqueId? AdId, OpaqueId? AdvertiserId, OpaqueId? Ref);

/// <param name="Channel">Id of the channel's connector.</param>
/// <param name="Account">The platform's id of the account.</param>
/// <param name="Person">The platform's id of the person on this account, which that platform itself gave.</param>
public sealed record SignalOrigin(OpaqueId Channel, OpaqueId Account, OpaqueId? Person);

public sealed record HashedIdentifier(IdentifierKind Kind, Sha256Hash Hash);
