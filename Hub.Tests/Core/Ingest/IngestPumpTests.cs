using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Ingest;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class IngestPumpTests(StorageKind kind)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task A_connection_with_a_backlog_goes_behind_the_others_after_each_batch(CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(kind);
        await lab.Store.Write(lab.Workspace, null, db =>
        {
            for (var i = 0; i < 500; i++)
                db.WebhookEvents.Add(new WebhookEvent
                {
                    WorkspaceId = lab.Workspace,
                    Id = lab.Store.Ids.Next(),
                    ConnectorId = lab.Connection.ConnectorId,
                    AccountId = lab.Connection.AccountId,
                    ConnectionId = lab.Connection.Id,
                    EventKey = BitConverter.GetBytes(i),
                    Body = [],
                    ReceivedAt = lab.Store.Now,
                });
            return Task.CompletedTask;
        }, cancellation);
        var queue = lab.Get<IngestQueue>();
        var other = lab.Store.Ids.Next();
        queue.Announce(lab.Workspace, lab.Connection.Id);
        queue.Announce(lab.Workspace, other);

        var first = await queue.Next(cancellation);
        await lab.Get<IngestPump>().Turn(first.Workspace, first.Connection, cancellation);
        var left = await lab.Read(db => db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Pending, cancellation));

        Assert.That(left, Is.InRange(1, 499));
        Assert.That((await queue.Next(cancellation)).Connection, Is.EqualTo(other));
        Assert.That((await queue.Next(cancellation)).Connection, Is.EqualTo(lab.Connection.Id));
    }
}
