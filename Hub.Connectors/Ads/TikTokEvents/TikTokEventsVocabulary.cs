using System.Collections.Frozen;

namespace Hub.Connectors.Ads.TikTokEvents;

/// <summary>The fixed words of Events API 2.0: its standard event names, with two older ones still in use, and its event sources.</summary>
internal static class TikTokEventsVocabulary
{
    public static FrozenSet<string> Words { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "AddPaymentInfo", "AddToCart", "AddToWishlist", "ApplicationApproval", "CompleteRegistration", "Contact", "CustomizeProduct",
        "Download", "FindLocation", "InitiateCheckout", "Lead", "Purchase", "Schedule", "Search", "StartTrial", "SubmitApplication",
        "Subscribe", "ViewContent", "CompletePayment", "SubmitForm",
        "web", "app", "offline", "crm");
}
