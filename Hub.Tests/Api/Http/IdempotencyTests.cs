using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Http;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class IdempotencyTests(StorageKind kind) : HubTest(kind)
{
    [Test]
    [CancelAfter(30_000)]
    public async Task The_same_call_again_gets_the_first_answer(CancellationToken cancellation)
    {
        using var first = await Create("key-1", "list one", cancellation);
        using var second = await Create("key-1", "list one", cancellation);

        var answer = await first.Content.ReadAsStringAsync(cancellation);
        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.Created), answer);
        Assert.That(first.Headers.Contains("Idempotent-Replayed"), Is.False);
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(second.Headers.GetValues("Idempotent-Replayed"), Is.EqualTo(new[] { "true" }));
        Assert.That(await second.Content.ReadAsStringAsync(cancellation), Is.EqualTo(answer));
        Assert.That(second.Headers.Location, Is.EqualTo(first.Headers.Location));
        Assert.That(second.Content.Headers.ContentType, Is.EqualTo(first.Content.Headers.ContentType));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task The_same_key_with_another_request_is_refused(CancellationToken cancellation)
    {
        using var first = await Create("key-2", "list two", cancellation);
        using var second = await Create("key-2", "another list", cancellation);

        await second.IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Fifty_at_once_happen_once(CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Create("key-3", "list three", cancellation)));

        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.AnyOf(HttpStatusCode.Created, HttpStatusCode.Conflict));
        foreach (var conflict in answers.Where(answer => answer.StatusCode == HttpStatusCode.Conflict))
            await conflict.IsProblem(HttpStatusCode.Conflict, "idempotent_call_running");
        Assert.That(await Host.Store.Read(null, db => db.KeywordLists.CountAsync(row => row.Name == "list three")), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_refusal_is_an_answer_too(CancellationToken cancellation)
    {
        using var first = await Create("key-4", "", cancellation);
        using var second = await Create("key-4", "", cancellation);

        await first.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "name");
        await second.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "name");
        Assert.That(second.Headers.Contains("Idempotent-Replayed"), Is.True);
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Kept_answers_are_encrypted(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/api-keys")
        {
            Content = JsonContent.Create(new { name = "kept", scopes = new[] { "contacts.read" } }),
        };
        request.Headers.Add("Idempotency-Key", "key-5");
        using var answer = await Host.Client.SendAsync(request, cancellation);
        var key = (await HubHost.Json(answer)).GetProperty("key").GetString()!;

        var kept = await Host.Store.Read(null, db => db.IdempotentCalls.SingleAsync(row => row.Key == "key-5", cancellation));

        Assert.That(System.Text.Encoding.Latin1.GetString(kept.Body!), Does.Not.Contain(key));
        Assert.That(JsonSerializer.Serialize(kept), Does.Not.Contain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(key))[..20]));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_key_with_spaces_or_without_end_is_refused(CancellationToken cancellation)
    {
        using var spaces = await Create("two words", "x", cancellation);
        using var endless = await Create(new string('k', 201), "x", cancellation);

        await spaces.IsProblem(HttpStatusCode.BadRequest, "invalid_idempotency_key");
        await endless.IsProblem(HttpStatusCode.BadRequest, "invalid_idempotency_key");
    }

    private async Task<HttpResponseMessage> Create(string key, string name, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/keyword-lists") { Content = JsonContent.Create(new { name }) };
        request.Headers.Add("Idempotency-Key", key);
        return await Host.Client.SendAsync(request, cancellation);
    }
}
