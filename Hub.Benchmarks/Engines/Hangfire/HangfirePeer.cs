using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;

namespace Hub.Benchmarks.Engines;

/// <summary>Hangfire with one job a delivery; compiled in with <c>-p:JobEngine=Hangfire</c>.</summary>
static partial class EngineBenchmark
{
    const int Workers = 16;
    static Action<int> _work = _ => { };

    static partial void AddHangfire(List<EnginePeer> peers) =>
        peers.Add(new EnginePeer("Hangfire, one job each", 500, EnqueueHangfire, DrainHangfire, HangfireLatency));

    public static void Job(int number) => _work(number);

    static Task EnqueueHangfire(string connectionString, int jobs)
    {
        var client = new BackgroundJobClient(Storage(connectionString));
        for (var i = 0; i < jobs; i++)
            client.Enqueue(() => Job(i));
        return Task.CompletedTask;
    }

    static async Task<double> DrainHangfire(string connectionString, int jobs)
    {
        var countdown = new Countdown(jobs);
        _work = _ => countdown.One();
        using var server = Server(connectionString);
        return await countdown.Seconds();
    }

    static async Task<double[]> HangfireLatency(string connectionString, int jobs)
    {
        var times = new StartTimes(jobs);
        _work = times.Started;
        using var server = Server(connectionString);
        var client = new BackgroundJobClient(Storage(connectionString));
        return await times.Ask(number =>
        {
            client.Enqueue(() => Job(number));
            return Task.CompletedTask;
        });
    }

    static BackgroundJobServer Server(string connectionString) =>
        new(new BackgroundJobServerOptions { WorkerCount = Workers }, Storage(connectionString));

    static PostgreSqlStorage Storage(string connectionString)
    {
        var options = new PostgreSqlStorageOptions();
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connectionString, options), options);
    }
}
