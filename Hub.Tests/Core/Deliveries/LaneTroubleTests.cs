using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Deliveries;

/// <summary>What the other side refuses, asks or forgets, and what becomes of it.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class LaneTroubleTests(StorageKind kind)
{
    [Test]
    public async Task One_bad_record_does_not_hold_back_the_rest_of_its_batch()
    {
        await using var lab = await Lab.Create(kind);
        lab.Connector.OnContacts = batch => Task.FromResult(batch.Any(item => item.Value.DisplayName == "Khách 3")
            ? BatchAnswer.Failed(new Outcome.Rejected(new Reason("lab/bad-batch")))
            : LaneLab.Accepted(batch));
        await LaneLab.Greet(lab, 8);

        await lab.Run(DeliveryKind.SyncContact);

        var states = (await LaneLab.Owed(lab)).GroupBy(row => row.State).ToDictionary(group => group.Key, group => group.Count());
        Assert.That(states, Is.EquivalentTo(new Dictionary<DeliveryState, int> { [DeliveryState.Done] = 7, [DeliveryState.Dead] = 1 }));
    }

    [Test]
    public async Task Waiting_for_a_rate_limit_is_no_attempt_and_keeps_the_lane_quiet()
    {
        await using var lab = await Lab.Create(kind);
        var calls = 0;
        lab.Connector.OnContacts = batch => Task.FromResult(++calls == 1
            ? BatchAnswer.Failed(new Outcome.Throttled(TimeSpan.FromSeconds(30), ThrottleScope.Connection, new Reason("lab/429")))
            : LaneLab.Accepted(batch));
        await LaneLab.Greet(lab, 3);

        var next = await lab.Run(DeliveryKind.SyncContact);
        lab.Clock.Advance(TimeSpan.FromSeconds(29));
        await lab.Run(DeliveryKind.SyncContact);
        var during = calls;
        lab.Clock.Advance(TimeSpan.FromSeconds(2));
        await lab.Run(DeliveryKind.SyncContact);

        Assert.Multiple(async () =>
        {
            Assert.That(next, Is.EqualTo(new DateTimeOffset(2026, 11, 22, 8, 0, 30, TimeSpan.Zero)));
            Assert.That((during, calls), Is.EqualTo((1, 2)));
            Assert.That((await LaneLab.Owed(lab)).Select(row => row.Attempts), Is.All.Zero);
        });
    }

    [Test]
    public async Task What_keeps_failing_ends_as_a_dead_letter_with_its_history()
    {
        await using var lab = await Lab.Create(kind);
        lab.Connector.OnContacts = _ => Task.FromResult(BatchAnswer.Failed(new Outcome.Transient(new Reason("lab/503"))));
        await LaneLab.Greet(lab, 1);

        var runs = 0;
        while (await lab.Run(DeliveryKind.SyncContact) is { } next)
        {
            runs++;
            Assert.That(next, Is.GreaterThan(lab.Clock.GetUtcNow()), "a retry lies in the future");
            lab.Clock.Set(next);
        }

        var delivery = (await LaneLab.Owed(lab)).Single();
        var attempts = await lab.Read(db => db.Attempts.CountAsync());
        Assert.Multiple(() =>
        {
            Assert.That((delivery.State, delivery.Code), Is.EqualTo((DeliveryState.Dead, "lab/503")));
            Assert.That(runs, Is.InRange(70, 100), "2 s doubling to an hour, for three days");
            Assert.That(attempts, Is.EqualTo(runs + 1));
        });
    }

    [Test]
    public async Task A_revoked_grant_parks_the_connection_and_what_is_owed_waits()
    {
        await using var lab = await Lab.Create(kind);
        lab.Connector.OnContacts = _ => Task.FromResult(BatchAnswer.Failed(new Outcome.AuthRevoked(new Reason("lab/revoked"))));
        await LaneLab.Greet(lab, 2);

        var next = await lab.Run(DeliveryKind.SyncContact);

        var connection = await lab.Read(db => db.Connections.SingleAsync());
        Assert.Multiple(async () =>
        {
            Assert.That(next, Is.Null, "a parked lane does not spin");
            Assert.That((connection.State, connection.StateCode), Is.EqualTo((ConnectionState.Paused, "auth_revoked")));
            Assert.That((await LaneLab.Owed(lab)).Select(row => row.State), Is.All.EqualTo(DeliveryState.Owed));
        });
    }

    [Test]
    public async Task An_expired_token_is_refreshed_once_and_the_batch_repeated_with_the_new_one()
    {
        await using var lab = await Lab.Create(kind);
        var refreshes = 0;
        lab.Connector.OnRefresh = _ => Task.FromResult(
            new GrantAnswer(new Outcome.Accepted(), new Credentials($"token-{++refreshes + 1}", $"refresh-{refreshes + 1}")));
        lab.Connector.OnReport = (connection, signals) => Task.FromResult(connection.Credentials.AccessToken == "token-1"
            ? BatchAnswer.Failed(new Outcome.AuthExpired(new Reason("lab/401")))
            : new BatchAnswer([.. signals.Select(signal => new WriteResult(signal.EventId.Hex, LabConnector.Ok))]));
        await lab.Apply(LaneTests.Arrival("u0", lab.Clock.GetUtcNow()), SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow()) with
        {
            Contact = new Participant([new Identity("user", "u0")]),
        });
        lab.Clock.Advance(TimeSpan.FromSeconds(10));

        await lab.Run(DeliveryKind.ReportSignal);

        var secrets = lab.Get<ConnectionVault>().Unlock(await lab.Read(db => db.Connections.SingleAsync()));
        Assert.Multiple(async () =>
        {
            Assert.That(refreshes, Is.EqualTo(1));
            Assert.That((secrets.Credentials.AccessToken, secrets.Credentials.RefreshToken), Is.EqualTo(("token-2", "refresh-2")));
            Assert.That((await lab.Read(db => db.LedgerEntries.ToListAsync())).Single().State, Is.EqualTo(Hub.Core.Signals.LedgerState.Sent));
        });
    }

    [Test]
    public async Task A_record_deleted_over_there_is_written_anew()
    {
        await using var lab = await Lab.Create(kind);
        var seen = new List<string?>();
        lab.Connector.OnContacts = batch =>
        {
            seen.Add(batch.Single().RemoteId);
            var outcome = seen.Count == 2 ? (Outcome)new Outcome.NotFound(new Reason("lab/404")) : new Outcome.Accepted($"r{seen.Count}");
            return Task.FromResult(new BatchAnswer([new WriteResult(batch.Single().Key, outcome)]));
        };
        await lab.Apply(LaneLab.Named("u0", "Lan", lab.Clock.GetUtcNow()));
        await lab.Run(DeliveryKind.SyncContact);
        await lab.Apply(LaneLab.Named("u0", "Chị Lan", lab.Clock.GetUtcNow().AddSeconds(1)));

        lab.Clock.Set((await lab.Run(DeliveryKind.SyncContact))!.Value);
        await lab.Run(DeliveryKind.SyncContact);

        Assert.That(seen, Is.EqualTo(new[] { null, "r1", null }).AsCollection);
        Assert.That((await lab.Read(db => db.ExternalIds.ToListAsync())).Single().RemoteId, Is.EqualTo("r3"));
    }
}
