using Hub.Core.Storage;
using Hub.Tests.Promises;

namespace Hub.Tests.Api.Hosting;

public sealed class InputWatchTests
{
    [Test]
    [CancelAfter(120_000)]
    public async Task A_hub_that_was_told_to_stops_in_order_when_its_input_ends(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(StorageKind.Sqlite);
        await using var hub = await stage.Start(cancellation);

        hub.EndInput();
        await hub.Exited(cancellation);

        Assert.That(hub.ExitCode, Is.Zero);
    }
}
