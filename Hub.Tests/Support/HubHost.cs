using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Api.Hosting;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hub.Tests.Support;

/// <summary>The whole hub in this process, on a port of its own, with <see cref="ScriptedConnector"/> for a platform.</summary>
public sealed class HubHost : IAsyncDisposable
{
    public const string OwnerKey = "hub_test-owner-key-0123456789abcdefghij";
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly string _connectionString;
    private readonly TestDatabase? _database;

    private HubHost(WebApplication app, string folder, string connectionString, TestDatabase? database, LogCapture log)
    {
        (_app, _folder, _connectionString, _database, Log) = (app, folder, connectionString, database, log);
        Address = new Uri(app.Urls.Single());
        Store = app.Services.GetRequiredService<HubStore>();
        Connector = (ScriptedConnector)app.Services.GetRequiredService<InstalledCatalog>().Connectors[0].Connector!;
        Client = ClientWith(OwnerKey);
        Stranger = FakeVendor.Client();
        Stranger.BaseAddress = Address;
    }

    public Uri Address { get; }

    public HubStore Store { get; }

    public ScriptedConnector Connector { get; }

    public LogCapture Log { get; }

    /// <summary>With the owner's key.</summary>
    public HttpClient Client { get; }

    /// <summary>Without a key.</summary>
    public HttpClient Stranger { get; }

    public static async Task<HubHost> Start(StorageKind kind, params string[] settings)
    {
        var database = await TestDatabases.Create(kind);
        return await Start(database.ConnectionString, database, settings);
    }

