using Hub.Connectors.Abstractions;

namespace Hub.Core.Connections;

/// <summary>The connectors of <c>connectors.json</c>, by id.</summary>
public sealed class ConnectorRegistry(IReadOnlyList<InstalledConnector> installed)
{
    private readonly Dictionary<string, InstalledConnector> _byId =
        installed.GroupBy(connector => connector.Id).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    public IReadOnlyList<InstalledConnector> All { get; } = installed;

    public InstalledConnector? Find(string id) => _byId.GetValueOrDefault(id);

    /// <returns>The connector when it is active and can do <typeparamref name="T"/>, else null.</returns>
    public T? As<T>(string id) where T : class => Find(id)?.Connector as T;

    public bool Can<T>(string id) where T : class => As<T>(id) is not null;
}
