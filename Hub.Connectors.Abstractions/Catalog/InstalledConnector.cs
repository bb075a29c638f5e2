namespace Hub.Connectors.Abstractions;

/// <summary>One entry of <c>connectors.json</c> as the host found it. A connector that cannot run is a state, never a crash.</summary>
/// <param name="Id">As written in <c>connectors.json</c>.</param>
/// <param name="Manifest">Null when it could not be read.</param>
/// <param name="Connector">Set with <see cref="InstalledState.Active"/> only.</param>
/// <param name="Problem">Why it is not active, naming file and field, with what to do.</param>
public sealed record InstalledConnector(
    string Id, InstalledState State, ConnectorManifest? Manifest, IConnector? Connector, LocalizedText? Problem)
{
    /// <summary>What its app settings say of where records lie; see <see cref="SettingsPlace"/>.</summary>
    public string? Place { get; init; }

    /// <summary>It is not active, and no app setting of it has a value: nobody has begun to set it up.</summary>
    public bool IsNotSetUp { get; init; }
}

public enum InstalledState
{
    Active,

    /// <summary>Switched off in <c>connectors.json</c>.</summary>
    Disabled,

    /// <summary>No built-in connector and no plugin has this id.</summary>
    NotFound,

    /// <summary>Manifest or settings are wrong, or an environment variable is missing.</summary>
    Misconfigured,

    /// <summary>Written for a contract that this host does not load.</summary>
    Incompatible,

    /// <summary>Its code failed while loading.</summary>
    Malfunctioned,
}
