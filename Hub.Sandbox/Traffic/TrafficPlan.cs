using Hub.Sandbox.Messenger;
using Hub.Sandbox.Meta;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.WhatsApp;

namespace Hub.Sandbox.Traffic;

/// <summary>Everything that will happen, from a seed: the same seed, start and subscriptions give the same bytes.</summary>
sealed class TrafficPlan(SandboxOptions options, TikTokState shop, TikTokWebhooks tikTok, WhatsAppEvents whatsApp, MessengerEvents messenger,
    BaseAddress address)
{
    const double BatchShare = 0.05;

    public static readonly string[] Channels = [TikTokWebhooks.Channel, WhatsAppEvents.Channel, MessengerEvents.Channel];

    public IEnumerable<OutgoingWebhook> Webhooks(TrafficRequest request, DateTimeOffset start)
    {
        var random = new Random(request.Seed);
        var scripts = request.Channels.ToDictionary(c => c, c => Script(c, new Random(request.Seed + c.Length), request.Seed));
        for (var i = 0; i < request.Webhooks; i++)
        {
            var at = start + TimeSpan.FromSeconds(i / request.RatePerSecond);
            var channel = request.Channels[random.Next(request.Channels.Count)];
            var webhook = scripts[channel].Next(at);
            var batched = channel != TikTokWebhooks.Channel && random.NextDouble() < BatchShare;
            yield return batched ? MetaBatch.Of(webhook, scripts[channel].Next(at)) : webhook;
        }
    }

    ChannelScript Script(string channel, Random random, int seed) => channel switch
    {
        TikTokWebhooks.Channel => new TikTokScript(random, seed, tikTok, () => address.Value, () => shop.TellsOfComments),
        WhatsAppEvents.Channel => new WhatsAppScript(random, seed, whatsApp, options.TrackingIdFormat),
        _ => new MessengerScript(random, seed, messenger, () => address.Value),
    };
}
