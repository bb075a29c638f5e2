using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>How a person came: inside a postback or a first message when the thread is new, on its own when it is not.</summary>
internal static class MessengerReferral
{
    public static Referral? Of(JsonElement referral)
    {
        if (referral.ValueKind != JsonValueKind.Object)
            return null;
        var ad = referral.Child("ads_context_data");
        return new Referral
        {
            Source = SourceOf(referral),
            // There is no click id on Messenger; what the business put into the link is all there is to track by.
            TrackingId = referral.Text("ref"),
            Ref = referral.Text("ref"),
            AdId = referral.Text("ad_id"),
            Title = ad.Text("ad_title"),
        };
    }

    private static ReferralSource SourceOf(JsonElement referral) => referral.Text("source") switch
    {
        "ADS" => ReferralSource.Ad,
        "SHORTLINK" or "SHORTLINKS" => ReferralSource.ShortLink,
        _ => referral.Text("ad_id") is null ? ReferralSource.Unknown : ReferralSource.Ad,
    };
}
