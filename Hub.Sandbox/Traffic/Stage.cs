using Hub.Sandbox.Line;
using Hub.Sandbox.Messenger;
using Hub.Sandbox.Meta;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.WhatsApp;
using Hub.Sandbox.Zalo;

namespace Hub.Sandbox.Traffic;

/// <summary>Lets something happen: first at the platform, then as a webhook.</summary>
sealed class Stage(
    SandboxOptions options, TikTokState tikTok, WhatsAppState whatsApp, MessengerState messenger, LineState line, ZaloState zalo, MetaSubscriptions subscriptions, WebhookQueue queue)
{
    public void Play(OutgoingWebhook webhook)
    {
        switch (webhook.Channel)
        {
            case TikTokWebhooks.Channel:
                tikTok.Observe(webhook);
                if (tikTok.IsCallbackLost || (IsComment(webhook) && !tikTok.TellsOfComments)) return;
                break;
            case WhatsAppEvents.Channel:
                whatsApp.Observe(webhook);
                if (!subscriptions.Stands(options.WhatsAppAccount)) return;
                break;
            case MessengerEvents.Channel:
                messenger.Observe(webhook);
                if (!subscriptions.Stands(options.MessengerPage)) return;
                break;
            case LineEvents.Channel:
                line.Observe(webhook);
                if (line.IsSwitchedOff) return;
                break;
            case ZaloEvents.Channel:
                zalo.Observe(webhook);
                break;
        }
        queue.Enqueue(webhook);
    }

    static bool IsComment(OutgoingWebhook webhook) => webhook.Facts is [{ Type: "comment" }];
}
