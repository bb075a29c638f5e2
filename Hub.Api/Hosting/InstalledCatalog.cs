using Hub.Connectors.Abstractions;
using Hub.Connectors.Catalog;
using Hub.Core.Connections;

namespace Hub.Api.Hosting;

/// <summary>What <c>connectors.json</c> came to.</summary>
/// <param name="FileProblem">Set when the file as a whole could not be read; the hub runs without connectors then.</param>
public sealed record InstalledCatalog(IReadOnlyList<InstalledConnector> Connectors, LocalizedText? FileProblem = null)
{
    internal static InstalledCatalog Load(IServiceProvider services)
    {
        var options = services.GetRequiredService<HubOptions>();
        var result = ConnectorCatalog.Load(
            Find(options.ConnectorsFile, services.GetRequiredService<IHostEnvironment>().ContentRootPath),
            Environment.GetEnvironmentVariable,
            (manifest, app) => Host(services, manifest, app),
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Hub.Connectors"));
        return new InstalledCatalog(result.Connectors, result.FileProblem);
    }

    /// <summary>What a connector gets of the hub.</summary>
    internal static ConnectorHost Host(IServiceProvider services, ConnectorManifest manifest, ConnectorSettings app) => new(
        manifest,
        app,
        services.GetRequiredService<ConnectorHttp>().Register(manifest, app),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILoggerFactory>().CreateLogger($"Hub.Connector.{manifest.Id}"));

    // Upward, so that the hub finds the file of the repository whether it was started from there, from its project or from its output.
    private static string Find(string file, string contentRoot)
    {
        if (Path.IsPathRooted(file))
            return file;
        return new[] { contentRoot, Directory.GetCurrentDirectory() }
            .SelectMany(Upward)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists) ?? Path.Combine(contentRoot, file);
    }

    private static IEnumerable<string> Upward(string folder)
    {
        for (var next = new DirectoryInfo(folder); next is not null; next = next.Parent)
            yield return next.FullName;
    }
}
