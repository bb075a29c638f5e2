using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Connections;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ConnectionTests(StorageKind kind) : HubTest(kind)
{
    private const string Secret = "s3cr3t-canary-token";

    [Test]
    [CancelAfter(30_000)]
    public async Task Secrets_go_in_and_never_come_out(CancellationToken cancellation)
    {
        using var created = await Post(new
        {
            connectorId = "scripted",
            accountId = "secret-shop",
            name = "Shop",
            settings = new { apiToken = Secret, region = "vn" },
            credentials = new { accessToken = "canary-access", refreshToken = "canary-refresh" },
        }, cancellation);
        var id = (await HubHost.Json(created)).GetProperty("id").GetString();

        var text = await created.Content.ReadAsStringAsync(cancellation)
            + await Host.Client.GetStringAsync($"/api/v1/connections/{id}", cancellation)
            + await Host.Client.GetStringAsync("/api/v1/connections", cancellation);
        var row = await Host.Store.Read(null, db => db.Connections.SingleAsync(found => found.AccountId == "secret-shop", cancellation));

        Assert.That(text, Does.Contain("\"secrets\":[\"apiToken\"]").And.Contain("\"region\":\"vn\"").And.Contain("\"hasCredentials\":true"));
        foreach (var secret in new[] { Secret, "canary-access", "canary-refresh" })
        {
            Assert.That(text, Does.Not.Contain(secret));
            Assert.That(row.Settings + System.Text.Encoding.Latin1.GetString(row.Vault), Does.Not.Contain(secret));
            Assert.That(string.Join('\n', Host.Log.Lines), Does.Not.Contain(secret));
        }
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Wrong_settings_are_named_one_by_one(CancellationToken cancellation)
    {
        using var answer = await Post(new
        {
            connectorId = "scripted",
            accountId = "x",
            name = "Shop",
            settings = new { region = "mars", typo = 1 },
            limits = new { windowHours = -1 },
        }, cancellation);
        using var nameless = await Post(new { connectorId = "scripted" }, cancellation);
        using var shorter = await Post(new { connectorId = "scripted", accountId = "x", name = "Shop", settings = new { apiToken = "short" } }, cancellation);

        foreach (var field in new[] { "settings.apiToken", "settings.region", "settings.typo", "limits.windowHours" })
            await answer.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
        await nameless.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "name");
        await shorter.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "settings.apiToken");
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_connector_that_does_not_run_says_so(CancellationToken cancellation)
    {
        var catalogue = await Host.Client.GetFromJsonAsync<JsonElement>("/api/v1/connectors", cancellation);
        using var answer = await Post(new { connectorId = "nowhere", accountId = "x", name = "Shop" }, cancellation);

        var states = catalogue.GetProperty("items").EnumerateArray()
            .ToDictionary(item => item.GetProperty("id").GetString()!, item => item.GetProperty("state").GetString());
        Assert.That(states, Is.EquivalentTo(new Dictionary<string, string> { ["scripted"] = "active", ["nowhere"] = "notFound" }));
        var problem = await answer.IsProblem(HttpStatusCode.UnprocessableEntity, "connector_not_active");
        Assert.That(problem.GetProperty("detail").GetString(), Is.EqualTo("No such connector."));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task An_account_is_connected_once_in_the_whole_hub(CancellationToken cancellation)
    {
        await Host.Connect("taken");
        using var other = await Host.OtherWorkspace();
        using var answer = await other.PostAsJsonAsync("/api/v1/connections", new
        {
            connectorId = "scripted",
            accountId = "taken",
            name = "Shop",
            settings = new { apiToken = Secret },
        }, cancellation);

        var problem = await answer.IsProblem(HttpStatusCode.Conflict, "account_already_connected");
        Assert.That(problem.TryGetProperty("connectionId", out _), Is.False, "which one it is in another workspace is nobody's business");
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Without_an_account_id_the_vendor_is_asked(CancellationToken cancellation)
    {
        using var answer = await Post(new { connectorId = "scripted", name = "Shop", settings = new { apiToken = Secret } }, cancellation);

        Assert.That((await HubHost.Json(answer)).GetProperty("accountId").GetString(), Is.EqualTo("learnt-account"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task An_account_id_that_was_typed_is_compared_with_what_the_vendor_says_and_told_at_its_field(CancellationToken cancellation)
    {
        Host.Connector.VerifyOutcome = new Outcome.Accepted("somebody-else");

        using var answer = await Post(new { connectorId = "scripted", accountId = "typed", name = "Shop", settings = new { apiToken = Secret } }, cancellation);
        Host.Connector.VerifyOutcome = null;

        var problem = await answer.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "accountId");
        Assert.That(problem.GetProperty("errors").GetRawText(), Does.Contain("somebody-else"));
        Assert.That(await Host.Store.Read(null, db => db.Connections.AnyAsync(row => row.AccountId == "typed", cancellation)), Is.False);
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task An_account_that_is_connected_here_is_named_with_its_connection(CancellationToken cancellation)
    {
        var id = await Host.Connect("twice");

        using var again = await Post(new { connectorId = "scripted", accountId = "twice", name = "Shop", settings = new { apiToken = Secret } }, cancellation);

        var problem = await again.IsProblem(HttpStatusCode.Conflict, "account_already_connected");
        Assert.That(problem.GetProperty("connectionId").GetGuid(), Is.EqualTo(id));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_check_pauses_a_revoked_connection_and_brings_a_mended_one_back(CancellationToken cancellation)
    {
        var id = await Host.Connect("checked");
        Host.Connector.VerifyOutcome = new Outcome.AuthRevoked(new Reason("scripted/revoked"));
        using var revoked = await Host.Client.PostAsync($"/api/v1/connections/{id}/check", null, cancellation);
        var answer = await HubHost.Json(revoked);
        Assert.That(answer.GetProperty("works").GetBoolean(), Is.False);
        Assert.That(answer.GetProperty("wayOn").GetString(), Does.Contain("Reconnect"));
        Assert.That(await State(id, cancellation), Is.EqualTo("paused"));

        Host.Connector.VerifyOutcome = null;
        using (await Host.Client.PostAsync($"/api/v1/connections/{id}/check", null, cancellation))
            Assert.That(await State(id, cancellation), Is.EqualTo("active"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_change_keeps_the_secrets_that_it_does_not_name(CancellationToken cancellation)
    {
        var id = await Host.Connect("changed");

        using var answer = await Host.Client.PatchAsJsonAsync(
            $"/api/v1/connections/{id}", new { name = "New", settings = new { region = "sg" }, limits = new { windowHours = 24 } }, cancellation);
        using var wrong = await Host.Client.PatchAsJsonAsync(
            $"/api/v1/connections/{id}", new { settings = new { apiToken = (string?)null } }, cancellation);

        var changed = await HubHost.Json(answer);
        Assert.That(changed.GetProperty("name").GetString(), Is.EqualTo("New"));
        Assert.That(changed.GetProperty("secrets").GetRawText(), Is.EqualTo("[\"apiToken\"]"));
        Assert.That(changed.GetProperty("settings").GetRawText(), Is.EqualTo("""{"region":"sg"}"""));
        Assert.That(changed.GetProperty("limits").GetProperty("windowHours").GetDouble(), Is.EqualTo(24));
        await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "settings.apiToken");
    }

    private Task<HttpResponseMessage> Post(object body, CancellationToken cancellation) =>
        Host.Client.PostAsJsonAsync("/api/v1/connections", body, cancellation);

    private async Task<string?> State(Guid id, CancellationToken cancellation) =>
        (await Host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/connections/{id}", cancellation)).GetProperty("state").GetString();
}
