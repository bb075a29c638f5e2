using Hub.Sandbox.Faults;
using Hub.Sandbox.HubSpot;
using Hub.Sandbox.Line;
using Hub.Sandbox.Messenger;
using Hub.Sandbox.Meta;
using Hub.Sandbox.MetaConversions;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.TikTokEvents;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.WhatsApp;
using Hub.Sandbox.Wire;
using Hub.Sandbox.Zalo;

namespace Hub.Sandbox.Questions;

/// <summary>Back to the state after the start, with no traffic running.</summary>
sealed class Reset(
    TrafficRunner traffic, WebhookQueue queue, WebhookLedger ledger, Mischief mischief, FaultBox faults, FaultSwitch switches,
    OutboundLedger outbound, RequestLog requests, CallsAtOnce atOnce, EventStore signals, ConversionStore conversions, HubSpotStore crm, TikTokState tikTok, TikTokTokens tikTokTokens,
        WhatsAppState whatsApp,
    MessengerState messenger, LineState line, ZaloState zalo, MetaMedia media, TikTokAutoMessages autoMessages, MetaSubscriptions subscriptions)
{
    public async Task<IResult> DoAsync()
    {
        await traffic.StopAsync();
        queue.Clear();
        ledger.Clear();
        mischief.Set(new WebhookFaults());
        faults.Clear();
        switches.RestoreAll();
        outbound.Clear();
        requests.Clear();
        atOnce.Clear();
        signals.Clear();
        conversions.Clear();
        crm.Clear();
        tikTok.Reset();
        autoMessages.Reset();
        tikTokTokens.Reset();
        whatsApp.Reset();
        messenger.Reset();
        line.Reset();
        zalo.Reset();
        media.Reset();
        subscriptions.Reset();
        return Results.NoContent();
    }
}
