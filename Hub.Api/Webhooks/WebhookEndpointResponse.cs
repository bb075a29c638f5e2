using Hub.Core.Connections;
using Hub.Core.Webhooks;

namespace Hub.Api.Webhooks;

/// <param name="Reason">Why it does not work, and in <c>WayOn</c> what to do; null while it does.</param>
/// <param name="OldSecretUntil">Until when the secret before the present one signs too.</param>
/// <param name="FailingSince">The first failure after the last success.</param>
public sealed record WebhookEndpointResponse(
    Guid Id, string Url, string? Description, IReadOnlyList<string> Events, ConnectionState State, string? StateCode, string? Reason,
    string? WayOn, DateTimeOffset? OldSecretUntil, DateTimeOffset? LastSuccessAt, DateTimeOffset? FailingSince, DateTimeOffset CreatedAt)
{
    internal static WebhookEndpointResponse Of(WebhookEndpoint row, ConnectionState state, string? code, DateTimeOffset now, string language)
    {
        var text = ConnectionTexts.Find(state, code);
        return new WebhookEndpointResponse(
            row.Id, row.Url, row.Description, row.Events.Split(' '), state, code, text?.Reason.In(language), text?.WayOn.In(language),
            row.OldSecretUntil > now ? row.OldSecretUntil : null, row.LastSuccessAt, row.FailingSince, row.CreatedAt);
    }
}
