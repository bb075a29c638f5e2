using Hub.Benchmarks.Support;

namespace Hub.Benchmarks.Webhooks;

/// <summary>
/// Durable acceptance: signed webhooks of 1,000 bytes over 64 keep-alive connections to the real hub, beside pgbench's 64 clients
/// inserting the same row into the same table shape on the same server, before and after.
/// </summary>
static class WebhookBenchmark
{
    const int Connections = 64, Warmup = 3, People = 2_000;

    // The webhook table's columns and indexes, filled with what pgbench can make without costing the client anything.
    const string PeerTable = "create table peer_events (like webhook_events including all)";

    const string PeerRow =
        """
        insert into peer_events
            (workspace_id, id, connector_id, account_id, connection_id, event_key, body, received_at, state, events, unknown_events, attempts)
        values ('0197a3c0-0000-7000-8000-000000000001', gen_random_uuid(), 'tiktok', '-000mShopShopShopShopShopShopShop0001',
            '0197a3c0-0000-7000-8000-000000000002', sha256(uuid_send(gen_random_uuid())), convert_to(repeat('0123456789', 100), 'UTF8'),
            1789814497488, 'Pending', 0, 0, 0)
        on conflict (workspace_id, connection_id, event_key) do nothing;
        """;

    public static async Task<IReadOnlyList<BenchmarkRow>> Run(BenchmarkOptions options)
    {
        var figures = new Figures("webhooks");
        figures.Add("disk", "8 KB flush", Machine.FlushMicroseconds(), "µs");
        await using var server = await PostgresServer.TryStart();
        foreach (var role in (string[])["all", "api"])
        {
            var before = await Peer(figures, server, role, "before", options);
            if (server is not null)
                await Measure(figures, role, "PostgreSQL", await server.Create($"hub_{role}"), options);
            await Measure(figures, role, "SQLite", null, options);
            Compare(figures, role, (before + await Peer(figures, server, role, "after", options)) / 2);
        }

        return figures.Rows;
    }

    static async Task<double> Peer(Figures figures, PostgresServer? server, string role, string moment, BenchmarkOptions options)
    {
        if (server is null)
            return double.NaN;
        var database = $"peer_{role}_{moment}";
        await Schema(server, database);
        return figures.Add("pgbench", $"64 clients, one row a commit, {moment} (--role {role})",
            await server.PgBench(database, PeerRow, options.Seconds), "rows/s");
    }

    // The hub itself makes the table, so that both have the same.
    static async Task Schema(PostgresServer server, string database)
    {
        using var folder = HubFolder.Create();
        await using (await HubProcess.Start(folder, await server.Create(database), "api"))
            await server.Execute(database, PeerTable);
    }

    static async Task Measure(Figures figures, string role, string store, string? connectionString, BenchmarkOptions options)
    {
        using var folder = HubFolder.Create();
        var database = connectionString ?? folder.Sqlite;
        var hub = await HubProcess.Start(folder, database, role);
        var acknowledged = 0L;
        await using (hub)
        {
            await Connect(hub);
            var @case = $"{store} (--role {role})";
            figures.Add("hub", $"{@case}, resident idle", hub.MegabytesResident(), "MB");
            var load = new LoadGenerator(hub.Port, new TikTokTraffic(People), Connections);
            acknowledged += (await load.Steady(1_000, TimeSpan.FromSeconds(Warmup))).Accepted;
            acknowledged += await Steady(figures, @case, load, options);
            acknowledged += (await load.Saturate(TimeSpan.FromSeconds(Warmup))).Accepted;
            acknowledged += await Saturate(figures, @case, hub, load, options);
        }

        figures.Add("hub", $"{store} (--role {role}), acknowledged and missing after kill -9", acknowledged - await StoredWebhooks.Count(database), "webhooks");
    }

    static async Task<long> Steady(Figures figures, string @case, LoadGenerator load, BenchmarkOptions options)
    {
        var result = await load.Steady(1_000, TimeSpan.FromSeconds(options.Seconds));
        figures.Add("hub", $"{@case}, p50 at 1,000/s", result.Percentile(0.50), "ms");
        figures.Add("hub", $"{@case}, p99 at 1,000/s", result.Percentile(0.99), "ms");
        figures.Add("hub", $"{@case}, refused at 1,000/s", result.Refused, "webhooks");
        return result.Accepted;
    }

    static async Task<long> Saturate(Figures figures, string @case, HubProcess hub, LoadGenerator load, BenchmarkOptions options)
    {
        var used = hub.ProcessorTime();
        var result = await load.Saturate(TimeSpan.FromSeconds(options.Seconds));
        figures.Add("hub", $"{@case}, accepted", result.PerSecond, "/s");
        figures.Add("hub", $"{@case}, p50 at saturation", result.Percentile(0.50), "ms");
        figures.Add("hub", $"{@case}, p99 at saturation", result.Percentile(0.99), "ms");
        figures.Add("hub", $"{@case}, refused at saturation", result.Refused, "webhooks");
        figures.Add("hub", $"{@case}, processor time a webhook", (hub.ProcessorTime() - used).TotalMicroseconds / result.Accepted, "µs");
        figures.Add("hub", $"{@case}, resident at saturation", hub.MegabytesResident(), "MB");
        return result.Accepted;
    }

    static void Compare(Figures figures, string role, double peer)
    {
        if (double.IsNaN(peer))
            return;
        foreach (var row in figures.Rows.Where(row => row.Case.EndsWith($"(--role {role}), accepted", StringComparison.Ordinal)).ToList())
            figures.Add("hub ÷ pgbench", row.Case, row.Value / peer, "×");
    }

    public static async Task Connect(HubProcess hub)
    {
        for (var i = 0; i < TikTokTraffic.Accounts; i++)
            await hub.Connect(new
            {
                connectorId = "tiktok",
                accountId = TikTokTraffic.AccountName(i),
                name = $"Shop {i}",
                settings = new { },
                credentials = new { accessToken = "token" },
            });
    }
}
