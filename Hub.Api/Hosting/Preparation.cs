using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Jobs.Engines;

namespace Hub.Api.Hosting;

/// <summary>
/// What must be true before the first request: the schema is this version's, the keys fit, somebody can get in. Nodes that start together
/// do it one after the other.
/// </summary>
internal static class Preparation
{
    public static async Task<FirstStartNews> Run(WebApplication app)
    {
        var store = app.Services.GetRequiredService<HubStore>();
        var options = app.Services.GetRequiredService<HubOptions>();
        // On the other core meanwhile; and now, so that what is wrong with connectors.json is in the first lines.
        var connectors = Task.Run(() => app.Services.GetRequiredService<ConnectorRegistry>());
        var keys = app.Services.GetRequiredService<KeyRing>();
        var news = new FirstStartNews(null, null);
        await store.Alone(async () =>
        {
            await store.Migrate(CancellationToken.None);
            await keys.Check();
            news = await FirstStart.Run(store, options);
            await keys.Mark();
            if (app.Services.GetService<IJobEngine>() is { } engine)
                await engine.Prepare(CancellationToken.None);
        }, CancellationToken.None);
        await connectors;
        return news;
    }
}
