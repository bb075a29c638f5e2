using Microsoft.Extensions.Logging;

namespace Hub.Connectors.Abstractions;

/// <summary>What a connector gets of the hub, for all its connections together. There is no way from here to the database.</summary>
/// <param name="Manifest">The connector's own manifest.</param>
/// <param name="App">App-level settings from <c>connectors.json</c>, with <c>${ENV}</c> already replaced.</param>
/// <param name="Http">Allow-listed to the manifest's hosts and the configured base addresses; follows no redirect; caps answers.</param>
/// <param name="Clock">The only source of time.</param>
/// <param name="Logger">Redacts; still, never give it a text, a name, a phone number or a token.</param>
public sealed record ConnectorHost(
    ConnectorManifest Manifest, ConnectorSettings App, HttpClient Http, TimeProvider Clock, ILogger Logger);
