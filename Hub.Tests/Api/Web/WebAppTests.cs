using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Hub.Api.Web;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hub.Tests.Api.Web;

/// <summary>How the hub serves its inbox app, with a small one in a folder of the test's own.</summary>
public sealed class WebAppTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = Path.Combine(Directory.CreateTempSubdirectory("hub-web-").FullName, "app");
        Directory.CreateDirectory(Path.Combine(_folder, "assets"));
        File.WriteAllText(Path.Combine(_folder, "..", "secret.json"), "kangaroo");
        File.WriteAllText(Path.Combine(_folder, "index.html"), "<style nonce=\"HUB_CSP_NONCE\"></style>");
        File.WriteAllText(Path.Combine(_folder, "icon.svg"), "<svg/>");
        File.WriteAllText(Path.Combine(_folder, ".built"), "");
        File.WriteAllText(Path.Combine(_folder, "assets", "app-1a2b.js"), "plain");
        File.WriteAllText(Path.Combine(_folder, "assets", "app-1a2b.js.br"), "brotli");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Test]
    public async Task Every_address_of_the_app_is_its_page([Values("/", "/inbox", "/inbox/0199", "/sign-in?token=x")] string address)
    {
        await using var host = await Start(_folder);
        using var answer = await Open(host, address);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
    }

    [Test]
    public async Task Addresses_of_the_api_are_never_answered_with_a_page(
        [Values("/api/v1/nothing", "/openapi/x", "/health/x", "/assets/gone.js")] string address)
    {
        await using var host = await Start(_folder);
        using var answer = await Open(host, address);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_page_runs_no_inline_script_and_its_style_nonce_differs_each_time()
    {
        await using var host = await Start(_folder);
        var (first, second) = (await Nonces(host), await Nonces(host));

        Assert.That(first.Header, Is.EqualTo(first.Body).And.Not.EqualTo(second.Header));
        using var answer = await Open(host, "/");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(policy, Does.Contain("script-src 'self';").And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe"));
    }

    [Test]
    public async Task Files_with_a_hash_in_their_name_are_kept_for_ever_and_come_compressed()
    {
        await using var host = await Start(_folder);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1a2b.js");
        request.Headers.Add("Accept-Encoding", "gzip, br");
        using var answer = await host.Client.SendAsync(request);

        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("brotli"));
        Assert.That(answer.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "br" }));
        Assert.That(answer.Headers.CacheControl!.ToString(), Does.Contain("immutable"));
        Assert.That(await host.Client.GetStringAsync("/assets/app-1a2b.js"), Is.EqualTo("plain"));
    }

    [Test]
    public async Task A_file_that_the_browser_has_is_not_sent_again()
    {
        await using var host = await Start(_folder);
        using var first = await host.Client.GetAsync("/icon.svg");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/icon.svg");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await host.Client.SendAsync(request);

        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [Test]
    public async Task Notes_of_the_build_are_not_served([Values("/.built", "/assets/app-1a2b.js.br")] string address)
    {
        await using var host = await Start(_folder);
        using var answer = await host.Client.GetAsync(address);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    // Over a bare socket: a client would fold the dots away.
    [Test]
    public async Task Files_beside_the_app_are_not_served(
        [Values("/../secret.json", "/%2e%2e/secret.json", "/%2e%2e%2fsecret.json", "/assets/../../secret.json", "/..%5csecret.json")] string address)
    {
        await using var host = await Start(_folder);
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {address} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();

        Assert.That(answer, Does.Match("^HTTP/1.1 40[04] ").And.Not.Contain("kangaroo"));
    }

    [Test]
    public async Task Without_a_built_app_the_hub_says_why()
    {
        await using var host = await Start(Path.Combine(_folder, "nothing"));
        using var answer = await Open(host, "/inbox");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Node.js").And.Contain("Chưa có giao diện"));
    }

    private static async Task<(string Header, string Body)> Nonces(AppHost host)
    {
        using var answer = await Open(host, "/");
        var header = Regex.Match(answer.Headers.GetValues("Content-Security-Policy").Single(), "'nonce-([^']+)'").Groups[1].Value;
        var body = Regex.Match(await answer.Content.ReadAsStringAsync(), "nonce=\"([^\"]+)\"").Groups[1].Value;
        return (header, body);
    }

    private static async Task<HttpResponseMessage> Open(AppHost host, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return await host.Client.SendAsync(request);
    }

    private static async Task<AppHost> Start(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new WebFolder(folder));
        var app = builder.Build();
        app.UseMiddleware<WebApp>();
        await app.StartAsync();
        return new AppHost(app);
    }

    private sealed class AppHost : IAsyncDisposable
    {
        private readonly WebApplication _app;

        public AppHost(WebApplication app)
        {
            _app = app;
            Client = FakeVendor.Client();
            Client.BaseAddress = new Uri(app.Urls.Single());
        }

        public HttpClient Client { get; }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await _app.DisposeAsync();
        }
    }
}
