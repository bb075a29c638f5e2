using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;

namespace Hub.Api.Connections;

/// <param name="TeamId">Gets the conversations that begin here.</param>
/// <param name="Settings">Without secrets.</param>
/// <param name="Reason">Why it does not work, and in <c>WayOn</c> what to do where that does not say so already; null while it does.</param>
/// <param name="Secrets">Names of the secret settings that are set. Their values never come back.</param>
/// <param name="ParkedAt">Since when what goes out by it waits until a person says otherwise; null while it goes.</param>
/// <param name="Limits">Overrides of the connector's limits.</param>
public sealed record ConnectionResponse(
    Guid Id, string ConnectorId, IReadOnlyList<ConnectorKind> Kinds, string AccountId, string Name, Guid? TeamId, ConnectionState State, string? StateCode, string? StateDetail,
    string? Reason, string? WayOn,
    JsonObject Settings, IReadOnlyList<string> Secrets, JsonObject? Limits, bool HasCredentials, DateTimeOffset? TokenExpiresAt,
    DateTimeOffset? RefreshExpiresAt, DateTimeOffset CreatedAt, DateTimeOffset? LastEventAt, DateTimeOffset? ParkedAt, string? ParkReason);

/// <summary>Connections as the API shows them: with the names of their secrets, never with one.</summary>
internal sealed class ConnectionAnswers(ConnectionVault vault, ConnectorRegistry connectors)
{
    public ConnectionResponse Of(Connection row, HttpRequest request) => Of(row, Language.Of(request));

    public ConnectionResponse Of(Connection row, string language)
    {
        var text = ConnectionTexts.Of(row, connectors.Can<IAuthorize>(row.ConnectorId));
        var secrets = vault.Unlock(row);
        var settings = JsonNode.Parse(row.Settings)!.AsObject();
        settings.Remove("limits", out var limits);
        return new ConnectionResponse(
            row.Id, row.ConnectorId, connectors.Find(row.ConnectorId)?.Manifest?.Kinds ?? [], row.AccountId, row.Name, row.TeamId, row.State,
            row.StateCode, row.StateDetail, text?.Reason.In(language), text?.WayOn?.In(language),
            settings, [.. secrets.Settings.Select(secret => secret.Key)], limits as JsonObject, secrets.Credentials.AccessToken.Length > 0,
            row.TokenExpiresAt, row.RefreshExpiresAt, row.CreatedAt, row.LastEventAt, row.ParkedAt, row.ParkReason);
    }
}

/// <summary>Tokens that were granted outside the hub.</summary>
public sealed record CredentialsRequest(
    string? AccessToken, string? RefreshToken, DateTimeOffset? ExpiresAt, DateTimeOffset? RefreshExpiresAt)
{
    public Credentials ToCredentials() => new(AccessToken ?? "", RefreshToken, ExpiresAt, RefreshExpiresAt);

    public override string ToString() => "CredentialsRequest";
}
