using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Hub.Tests.Support;

/// <summary>A real CalDAV server (Radicale) on this machine, with one user and one empty calendar.</summary>
public sealed class RadicaleServer : IAsyncDisposable
{
    public const string User = "hub";
    public const string Password = "mật khẩu";
    public const string Calendar = "/hub/bookings/";
    private const string Program = "/usr/bin/radicale";
    private readonly Process _process;
    private readonly string _folder;

    private RadicaleServer(Process process, string folder, int port)
    {
        (_process, _folder) = (process, folder);
        Address = new Uri($"http://127.0.0.1:{port}/");
        Client = FakeVendor.Client();
        Client.BaseAddress = Address;
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));
    }

    public Uri Address { get; }

    /// <summary>A person's calendar program.</summary>
    public HttpClient Client { get; }

    /// <summary>Skips the test, or fails it where Radicale is required, when it is not installed.</summary>
    public static async Task<RadicaleServer> Start(CancellationToken cancellation)
    {
        if (!File.Exists(Program))
        {
            if (TestDatabases.IsRequired("radicale"))
                Assert.Fail("Radicale is required by HUB_TESTS_REQUIRE and not installed.");
            Assert.Ignore("Radicale is not installed.");
        }

        var folder = Directory.CreateTempSubdirectory("hub-radicale-").FullName;
        var port = Ports.Free();
        await File.WriteAllTextAsync(Path.Combine(folder, "users"), $"{User}:{Password}\n", cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "config"),
            $"""
            [server]
            hosts = 127.0.0.1:{port}
            [auth]
            type = htpasswd
            htpasswd_filename = {folder}/users
            htpasswd_encryption = plain
            [storage]
            filesystem_folder = {folder}/data
            """, cancellation);
        var info = new ProcessStartInfo(Program, ["--config", Path.Combine(folder, "config")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        var server = new RadicaleServer(Process.Start(info)!, folder, port);
        server._process.BeginErrorReadLine();
        server._process.BeginOutputReadLine();
        await server.MakeCalendar(cancellation);
        return server;
    }

    /// <summary>One more empty calendar.</summary>
    public async Task<string> NewCalendar(CancellationToken cancellation)
    {
        var path = $"/{User}/{Guid.NewGuid():N}/";
        using var answer = await Answer(() => Client.SendAsync(new HttpRequestMessage(new HttpMethod("MKCALENDAR"), path), cancellation));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        return path;
    }

    public async Task Delete(string path, CancellationToken cancellation)
    {
        using var answer = await Answer(() => Client.DeleteAsync(path, cancellation));
        Assert.That(answer.IsSuccessStatusCode, Is.True, $"{path}: {(int)answer.StatusCode}");
    }

    public async Task<string> Event(string path, CancellationToken cancellation)
    {
        using var answer = await Answer(() => Client.GetAsync(path, cancellation));
        Assert.That(answer.IsSuccessStatusCode, Is.True, $"{path}: {(int)answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync(cancellation);
    }

    public async Task Put(string path, string body, CancellationToken cancellation)
    {
        using var answer = await Answer(() => Client.PutAsync(path, new StringContent(body, Encoding.UTF8, "text/calendar"), cancellation));
        Assert.That(answer.IsSuccessStatusCode, Is.True, $"{path}: {(int)answer.StatusCode}");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // It now and then ends a connection without an answer.
    private static async Task<HttpResponseMessage> Answer(Func<Task<HttpResponseMessage>> ask)
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ResponseEnded)
        {
            return await ask();
        }
    }

    private async Task MakeCalendar(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(new HttpMethod("MKCALENDAR"), Calendar);
                using var answer = await Client.SendAsync(request, cancellation);
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created));
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(50, cancellation); // it is not listening yet
            }
        }
    }
}
