using System.Diagnostics;
using Hub.Benchmarks.Support;
using Hub.Core.Storage;

namespace Hub.Benchmarks.Deliveries;

/// <summary>
/// 30,000 contacts that are owed to a CRM: from the first call to the last one settled in the database, and of the last 20,000 alone, when
/// the hub that has just started has its code compiled. What job engines do beside it is in <c>Engines</c>.
/// </summary>
static class DeliveryBenchmark
{
    const int Contacts = 30_000, Warmup = 10_000;

    public static async Task<IReadOnlyList<BenchmarkRow>> Run(BenchmarkOptions options)
    {
        var figures = new Figures("deliveries");
        await using var crm = await FakeCrm.Start();
        await Measure(figures, crm, "SQLite", null);
        await using var server = await PostgresServer.TryStart();
        if (server is null)
            return figures.Rows;
        await Measure(figures, crm, "PostgreSQL", await server.Create("hub"));
        return figures.Rows;
    }

    static async Task Measure(Figures figures, FakeCrm crm, string store, string? connectionString)
    {
        crm.Forget();
        using var folder = HubFolder.Create(crm.Address);
        var database = connectionString ?? folder.Sqlite;
        await using (var hub = await HubProcess.Start(folder, database, "api"))
            await OwedContacts.Owe(database, await Connect(hub), Contacts);
        await using var reader = HubStore.Open(database, TimeProvider.System);
        await using var worker = await HubProcess.Start(folder, database);
        var warm = await Until(worker, reader, Warmup);
        var (start, used) = (Stopwatch.GetTimestamp(), worker.ProcessorTime());
        await Until(worker, reader, Contacts);
        var perSecond = (Contacts - warm) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        figures.Add("hub", $"{store}, contacts in batches of 100, from the start", Contacts / Stopwatch.GetElapsedTime(crm.First).TotalSeconds, "/s");
        figures.Add("hub", $"{store}, contacts in batches of 100, the last 20,000", perSecond, "/s");
        figures.Add("hub", $"{store}, processor time a delivery of those", (worker.ProcessorTime() - used).TotalMicroseconds / (Contacts - warm), "µs");
        figures.Add("hub", $"{store}, records missing at the CRM", Contacts - crm.Records, "records");
        figures.Add("hub", $"{store}, records written twice", crm.Repeated, "records");
    }

    static async Task<int> Until(HubProcess worker, HubStore reader, int count)
    {
        while (true)
        {
            var settled = await OwedContacts.Settled(reader);
            if (settled >= count)
                return settled;
            worker.MustRun();
            await Task.Delay(20);
        }
    }

    static Task<Guid> Connect(HubProcess hub) => hub.Connect(new
    {
        connectorId = "hubspot",
        accountId = "1",
        name = "CRM",
        settings = new { },
        credentials = new { accessToken = "token" },
        limits = new { callsPerSecond = 10_000 }, // the vendor's own is what would be measured otherwise
    });
}
