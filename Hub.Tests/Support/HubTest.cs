using Hub.Core.Storage;

namespace Hub.Tests.Support;

/// <summary>A fixture whose tests share one hub on one database.</summary>
public abstract class HubTest(StorageKind kind, params string[] settings)
{
    protected StorageKind Kind => kind;

    protected HubHost Host { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartHub()
    {
        Host = await HubHost.Start(kind, settings);
        await Arrange();
    }

    [OneTimeTearDown]
    public async Task StopHub()
    {
        if (Host is not null)
            await Host.DisposeAsync();
    }

    /// <summary>What all tests of the fixture find there.</summary>
    protected virtual Task Arrange() => Task.CompletedTask;
}
