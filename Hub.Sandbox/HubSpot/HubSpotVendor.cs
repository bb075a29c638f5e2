using System.Text.Json.Nodes;
using Hub.Sandbox.Faults;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.HubSpot;

/// <summary>HubSpot's error body: status, message, correlationId, category.</summary>
sealed class HubSpotVendor() : Vendor("hubspot")
{
    public override VendorAnswer Throttled(FaultRule rule) => TooMany(rule.Category ?? "TEN_SECONDLY_ROLLING");

    public override VendorAnswer Broken(int status) => Error(status, "INTERNAL_ERROR", "internal error");

    public override VendorAnswer Coded(FaultRule rule) =>
        Error(rule.Status ?? rule.Code ?? 477, rule.Category ?? "MIGRATION_IN_PROGRESS", rule.Message ?? "This portal is being migrated.");

    public static VendorAnswer Ok(JsonObject body, int status = 200) => VendorAnswer.Json(status, body);

    public static VendorAnswer TooMany(string policy)
    {
        var message = policy == "SECONDLY"
            ? "You have reached your secondly limit."
            : $"You have reached your {policy.ToLowerInvariant()} limit.";
        var body = ErrorBody("RATE_LIMITS", message);
        body["errorType"] = "RATE_LIMIT";
        body["policyName"] = policy;
        return VendorAnswer.Json(429, body);
    }

    public static VendorAnswer Error(int status, string category, string message, JsonArray? errors = null)
    {
        var body = ErrorBody(category, message);
        if (errors is not null) body["errors"] = errors;
        return VendorAnswer.Json(status, body);
    }

    public static VendorAnswer Invalid(string message) => Error(400, "VALIDATION_ERROR", message);

    static JsonObject ErrorBody(string category, string message) => new()
    {
        ["status"] = "error",
        ["message"] = message,
        ["correlationId"] = Guid.NewGuid().ToString(),
        ["category"] = category,
    };
}
