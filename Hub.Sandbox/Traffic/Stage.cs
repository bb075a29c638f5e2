using Hub.Sandbox.Messenger;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.WhatsApp;

namespace Hub.Sandbox.Traffic;

/// <summary>Lets something happen: first at the platform, then as a webhook.</summary>
sealed class Stage(TikTokState tikTok, WhatsAppState whatsApp, MessengerState messenger, WebhookQueue queue)
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
                break;
            case MessengerEvents.Channel:
                messenger.Observe(webhook);
                if (messenger.IsSubscriptionLost) return;
                break;
        }
        queue.Enqueue(webhook);
    }

    static bool IsComment(OutgoingWebhook webhook) => webhook.Facts is [{ Type: "comment" }];
}
