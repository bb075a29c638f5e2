using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>The app's callback (pages 1832184470423554, 1832184497985537): one address for all businesses of the app.</summary>
internal sealed class TikTokSubscription(TikTokSettings settings, TimeProvider clock)
{
    public Task<Outcome> Ensure(ConnectionContext connection, Uri callback, CancellationToken cancellation) =>
        Each(connection, "business/webhook/update/", callback.AbsoluteUri, cancellation);

    /// <summary>
    /// The callback serves every other business too, so it stays unless the operator says that this app has one business only. TikTok
    /// stops sending for an account when its grant is revoked.
    /// </summary>
    public Task<Outcome> Remove(ConnectionContext connection, CancellationToken cancellation) => settings.RemoveSharedWebhook
        ? Each(connection, "business/webhook/delete/", null, cancellation)
        : Task.FromResult<Outcome>(new Outcome.Accepted());

    private async Task<Outcome> Each(ConnectionContext connection, string path, string? callback, CancellationToken cancellation)
    {
        using var client = new TikTokClient("tiktok", settings.Base!, connection.Http, clock);
        string[] types = settings.SubscribeComments ? ["DIRECT_MESSAGE", "COMMENT"] : ["DIRECT_MESSAGE"];
        foreach (var type in types)
        {
            var body = new WebhookBody(settings.AppId, settings.AppSecret, type, callback);
            var answer = await client.Post(path, body, TikTokJson.Default.WebhookBody, Repeatable.Yes, cancellation, settings.AppSecret);
            if (answer.Failure is not null)
                return answer.Failure;
        }
        return new Outcome.Accepted();
    }
}
