using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

/// <param name="Connectors">One per entry of <c>connectors.json</c>, in its order, whatever became of it.</param>
/// <param name="FileProblem">Set when the file as a whole could not be read; then there are no connectors, and the hub runs without.</param>
public sealed record CatalogResult(IReadOnlyList<InstalledConnector> Connectors, LocalizedText? FileProblem = null);
