using System.Text.Json.Nodes;
using Hub.Sandbox.Messenger;
using Hub.Sandbox.MetaConversions;
using Hub.Sandbox.WhatsApp;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Meta;

/// <summary>The Graph API under <c>/graph/{version}</c>: which of WhatsApp and Messenger is meant follows from the id in the
/// path.</summary>
sealed class GraphPlatform(
    SandboxOptions options, VendorEndpoints endpoints, WhatsAppSend whatsApp, WhatsAppTemplates templates, MessengerSend messenger, MetaMedia media,
    MetaTokens tokens, MetaOAuth oauth, ConversionEvents conversions, MessengerProfiles profiles, MessengerReads reads,
    MetaSubscriptions subscriptions, TimeProvider time)
{
    readonly GraphVendor _whatsApp = new("whatsapp", throttleCode: 130429);
    readonly GraphVendor _messenger = new("messenger", throttleCode: 613);
    readonly GraphVendor _conversions = new("meta-conversions", throttleCode: 613);
    readonly RateWindow _whatsAppRate = new(time, options.WhatsAppPerSecond, TimeSpan.FromSeconds(1));
    readonly RateWindow _messengerRate = new(time, options.MessengerPerSecond, TimeSpan.FromSeconds(1));

    public void Map(IEndpointRouteBuilder app)
    {
        const string root = "/graph/{version:regex(^v\\d+\\.\\d+$)}/{id}";
        oauth.Map(app, endpoints, _messenger);
        endpoints.Map(app, "POST", root + "/messages", http => (VendorOf(http), "messages"), call => Guarded(call, Messages));
        endpoints.Map(app, "POST", root + "/media", http => (VendorOf(http), "media/upload"), call => Guarded(call, Upload));
        subscriptions.Map(app, endpoints, _messenger, root, http => (VendorOf(http), "subscribed_apps"));
        endpoints.Map(app, "GET", root + "/message_templates", http => (VendorOf(http), "message_templates"),
            call => Guarded(call, c => Task.FromResult(c.Route("id") == options.WhatsAppAccount ? templates.List(c) : NoSuchObject(c))));
        endpoints.Map(app, "GET", root + "/conversations", http => (VendorOf(http), "conversations"),
            call => Guarded(call, c => Task.FromResult(c.Route("id") == options.MessengerPage ? reads.Conversations(c) : NoSuchObject(c))));
        endpoints.Map(app, "POST", root + "/events", _conversions, "events",
            call => Guarded(call, c => Task.FromResult(c.Route("id") == options.MetaDataset ? conversions.Take(c) : NoSuchObject(c))));
        endpoints.Map(app, "GET", root, http => (VendorOf(http), "get"), call => Guarded(call, Describe));
        endpoints.Map(app, "GET", "/graph-files/{id}", _whatsApp, "files",
            call => Guarded(call, c => Task.FromResult(media.File(c.Route("id")))));
    }

    GraphVendor VendorOf(HttpContext http) => (string)http.Request.RouteValues["id"]! switch
    {
        var id when id == options.MessengerPage || id == options.MessengerSecond || profiles.Knows(id) => _messenger,
        var id when id == options.MetaDataset => _conversions,
        _ => _whatsApp,
    };

    Task<VendorAnswer> Guarded(VendorCall call, Func<VendorCall, Task<VendorAnswer>> handler) =>
        tokens.Refusal(call) is { } refusal ? Task.FromResult(refusal) : handler(call);

    Task<VendorAnswer> Messages(VendorCall call)
    {
        if (call.Route("id") == options.WhatsAppNumber)
            return Task.FromResult(Over(_whatsAppRate) ? GraphVendor.Error(130429, "Rate limit hit") : whatsApp.Send(call));
        if (call.Route("id") == options.MessengerPage)
            return Task.FromResult(Over(_messengerRate) ? GraphVendor.Error(613, "Rate limit hit") : messenger.Send(call));
        return Task.FromResult(NoSuchObject(call));
    }

    bool Over(RateWindow rate) => options.RateLimits && !rate.TryTake();

    Task<VendorAnswer> Upload(VendorCall call) =>
        call.Route("id") == options.WhatsAppNumber ? media.UploadAsync(call) : Task.FromResult(NoSuchObject(call));

    Task<VendorAnswer> Describe(VendorCall call)
    {
        var id = call.Route("id");
        if ((id == options.WhatsAppNumber || id == options.WhatsAppSecond || id == options.MessengerPage || id == options.MessengerSecond) && !tokens.Opens(call, id))
            return Task.FromResult(NoSuchObject(call));
        if (id == options.WhatsAppNumber || id == options.WhatsAppSecond)
            return Task.FromResult(GraphVendor.Ok(new JsonObject
            {
                ["id"] = id,
                ["display_phone_number"] = WhatsAppEvents.DisplayNumber,
                ["verified_name"] = "Sandbox Shop",
            }));
        if (id == options.MessengerPage || id == options.MessengerSecond || id == options.WhatsAppAccount || id == options.MetaDataset)
            return Task.FromResult(GraphVendor.Ok(new JsonObject { ["id"] = id, ["name"] = "Sandbox Shop" }));
        return Task.FromResult(profiles.Describe(call, id) ?? media.Describe(call, id) ?? NoSuchObject(call));
    }

    static VendorAnswer NoSuchObject(VendorCall call) => GraphVendor.Error(
        100, $"Unsupported request. Object with ID '{call.Route("id")}' does not exist.", subcode: 33);
}
