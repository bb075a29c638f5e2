using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Connections;

/// <summary>A pasted token is of one account. Under another one's id nothing would ever arrive, and answers would leave in another's name.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class ForeignTokenTests(StorageKind kind)
{
    private const string Other = "888";
    private static readonly string[] Connectors = ["tiktok", "whatsapp", "messenger", "line", "zalo", "hubspot"];
    private static readonly string[] Pasted = ["tiktok", "zalo", "hubspot"];
    private Stage _stage = null!;
    private IAsyncDisposable _hub = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        _stage = await Stage.Set(kind);
        _hub = await _stage.Host();
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await _hub.DisposeAsync();
        await _stage.DisposeAsync();
    }

    [TestCaseSource(nameof(Connectors))]
    [CancelAfter(60_000)]
    public async Task A_token_of_another_account_connects_nothing_and_is_told_in_words(string connector, CancellationToken cancellation)
    {
        var body = Body(connector);
        body["accountId"] = Other;

        using var answer = await Post(body, cancellation);

        var isMeta = connector is "whatsapp" or "messenger";
        var problem = isMeta
            ? await answer.IsProblem((HttpStatusCode)422, "refused", "accountId")
            : await answer.IsProblem((HttpStatusCode)422, "refused");
        Assert.That(problem.GetProperty("detail").GetString(), isMeta ? Does.StartWith("Meta không biết mã này") : Does.Contain("khác"));
        Assert.That(await _stage.Read(db => db.Connections.CountAsync(row => row.ConnectorId == connector && row.AccountId == Other, cancellation)), Is.Zero);
    }

    [TestCaseSource(nameof(Connectors))]
    [CancelAfter(60_000)]
    public async Task A_check_pauses_an_account_that_holds_anothers_token(string connector, CancellationToken cancellation)
    {
        await _stage.Connect(connector);
        var id = _stage.Connections[connector];
        await Rename(id, "999", cancellation);

        using var answer = await _stage.Api.PostAsync($"/api/v1/connections/{id}/check", null, cancellation);

        var check = await HubHost.Json(answer);
        Assert.That(check.GetProperty("works").GetBoolean(), Is.False);
        Assert.That(await _stage.Read(db => db.Connections.Where(row => row.Id == id).Select(row => row.State).SingleAsync(cancellation)),
            Is.EqualTo(ConnectionState.Paused));
        using var shown = await _stage.Api.GetAsync($"/api/v1/connections/{id}", cancellation);
        Assert.That((await HubHost.Json(shown)).GetProperty("reason").GetString(), Is.EqualTo(check.GetProperty("reason").GetString()), "the page says what the check said");
    }

    [TestCase("whatsapp", "phoneNumberId")]
    [TestCase("messenger", "pageId")]
    [CancelAfter(60_000)]
    public async Task A_wrong_id_among_the_settings_is_told_at_its_field(string connector, string setting, CancellationToken cancellation)
    {
        var body = Body(connector);
        body["accountId"] = null;
        body["settings"]![setting] = "886";

        using var answer = await Post(body, cancellation);

        var problem = await answer.IsProblem((HttpStatusCode)422, "refused", $"settings.{setting}");
        Assert.That(problem.GetProperty("detail").GetString(), Does.StartWith("Meta không biết mã này"));
    }

    [TestCaseSource(nameof(Connectors))]
    [CancelAfter(60_000)]
    public async Task Pasted_into_an_account_that_stands_it_leaves_what_works_and_is_told_at_its_field(string connector, CancellationToken cancellation)
    {
        await _stage.Connect(connector);
        var id = _stage.Connections[connector];
        await Rename(id, "997", cancellation);
        var before = await Vault(id, cancellation);
        var typed = Body(connector);
        var isSetting = !Pasted.Contains(connector);
        var body = isSetting
            ? new JsonObject { ["settings"] = new JsonObject { ["accessToken"] = typed["settings"]!["accessToken"]!.DeepClone() } }
            : new JsonObject { ["credentials"] = typed["credentials"]!.DeepClone() };

        using var answer = await Send(HttpMethod.Patch, $"/api/v1/connections/{id}", body, cancellation);

        await answer.IsProblem((HttpStatusCode)422, "refused", isSetting ? "settings.accessToken" : "credentials.accessToken");
        Assert.That(await Vault(id, cancellation), Is.EqualTo(before));
        Assert.That(await _stage.Read(db => db.Connections.Where(row => row.Id == id).Select(row => row.State).SingleAsync(cancellation)),
            Is.EqualTo(ConnectionState.Active));
    }

    [TestCaseSource(nameof(Pasted))]
    [CancelAfter(60_000)]
    public async Task A_token_that_the_platform_does_not_know_is_no_lapsed_one_and_none_at_all_is_asked_for(string connector, CancellationToken cancellation)
    {
        var body = Body(connector);
        body["accountId"] = "889";
        body["credentials"] = new JsonObject { ["accessToken"] = "never-given" };
        using var unknown = await Post(body, cancellation);
        body["credentials"] = null;
        using var none = await Post(body, cancellation);

        var problem = await unknown.IsProblem((HttpStatusCode)422, "refused", "credentials.accessToken");
        Assert.That(problem.GetProperty("detail").GetString(), Does.StartWith("Nền tảng không nhận mã truy cập này"));
        await none.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "credentials.accessToken");
        Assert.That(await _stage.Read(db => db.Connections.AnyAsync(row => row.AccountId == "889", cancellation)), Is.False);
    }

    private JsonObject Body(string connector) =>
        JsonSerializer.SerializeToNode(StageAccounts.Connection(_stage.Sandbox.Options, connector))!.AsObject();

    // The platforms know their own accounts only: the token that they gave becomes another's when the hub's account is called otherwise.
    private Task Rename(Guid id, string account, CancellationToken cancellation) => _stage.Store.Write(null, id, db => db.Connections
        .Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.AccountId, account), cancellation), cancellation);

    private Task<byte[]> Vault(Guid id, CancellationToken cancellation) =>
        _stage.Read(db => db.Connections.Where(row => row.Id == id).Select(row => row.Vault).SingleAsync(cancellation));

    private Task<HttpResponseMessage> Post(JsonObject body, CancellationToken cancellation) => Send(HttpMethod.Post, "/api/v1/connections", body, cancellation);

    private async Task<HttpResponseMessage> Send(HttpMethod method, string address, JsonObject body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body) };
        request.Headers.AcceptLanguage.ParseAdd("vi");
        return await _stage.Api.SendAsync(request, cancellation);
    }
}
