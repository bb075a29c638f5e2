using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Api.Demo;
using Hub.Api.Hosting;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Sandbox;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <summary>A whole hub with its built-in connectors, the sandbox for its platforms, and the app that it serves.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private const string Key = "hub_test-shop-key-0123456789abcdefghij";
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly RunningSandbox _sandbox;

    private Shop(WebApplication app, string folder, RunningSandbox sandbox, LogCapture log)
    {
        (_app, _folder, _sandbox, Log) = (app, folder, sandbox, log);
        Address = new Uri(app.Urls.Single());
        sandbox.Options.Hub = Address.ToString();
        Store = app.Services.GetRequiredService<HubStore>();
        Api = FakeVendor.Client();
        Api.BaseAddress = Address;
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        Platforms = FakeVendor.Client();
        Platforms.BaseAddress = sandbox.BaseAddress;
    }

    public Uri Address { get; }

    public HubStore Store { get; }

    public LogCapture Log { get; }

    /// <summary>With the owner's key.</summary>
    public HttpClient Api { get; }

    /// <summary>The sandbox.</summary>
    public HttpClient Platforms { get; }

    /// <param name="calDav">A server of the shop's own, where it has one; so with Tryton.</param>
    public static async Task<Shop> Open(Uri? calDav = null, Uri? tryton = null)
    {
        var folder = Directory.CreateTempSubdirectory("hub-shop-").FullName;
        var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Urls = "http://127.0.0.1:0", RetryFirstMs = 20, ReceiptDelayMs = 20 });
        var connectors = Path.Combine(folder, "connectors.json");
        await File.WriteAllTextAsync(connectors, DemoConnectors.Pointing(sandbox.BaseAddress)
            .Replace("${HUB_CALDAV_API:-}", calDav?.ToString(), StringComparison.Ordinal)
            .Replace("${HUB_TRYTON_API:-}", tryton?.ToString(), StringComparison.Ordinal));
        string[] args =
        [
            "--urls", "http://127.0.0.1:0", "--environment", "Demo", $"--ConnectionStrings:Hub=Data Source={Path.Combine(folder, "hub.db")}",
            $"--Hub:DataDirectory={folder}", $"--Hub:ConnectorsFile={connectors}", $"--Hub:BootstrapApiKey={Key}", "--Hub:RequestsPerSecond=5000",
        ];
        var log = new LogCapture();
        var app = await HubApp.Start(args, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            // Subscriptions need one; the sandbox posts to the port that the hub will have.
            builder.Services.AddSingleton(new WebhookAddress(new Uri("https://hub.example.com")));
        });
        return new Shop(app, folder, sandbox, log);
    }

    /// <summary>A browser with nobody signed in.</summary>
    public async Task<Visitor> Visit(VisitorKind? kind = null) => await Visitor.Come(await Chromium.Shared(), Address, kind ?? new VisitorKind());

    /// <summary>A browser with a member signed in.</summary>
    public Task<Visitor> SignIn(Guid? role = null, VisitorKind? kind = null, params Guid[] teams) => SignIn("set", role, kind, teams);

    /// <summary>A browser with a member who came by a link and has no password yet.</summary>
    public Task<Visitor> Newcomer(VisitorKind? kind = null) => SignIn(null, null, kind);

    private async Task<Visitor> SignIn(string? passwordHash, Guid? role, VisitorKind? kind, params Guid[] teams)
    {
        var home = await Workspace();
        var member = Members.New(Store, home, $"{Store.Ids.Next():N}@example.com", "Nguyễn Thị Mai", role ?? BuiltInRoles.Owner.Id);
        (member.State, member.PasswordHash) = (MemberState.Active, passwordHash);
        await Store.Write(home, null, db =>
        {
            db.Members.Add(member);
            foreach (var team in teams)
                db.TeamMembers.Add(new TeamMember { WorkspaceId = home, TeamId = team, MemberId = member.Id });
            return Task.CompletedTask;
        }, CancellationToken.None);
        var visitor = await Visit(kind);
        var session = await _app.Services.GetRequiredService<Sessions>().Begin(member, "test", CancellationToken.None);
        await visitor.Page.Context.AddCookiesAsync([new Cookie { Name = "hub_session", Value = session, Url = Address.ToString() }]);
        return visitor;
    }

    /// <summary>The link that a new hub shows at its first start.</summary>
    public async Task<string> FirstLink()
    {
        var home = await Workspace();
        var token = await Store.Write(home, null, async db => await Invitations.Add(
            db, Store, await db.Members.SingleAsync(row => row.WorkspaceId == home && row.RoleId == BuiltInRoles.Owner.Id),
            InvitationKind.SignIn, CancellationToken.None), CancellationToken.None);
        return $"/sign-in?token={token}";
    }

    /// <summary>A message or another deed of a customer, as the sandbox's guide says.</summary>
    public async Task Customer(object deed)
    {
        using var answer = await Platforms.PostAsJsonAsync("/_sandbox/send", deed);
        Assert.That(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Until nothing that happened at the platforms is on its way any more.</summary>
    public Task AllIsHeard(CancellationToken cancellation) => HubHost.Until(
        async () => (Told: (await Platforms.GetFromJsonAsync<JsonElement>("/_sandbox/summary", cancellation)).GetProperty("pending").GetInt32(),
            Kept: (await Get("/webhook-events?state=pending")).GetProperty("items").GetArrayLength()),
        left => left is { Told: 0, Kept: 0 }, cancellation);

    public async Task<JsonElement> Post(string path, object body)
    {
        using var answer = await Api.PostAsJsonAsync($"/api/v1{path}", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.IsSuccessStatusCode, $"{path}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public async Task<JsonElement> Patch(string path, object body)
    {
        using var answer = await Api.PatchAsJsonAsync($"/api/v1{path}", body);
        return await HubHost.Json(answer);
    }

    public async Task<JsonElement> Get(string path) => await Api.GetFromJsonAsync<JsonElement>($"/api/v1{path}");

    /// <summary>The first entry of a list, once there is one.</summary>
    public async Task<JsonElement> First(string path)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var items = (await Get(path)).GetProperty("items");
            if (items.GetArrayLength() > 0)
                return items[0];
            await Task.Delay(50);
        }

        throw new AssertionException($"{path} stays empty.");
    }

    /// <summary>The day comes on which tokens are renewed ahead of their end.</summary>
    public async Task TokensNearTheirEnd()
    {
        var lanes = await Store.Write(null, null, async db =>
        {
            var owed = await db.Deliveries.Where(row => row.Kind == DeliveryKind.RefreshToken && row.State == DeliveryState.Owed).ToListAsync();
            owed.ForEach(row => row.DueAt = Store.Now);
            return owed.ConvertAll(row => new LaneKey(row.WorkspaceId, row.ConnectionId, row.Kind));
        }, CancellationToken.None);
        _app.Services.GetRequiredService<LaneBell>().Ring(lanes);
    }

    /// <summary>An hour passes since the subscriptions were looked at, and the hub's schedule comes round.</summary>
    public async Task SubscriptionsAreLookedAt()
    {
        await Store.Write(null, null, async db =>
        {
            foreach (var row in await db.WebhookSubscriptions.ToListAsync())
                row.CheckedAt -= SubscriptionWatch.Every;
        }, CancellationToken.None);
        await _app.Services.GetRequiredService<SubscriptionWatch>().Run(CancellationToken.None);
    }

    public Task<JsonElement> ConnectWhatsApp() => Post("/connections", new
    {
        connectorId = "whatsapp",
        name = "Hoa Mai WhatsApp",
        accountId = "100200300400500",
        settings = new { phoneNumberId = "100200300400500", accessToken = "sandbox-meta-token" },
    });

    public Task<JsonElement> ConnectTikTok() => Post("/connections", new
    {
        connectorId = "tiktok",
        name = "TikTok Hoa Mai",
        accountId = "sandbox-tiktok-shop",
        credentials = new { accessToken = "sandbox-tiktok-access", refreshToken = "sandbox-tiktok-refresh" },
    });

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        Platforms.Dispose();
        await _app.DisposeAsync();
        await _sandbox.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<Guid> Workspace() => Store.Read(null, db => db.Workspaces.OrderBy(row => row.Id).Select(row => row.Id).FirstAsync());
}
