using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Hub.Api.Hosting;

/// <summary>
/// Endpoints whose handlers are compiled on another thread, once: for some two hundred that takes a third of a second, in which a start
/// waits for its database anyway.
/// </summary>
internal sealed class EndpointsAhead : EndpointDataSource, IEndpointRouteBuilder
{
    private readonly WebApplication _app;
    private readonly Lazy<IReadOnlyList<Endpoint>> _endpoints;

    public EndpointsAhead(WebApplication app)
    {
        _app = app;
        _endpoints = new Lazy<IReadOnlyList<Endpoint>>(() => [.. DataSources.SelectMany(source => source.Endpoints)]);
    }

    public override IReadOnlyList<Endpoint> Endpoints => _endpoints.Value;

    public IServiceProvider ServiceProvider => _app.Services;

    public ICollection<EndpointDataSource> DataSources { get; } = [];

    public void Map(Action<IEndpointRouteBuilder> map)
    {
        map(this);
        _ = Task.Run(() => _endpoints.Value); // what goes wrong there is thrown again where they are asked for
    }

    public IApplicationBuilder CreateApplicationBuilder() => ((IEndpointRouteBuilder)_app).CreateApplicationBuilder();

    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}
