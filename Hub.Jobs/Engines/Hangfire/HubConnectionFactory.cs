using Hangfire.PostgreSql;
using Npgsql;

namespace Hub.Jobs.Engines.Hangfire;

/// <summary>A pool of Hangfire's own: its workers wait in the database, and must not take the connections of the hub.</summary>
internal sealed class HubConnectionFactory(string connectionString) : IConnectionFactory
{
    private readonly string _connectionString =
        new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "hub jobs" }.ConnectionString;

    public NpgsqlConnection GetOrCreateConnection() => new(_connectionString);
}
