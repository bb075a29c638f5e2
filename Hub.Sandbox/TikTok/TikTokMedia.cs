using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTok;

/// <summary>Upload and download (pages 1832184437720193, 1832184455450626).</summary>
sealed class TikTokMedia(SandboxOptions options, TikTokState state, TikTokTokens tokens, Sequence sequence)
{
    const int LargestImage = 3 << 20;

    public async Task<VendorAnswer> UploadAsync(VendorCall call)
    {
        if (await Forms.ReadAsync(call) is not { } form) return TikTokVendor.Failure(40002, "The body is not multipart/form-data.");
        if (form.Fields.GetValueOrDefault("business_id") != options.TikTokBusiness)
            return TikTokVendor.Failure(40001, "No permission for business_id.");
        if (form.Fields.GetValueOrDefault("media_type") != "IMAGE") return TikTokVendor.Failure(40002, "media_type is invalid.");
        if (form.File is not { } file || file.Length == 0) return TikTokVendor.Failure(40906, "The file is empty.");
        if (file.Length > LargestImage) return TikTokVendor.Failure(40907, "The file is too large.");
        if (!IsPicture(file)) return TikTokVendor.Failure(40908, "The file type is not supported.");
        return TikTokVendor.Ok(new JsonObject { ["media_id"] = state.Upload(sequence.Next("upload")) });
    }

    public VendorAnswer Download(VendorCall call)
    {
        if (call.Json() is not { } body) return TikTokVendor.Failure(40002, "The body is not a JSON object.");
        if (body.Text("business_id") != options.TikTokBusiness) return TikTokVendor.Failure(40001, "No permission for business_id.");
        if (body.Text("media_type") is not ("IMAGE" or "VIDEO")) return TikTokVendor.Failure(40002, "media_type is invalid.");
        var media = body.Text("media_id");
        lock (state.Gate)
        {
            var conversation = state.Find(body.Text("conversation_id"));
            if (conversation is null) return TikTokVendor.Failure(40002, "Param conversation_id is invalid.");
            if (string.IsNullOrEmpty(media) || string.IsNullOrEmpty(body.Text("message_id")))
                return TikTokVendor.Failure(40007, "The media does not exist.");
        }
        return TikTokVendor.Ok(new JsonObject { ["download_url"] = $"{call.BaseAddress}/tiktok/files/{Uri.EscapeDataString(media)}" });
    }

    /// <summary>The file itself, given only to who shows the access token as <c>x-user</c>.</summary>
    public VendorAnswer File(VendorCall call) => tokens.Check(call.Header("x-user")) == 0
        ? new VendorAnswer(200, Picture.Bytes, "image/png")
        : new VendorAnswer(403, [], "text/plain");

    static bool IsPicture(byte[] file) =>
        file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47])
            || file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);
}
