using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hub.Tests.Support;

/// <summary>
/// A vendor as a real server on 127.0.0.1: a test scripts the answers and reads what was asked. An exception in the script is kept and
/// thrown again by <see cref="DisposeAsync"/>, so that an assertion inside it cannot get lost as a 500.
/// </summary>
public sealed class FakeVendor : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentQueue<Exception> _scriptErrors = new();

    private FakeVendor(WebApplication app, RequestDelegate script)
    {
        _app = app;
        app.Run(context => Answer(context, script));
    }

    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>In the order of arrival, bodies complete.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public static async Task<FakeVendor> Start(RequestDelegate script)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddLogging(logging => logging.ClearProviders());
        var vendor = new FakeVendor(builder.Build(), script);
        await vendor._app.StartAsync();
        vendor.BaseAddress = new Uri(vendor._app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");
        return vendor;
    }

    /// <summary>Answers every request alike.</summary>
    public static Task<FakeVendor> Start(int status, string body, string contentType = "application/json") =>
        Start(context => Reply(context, status, body, contentType));

    public static Task Reply(HttpContext context, int status, string body, string contentType = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    }

    /// <summary>A client like the host's: follows no redirect and keeps no cookie.</summary>
    public static HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>An address on which nobody listens.</summary>
    public static Uri RefusedAddress() => new($"http://127.0.0.1:{Ports.Free()}/");

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        if (!_scriptErrors.IsEmpty)
            throw new AggregateException("The fake vendor's script failed.", _scriptErrors);
    }

    private async Task Answer(HttpContext context, RequestDelegate script)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _requests.Enqueue(RecordedRequest.Of(context.Request, body.ToArray()));
        body.Position = 0;
        context.Request.Body = body;
        try
        {
            await script(context);
        }
        catch (Exception error) when (!context.RequestAborted.IsCancellationRequested)
        {
            _scriptErrors.Enqueue(error);
            throw;
        }
    }
}

/// <param name="Query">With the question mark, still escaped; empty without a query.</param>
/// <param name="Headers">Names compare without case.</param>
public sealed record RecordedRequest(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    internal static RecordedRequest Of(HttpRequest request, byte[] body) => new(
        request.Method,
        request.Path.Value ?? "",
        request.QueryString.Value ?? "",
        request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        body);
}
