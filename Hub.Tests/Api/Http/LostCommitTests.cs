using System.Net;
using System.Net.Http.Json;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hub.Tests.Api.Http;

public sealed class LostCommitTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task A_call_whose_commit_was_not_answered_does_not_happen_twice(CancellationToken cancellation)
    {
        await using var database = await TestDatabases.Create(StorageKind.Postgres);
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await using var line = new BreakingLine(settings.Port);
        (settings.Host, settings.Port) = ("127.0.0.1", line.Port);
        await using var host = await HubHost.Start(settings.ConnectionString);

        line.LoseCommitOf("insert into keyword_lists");
        using var first = await Create(host, cancellation);
        using var second = await Create(host, cancellation);

        await first.IsProblem(HttpStatusCode.ServiceUnavailable, "unavailable");
        await second.IsProblem(HttpStatusCode.Conflict, "idempotent_call_running");
        Assert.That(await host.Store.Read(null, db => db.KeywordLists.CountAsync(row => row.Name == "once", cancellation)), Is.EqualTo(1));
    }

    private static async Task<HttpResponseMessage> Create(HubHost host, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/keyword-lists") { Content = JsonContent.Create(new { name = "once" }) };
        request.Headers.Add("Idempotency-Key", "key-lost");
        return await host.Client.SendAsync(request, cancellation);
    }
}
