using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTok;

/// <summary>
/// <c>business/message/direct_reply/…</c> (pages 1843697551083522, 1843697576682497). The shop is at home in Vietnam; the second account is
/// not, and may not have it.
/// </summary>
sealed class TikTokDirectReply(SandboxOptions options, TikTokState state)
{
    const string Kind = "COMMENT_TO_MESSAGE";

    public VendorAnswer Update(VendorCall call)
    {
        if (call.Json() is not { } body) return TikTokVendor.Failure(40002, "The body is not a JSON object.");
        if (Wrong(body.Text("business_id"), body.Text("direct_reply_type")) is { } wrong) return wrong;
        var status = body.Text("operation_status");
        if (status is not ("ENABLE" or "DISABLE")) return TikTokVendor.Failure(40002, "operation_status is invalid.");
        lock (state.Gate) state.TellsOfComments = status == "ENABLE";
        return TikTokVendor.Ok([]);
    }

    public VendorAnswer Get(VendorCall call)
    {
        if (Wrong(call.Query("business_id"), call.Query("direct_reply_type")) is { } wrong) return wrong;
        lock (state.Gate)
            return TikTokVendor.Ok(new JsonObject
            {
                ["business_id"] = options.TikTokBusiness,
                ["direct_reply_type"] = Kind,
                ["operation_status"] = state.TellsOfComments ? "ENABLE" : "DISABLE",
            });
    }

    VendorAnswer? Wrong(string? business, string? type)
    {
        if (type != Kind) return TikTokVendor.Failure(40002, "direct_reply_type is invalid.");
        if (business == options.TikTokSecond) return TikTokVendor.Failure(40003, "The feature is not available in the region of the account.");
        return business == options.TikTokBusiness ? null : TikTokVendor.Failure(40001, "No permission for business_id.");
    }
}
