using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;

namespace Hub.Core.Webhooks;

/// <summary>
/// What stands for webhook endpoints among the connectors, so that lanes, retries, pausing and dead letters are the same for them. It is
/// part of the hub and in no catalogue: people make endpoints, not connections of it.
/// </summary>
public sealed class WebhookConnector : IConnector
{
    public const string Id = "webhooks";

    private static readonly ConnectorManifest Own = new()
    {
        Id = Id,
        Version = "1.0.0",
        Contract = "1.0",
        EntryType = typeof(WebhookConnector).FullName!,
        Kinds = [],
        Name = new("Webhook", "Webhook"),
    };

    public ConnectorManifest Manifest => Own;

    /// <summary>For the registry. Lets <paramref name="http"/> open clients for endpoints.</summary>
    public static InstalledConnector Install(ConnectorHttp http, WebhookTargets targets)
    {
        http.Register(Id, targets.Http);
        return new InstalledConnector(Id, InstalledState.Active, Own, new WebhookConnector(), null);
    }

    public IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings) => [];
}

/// <summary>The secrets of an endpoint, as the vault of its connection keeps them.</summary>
internal sealed record WebhookSecrets(string Current, string? Old)
{
    private const string CurrentKey = "secret";
    private const string OldKey = "oldSecret";

    public static WebhookSecrets Of(ConnectorSettings settings) => new(settings.Text(CurrentKey)!, settings.Text(OldKey));

    public ConnectionSecrets ToVault() => new(Credentials.None, new JsonObject { [CurrentKey] = Current, [OldKey] = Old });

    /// <summary>Those that sign now, the newer one first.</summary>
    public IEnumerable<string> Live(DateTimeOffset? oldUntil, DateTimeOffset now) => Old is not null && oldUntil > now ? [Current, Old] : [Current];

    public override string ToString() => "WebhookSecrets";
}
