using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>Whoever is disabled, or whose password changed, loses HTTP and the event stream within five seconds, on every node.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[NonParallelizable] // five seconds are promised
internal sealed class P37_DisabledMemberTests(StorageKind kind)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);
    private HubHost _hub = null!;
    private HubHost _beside = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _hub = await HubHost.Start(kind);
        _beside = kind == StorageKind.Postgres ? await _hub.Beside() : _hub;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_beside is not null && _beside != _hub)
            await _beside.DisposeAsync();
        if (_hub is not null)
            await _hub.DisposeAsync();
    }

    [Test]
    [CancelAfter(60_000)]
    public Task A_disabled_member([Values] bool onTheOtherNode, CancellationToken cancellation) => Loses("disabled", onTheOtherNode, async (client, member) =>
    {
        using var answer = await client.PatchAsJsonAsync($"/api/v1/members/{member}", new { state = "disabled" }, cancellation);
        answer.EnsureSuccessStatusCode();
    }, cancellation);

    [Test]
    [CancelAfter(60_000)]
    public Task A_member_whose_password_changed([Values] bool onTheOtherNode, CancellationToken cancellation) => Loses("password", onTheOtherNode, async (_, member) =>
    {
        var row = await _hub.Store.Read(null, db => db.Members.SingleAsync(row => row.Id == member, cancellation));
        using var elsewhere = _hub.ClientOf(await _hub.Get<Sessions>().Begin(row, "elsewhere", cancellation));
        using var answer = await elsewhere.PostAsJsonAsync(
            "/api/v1/session/password", new Dictionary<string, string> { ["new"] = "một mật khẩu tốt" }, cancellation);
        answer.EnsureSuccessStatusCode();
    }, cancellation);

    [Test]
    [CancelAfter(60_000)]
    public Task A_member_who_was_signed_out_by_an_admin([Values] bool onTheOtherNode, CancellationToken cancellation) => Loses("sessions", onTheOtherNode, async (client, member) =>
    {
        using var answer = await client.DeleteAsync($"/api/v1/members/{member}/sessions", cancellation);
        answer.EnsureSuccessStatusCode();
    }, cancellation);

    [Test]
    [CancelAfter(60_000)]
    public async Task A_change_of_role_counts_and_ends_the_stream_too(CancellationToken cancellation)
    {
        using var member = await _hub.SignIn(BuiltInRoles.Supervisor.Id);
        using var there = _beside.ClientOf(Cookie(member.Client));
        using var stream = await OpenStream.Open(there, cancellation);
        Assert.That(await HubHost.Status(there, "/api/v1/orders", cancellation), Is.EqualTo(HttpStatusCode.OK));
        var role = await _hub.Role(VisibilityScope.Team, "contacts.read");

        var start = Stopwatch.GetTimestamp();
        using (var answer = await _hub.Client.PatchAsJsonAsync($"/api/v1/members/{member.MemberId}", new { roleId = role }, cancellation))
            answer.EnsureSuccessStatusCode();
        await HubHost.Until(() => HubHost.Status(there, "/api/v1/orders", cancellation), status => status == HttpStatusCode.Forbidden, cancellation);
        await stream.Ended(cancellation);

        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(Promised));
    }

    private async Task Loses(string what, bool onTheOtherNode, Func<HttpClient, Guid, Task> act, CancellationToken cancellation)
    {
        if (onTheOtherNode && kind == StorageKind.Sqlite)
            Assert.Ignore("SQLite serves one process.");
        var node = onTheOtherNode ? _beside : _hub;
        using var member = await _hub.SignIn(BuiltInRoles.Agent.Id);
        using var client = node.ClientOf(Cookie(member.Client));
        using var stream = await OpenStream.Open(client, cancellation);
        Assert.That(await HubHost.Status(client, "/api/v1/session", cancellation), Is.EqualTo(HttpStatusCode.OK));

        var start = Stopwatch.GetTimestamp();
        await act(_hub.Client, member.MemberId);
        await HubHost.Until(() => HubHost.Status(client, "/api/v1/session", cancellation), status => status == HttpStatusCode.Unauthorized, cancellation);
        var http = Stopwatch.GetElapsedTime(start);
        await stream.Ended(cancellation);
        var streamed = Stopwatch.GetElapsedTime(start);

        Assert.That(http, Is.LessThan(Promised));
        Assert.That(streamed, Is.LessThan(Promised));
        Verdict.Pass("P37", $"{kind} {what}, {(onTheOtherNode ? "other" : "same")} node: HTTP ended after {http.TotalMilliseconds:0} ms, stream after {streamed.TotalMilliseconds:0} ms");
    }

    private static string Cookie(HttpClient client) => client.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=', 2)[1];

    /// <summary>A member's event stream, read to its end.</summary>
    private sealed class OpenStream(IDisposable answer, Task end) : IDisposable
    {
        public static async Task<OpenStream> Open(HttpClient client, CancellationToken cancellation)
        {
            var answer = await client.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, cancellation);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            return new OpenStream(answer, ReadToEnd(answer, cancellation));
        }

        public Task Ended(CancellationToken cancellation) => end.WaitAsync(cancellation);

        public void Dispose() => answer.Dispose();

        private static async Task ReadToEnd(HttpResponseMessage answer, CancellationToken cancellation)
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
            var bytes = new byte[4096];
            try
            {
                while (await stream.ReadAsync(bytes, cancellation) > 0)
                {
                }
            }
            catch (Exception error) when (error is IOException or HttpRequestException)
            {
                // Cut off is ended too.
            }
        }
    }
}
