using Hub.Tests.Support;

namespace Hub.Tests;

/// <summary>Ends what all tests shared. It stands in the namespace that holds all the others: NUnit runs it after the last of them.</summary>
[SetUpFixture]
public sealed class StopSharedServers
{
    [OneTimeTearDown]
    public Task Stop() => PostgresCluster.StopShared();
}
