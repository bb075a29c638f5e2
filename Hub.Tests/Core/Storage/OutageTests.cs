using Hub.Core.Storage;
using Npgsql;

namespace Hub.Tests.Core.Storage;

public sealed class OutageTests
{
    private static readonly TestCaseData[] Errors =
    [
        new TestCaseData(new NpgsqlException("Exception while reading from stream", new TimeoutException()), true).SetArgDisplayNames("the server is silent"),
        new TestCaseData(new PostgresException("shutting down", "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown), true).SetArgDisplayNames("the server stops"),
        new TestCaseData(new Microsoft.Data.Sqlite.SqliteException("disk is full", 13), true).SetArgDisplayNames("the disk is full"),
        new TestCaseData(new PostgresException("invalid byte sequence", "ERROR", "ERROR", "22021"), false).SetArgDisplayNames("PostgreSQL refuses the row"),
        new TestCaseData(new Microsoft.Data.Sqlite.SqliteException("constraint", 19), false).SetArgDisplayNames("SQLite refuses the row"),
    ];

    [TestCaseSource(nameof(Errors))]
    public void A_database_that_is_away_is_told_from_a_row_that_it_refuses(Exception error, bool isAway) =>
        Assert.That(Outage.Is(error), Is.EqualTo(isAway));
}
