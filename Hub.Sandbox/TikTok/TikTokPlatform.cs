using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTok;

/// <summary>TikTok Business Messaging under <c>/tiktok/open_api/v1.3</c>.</summary>
sealed class TikTokPlatform(
    SandboxOptions options, VendorEndpoints endpoints, TikTokOAuth oauth, TikTokSend send, TikTokReads reads, TikTokMedia media,
    TikTokCallbacks callbacks, TikTokDirectReply directReply, TikTokAutoMessages autoMessages, TikTokTokens tokens, TimeProvider time)
{
    const string Business = "/tiktok/open_api/v1.3/business";
    readonly TikTokVendor _vendor = new("tiktok");
    readonly RateWindow _rate = new(time, options.TikTokPerSecond, TimeSpan.FromSeconds(1));

    public void Map(IEndpointRouteBuilder app)
    {
        oauth.Map(app, endpoints, _vendor);
        Messaging(app, "POST", "message/send", call => Task.FromResult(send.Send(call)));
        Messaging(app, "GET", "message/conversation/list", call => Task.FromResult(reads.Conversations(call)));
        Messaging(app, "GET", "message/content/list", call => Task.FromResult(reads.Contents(call)));
        Messaging(app, "GET", "message/capabilities/get", call => Task.FromResult(reads.Capabilities(call)));
        Messaging(app, "POST", "message/media/upload", media.UploadAsync);
        Messaging(app, "POST", "message/media/download", call => Task.FromResult(media.Download(call)));
        Messaging(app, "POST", "message/direct_reply/update", call => Task.FromResult(directReply.Update(call)));
        Messaging(app, "GET", "message/direct_reply/get", call => Task.FromResult(directReply.Get(call)));
        const string auto = "message/auto_message/";
        Messaging(app, "POST", auto + "create", call => Task.FromResult(autoMessages.Create(call)));
        Messaging(app, "POST", auto + "update", call => Task.FromResult(autoMessages.Update(call)));
        Messaging(app, "POST", auto + "status/update", call => Task.FromResult(autoMessages.Switch(call)));
        Messaging(app, "POST", auto + "delete", call => Task.FromResult(autoMessages.Delete(call)));
        Messaging(app, "POST", auto + "sort", call => Task.FromResult(autoMessages.Sort(call)));
        Messaging(app, "GET", auto + "get", call => Task.FromResult(autoMessages.Get(call)));
        endpoints.Map(app, "GET", "/tiktok/files/{id}", _vendor, "files", call => Task.FromResult(media.File(call)));
        endpoints.Map(app, "POST", Business + "/webhook/update/", _vendor, "webhook/update",
            call => Task.FromResult(callbacks.Update(call)));
        endpoints.Map(app, "GET", Business + "/webhook/list/", _vendor, "webhook/list", call => Task.FromResult(callbacks.List(call)));
        endpoints.Map(app, "POST", Business + "/webhook/delete/", _vendor, "webhook/delete",
            call => Task.FromResult(callbacks.Delete(call)));
    }

    void Messaging(IEndpointRouteBuilder app, string method, string operation, Func<VendorCall, Task<VendorAnswer>> handler) =>
        endpoints.Map(app, method, $"{Business}/{operation}/", _vendor, operation, call => Guarded(call, handler));

    Task<VendorAnswer> Guarded(VendorCall call, Func<VendorCall, Task<VendorAnswer>> handler)
    {
        var error = tokens.Check(call.Header("Access-Token"));
        if (error != 0)
            return Task.FromResult(TikTokVendor.Failure(error,
                error == 40102 ? "Access token is expired" : "Access token is incorrect or has been revoked"));
        if (options.RateLimits && !_rate.TryTake()) return Task.FromResult(TikTokVendor.Failure(40100, "Requests are too frequent"));
        return handler(call);
    }
}
