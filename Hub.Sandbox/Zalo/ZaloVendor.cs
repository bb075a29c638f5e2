using System.Text.Json.Nodes;
using Hub.Sandbox.Faults;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Zalo;

/// <summary>Zalo's answers: HTTP 200 with <c>{error, message, data}</c>, whatever happened.</summary>
sealed class ZaloVendor() : Vendor(ZaloEvents.Channel)
{
    public const int BadToken = -216;

    public override VendorAnswer Throttled(FaultRule rule) => Error(rule.Code ?? -32, "Out of quota", 429);

    public override VendorAnswer Broken(int status) => Error(-1, "Internal error", status);

    public override VendorAnswer Coded(FaultRule rule) => Error(rule.Code ?? -201, rule.Message ?? "Params is invalid", rule.Status ?? 200);

    public static VendorAnswer Ok(JsonObject? data = null)
    {
        var body = new JsonObject { ["error"] = 0, ["message"] = "Success" };
        if (data is not null) body["data"] = data;
        return VendorAnswer.Json(200, body);
    }

    public static VendorAnswer Error(int code, string message, int status = 200) =>
        VendorAnswer.Json(status, new JsonObject { ["error"] = code, ["message"] = message });

    /// <summary>Token calls name and describe their errors.</summary>
    public static VendorAnswer Refused(int code, string name) => VendorAnswer.Json(200, new JsonObject
    {
        ["error_name"] = name,
        ["error_reason"] = name,
        ["error_description"] = name.ToLowerInvariant(),
        ["error"] = code,
    });
}
