using System.Net;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>HubSpot's errors as outcomes. Reasons hold what <see cref="HubSpotNames"/> takes out, never a message: those quote values.</summary>
internal static class HubSpotErrors
{
    // A portal on its way to another data centre heals in hours; a daily limit lasts until the portal's midnight, which we do not know.
    private static readonly TimeSpan LongWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    /// <summary>Why a request failed as a whole; null when it did not.</summary>
    public static Outcome? OfRequest(VendorAnswer answer, HubSpotObject type, bool canRefresh)
    {
        if (answer.Failure is not { } failure || answer.Status == 0)
            return answer.Failure;
        var status = (int)answer.Status;
        var error = Read(answer.Body);
        var reason = Reason($"hubspot/http-{status}", error);
        return status switch
        {
            400 when MissingProperty(error) is { } name => new Outcome.Misconfigured(PropertyMissing(type, name)),
            // A private app's token cannot be refreshed: only a person can replace it.
            401 => canRefresh ? new Outcome.AuthExpired(reason) : new Outcome.AuthRevoked(reason),
            404 => new Outcome.Misconfigured(reason), // of a batch: the path or the object type is not there
            429 => new Outcome.Throttled(answer.RetryAfter ?? Wait(error), ThrottleScope.Connection, Reason(Policy(error), error)),
            // Waiting is no attempt, so that a migration of hours does not use up a record's retries.
            477 => new Outcome.Throttled(answer.RetryAfter ?? LongWait, ThrottleScope.Connection, reason),
            400 or 403 => failure is Outcome.Misconfigured ? new Outcome.Misconfigured(reason) : new Outcome.Rejected(reason),
            _ => failure,
        };
    }

    /// <summary>Why one row of a batch failed.</summary>
    public static Outcome OfRow(HubSpotError error, HubSpotObject type)
    {
        if (MissingProperty(error) is { } name)
            return new Outcome.Misconfigured(PropertyMissing(type, name));
        var reason = Reason($"hubspot/{(error.Category ?? "error").ToLowerInvariant()}", error);
        return error.Category switch
        {
            "CONFLICT" => new Outcome.Conflict(ExistingId(error), reason),
            "OBJECT_NOT_FOUND" => new Outcome.NotFound(reason),
            "RATE_LIMITS" => new Outcome.Throttled(Wait(error), ThrottleScope.Connection, reason),
            "INTERNAL_ERROR" => new Outcome.Transient(reason),
            _ => new Outcome.Rejected(reason),
        };
    }

    public static Reason PropertyMissing(HubSpotObject type, string name) => new(
        "hubspot/property-missing",
        $"{type.Path()} has no property {name}. Create it in HubSpot under Settings > Properties as a single-line text with unique values "
        + "if it is the hub's key, or switch on createProperties and check the connection again.");

    private static HubSpotError? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, HubSpotJson.Default.HubSpotError);
        }
        catch (JsonException)
        {
            return null; // an HTML page of something in between; the status has to do
        }
    }

    private static string? MissingProperty(HubSpotError? error)
    {
        if (error is null)
            return null;
        var missing = (error.Errors ?? []).Append(error).FirstOrDefault(one => one?.Code == "PROPERTY_DOESNT_EXIST");
        return missing is null ? null : missing.InContext("propertyName").FirstOrDefault(HubSpotNames.IsName) ?? "(unnamed)";
    }

    private static TimeSpan? Wait(HubSpotError? error) => Policy(error) switch
    {
        "hubspot/daily" => LongWait,
        "hubspot/secondly" => OneSecond,
        _ => TenSeconds,
    };

    // Known policies: TEN_SECONDLY_ROLLING, SECONDLY, DAILY. The per-second one also comes without a name, told by its message alone.
    private static string Policy(HubSpotError? error)
    {
        if (error?.PolicyName is { } policy)
            return policy.ToUpperInvariant() switch
            {
                var name when name.Contains("TEN_SECONDLY") => "hubspot/ten-secondly-rolling",
                var name when name.Contains("SECONDLY") => "hubspot/secondly",
                var name when name.Contains("DAILY") => "hubspot/daily",
                _ => "hubspot/http-429",
            };
        if (error?.Message?.Contains("secondly limit", StringComparison.OrdinalIgnoreCase) is true)
            return "hubspot/secondly";
        return error?.Message?.Contains("daily limit", StringComparison.OrdinalIgnoreCase) is true ? "hubspot/daily" : "hubspot/http-429";
    }

    // "Contact already exists. Existing ID: 171591000198"
    private static string? ExistingId(HubSpotError error)
    {
        if (error.InContext("existingId").FirstOrDefault(id => id.Length > 0) is { } named)
            return named;
        const string label = "Existing ID: ";
        var at = error.Message?.IndexOf(label, StringComparison.OrdinalIgnoreCase) ?? -1;
        var digits = at < 0 ? "" : string.Concat(error.Message![(at + label.Length)..].TakeWhile(char.IsAsciiDigit));
        return digits.Length > 0 ? digits : null;
    }

    private static Reason Reason(string code, HubSpotError? error)
    {
        var detail = HubSpotNames.Of(error);
        return new Reason(code, detail.Length > 0 ? detail : null);
    }
}
