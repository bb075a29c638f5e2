using System.Text.Json.Nodes;
using Hub.Sandbox.Faults;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTok;

/// <summary>TikTok's envelope: failures come as HTTP 200 with a code that is not 0.</summary>
sealed class TikTokVendor(string platform) : Vendor(platform)
{
    public override VendorAnswer Throttled(FaultRule rule) => Failure(40100, "Request too frequent", status: 429);

    public override VendorAnswer Broken(int status) => Failure(50000, "System error", status);

    public override VendorAnswer Coded(FaultRule rule) =>
        Failure(rule.Code ?? 40100, rule.Message ?? "Request too frequent", rule.Status ?? 200);

    public static VendorAnswer Ok(JsonObject data) => Envelope(0, "OK", data, 200);

    public static VendorAnswer Partial(JsonObject data) => Envelope(20001, "PARTIAL_OK", data, 200);

    public static VendorAnswer Failure(int code, string message, int status = 200) => Envelope(code, message, [], status);

    static VendorAnswer Envelope(int code, string message, JsonObject data, int status)
    {
        var log = Guid.NewGuid().ToString("N");
        return VendorAnswer.Json(status, new JsonObject { ["code"] = code, ["message"] = message, ["request_id"] = log, ["data"] = data })
            .With("x-tt-logid", log);
    }
}
