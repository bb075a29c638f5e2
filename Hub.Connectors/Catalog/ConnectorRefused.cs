using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

/// <summary>Ends the installation of one entry; becomes its state. Caught in <see cref="ConnectorInstaller"/> and nowhere else.</summary>
internal sealed class ConnectorRefused(InstalledState state, LocalizedText problem) : Exception(problem.En)
{
    public InstalledState State => state;

    public LocalizedText Problem => problem;
}
