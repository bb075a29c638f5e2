using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Crm.Tryton;

/// <summary>
/// Tryton's errors as outcomes: HTTP 200 with <c>{"error": [kind, details…]}</c>. Reasons hold the kind and never the text: that is in the
/// user's language, quotes values and may have 20 KB.
/// </summary>
internal static class TrytonErrors
{
    public static Outcome Of(JsonElement error)
    {
        var kind = Kind(error);
        var reason = new Reason("tryton/" + (kind is null ? "error" : kind.ToLowerInvariant()));
        return kind switch
        {
            "ConcurrencyException" => new Outcome.Transient(reason),
            "LoginException" => new Outcome.AuthRevoked(reason),
            "RateLimitException" => new Outcome.Throttled(null, ThrottleScope.Connection, reason),
            null => new Outcome.Misconfigured(new Reason(
                "tryton/unknown-model", "The database lacks a module that the hub needs (sale, web_shop), or is of another version.")),
            _ => new Outcome.Rejected(reason),
        };
    }

    /// <summary>Whether Tryton refused the values, so that others in the same call may be sound.</summary>
    public static bool IsOfUser(JsonElement error) => Kind(error) is "UserError" or "UserWarning";

    // A missing model or field is told by its quoted name instead of a kind.
    private static string? Kind(JsonElement error) =>
        error.ValueKind == JsonValueKind.Array && error.GetArrayLength() > 0 && error[0].ValueKind == JsonValueKind.String
            && error[0].GetString() is { Length: > 0 and <= 60 } kind && kind.All(char.IsAsciiLetter)
            ? kind
            : null;
}

/// <summary>A call came to nothing.</summary>
internal sealed class TrytonException(Outcome outcome, bool isOfUser = false) : Exception(outcome.Because?.Code)
{
    public Outcome Outcome => outcome;

    /// <summary>See <see cref="TrytonErrors.IsOfUser"/>.</summary>
    public bool IsOfUser => isOfUser;
}
