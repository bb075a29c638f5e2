using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>How a person entered: pushed one at a time, listed as all that ever happened to a conversation.</summary>
internal static class TikTokReferrals
{
    /// <param name="content">The content of <c>im_referral_msg</c>.</param>
    public static ReferralEvent? Pushed(JsonElement content, DateTimeOffset? fallbackTime)
    {
        if (content.Object("referral") is not { } referral || (content.Milliseconds("timestamp") ?? fallbackTime) is not { } at)
            return null;
        var contact = TikTokMessages.Contact(content, MessageDirection.Inbound);
        var conversation = content.Text("conversation_id");
        if (referral.Object("ad") is { } ad)
            return Ad(ad, conversation, contact, ad.Milliseconds("timestamp") ?? at);
        return referral.Object("short_link") is { } link ? Link(link, conversation, contact, at) : null;
    }

    /// <param name="conversation">One entry of the conversation list.</param>
    public static IEnumerable<ReferralEvent> Listed(JsonElement conversation, Participant? contact, DateTimeOffset updated)
    {
        var id = conversation.Text("conversation_id");
        if (conversation.Object("referral") is not { } referral)
            yield break;
        foreach (var ad in referral.Items("ad"))
            yield return Ad(ad, id, contact, ad.Seconds("timestamp") ?? updated);
        foreach (var link in referral.Items("short_link"))
            yield return Link(link, id, contact, updated);
    }

    private static ReferralEvent Ad(JsonElement ad, string? conversation, Participant? contact, DateTimeOffset at) => new()
    {
        EventKey = TikTokKeys.AdReferral(conversation, ad.Text("ad_id"), at),
        OccurredAt = at,
        ConversationKey = conversation,
        Contact = contact,
        Referral = new Referral
        {
            Source = ReferralSource.Ad,
            AdId = ad.Text("ad_id"),
            AdvertiserId = ad.Text("advertiser_id"),
            Title = ad.Text("ad_name"),
            Url = ad.Text("embed_url"),
        },
    };

    private static ReferralEvent Link(JsonElement link, string? conversation, Participant? contact, DateTimeOffset at) => new()
    {
        EventKey = TikTokKeys.LinkReferral(conversation, link.Text("ref")),
        OccurredAt = at,
        ConversationKey = conversation,
        Contact = contact,
        Referral = new Referral { Source = ReferralSource.ShortLink, TrackingId = link.Text("ref"), Ref = link.Text("ref") },
    };
}
