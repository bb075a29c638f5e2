using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Jobs;

/// <summary>Whoever asks what runs the jobs hears whether anybody does.</summary>
public sealed class JobEngineTests
{
    [TestCase(StorageKind.Sqlite, "all", 1)]
    [TestCase(StorageKind.Postgres, "all", 1)]
    [TestCase(StorageKind.Sqlite, "api", 0)]
    [CancelAfter(60_000)]
    public async Task A_node_is_there_from_its_first_answer_on(StorageKind kind, string role, int working, CancellationToken cancellation)
    {
        await using var hub = await HubHost.Start(kind, "--role", role);

        var engine = await Ask(hub.Client, cancellation);

        var node = engine.GetProperty("nodes").EnumerateArray().Single();
        Assert.That(engine.GetProperty("working").GetInt32(), Is.EqualTo(working));
        Assert.That((node.GetProperty("role").GetString(), node.GetProperty("isAlive").GetBoolean()), Is.EqualTo((role, true)));
        Assert.That(node.GetProperty("name").GetString(), Does.EndWith($":{Environment.ProcessId}"));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_worker_that_stops_is_missed_at_once_by_the_one_that_serves(CancellationToken cancellation)
    {
        var database = await TestDatabases.Create(StorageKind.Postgres);
        var keys = $"--Hub:DataDirectory={Directory.CreateTempSubdirectory("hub-nodes-").FullName}";
        await using var api = await HubHost.Start(database.ConnectionString, database, keys, "--role", "api");
        var never = await Ask(api.Client, cancellation);
        int working;
        await using (await HubHost.Start(database.ConnectionString, null, keys, "--role", "jobs"))
            working = (await Ask(api.Client, cancellation)).GetProperty("working").GetInt32();

        var engine = await Ask(api.Client, cancellation);

        Assert.That((never.GetProperty("working").GetInt32(), never.GetProperty("idleSince").ValueKind), Is.EqualTo((0, JsonValueKind.Null)));
        Assert.That((working, engine.GetProperty("working").GetInt32()), Is.EqualTo((1, 0)));
        Assert.That(engine.GetProperty("idleSince").GetDateTimeOffset(), Is.EqualTo(api.Store.Now).Within(TimeSpan.FromSeconds(30)));
        Assert.That(
            engine.GetProperty("nodes").EnumerateArray().Select(node => (node.GetProperty("role").GetString(), node.GetProperty("isAlive").GetBoolean())),
            Is.EqualTo(new[] { ("api", true), ("jobs", false) }));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Machines_are_named_only_to_those_who_operate_the_hub(CancellationToken cancellation)
    {
        await using var hub = await HubHost.Start(StorageKind.Sqlite);
        using var reader = await hub.ClientWithScopes("deliveries.read");

        var engine = await Ask(reader, cancellation);

        Assert.That((engine.GetProperty("working").GetInt32(), engine.GetProperty("nodes").GetArrayLength()), Is.EqualTo((1, 0)));
    }

    private static Task<JsonElement> Ask(HttpClient client, CancellationToken cancellation) =>
        client.GetFromJsonAsync<JsonElement>("/api/v1/job-engine", cancellation);
}
