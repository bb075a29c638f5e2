using Microsoft.AspNetCore.Http;

namespace Hub.Api.Hosting;

/// <summary>Where people reach the hub, for the links that it prints.</summary>
internal static class HubRoot
{
    /// <summary>Its public address; else where it listens, or would by its configuration.</summary>
    public static Uri Of(WebApplication app)
    {
        if (app.Services.GetRequiredService<HubOptions>().PublicUrl is { } address)
            return address;
        var asked = app.Configuration[WebHostDefaults.ServerUrlsKey]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var bound = BindingAddress.Parse(app.Urls.Concat(asked).FirstOrDefault() ?? "http://localhost:5000"); // the framework's own
        // One that listens on all addresses of its machine is reached from there by its name.
        return new UriBuilder(bound.Scheme, IsAnywhere(bound.Host) ? "localhost" : bound.Host, bound.Port).Uri;
    }

    private static bool IsAnywhere(string host) => host is "*" or "+" or "0.0.0.0" or "[::]";
}
