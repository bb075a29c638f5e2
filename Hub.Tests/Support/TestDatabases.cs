using Hub.Core.Storage;

namespace Hub.Tests.Support;

/// <summary>Databases to test on: every test that takes one runs on both kinds, each time on a fresh and migrated one.</summary>
public static class TestDatabases
{
    /// <summary>For <c>[TestFixtureSource]</c> and <c>[ValueSource]</c>.</summary>
    public static IEnumerable<StorageKind> Kinds => [StorageKind.Sqlite, StorageKind.Postgres];

    /// <returns>A connection string of an empty, migrated database. Marks the test as skipped when PostgreSQL is not there.</returns>
    public static async Task<TestDatabase> Create(StorageKind kind) =>
        kind == StorageKind.Sqlite ? await TestDatabase.Sqlite() : await TestDatabase.Postgres(await PostgresCluster.Shared());

    /// <summary>Whether <c>HUB_TESTS_REQUIRE</c> names it: then its absence is a failure.</summary>
    public static bool IsRequired(string what) =>
        (Environment.GetEnvironmentVariable("HUB_TESTS_REQUIRE") ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(what);
}
