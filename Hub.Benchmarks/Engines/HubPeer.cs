using Hub.Benchmarks.Support;
using Hub.Core.Deliveries;
using Microsoft.EntityFrameworkCore;
using Hub.Core.Storage;

namespace Hub.Benchmarks.Engines;

/// <summary>The hub beside its peers: the same nothing to do, through lanes of several accounts.</summary>
static class HubPeer
{
    const int Accounts = 4;

    public static EnginePeer Peer(HubFolder folder) => new(
        "hub, 4 lanes", 20_000,
        async (database, jobs) =>
        {
            await using var hub = await NoopHub.Start(folder, database, "api", _ => { });
            var accounts = await Connections(hub, database);
            foreach (var account in accounts)
                await hub.Owe(account, [.. Enumerable.Range(0, jobs / Accounts).Select(_ => Guid.CreateVersion7())]);
        },
        async (database, jobs) =>
        {
            var countdown = new Countdown(jobs);
            await using var hub = await NoopHub.Start(folder, database, "jobs", batch => countdown.Some(batch.Count));
            var seconds = await countdown.Seconds();
            await using var reader = HubStore.Open(database, TimeProvider.System);
            while (await reader.Read(null, db => db.Deliveries.AnyAsync(row => row.State == DeliveryState.Owed && row.Kind == DeliveryKind.SyncContact)))
                await Task.Delay(20); // the last of them are being written down
            return seconds;
        },
        async (database, jobs) =>
        {
            var numbers = Enumerable.Range(0, jobs).ToDictionary(_ => Guid.CreateVersion7());
            var subjects = numbers.ToDictionary(pair => pair.Value, pair => pair.Key);
            var times = new StartTimes(jobs);
            await using var hub = await NoopHub.Start(folder, database, "all", batch =>
            {
                foreach (var delivery in batch)
                    if (numbers.TryGetValue(delivery.SubjectId, out var number))
                        times.Started(number);
            });
            var account = (await Connections(hub, database))[0];
            return await times.Ask(number => hub.Owe(account, subjects[number]));
        });

    // Those of the first time, when there was one.
    static async Task<List<Guid>> Connections(NoopHub hub, string database)
    {
        await using var store = HubStore.Open(database, TimeProvider.System);
        var known = await store.Read(null, db => db.Connections.Select(row => row.Id).ToListAsync());
        return known.Count > 0 ? known : await hub.Connect(Accounts);
    }
}
