using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A worker that was only paused cannot finish what another took over.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P14_PausedWorkerTests(StorageKind kind)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(90);

    [Test]
    [CancelAfter(120_000)]
    public async Task A_paused_sync_does_not_count_once_another_holds_the_lane(CancellationToken cancellation)
    {
        await using var paused = await Lab.Create(kind, LabConnector.NewManifest("lab", ConnectorKind.Channel, ConnectorKind.Crm));
        await using var other = paused.Beside();
        await paused.Conversations(1);
        other.Connector.OnContacts = batch => Task.FromResult(Answer(batch, "other"));
        paused.Connector.OnContacts = async batch =>
        {
            paused.Clock.Advance(Pause);
            await other.Run(DeliveryKind.SyncContact);
            return Answer(batch, "paused");
        };

        await paused.Run(DeliveryKind.SyncContact);

        var delivery = (await paused.Deliveries(DeliveryKind.SyncContact)).Single();
        var remote = await paused.Read(db => db.ExternalIds.Select(row => row.RemoteId).ToListAsync(cancellation));
        Assert.That((delivery.State, delivery.Attempts), Is.EqualTo((DeliveryState.Done, 0)));
        Assert.That(remote, Is.EqualTo(new[] { "other" }));
        Verdict.Pass("P14", $"{kind}: paused for {Pause.TotalSeconds} s, 1 commit, the other's");
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_paused_send_stays_in_doubt_and_is_not_sent_again(CancellationToken cancellation)
    {
        await using var paused = await Lab.Create(kind);
        await using var other = paused.Beside();
        var conversation = (await paused.Conversations(1)).Single();
        var sent = 0;
        other.Connector.OnSend = (_, _) => Task.FromResult<Outcome>(new Outcome.Accepted($"other-{Interlocked.Increment(ref sent)}"));
        paused.Connector.OnSend = async (_, _) =>
        {
            paused.Clock.Advance(Pause);
            await other.Run(DeliveryKind.SendMessage);
            return new Outcome.Accepted($"paused-{Interlocked.Increment(ref sent)}");
        };
        await paused.Say(conversation, "chị ơi");

        await paused.Run(DeliveryKind.SendMessage);

        Assert.That(sent, Is.EqualTo(1), "by the paused one alone");
        Assert.That((await paused.Answers()).Single().Status, Is.EqualTo(MessageStatus.Unknown));
        Assert.That((await paused.Deliveries(DeliveryKind.SendMessage)).Single().State, Is.EqualTo(DeliveryState.Unknown));
        Assert.That(cancellation.IsCancellationRequested, Is.False);
    }

    private static BatchAnswer Answer<T>(IReadOnlyList<WriteItem<T>> batch, string remoteId) =>
        new([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted(remoteId)))]);
}
