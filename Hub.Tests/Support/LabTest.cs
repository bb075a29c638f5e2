using Hub.Core.Storage;

namespace Hub.Tests.Support;

/// <summary>A fixture of which each test has a lab of its own on one database.</summary>
public abstract class LabTest(StorageKind kind)
{
    protected StorageKind Kind => kind;

    protected Lab Lab { get; private set; } = null!;

    [SetUp]
    public async Task OpenLab() => Lab = await Lab.Create(kind);

    [TearDown]
    public async Task CloseLab()
    {
        if (Lab is not null)
            await Lab.DisposeAsync();
    }
}
