using System.Text.Json.Nodes;
using Hub.Sandbox.Faults;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Line;

/// <summary>LINE's errors: an HTTP status with <c>{message, details}</c>, and no code beside it.</summary>
sealed class LineVendor() : Vendor(LineEvents.Channel)
{
    public override VendorAnswer Throttled(FaultRule rule) =>
        Error(429, rule.Message ?? "The API rate limit has been exceeded. Try again later.");

    public override VendorAnswer Broken(int status) => Error(status, "Internal server error");

    public override VendorAnswer Coded(FaultRule rule) => Error(rule.Status ?? 400, rule.Message ?? "The request body has errors");

    public static VendorAnswer Ok(JsonObject body) => VendorAnswer.Json(200, body);

    public static VendorAnswer OAuthError(string error, string words) =>
        VendorAnswer.Json(400, new JsonObject { ["error"] = error, ["error_description"] = words });

    public static VendorAnswer Error(int status, string message, JsonArray? sentMessages = null)
    {
        var body = new JsonObject { ["message"] = message };
        if (sentMessages is not null) body["sentMessages"] = sentMessages;
        return VendorAnswer.Json(status, body);
    }
}
