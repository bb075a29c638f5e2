using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Connections.Grants;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Sandbox.Consent;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Api.Connections.Grants;

/// <summary>A hub with the real connectors before the sandbox's consent pages, and its owner on the way there and back.</summary>
[CancelAfter(60_000)]
public abstract class GrantTest(StorageKind kind)
{
    private readonly LogCapture _log = new();
    private WebApplication? _hub;

    private protected Stage Stage { get; private set; } = null!;

    private protected Traveller Owner { get; private set; } = null!;

    protected IEnumerable<string> LogLines => _log.Lines;

    [OneTimeSetUp]
    public async Task Begin()
    {
        Stage = await Stage.Set(kind);
        _hub = await Stage.Host(_log);
        Owner = new Traveller(Stage);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
        if (Stage is not null)
            await Stage.DisposeAsync();
    }

    private protected T Get<T>() where T : notnull => _hub!.Services.GetRequiredService<T>();

    private protected async Task CallOff(JsonElement grant)
    {
        using var answer = await Stage.Api.DeleteAsync($"/api/v1/connections/grants/{grant.GetProperty("id").GetGuid()}");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    private protected async Task<bool> IsLive(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hubspot/account-info/v3/details");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await Stage.Vendors.SendAsync(request);
        return answer.IsSuccessStatusCode;
    }

    private protected Task<Connection> Row(string connector, string account) =>
        Stage.Read(db => db.Connections.SingleAsync(row => row.ConnectorId == connector && row.AccountId == account));

    private protected Task<List<Connection>> Connected(string connector) =>
        Stage.Read(db => db.Connections.Where(row => row.ConnectorId == connector).ToListAsync());

    private protected Task<List<string>> Actions() => Stage.Read(db => db.Audit.Select(row => row.Action).ToListAsync());

    private protected Task Write(Func<HubDb, Task> work) => Stage.Store.Write(null, null, work, CancellationToken.None);

    private protected async Task<HttpClient> Colleague()
    {
        using var answer = await Stage.Api.PostAsJsonAsync("/api/v1/api-keys", new { name = $"c {Guid.NewGuid():N}", scopes = new[] { "connections.write" } });
        return With((await HubHost.Json(answer)).GetProperty("key").GetString()!);
    }

    private protected async Task<HttpClient> OtherWorkspace()
    {
        var key = ApiKeys.NewKey();
        await Write(db =>
        {
            var workspace = new Workspace { Id = Stage.Store.Ids.Next(), Name = "Other", CreatedAt = Stage.Store.Now };
            db.Workspaces.Add(workspace);
            db.ApiKeys.Add(ApiKeys.Row(Stage.Store, workspace.Id, "other", key, [Permissions.All]));
            return Task.CompletedTask;
        });
        return With(key);
    }

    private HttpClient With(string key)
    {
        var client = FakeVendor.Client();
        client.BaseAddress = Stage.Address;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
