using Hub.Connectors.Abstractions;
using Hub.Core.Contacts;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>Ten thousand dead letters are owed again by one call, leave within the vendor's limits, each once, and the audit list says who did it.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P18_ReplayTests(StorageKind kind)
{
    private const int Dead = 10_000;
    private const int CallsPerSecond = 10;
    private readonly HashSet<string> _received = [];
    private int _calls;
    private int _early;

    [Test]
    [CancelAfter(180_000)]
    public async Task Ten_thousand_dead_letters_are_replayed_within_the_vendors_limits(CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(kind, LabConnector.NewManifest("lab", ConnectorKind.Channel, ConnectorKind.Crm));
        await Bury(lab, cancellation);
        Count(lab);

        var cause = new FailureCause(lab.Lane(DeliveryKind.SyncContact), nameof(Outcome.Rejected), "lab/gone");
        var replayed = await new DeliveryReplay(lab.Store, lab.Get<LaneBell>()).Dead(cause, ReplayPace.Most, "member:42", cancellation);
        while (await lab.Run(DeliveryKind.SyncContact) is { } next)
        {
            cancellation.ThrowIfCancellationRequested();
            if (next > lab.Clock.GetUtcNow())
                lab.Clock.Set(next);
        }

        Assert.That((replayed.Count, _received.Count, _early), Is.EqualTo((Dead, Dead, 0)));
        Assert.That(await lab.Read(db => db.Deliveries.CountAsync(row => row.State != DeliveryState.Done, cancellation)), Is.Zero);
        var notes = await lab.Read(db => db.Audit.Where(row => row.Action == "deliveries.replayed").ToListAsync(cancellation));
        Assert.That(notes, Is.Not.Empty);
        Assert.That(notes.Select(row => row.Actor), Is.All.EqualTo("member:42"));
        Verdict.Pass("P18", $"{kind}: {Dead} dead letters replayed in {_calls} calls, {CallsPerSecond} a second, none before its time, each once, audited");
    }

    private static Task Bury(Lab lab, CancellationToken cancellation) => OwedContacts.Add(lab, Dead, cancellation, delivery =>
    {
        (delivery.State, delivery.SettledAt) = (DeliveryState.Dead, lab.Store.Now);
        (delivery.Outcome, delivery.Code) = (nameof(Outcome.Rejected), "lab/gone");
    });

    // A vendor that counts the calls of each second, says when to come again, and minds who comes before.
    private void Count(Lab lab)
    {
        var (second, inSecond, notBefore) = (DateTimeOffset.MinValue, 0, DateTimeOffset.MinValue);
        lab.Connector.OnContacts = batch =>
        {
            var now = lab.Clock.GetUtcNow();
            _early += now < notBefore ? 1 : 0;
            if (now - second >= TimeSpan.FromSeconds(1))
                (second, inSecond) = (now, 0);
            if (++inSecond > CallsPerSecond)
            {
                notBefore = second.AddSeconds(1);
                return Task.FromResult(BatchAnswer.Failed(
                    new Outcome.Throttled(notBefore - now, ThrottleScope.Connection, new Reason("lab/429"))));
            }

            _calls++;
            var twice = batch.Count(item => !_received.Add(item.Key));
            Assert.That(twice, Is.Zero, "each once");
            return Task.FromResult(new BatchAnswer([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted("remote-" + item.Key)))]));
        };
    }
}
