using Hub.Api.Hosting;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Jobs.Engines;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Hub.Tests.Api.Hosting;

/// <summary>Several nodes on one database.</summary>
public sealed class NodeTests
{
    [Test]
    [CancelAfter(120_000)]
    public async Task Nodes_that_start_at_once_on_an_empty_database_make_one_hub(CancellationToken cancellation)
    {
        var cluster = await PostgresCluster.Shared();
        var name = $"empty_{Guid.NewGuid():N}";
        await cluster.Execute($"create database {name}");
        var keys = $"--Hub:DataDirectory={Directory.CreateTempSubdirectory("hub-nodes-").FullName}";

        var nodes = await Task.WhenAll(((string[])["all", "jobs", "api"]).Select(role =>
            Task.Run(() => HubHost.Start(cluster.ConnectionString(name), null, keys, "--role", role), cancellation)));

        Assert.That(await nodes[0].Store.Read(null, db => db.Workspaces.CountAsync(cancellation)), Is.EqualTo(1));
        foreach (var node in nodes)
            await node.DisposeAsync();
        await cluster.Execute($"drop database {name} with (force)");
    }

    [TestCase("api")]
    [TestCase("jobs")]
    [TestCase("all")]
    [CancelAfter(60_000)]
    public async Task A_node_has_all_that_its_role_asks_for(string role)
    {
        // In development every service is tried to be made as the host is built, also one that nobody has asked for yet.
        await using var node = await HubHost.Start(StorageKind.Sqlite, "--environment", "Development", "--role", role);

        Assert.That(node.Get<ConnectionCheck>(), Is.Not.Null);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_second_node_on_sqlite_is_told_to_use_postgresql()
    {
        await using var hub = await HubHost.Start(StorageKind.Sqlite);

        var refused = Assert.ThrowsAsync<StorageException>(hub.Beside);

        Assert.That(refused.Message, Does.Contain("SQLite serves one process").And.Contain("PostgreSQL"));
    }

    [TestCase("Data Source=hub.db", null, JobEngineKind.QuartzInMemory)]
    [TestCase("Data Source=hub.db", "quartz", JobEngineKind.QuartzInMemory)]
    [TestCase("Host=db", "quartz", JobEngineKind.QuartzClustered)]
    public void The_engine_follows_from_the_database(string database, string? wanted, JobEngineKind kind) =>
        Assert.That(JobEngines.Choose(database, wanted), Is.EqualTo(kind));

    [Test]
    public void Hangfire_is_the_default_where_it_is_built_in_and_can_be()
    {
        Assert.That(JobEngines.Choose("Host=db", null), Is.EqualTo(JobEngines.HasHangfire ? JobEngineKind.Hangfire : JobEngineKind.QuartzClustered));
        Assert.That(() => JobEngines.Choose("Data Source=hub.db", "hangfire"), Throws.TypeOf<StorageException>());
        Assert.That(() => JobEngines.Choose("Host=db", "cron"), Throws.TypeOf<StorageException>());
    }

    [TestCase("jobs", ExpectedResult = HubRole.Jobs)]
    [TestCase("API", ExpectedResult = HubRole.Api)]
    public HubRole A_role_is_named(string role) => HubRoles.Of(Configured(role));

    [Test]
    public void A_role_that_does_not_exist_is_refused() =>
        Assert.That(() => HubRoles.Of(Configured("worker")), Throws.TypeOf<StartRefused>().With.Message.Contains("api, jobs, all"));

    private static IConfigurationRoot Configured(string role) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("role", role)]).Build();
}
