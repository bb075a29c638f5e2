using Hub.Connectors.Abstractions;
using Microsoft.Extensions.Logging;

namespace Hub.Connectors.Catalog;

/// <summary>
/// Reads <c>connectors.json</c> and brings up what it names. A bad entry stops that connector with a reason, a bad file stops all of them;
/// nothing in it stops the hub.
/// </summary>
public static partial class ConnectorCatalog
{
    /// <param name="path">Of <c>connectors.json</c>.</param>
    /// <param name="env">Value of an environment variable, or null.</param>
    /// <param name="host">What a connector gets of the hub.</param>
    /// <param name="builtIns">Those of this assembly unless said otherwise.</param>
    public static CatalogResult Load(
        string path,
        Func<string, string?> env,
        Func<ConnectorManifest, ConnectorSettings, ConnectorHost> host,
        ILogger logger,
        BuiltInConnectors? builtIns = null)
    {
        ConnectorsFile file;
        try
        {
            file = ConnectorsFile.Read(path);
        }
        catch (ConnectorRefused refused)
        {
            LogFile(logger, refused.Problem.En);
            return new CatalogResult([], refused.Problem);
        }
        var installer = new ConnectorInstaller(file, builtIns ?? BuiltInConnectors.Shipped, env, host);
        var connectors = file.Entries.Select(installer.Install).ToList();
        foreach (var connector in connectors)
            Log(logger, connector);
        return new CatalogResult(connectors);
    }

    private static void Log(ILogger logger, InstalledConnector connector)
    {
        if (connector.IsNotSetUp)
            LogNotSetUp(logger, connector.Id); // connectors.json names all that are shipped: nobody has begun with this one
        else if (connector.Problem is { } problem)
            LogStopped(logger, connector.Id, connector.State, problem.En);
        else
            LogInstalled(logger, connector.Id, connector.State, connector.Manifest?.Version);
    }

    [LoggerMessage(3001, LogLevel.Error, "No connectors: {Problem}")]
    private static partial void LogFile(ILogger logger, string problem);

    [LoggerMessage(3002, LogLevel.Warning, "Connector {Connector} is {State}: {Problem}")]
    private static partial void LogStopped(ILogger logger, string connector, InstalledState state, string problem);

    [LoggerMessage(3008, LogLevel.Information, "Connector {Connector} is not set up")]
    private static partial void LogNotSetUp(ILogger logger, string connector);

    [LoggerMessage(3003, LogLevel.Information, "Connector {Connector} is {State}, version {Version}")]
    private static partial void LogInstalled(ILogger logger, string connector, InstalledState state, string? version);
}
