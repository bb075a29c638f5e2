using Hub.Connectors.Abstractions;

namespace Acme;

public class AcmeConnector(ConnectorHost host) : IConnector
{
    public ConnectorManifest Manifest => host.Manifest;

    public virtual IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings) =>
        settings.Text("apiKey") == "key-that-is-wrong"
            ? [new SettingProblem("apiKey", new LocalizedText($"Refused {settings.Text("apiKey")}", $"Từ chối {settings.Text("apiKey")}"))]
            : [];
}
