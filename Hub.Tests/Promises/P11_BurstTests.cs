using System.Data.Common;
using System.Diagnostics;
using System.Net;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>
/// More webhooks than the hub can take, while its database does not answer: what has no place is told to come again, memory stays bounded,
/// and all that waited is stored once the database is back.
/// </summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P11_BurstTests(StorageKind kind)
{
    /// <summary>Places in the hub's queue, and one batch that is on its way.</summary>
    private const int Places = 8_192 + 512;
    private const int Burst = 9_000;
    private const long Memory = 400L << 20;
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(10);

    [Test]
    [CancelAfter(240_000)]
    public async Task A_burst_beyond_capacity_is_told_to_come_again_and_never_held(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Start(cancellation, null, "--role", "api");
        await stage.Connect("tiktok");
        using var platforms = FakeVendor.Client();
        (platforms.BaseAddress, platforms.Timeout) = (stage.Address, Timeout.InfiniteTimeSpan);
        using (await Post(platforms, stage, -1, cancellation))
        {
        }

        Task<HttpResponseMessage>[] posts;
        await using (await Hold(stage, cancellation))
        {
            posts = [.. Enumerable.Range(0, Burst).Select(number => Post(platforms, stage, number, cancellation))];
            while (posts.Count(post => post.IsCompleted) < Burst - Places)
                await Task.Delay(50, cancellation);
            Assert.That(hub.Resident, Is.LessThan(Memory));
        }

        var answers = await Task.WhenAll(posts);
        var stored = answers.Count(answer => answer.StatusCode == HttpStatusCode.OK);
        var later = answers.Where(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable).ToList();
        var at = Stopwatch.GetTimestamp();
        using (var next = await Post(platforms, stage, Burst, cancellation))
            Assert.That(next.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Stopwatch.GetElapsedTime(at), Is.LessThan(Recovery));
        Assert.That(later, Has.Count.GreaterThanOrEqualTo(Burst - Places));
        Assert.That(later.Select(answer => answer.Headers.RetryAfter), Has.None.Null);
        Assert.That(stored + later.Count, Is.EqualTo(Burst));
        Assert.That(await stage.Read(db => db.WebhookEvents.CountAsync(cancellation)), Is.EqualTo(stored + 2));
        Verdict.Pass("P11", $"{kind}: {Burst:N0} webhooks at once, {stored:N0} kept, {later.Count:N0} told to come again, {hub.Resident >> 20} MB");
    }

    private static Task<HttpResponseMessage> Post(HttpClient platforms, Stage stage, int number, CancellationToken cancellation)
    {
        var signed = new Signed(stage.Sandbox.Options);
        return platforms.SendAsync(signed.Request(signed.Text("tiktok", "an", $"burst-{number}", "xin chào")), cancellation);
    }

    /// <returns>Disposed, it lets the hub write again.</returns>
    private async Task<IAsyncDisposable> Hold(Stage stage, CancellationToken cancellation)
    {
        var db = stage.Store.OpenDb();
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = kind == StorageKind.Sqlite ? "begin immediate" : "begin; lock table webhook_events in exclusive mode";
        await command.ExecuteNonQueryAsync(cancellation);
        return new Held(db);
    }

    private sealed class Held(HubDb db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (DbCommand command = db.Database.GetDbConnection().CreateCommand())
            {
                command.CommandText = "rollback";
                await command.ExecuteNonQueryAsync();
            }

            await db.DisposeAsync();
        }
    }
}
