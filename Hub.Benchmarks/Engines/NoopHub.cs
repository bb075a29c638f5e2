using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Api.Hosting;
using Hub.Benchmarks.Support;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hub.Benchmarks.Engines;

/// <summary>The hub with its lanes, leases, engine and database, whose deliveries are to do nothing.</summary>
sealed class NoopHub : IAsyncDisposable
{
    const string OwnerKey = "hub_benchmark-owner-key-0123456789abcdef";
    const int Chunk = 5_000;
    readonly WebApplication _app;

    NoopHub(WebApplication app) => _app = app;

    public static async Task<NoopHub> Start(
        HubFolder folder, string connectionString, string role, Action<IReadOnlyList<Delivery>> started, TimeSpan call = default) =>
        new(await HubApp.Start(
        [
            "--urls", "http://127.0.0.1:0", "--environment", "Production", "--role", role, $"--ConnectionStrings:Hub={connectionString}",
            $"--Hub:DataDirectory={folder.Path}", $"--Hub:ConnectorsFile={folder.ConnectorsFile}", $"--Hub:BootstrapApiKey={OwnerKey}",
        ],
        builder =>
        {
            builder.Logging.ClearProviders();
            if (builder.Services.FirstOrDefault(service => service.ImplementationType == typeof(SyncContacts)) is { } real)
                builder.Services.Remove(real);
            builder.Services.AddSingleton<LaneWork>(new NoopWork(started, call));
        }));

    /// <summary>As many accounts of a CRM, each with a lane of its own.</summary>
    public async Task<List<Guid>> Connect(int count)
    {
        using var api = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(_app.Urls.Single()) };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OwnerKey);
        var ids = new List<Guid>();
        for (var account = 1; account <= count; account++)
        {
            using var answer = await api.PostAsJsonAsync("/api/v1/connections", new
            {
                connectorId = "hubspot",
                accountId = account.ToString(CultureInfo.InvariantCulture),
                name = "CRM",
                settings = new { },
                credentials = new { accessToken = "token" },
            });
            ids.Add(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("id").GetGuid());
        }

        return ids;
    }

    /// <summary>Owes as ingest does, and wakes the lane.</summary>
    public async Task Owe(Guid connection, params IReadOnlyList<Guid> subjects)
    {
        var store = _app.Services.GetRequiredService<HubStore>();
        var workspace = await store.Read(null, db => db.Workspaces.Select(row => row.Id).SingleAsync());
        var lane = new LaneKey(workspace, connection, DeliveryKind.SyncContact);
        foreach (var chunk in subjects.Chunk(Chunk))
        {
            var owed = await store.Write(workspace, connection, async db =>
            {
                var owing = new Owing(db, store.Ids, store.Now);
                foreach (var subject in chunk)
                    owing.Owe(lane, subject);
                await owing.Write(CancellationToken.None);
                return owing.Lanes;
            }, CancellationToken.None);
            _app.Services.GetRequiredService<LaneBell>().Ring(owed);
        }
    }

    // Quartz ends with its host's stop only: a node that is thrown away without goes on taking lanes, and keeps its process alive.
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
