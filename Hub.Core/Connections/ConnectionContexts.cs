using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Connections;

/// <summary>Makes what a connector is handed for a call on behalf of one connection.</summary>
public sealed class ConnectionContexts(
    ConnectorRegistry connectors, ConnectionVault vault, ConnectorHttp http, ILoggerFactory loggers)
{
    /// <summary>Name of the settings object that overrides the manifest's limits for one connection.</summary>
    private const string LimitsKey = "limits";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key ring is not the one of the vault.</exception>
    public ConnectionContext Open(Connection connection) => Open(connection, vault.Unlock(connection));

    public ConnectionContext Open(Connection connection, ConnectionSecrets secrets) => new ConnectionContext(
        connection.Id,
        connection.AccountId,
        Settings(connection, secrets),
        secrets.Credentials,
        http.Open(connection.ConnectorId, connection.Id, Limits(connection)),
        loggers.CreateLogger($"Hub.Connector.{connection.ConnectorId}"));

    /// <summary>With its secrets; for what needs no call to the vendor.</summary>
    public ConnectorSettings SettingsOf(Connection connection) => Settings(connection, vault.Unlock(connection));

    /// <summary>The manifest's limits with the connection's own put over them.</summary>
    public ConnectorLimits Limits(Connection connection)
    {
        var limits = connectors.Find(connection.ConnectorId)?.Manifest?.Limits ?? new ConnectorLimits();
        if (JsonNode.Parse(connection.Settings)?[LimitsKey] is not JsonObject own)
            return limits;
        var merged = JsonSerializer.SerializeToNode(limits, Json)!.AsObject();
        foreach (var (name, value) in own)
            merged[name] = value?.DeepClone();
        return merged.Deserialize<ConnectorLimits>(Json)!;
    }

    private ConnectorSettings Settings(Connection connection, ConnectionSecrets secrets)
    {
        var settings = JsonNode.Parse(connection.Settings)!.AsObject();
        foreach (var field in connectors.Find(connection.ConnectorId)?.Manifest?.Settings.Connection ?? [])
            if (!settings.ContainsKey(field.Key) && field.Default is { } value)
                settings[field.Key] = JsonNode.Parse(value.GetRawText());
        foreach (var (name, value) in secrets.Settings)
            settings[name] = value?.DeepClone();
        return new ConnectorSettings(JsonSerializer.SerializeToElement(settings));
    }
}
