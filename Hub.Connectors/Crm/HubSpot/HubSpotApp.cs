using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Grants;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>App-level settings. Client id and secret are needed only to connect portals by authorisation.</summary>
internal sealed record HubSpotApp(
    string ApiBase, string AuthorizeBase, string? ClientId, string? ClientSecret, string OAuthPath, bool ProofKey)
{
    private static readonly LocalizedText Path = new("A path looks like /oauth/v3.", "Đường dẫn có dạng /oauth/v3.");

    public static HubSpotApp Of(ConnectorSettings settings) => new(
        Text(settings, "apiBase") ?? "https://api.hubapi.com",
        Text(settings, "authorizeBase") ?? "https://app.hubspot.com",
        Text(settings, "clientId"),
        Text(settings, "clientSecret"),
        Text(settings, "oauthPath") ?? "/oauth/v3",
        !settings.Json.TryGetProperty("proofKey", out var proof) || proof.ValueKind != JsonValueKind.False);

    public Uri Base => new(ApiBase);

    public IReadOnlyList<SettingProblem> Problems() =>
        OAuthPath.StartsWith('/') && OAuthPath[1..].Split('/').All(part => part.Length > 0 && part.All(char.IsAsciiLetterOrDigit))
            ? []
            : [new SettingProblem("oauthPath", Path)];

    public IReadOnlyList<SettingProblem> GrantProblems() => AppNeeded.Problems(("clientId", ClientId), ("clientSecret", ClientSecret));

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"HubSpotApp({ApiBase})";

    private static string? Text(ConnectorSettings settings, string key) => settings.Text(key) is { Length: > 0 } value ? value : null;
}
