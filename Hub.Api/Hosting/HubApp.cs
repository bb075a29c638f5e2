using Hub.Core.Storage;
using Microsoft.AspNetCore.Connections;

namespace Hub.Api.Hosting;

/// <summary>The hub as one program: built, started, stopped.</summary>
public static class HubApp
{
    /// <returns>The exit code: 1 when the hub could not start, after one line on stderr that says why.</returns>
    public static async Task<int> Run(string[] args)
    {
        try
        {
            await using var app = await Start(args);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception error) when (error is StorageException or StartRefused || IsAddressInUse(error))
        {
            await Console.Error.WriteLineAsync($"hub: {error.Message}");
            return 1;
        }
    }

    /// <summary>Returns when the hub takes requests.</summary>
    /// <param name="configure">Tests put their parts in place of ours here.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    /// <exception cref="StartRefused">The configuration cannot be used.</exception>
    public static async Task<WebApplication> Start(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        var role = HubRoles.Of(builder.Configuration);
        HubServices.Add(builder, role);
        configure?.Invoke(builder);
        var app = builder.Build();
        try
        {
            var endpoints = new EndpointsAhead(app);
            if (role.Serves())
                endpoints.Map(ApiEndpoints.Map);
            var news = await Preparation.Run(app);
            try
            {
                HubPipeline.Use(app, role, endpoints);
                await app.StartAsync();
            }
            finally
            {
                await news.Show(Console.Out, HubRoot.Of(app));
            }

            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static bool IsAddressInUse(Exception error) => error is IOException { InnerException: AddressInUseException };
}
