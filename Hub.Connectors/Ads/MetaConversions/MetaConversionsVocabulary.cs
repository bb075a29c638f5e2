using System.Collections.Frozen;

namespace Hub.Connectors.Ads.MetaConversions;

/// <summary>The fixed words of the Conversions API for business messaging.</summary>
internal static class MetaConversionsVocabulary
{
    public const string ActionSource = "business_messaging";
    public const string WhatsApp = "whatsapp";
    public const string Messenger = "messenger";

    /// <summary>The events that the page lists; it takes no others.</summary>
    public static FrozenSet<string> Events { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "Purchase", "LeadSubmitted", "InitiateCheckout", "AddToCart", "ViewContent", "OrderCreated", "OrderShipped", "OrderDelivered",
        "OrderCanceled", "OrderReturned", "CartAbandoned", "QualifiedLead", "RatingProvided", "ReviewProvided");

    public static FrozenSet<string> Words { get; } = Events.Concat([ActionSource, WhatsApp, Messenger]).ToFrozenSet(StringComparer.Ordinal);
}
