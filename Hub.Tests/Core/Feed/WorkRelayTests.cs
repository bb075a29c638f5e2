using Hub.Core.Deliveries;
using Hub.Core.Feed;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Core.Feed;

/// <summary>One node serves, another one works; neither waits for a sweep.</summary>
public sealed class WorkRelayTests
{
    [Test]
    [CancelAfter(60_000)]
    public async Task What_one_node_owes_the_other_one_hears_of(CancellationToken cancellation)
    {
        await using var serves = await Lab.Create(StorageKind.Postgres);
        await using var works = serves.Beside();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] relays = [Relay(serves).Tell(stop.Token), Relay(works).Hear(stop.Token)];
        var rung = new TaskCompletionSource<LaneKey>();
        works.Get<LaneBell>().Rung += lane => rung.TrySetResult(lane);
        var lane = serves.Lane(DeliveryKind.SendMessage);

        var heard = works.Get<IngestQueue>().Next(cancellation).AsTask();
        while (!heard.IsCompleted || !rung.Task.IsCompleted)
        {
            serves.Get<IngestQueue>().Announce(serves.Workspace, serves.Connection.Id);
            serves.Get<LaneBell>().Ring(lane);
            await Task.Delay(50, cancellation); // until it listens, what is told is lost to it
        }

        Assert.That(await heard, Is.EqualTo((serves.Workspace, serves.Connection.Id)));
        Assert.That(await rung.Task, Is.EqualTo(lane));
        await stop.CancelAsync();
        Assert.That(() => Task.WhenAll(relays), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Roles_decide_who_tells_and_who_hears(CancellationToken cancellation)
    {
        await using var database = await TestDatabases.Create(StorageKind.Postgres);
        var folder = Directory.CreateTempSubdirectory("hub-roles-");
        await using (var serves = await HubHost.Start(database.ConnectionString, null, "--role=api", $"--Hub:DataDirectory={folder}"))
        await using (var works = await HubHost.Start(database.ConnectionString, null, "--role=jobs", $"--Hub:DataDirectory={folder}"))
        {
            var rung = new TaskCompletionSource<LaneKey>();
            var lane = new LaneKey(Guid.NewGuid(), Guid.NewGuid(), DeliveryKind.SendMessage);
            works.Get<LaneBell>().Rung += heard => rung.TrySetResult(heard);
            while (!rung.Task.IsCompleted)
            {
                serves.Get<LaneBell>().Ring(lane);
                await Task.Delay(50, cancellation);
            }

            Assert.That(await rung.Task, Is.EqualTo(lane));
        }

        folder.Delete(recursive: true);
    }

    private static WorkRelay Relay(Lab lab) => new(
        lab.Store, lab.Get<IngestQueue>(), lab.Get<LaneBell>(), TimeProvider.System, NullLogger<WorkRelay>.Instance);
}