    public static async Task<HubHost> Start(string connectionString, TestDatabase? database = null, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("hub-host-").FullName;
        var log = new LogCapture();
        string[] args =
        [
            "--urls", "http://127.0.0.1:0", "--environment", "Production", $"--ConnectionStrings:Hub={connectionString}",
            $"--Hub:DataDirectory={folder}", $"--Hub:BootstrapApiKey={OwnerKey}", .. settings,
        ];
        var app = await HubApp.Start(args, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            builder.Services.AddSingleton(Catalog);
        });
        return new HubHost(app, folder, connectionString, database, log);
    }

    /// <summary>A second node on this one's database and key ring. Dispose it first.</summary>
    public Task<HubHost> Beside() => Start(_connectionString, null, $"--Hub:DataDirectory={_folder}");

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public HttpClient ClientWith(string key)
    {
        var client = FakeVendor.Client();
        client.BaseAddress = Address;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A key of the owner's workspace with these scopes only.</summary>
    public async Task<HttpClient> ClientWithScopes(params string[] scopes)
    {
        using var answer = await Client.PostAsJsonAsync("/api/v1/api-keys", new { name = "test", scopes });
        return ClientWith((await Json(answer)).GetProperty("key").GetString()!);
    }

    /// <summary>The owner's client of a second workspace.</summary>
    public async Task<HttpClient> OtherWorkspace()
    {
        var key = ApiKeys.NewKey();
        await Store.Write(null, null, db =>
        {
            var workspace = new Workspace { Id = Store.Ids.Next(), Name = "Other", CreatedAt = Store.Now };
            db.Workspaces.Add(workspace);
            db.ApiKeys.Add(ApiKeys.Row(Store, workspace.Id, "other", key, [Permissions.All]));
            return Task.CompletedTask;
        }, CancellationToken.None);
        return ClientWith(key);
    }

    /// <summary>The owner's workspace.</summary>
    public Task<Guid> Home() => Store.Read(null, db => db.Workspaces.OrderBy(row => row.Id).Select(row => row.Id).FirstAsync());

    /// <summary>A signed-in member's client: of the owner's workspace unless told, with a built-in role or a custom one.</summary>
    public async Task<SignedIn> SignIn(Guid? role = null, Guid? workspace = null, params Guid[] teams)
    {
        var home = workspace ?? await Home();
        var member = Members.New(Store, home, $"{Store.Ids.Next():N}@example.com", "Test member", role ?? BuiltInRoles.Owner.Id);
        member.State = MemberState.Active;
        await Store.Write(home, null, db =>
        {
            db.Members.Add(member);
            foreach (var team in teams)
                db.TeamMembers.Add(new TeamMember { WorkspaceId = home, TeamId = team, MemberId = member.Id });
            return Task.CompletedTask;
        }, CancellationToken.None);
        return new SignedIn(ClientOf(await Get<Sessions>().Begin(member, "test", CancellationToken.None)), member.Id);
    }

    /// <summary>A role of the owner's workspace with these permissions.</summary>
    public async Task<Guid> Role(VisibilityScope sees, params string[] permissions)
    {
        var home = await Home();
        var id = Store.Ids.Next();
        var role = new Role { WorkspaceId = home, Id = id, Name = $"Role {id:N}", Permissions = string.Join(' ', permissions), Sees = sees };
        await Store.Write(home, null, db => Task.FromResult(db.Roles.Add(role)), CancellationToken.None);
        return id;
    }

    /// <summary>A client with a session's cookie, as a browser with the app open sends it.</summary>
    public HttpClient ClientOf(string session)
    {
        var client = FakeVendor.Client();
        client.BaseAddress = Address;
        client.DefaultRequestHeaders.Add("Cookie", $"hub_session={session}");
        client.DefaultRequestHeaders.Add("X-Hub-Csrf", "1");
        return client;
    }

    public async Task<Guid> Connect(string account, HttpClient? client = null)
    {
        using var answer = await (client ?? Client).PostAsJsonAsync("/api/v1/connections", new
        {
            connectorId = ScriptedConnector.Id,
            accountId = account,
            name = "Shop",
            settings = new { apiToken = "secret-token-1" },
        });
        return (await Json(answer)).GetProperty("id").GetGuid();
    }

    /// <summary>Posts messages as the platform would.</summary>
    public async Task Receive(string account, params (string Key, string User, string Text)[] messages)
    {
        using var answer = await Stranger.SendAsync(ScriptedConnector.Webhook(ScriptedConnector.Body(account, messages)));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Asks again and again until it is so; the test's own time limit ends it otherwise.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> ask, Func<T, bool> isSo, CancellationToken cancellation)
    {
        while (true)
        {
            var answer = await ask();
            if (isSo(answer))
                return answer;
            await Task.Delay(20, cancellation);
        }
    }

    public static async Task<HttpStatusCode> Status(HttpClient client, string path, CancellationToken cancellation)
    {
        using var answer = await client.GetAsync(path, cancellation);
        return answer.StatusCode;
    }

    /// <summary>The items of a list, once there are at least so many.</summary>
    public async Task<JsonElement[]> Items(string path, int atLeast, CancellationToken cancellation) => await Until(
        async () => (await Client.GetFromJsonAsync<JsonElement>(path, cancellation)).GetProperty("items").EnumerateArray().ToArray(),
        items => items.Length >= atLeast, cancellation);

    public static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.IsSuccessStatusCode, Is.True, $"{(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Stranger.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        if (_database is not null)
            await _database.DisposeAsync();
    }

    private static InstalledCatalog Catalog(IServiceProvider services)
    {
        var manifest = ScriptedConnector.NewManifest();
        var host = InstalledCatalog.Host(services, manifest, ConnectorSettings.Empty);
        return new InstalledCatalog(
        [
            new InstalledConnector(manifest.Id, InstalledState.Active, manifest, new ScriptedConnector(host.Manifest), null),
            new InstalledConnector("nowhere", InstalledState.NotFound, null, null, new LocalizedText("No such connector.", "Không có.")),
        ]);
    }
}

/// <summary>A member at work.</summary>
public sealed record SignedIn(HttpClient Client, Guid MemberId) : IDisposable
{
    public void Dispose() => Client.Dispose();
}
