using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTok;

/// <summary>
/// Conversation list, the 20 newest messages, capabilities (pages 1832184415059970, 1832184425841170, 1836061597865986). Each account reads
/// its own; nobody has written to the second one.
/// </summary>
sealed class TikTokReads(SandboxOptions options, TikTokState state, TikTokTokens tokens)
{
    public VendorAnswer Conversations(VendorCall call)
    {
        if (WrongBusiness(call) is { } wrong) return wrong;
        var type = call.Query("conversation_type");
        if (type is not ("STRANGER" or "SINGLE")) return TikTokVendor.Failure(40002, "conversation_type is invalid.");
        if (!Whole(call.Query("limit"), 100, out var limit) || limit is < 1 or > 100)
            return TikTokVendor.Failure(40002, "limit must be 1 to 100.");
        if (!Whole(call.Query("cursor"), 0, out var cursor) || cursor < 0) return TikTokVendor.Failure(40002, "cursor is invalid.");
        lock (state.Gate)
        {
            var all = Threads(call).Where(c => c.Answered == (type == "SINGLE")).ToList();
            var page = all.Skip(cursor).Take(limit).Select(c => (JsonNode)Wire(c)).ToArray();
            return TikTokVendor.Ok(new JsonObject
            {
                ["conversations"] = new JsonArray(page),
                ["has_more"] = cursor + page.Length < all.Count,
                ["cursor"] = cursor + page.Length,
            });
        }
    }

    public VendorAnswer Contents(VendorCall call)
    {
        if (WrongBusiness(call) is { } wrong) return wrong;
        lock (state.Gate)
        {
            if (Find(call) is not { } conversation)
                return TikTokVendor.Failure(40002, "Param conversation_id is invalid.");
            var person = new Person(conversation.Person);
            return TikTokVendor.Ok(new JsonObject
            {
                ["participants"] = new JsonArray(
                    new JsonObject { ["id"] = options.TikTokBusiness, ["role"] = "BUSINESS_ACCOUNT", ["display_name"] = "Sandbox Shop" },
                    new JsonObject
                    {
                        ["id"] = person.TikTokUser,
                        ["role"] = "PERSONAL_ACCOUNT",
                        ["display_name"] = person.Name,
                        ["is_follower"] = false,
                    }),
                ["messages"] = new JsonArray([.. conversation.Newest().Select(m => (JsonNode)Message(m.Content))]),
            });
        }
    }

    public VendorAnswer Capabilities(VendorCall call)
    {
        if (WrongBusiness(call) is { } wrong) return wrong;
        lock (state.Gate)
            if (Find(call) is null) return TikTokVendor.Failure(40002, "Param conversation_id is invalid.");
        if (call.Query("capability_types")?.Contains("IMAGE_SEND") != true)
            return TikTokVendor.Failure(40002, "capability_types is invalid.");
        var image = new JsonObject { ["capability_result"] = true, ["capability_type"] = "IMAGE_SEND" };
        return TikTokVendor.Ok(new JsonObject { ["capability_infos"] = new JsonArray(image) });
    }

    VendorAnswer? WrongBusiness(VendorCall call) => call.Query("business_id") == tokens.Find(call.Header("Access-Token"))?.Account
        ? null
        : TikTokVendor.Failure(40001, "No permission for business_id.");

    bool IsShop(VendorCall call) => call.Query("business_id") == options.TikTokBusiness;

    IEnumerable<TikTokConversation> Threads(VendorCall call) => IsShop(call) ? state.Newest() : [];

    TikTokConversation? Find(VendorCall call) => IsShop(call) ? state.Find(call.Query("conversation_id")) : null;

    static bool Whole(string? text, int otherwise, out int number)
    {
        number = otherwise;
        return text is null || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    static JsonObject Wire(TikTokConversation conversation)
    {
        var referral = new JsonObject();
        // Seconds here, milliseconds in the webhook: that is how TikTok has it.
        var ads = conversation.Referrals.Where(r => r.Referral.Source == "ad")
            .Select(r => (JsonNode)TikTokWebhooks.Ad(r.Referral, r.At.ToUnixTimeSeconds())).ToArray();
        var links = conversation.Referrals.Where(r => r.Referral.Source == "short_link")
            .Select(r => (JsonNode)TikTokWebhooks.ShortLink(r.Referral)).ToArray();
        if (ads.Length > 0) referral["ad"] = new JsonArray(ads);
        if (links.Length > 0) referral["short_link"] = new JsonArray(links);
        return new JsonObject
        {
            ["referral"] = referral,
            ["update_time"] = conversation.Updated.ToUnixTimeMilliseconds(),
            ["conversation_id"] = conversation.Id,
        };
    }

    /// <summary>The REST form of a message: upper-case enums and <c>message_type</c> where the webhook has <c>type</c>.</summary>
    static JsonObject Message(JsonObject content)
    {
        var wire = (JsonObject)content.DeepClone();
        wire["message_type"] = content.Text("type")!.ToUpperInvariant();
        wire["sender"] = content["from"]?.DeepClone();
        wire["recipient"] = content["to"]?.DeepClone();
        foreach (var end in (string[])["from_user", "to_user"])
            wire[end]!["role"] = content[end]!["role"]!.GetValue<string>().ToUpperInvariant();
        foreach (var gone in (string[])["type", "from", "to", "unique_identifier"]) wire.Remove(gone);
        return wire;
    }
}
