using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Core.Storage;
using Hub.Tests.Promises;
using Hub.Tests.Support;

namespace Hub.Tests.Api;

public sealed partial class AccessTests() : HubTest(StorageKind.Sqlite)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Every_operation_wants_a_key_and_then_its_scope(CancellationToken cancellation)
    {
        using var bare = await Host.ClientWithScopes("signals.read");
        var operations = await Operations(cancellation);
        Assert.That(operations, Has.Count.EqualTo(
            WalkedEndpoint.All(Host).Count(endpoint => endpoint.Pattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) && endpoint.Rules.Any(rule => rule.Permission is not null))));

        foreach (var (method, path) in operations.Where(operation => !operation.Path.Contains("/signals")))
        {
            using var unknown = await Host.Stranger.SendAsync(new HttpRequestMessage(method, path), cancellation);
            await unknown.IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
            using var scopeless = await bare.SendAsync(new HttpRequestMessage(method, path), cancellation);
            await scopeless.IsProblem(HttpStatusCode.Forbidden, "missing_permission");
        }
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Whoever_guesses_keys_has_to_wait(CancellationToken cancellation)
    {
        await using var hub = await HubHost.Start(StorageKind.Sqlite, "--Hub:WrongKeysPerMinute=5");
        using var guesser = hub.ClientWith("hub_wrong");
        for (var i = 0; i < 5; i++)
            using (var answer = await guesser.GetAsync("/api/v1/contacts", cancellation))
                await answer.IsProblem(HttpStatusCode.Unauthorized, "unauthorized");

        using var waits = await guesser.GetAsync("/api/v1/contacts", cancellation);

        await waits.IsProblem(HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.That(waits.Headers.RetryAfter, Is.Not.Null);
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_revoked_key_is_refused_at_once(CancellationToken cancellation)
    {
        using var created = await Host.Client.PostAsJsonAsync("/api/v1/api-keys", new { name = "gone", scopes = new[] { "contacts.read" } }, cancellation);
        var key = await HubHost.Json(created);
        using var client = Host.ClientWith(key.GetProperty("key").GetString()!);
        using (var before = await client.GetAsync("/api/v1/contacts", cancellation))
            Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.OK));

        using (await Host.Client.DeleteAsync($"/api/v1/api-keys/{key.GetProperty("apiKey").GetProperty("id").GetString()}", cancellation))
        using (var after = await client.GetAsync("/api/v1/contacts", cancellation))
            await after.IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_key_cannot_give_more_than_it_has(CancellationToken cancellation)
    {
        using var client = await Host.ClientWithScopes("keys.manage", "contacts.read");

        using var more = await client.PostAsJsonAsync("/api/v1/api-keys", new { name = "more", scopes = new[] { "*" } }, cancellation);
        using var wrong = await Host.Client.PostAsJsonAsync("/api/v1/api-keys", new { name = "x", scopes = new[] { "no.such" } }, cancellation);

        await more.IsProblem(HttpStatusCode.Forbidden, "missing_permission");
        await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "scopes[0]");
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Unknown_addresses_methods_and_bodies_are_problems_in_the_callers_language(CancellationToken cancellation)
    {
        using var nowhere = await Host.Client.GetAsync("/api/v1/nowhere", cancellation);
        using var method = await Host.Client.DeleteAsync("/api/v1/contacts", cancellation);
        using var broken = await Host.Client.PostAsync("/api/v1/keyword-lists", new StringContent("{", Encoding.UTF8, "application/json"), cancellation);
        using var type = await Host.Client.PostAsync(
            "/api/v1/keyword-lists", new StringContent("""{"name":7}""", Encoding.UTF8, "application/json"), cancellation);
        using var cut = await Host.Client.PostAsync(
            "/api/v1/keyword-lists", new StringContent("{\n\"name\": \"x", Encoding.UTF8, "application/json"), cancellation);
        using var unknown = await Host.Client.GetAsync("/api/v1/conversations?status=xyz", cancellation);
        using var vietnamese = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nowhere");
        vietnamese.Headers.Add("Accept-Language", "vi-VN,vi;q=0.9,en;q=0.5");
        using var translated = await Host.Client.SendAsync(vietnamese, cancellation);

        await nowhere.IsProblem(HttpStatusCode.NotFound, "not_found");
        await method.IsProblem(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
        await broken.IsProblem(HttpStatusCode.BadRequest, "malformed_request");
        await type.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "name");
        var end = await cut.IsProblem(HttpStatusCode.BadRequest, "malformed_request");
        Assert.That(end.GetProperty("detail").GetString(), Does.Contain("line 2"));
        await unknown.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "status");
        Assert.That((await translated.IsProblem(HttpStatusCode.NotFound, "not_found")).GetProperty("title").GetString(), Is.EqualTo("Không tìm thấy."));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_body_beyond_any_call_is_refused_in_words(CancellationToken cancellation)
    {
        using var promised = new HttpRequestMessage(HttpMethod.Post, "/api/v1/keyword-lists") { Content = new EndlessContent(30 << 20) };
        promised.Headers.ExpectContinue = true;

        using var first = await Host.Client.SendAsync(promised, cancellation);

        await first.IsProblem(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Health_needs_no_key_and_the_description_does(CancellationToken cancellation)
    {
        Assert.That(await Host.Stranger.GetStringAsync("/health/live", cancellation), Is.EqualTo("ok"));
        Assert.That(await Host.Stranger.GetStringAsync("/health/ready", cancellation), Is.EqualTo("ok"));
        using var answer = await Host.Stranger.GetAsync("/openapi/v1.json", cancellation);
        await answer.IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    private async Task<List<(HttpMethod Method, string Path)>> Operations(CancellationToken cancellation) =>
        [.. (await Templates(cancellation)).Select(operation => (
            operation.Method, Parameter().Replace(operation.Path.Replace("{version}", "1").Replace("{number}", "1"), Guid.NewGuid().ToString())))];

    private async Task<List<(HttpMethod Method, string Path)>> Templates(CancellationToken cancellation)
    {
        var document = await Host.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", cancellation);
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Where(operation => operation.Value.TryGetProperty("description", out var access) && access.GetString()!.StartsWith("Permission", StringComparison.Ordinal))
            .Select(operation => (HttpMethod.Parse(operation.Name), path.Name)))];
    }

    private sealed class EndlessContent(int length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var (chunk, sent) = (new byte[64 << 10], 0); sent < length; sent += chunk.Length)
                await stream.WriteAsync(chunk);
        }

        protected override bool TryComputeLength(out long computed)
        {
            Headers.ContentType = new("application/json");
            computed = length;
            return true;
        }
    }

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
