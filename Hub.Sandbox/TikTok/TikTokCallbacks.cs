using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTok;

/// <summary>The app's callback setting (pages 1832184470423554, 1832184488625234, 1832184497985537). It is kept; webhooks go to
/// <c>--hub</c>.</summary>
sealed class TikTokCallbacks(SandboxOptions options, TikTokState state)
{
    static readonly string[] EventTypes = ["DIRECT_MESSAGE", "BRAND_MENTION", "VIDEO", "COMMENT"];

    public VendorAnswer Update(VendorCall call)
    {
        var body = call.Json() ?? [];
        if (Wrong(body.Text("app_id"), body.Text("secret"), body.Text("event_type")) is { } wrong) return wrong;
        if (!Uri.TryCreate(body.Text("callback_url"), UriKind.Absolute, out var url) || !(url.Scheme == "https" || url.IsLoopback))
            return TikTokVendor.Failure(40002, "callback_url must be https.");
        lock (state.Gate) (state.Callbacks[body.Text("event_type")!], state.IsCallbackLost) = (url.ToString(), false);
        return TikTokVendor.Ok(Setting(body.Text("event_type")!, url.ToString()));
    }

    public VendorAnswer List(VendorCall call)
    {
        var type = call.Query("event_type");
        if (Wrong(call.Query("app_id"), call.Query("secret"), type) is { } wrong) return wrong;
        lock (state.Gate) return TikTokVendor.Ok(Setting(type!, state.Callbacks.GetValueOrDefault(type!)));
    }

    public VendorAnswer Delete(VendorCall call)
    {
        var body = call.Json() ?? [];
        if (Wrong(body.Text("app_id"), body.Text("secret"), body.Text("event_type")) is { } wrong) return wrong;
        lock (state.Gate) state.Callbacks.Remove(body.Text("event_type")!);
        return TikTokVendor.Ok(Setting(body.Text("event_type")!, null));
    }

    VendorAnswer? Wrong(string? app, string? secret, string? type)
    {
        if (app != options.TikTokApp || secret != options.TikTokSecret) return TikTokVendor.Failure(40113, "App is not allowed");
        return EventTypes.Contains(type) ? null : TikTokVendor.Failure(40002, "event_type is invalid.");
    }

    JsonObject Setting(string type, string? url)
    {
        var setting = new JsonObject { ["app_id"] = options.TikTokApp, ["event_type"] = type };
        if (url is not null) setting["callback_url"] = url;
        return setting;
    }
}
