using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Zalo;

/// <summary><c>POST /v3.0/oa/message/cs</c>, then the echo.</summary>
sealed class ZaloSend(ZaloState state, ZaloEvents events, OutboundLedger outbound, Sequence sequence, TimeProvider time)
{
    const int NoInteraction = -230;
    const int BadParameter = -201;

    public VendorAnswer Send(VendorCall call)
    {
        if (call.Json() is not { } body || body.Unknown("recipient", "message") is not null) return Wrong("Params is invalid");
        if (body.Object("recipient")?.Text("user_id") is not { } user || body.Object("message") is not { } message) return Wrong("recipient is invalid");
        if (message.Unknown("text", "attachment", "quote_message_id") is not null) return Wrong("message is invalid");
        var text = message.Text("text");
        if (message["attachment"] is null ? text is not { Length: > 0 } : !IsPicture(message.Object("attachment"))) return Wrong("message is invalid");
        if (state.Person(user) is null) return Wrong("user_id is invalid");
        if (state.Answer(user, time.GetUtcNow()) is not { } left)
            return ZaloVendor.Error(NoInteraction, "User has not interacted with the OA in the past 7 days");
        return Deliver(user, message, text, left);
    }

    VendorAnswer Deliver(string user, JsonObject message, string? text, int left)
    {
        var (id, now) = (Ids.Hex(sequence.Next("zalo-message"), 20), time.GetUtcNow());
        var picture = message.Object("attachment");
        outbound.Add(ZaloEvents.Channel, user, picture is null ? "text" : "image", text ?? picture!.ToJsonString(WireJson.Options), null, id, now);
        var answer = ZaloVendor.Ok(new JsonObject
        {
            ["message_id"] = id,
            ["user_id"] = user,
            ["quota"] = new JsonObject
            {
                ["quota_type"] = left >= 0 ? "reply" : "sub_quota",
                ["remain"] = Math.Max(0, left).ToString(CultureInfo.InvariantCulture),
                ["total"] = ZaloState.FreeReplies.ToString(CultureInfo.InvariantCulture),
            },
        });
        return picture is null ? answer with { Webhooks = [events.Echo(sequence.Next("echo"), user, id, now, text!, fromApi: true)] } : answer;
    }

    public async Task<VendorAnswer> UploadAsync(VendorCall call)
    {
        if (await Forms.ReadAsync(call) is not { File.Length: > 0 }) return Wrong("file is invalid");
        var id = Ids.Hex(sequence.Next("zalo-upload"), 32);
        state.Uploaded(id);
        return ZaloVendor.Ok(new JsonObject { ["attachment_id"] = id });
    }

    bool IsPicture(JsonObject? attachment) => attachment?.Text("type") == "template"
        && attachment.Object("payload") is { } payload && payload.Text("template_type") == "media"
        && payload.Array("elements") is [JsonObject element] && element.Text("media_type") == "image"
        && (state.IsUpload(element.Text("attachment_id")) || element.Text("url") is { Length: > 0 });

    static VendorAnswer Wrong(string message) => ZaloVendor.Error(BadParameter, message);
}
