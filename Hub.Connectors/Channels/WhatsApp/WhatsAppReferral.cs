using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>Meta's click-to-WhatsApp attribution. Ads of others carry theirs in the text of the first message instead.</summary>
internal static class WhatsAppReferral
{
    public static Referral? Of(JsonElement referral)
    {
        if (!referral.Exists())
            return null;
        var source = referral.Text("source_type") switch
        {
            "ad" => ReferralSource.Ad,
            "post" => ReferralSource.Post,
            _ => ReferralSource.Unknown,
        };
        return new Referral
        {
            Source = source,
            TrackingId = referral.Text("ctwa_clid"),
            AdId = source == ReferralSource.Ad ? referral.Text("source_id") : null,
            Title = referral.Text("headline"),
            Url = referral.Text("source_url"),
        };
    }
}
