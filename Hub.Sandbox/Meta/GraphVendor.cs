using System.Text.Json.Nodes;
using Hub.Sandbox.Faults;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Meta;

/// <summary>The Graph API's errors: HTTP 4xx or 5xx with <c>error.code</c>.</summary>
sealed class GraphVendor(string platform, int throttleCode) : Vendor(platform)
{
    public override VendorAnswer Throttled(FaultRule rule) => Error(throttleCode, "Rate limit hit", 429);

    public override VendorAnswer Broken(int status) => Error(2, "Service temporarily unavailable", status);

    public override VendorAnswer Coded(FaultRule rule)
    {
        var code = rule.Code ?? 131000;
        return Error(code, rule.Message ?? "Something went wrong", rule.Status ?? StatusOf(code), rule.Subcode);
    }

    public static VendorAnswer Ok(JsonObject body) => VendorAnswer.Json(200, body);

    public static VendorAnswer Error(int code, string message, int? status = null, int? subcode = null, string? details = null)
    {
        var error = new JsonObject { ["message"] = $"(#{code}) {message}", ["type"] = "OAuthException", ["code"] = code };
        if (subcode is { } number) error["error_subcode"] = number;
        if (details is not null) error["error_data"] = new JsonObject { ["messaging_product"] = "whatsapp", ["details"] = details };
        error["fbtrace_id"] = Guid.NewGuid().ToString("N")[..23];
        return VendorAnswer.Json(status ?? StatusOf(code), new JsonObject { ["error"] = error });
    }

    static int StatusOf(int code) => code switch
    {
        0 or 190 => 401,
        10 or 200 or 368 or 131005 or 131031 => 403,
        1 or 2 or 131000 or 131016 or 131057 or 135000 => 500,
        _ => 400,
    };
}
