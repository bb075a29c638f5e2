using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Hub.Api.Hosting;

/// <summary>
/// Endpoints whose handlers are compiled on another thread, once: for some two hundred that takes a third of a second, in which a start
/// waits for its database anyway.
/// </summary>
internal sealed class EndpointsAhead(WebApplication app) : EndpointDataSource, IEndpointRouteBuilder
{
    private Task<IReadOnlyList<Endpoint>> _endpoints = Task.FromResult<IReadOnlyList<Endpoint>>([]);

    public override IReadOnlyList<Endpoint> Endpoints => _endpoints.GetAwaiter().GetResult();

    public IServiceProvider ServiceProvider => app.Services;

    public ICollection<EndpointDataSource> DataSources { get; } = [];

    public void Map(Action<IEndpointRouteBuilder> map)
    {
        map(this);
        _endpoints = Task.Run<IReadOnlyList<Endpoint>>(() => [.. DataSources.SelectMany(source => source.Endpoints)]);
    }

    public IApplicationBuilder CreateApplicationBuilder() => ((IEndpointRouteBuilder)app).CreateApplicationBuilder();

    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}
