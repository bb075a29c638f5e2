using System.Reflection;

namespace Hub.Connectors.Catalog;

/// <summary>Where a connector is: its manifest, readable without loading any code, and its code, loaded on demand.</summary>
internal sealed record ConnectorSource(string ManifestPath, Func<Assembly> Load);
