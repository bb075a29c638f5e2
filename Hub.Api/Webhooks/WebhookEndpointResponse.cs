using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Webhooks;

namespace Hub.Api.Webhooks;

/// <param name="FailingCode">Why the last call failed, such as <c>webhook/http-500</c>; null while calls work.</param>
/// <param name="Reason">Why it does not work, also while the hub still tries, and in <c>WayOn</c> what to do; null while it does.</param>
/// <param name="OldSecretUntil">Until when the secret before the present one signs too.</param>
/// <param name="FailingSince">The first failure after the last success.</param>
public sealed record WebhookEndpointResponse(
    Guid Id, string Url, string? Description, IReadOnlyList<string> Events, ConnectionState State, string? StateCode, string? Reason,
    string? WayOn, DateTimeOffset? OldSecretUntil, DateTimeOffset? LastSuccessAt, DateTimeOffset? FailingSince, string? FailingCode,
    DateTimeOffset CreatedAt)
{
    internal static WebhookEndpointResponse Of(WebhookEndpoint row, ConnectionState state, string? code, DateTimeOffset now, string language)
    {
        var (reason, wayOn) = ConnectionTexts.Find(state, code) is { } stopped ? (stopped.Reason, stopped.WayOn)
            : row.FailingCode is { } failure && OutcomeTexts.Find(nameof(Outcome.Transient), failure) is { } fails ? (fails.Reason, fails.WayOn)
            : default;
        return new WebhookEndpointResponse(
            row.Id, row.Url, row.Description, row.Events.Split(' '), state, code, reason?.In(language), wayOn?.In(language),
            row.OldSecretUntil > now ? row.OldSecretUntil : null, row.LastSuccessAt, row.FailingSince, row.FailingCode, row.CreatedAt);
    }
}
