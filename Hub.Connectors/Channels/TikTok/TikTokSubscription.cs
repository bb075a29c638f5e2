using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>The app's callback (pages 1832184470423554, 1832184497985537): one address for all businesses of the app.</summary>
internal sealed class TikTokSubscription(TikTokSettings settings, TimeProvider clock)
{
    private const string Messages = "DIRECT_MESSAGE";

    /// <summary>It is the app's own: made now, it was missing for all of its businesses.</summary>
    public async Task<EnsuredSubscription> Ensure(ConnectionContext connection, Uri callback, CancellationToken cancellation)
    {
        using var client = new TikTokClient("tiktok", settings.Base!, connection.Http, clock);
        var (isMade, coming) = (false, new List<string>());
        foreach (var type in Types)
        {
            var outcome = await Ensure(client, type, callback, cancellation);
            isMade |= outcome is Outcome.Accepted;
            if (outcome is Outcome.Accepted or Outcome.Duplicate)
                coming.Add(type);
            else if (type == Messages || outcome is not (Outcome.Rejected or Outcome.Misconfigured)) // a permission for comments comes apart
                return new EnsuredSubscription(outcome) { MadeForAll = isMade };
        }

        return new EnsuredSubscription(isMade ? new Outcome.Accepted() : new Outcome.Duplicate())
        {
            MadeForAll = isMade,
            Coming = coming,
            Missing = [.. Types.Except(coming)],
        };
    }

    /// <summary>
    /// The callback serves every other business too, so it stays unless the operator says that this app has one business only. TikTok
    /// stops sending for an account when its grant is revoked.
    /// </summary>
    public bool StaysForOthers => !settings.RemoveSharedWebhook;

    public Task<Outcome> Remove(ConnectionContext connection, CancellationToken cancellation) => StaysForOthers
        ? Task.FromResult<Outcome>(new Outcome.Rejected(new Reason("tiktok/shared-webhook"))) // it would silence the others
        : Each(connection, "business/webhook/delete/", null, cancellation);

    private string[] Types => settings.SubscribeComments ? [Messages, "COMMENT"] : [Messages];

    private async Task<Outcome> Ensure(TikTokClient client, string type, Uri callback, CancellationToken cancellation)
    {
        var found = await Find(client, type, cancellation);
        if (found.Failure is Outcome.Transient or Outcome.Throttled)
            return found.Failure; // no answer does not show that it was lost
        if (found.Failure is null && found.Data.Text("callback_url") == callback.AbsoluteUri)
            return new Outcome.Duplicate();
        return await Post(client, "business/webhook/update/", type, callback.AbsoluteUri, cancellation) ?? new Outcome.Accepted();
    }

    // Page 1832184488625234.
    private Task<TikTokAnswer> Find(TikTokClient client, string type, CancellationToken cancellation) => client.Get(
        "business/webhook/list/",
        [new("app_id", settings.AppId), new("secret", settings.AppSecret), new("event_type", type)], cancellation, settings.AppSecret);

    private async Task<Outcome> Each(ConnectionContext connection, string path, string? callback, CancellationToken cancellation)
    {
        using var client = new TikTokClient("tiktok", settings.Base!, connection.Http, clock);
        foreach (var type in Types)
            if (await Post(client, path, type, callback, cancellation) is { } failure)
                return failure;
        return new Outcome.Accepted();
    }

    private async Task<Outcome?> Post(TikTokClient client, string path, string type, string? callback, CancellationToken cancellation)
    {
        var body = new WebhookBody(settings.AppId, settings.AppSecret, type, callback);
        return (await client.Post(path, body, TikTokJson.Default.WebhookBody, Repeatable.Yes, cancellation, settings.AppSecret)).Failure;
    }
}
