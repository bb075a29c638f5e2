using Hub.Connectors.Abstractions;
using Hub.Core.Storage;

namespace Hub.Tests.Support;

/// <summary>A fixture of which each test has a lab of its own on one database.</summary>
public abstract class LabTest(StorageKind kind)
{
    protected StorageKind Kind => kind;

    protected Lab Lab { get; private set; } = null!;

    /// <summary>Null for the usual one.</summary>
    protected virtual ConnectorManifest? Manifest => null;

    [SetUp]
    public async Task OpenLab() => Lab = await Lab.Create(kind, Manifest);

    [TearDown]
    public async Task CloseLab()
    {
        if (Lab is not null)
            await Lab.DisposeAsync();
    }
}
