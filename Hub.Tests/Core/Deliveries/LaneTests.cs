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

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class LaneTests(StorageKind kind)
{
    [Test]
    public async Task A_new_contact_is_owed_to_the_crm_and_linked_once_it_is_there()
    {
        await using var lab = await Lab.Create(kind);
        await Greet(lab, 1);

        await lab.Run(DeliveryKind.SyncContact);

        var contact = (await lab.Read(db => db.Contacts.ToListAsync())).Single();
        var link = (await lab.Read(db => db.ExternalIds.ToListAsync())).Single();
        Assert.That((link.LocalId, link.RemoteId), Is.EqualTo((contact.Id, $"remote-{contact.Id:N}")));
    }

    [Test]
    public async Task A_change_during_a_delivery_is_delivered_too()
    {
        await using var lab = await Lab.Create(kind);
        var names = new List<string?>();
        lab.Connector.OnContacts = async batch =>
        {
            names.Add(batch.Single().Value.DisplayName);
            if (names.Count == 1)
                await lab.Apply(Named("u0", "Chị Lan", lab.Clock.GetUtcNow().AddSeconds(1)));
            return Accepted(batch);
        };
        await lab.Apply(Named("u0", "Lan", lab.Clock.GetUtcNow()));

        await lab.Run(DeliveryKind.SyncContact);

        Assert.That(names, Is.EqualTo(new[] { "Lan", "Chị Lan" }).AsCollection);
        Assert.That((await Owed(lab)).Single().State, Is.EqualTo(DeliveryState.Done));
    }

    [Test]
    public async Task What_was_taken_for_later_does_not_leave_once_the_connection_is_switched_off()
    {
        await using var lab = await Lab.Create(kind);
        var calls = 0;
        lab.Connector.OnContacts = async batch =>
        {
            calls++;
            await lab.Store.Write(null, null, db => db.Connections.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, ConnectionState.Disabled)), CancellationToken.None);
            return Accepted(batch);
        };
        await Greet(lab, 250);

        await lab.Run(DeliveryKind.SyncContact);

        Assert.That(calls, Is.EqualTo(1));
    }

    [Test]
    public async Task A_node_that_stops_ends_the_call_under_way_takes_nothing_more_and_lets_go()
    {
        await using var lab = await Lab.Create(kind);
        using var stop = new CancellationTokenSource();
        var calls = 0;
        lab.Connector.OnContacts = async batch =>
        {
            calls++;
            await stop.CancelAsync();
            return Accepted(batch);
        };
        await Greet(lab, 250);

        await lab.Get<LaneRunner>().Run(lab.Lane(DeliveryKind.SyncContact), stop.Token);

        Assert.That((calls, (await Owed(lab)).Count(row => row.State == DeliveryState.Done)), Is.EqualTo((1, 100)));
        Assert.That(await lab.Run(DeliveryKind.SyncContact), Is.Null, "nobody holds it, and the rest goes");
        Assert.That((await Owed(lab)).Count(row => row.State == DeliveryState.Done), Is.EqualTo(250));
    }

    [Test]
    public async Task A_lane_with_a_long_backlog_gives_its_worker_back_and_goes_on_behind_the_others()
    {
        await using var lab = await Lab.Create(kind);
        var calls = 0;
        lab.Connector.OnContacts = batch =>
        {
            calls++;
            lab.Clock.Advance(LaneRunner.Turn / 2);
            return Task.FromResult(Accepted(batch));
        };
        await Greet(lab, 450);

        var next = await lab.Run(DeliveryKind.SyncContact);

        Assert.That((calls, (await Owed(lab)).Count(row => row.State == DeliveryState.Done)), Is.EqualTo((2, 200)));
        Assert.That(next, Is.EqualTo(lab.Store.Now), "behind whatever waits for a worker by now");
        while (await lab.Run(DeliveryKind.SyncContact) is not null)
            await Task.Yield();
        Assert.That((calls, (await Owed(lab)).Count(row => row.State == DeliveryState.Done)), Is.EqualTo((5, 450)));
    }

    [Test]
    public async Task One_bad_record_does_not_hold_back_the_rest_of_its_batch()
    {
        await using var lab = await Lab.Create(kind);
        lab.Connector.OnContacts = batch => Task.FromResult(batch.Any(item => item.Value.DisplayName == "Khách 3")
            ? BatchAnswer.Failed(new Outcome.Rejected(new Reason("lab/bad-batch")))
            : Accepted(batch));
        await Greet(lab, 8);

        await lab.Run(DeliveryKind.SyncContact);

        var states = (await Owed(lab)).GroupBy(row => row.State).ToDictionary(group => group.Key, group => group.Count());
        Assert.That(states, Is.EquivalentTo(new Dictionary<DeliveryState, int> { [DeliveryState.Done] = 7, [DeliveryState.Dead] = 1 }));
    }

    [Test]
    public async Task Waiting_for_a_rate_limit_is_no_attempt_and_keeps_the_lane_quiet()
    {
        await using var lab = await Lab.Create(kind);
        var calls = 0;
        lab.Connector.OnContacts = batch => Task.FromResult(++calls == 1
            ? BatchAnswer.Failed(new Outcome.Throttled(TimeSpan.FromSeconds(30), ThrottleScope.Connection, new Reason("lab/429")))
            : Accepted(batch));
        await Greet(lab, 3);

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
            Assert.That((await Owed(lab)).Select(row => row.Attempts), Is.All.Zero);
        });
    }

    [Test]
    public async Task What_keeps_failing_ends_as_a_dead_letter_with_its_history()
    {
        await using var lab = await Lab.Create(kind);
        lab.Connector.OnContacts = _ => Task.FromResult(BatchAnswer.Failed(new Outcome.Transient(new Reason("lab/503"))));
        await Greet(lab, 1);

        var runs = 0;
        while (await lab.Run(DeliveryKind.SyncContact) is { } next)
        {
            runs++;
            Assert.That(next, Is.GreaterThan(lab.Clock.GetUtcNow()), "a retry lies in the future");
            lab.Clock.Set(next);
        }

        var delivery = (await Owed(lab)).Single();
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
        await Greet(lab, 2);

        var next = await lab.Run(DeliveryKind.SyncContact);

        var connection = await lab.Read(db => db.Connections.SingleAsync());
        Assert.Multiple(async () =>
        {
            Assert.That(next, Is.Null, "a parked lane does not spin");
            Assert.That((connection.State, connection.StateCode), Is.EqualTo((ConnectionState.Paused, "auth_revoked")));
            Assert.That((await Owed(lab)).Select(row => row.State), Is.All.EqualTo(DeliveryState.Owed));
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
        await lab.Apply(Arrival("u0", lab.Clock.GetUtcNow()), SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow()) with
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
    public async Task A_lane_that_somebody_holds_is_left_alone_until_the_lease_lapses()
    {
        await using var lab = await Lab.Create(kind);
        await Greet(lab, 1);
        var dead = await LaneLease.TryTake(lab.Store, lab.Lane(DeliveryKind.SyncContact), CancellationToken.None);

        await lab.Run(DeliveryKind.SyncContact);
        var whileHeld = (await Owed(lab)).Single().State;
        lab.Clock.Advance(TimeSpan.FromSeconds(31));
        await lab.Run(DeliveryKind.SyncContact);

        Assert.Multiple(async () =>
        {
            Assert.That(whileHeld, Is.EqualTo(DeliveryState.Owed));
            Assert.That((await Owed(lab)).Single().State, Is.EqualTo(DeliveryState.Done));
            Assert.That(() => dead!.Beats(CancellationToken.None), Throws.TypeOf<LeaseLostException>());
        });
    }

    [Test]
    public async Task An_order_waits_for_its_contact_and_then_names_it()
    {
        await using var lab = await Lab.Create(kind);
        var orders = new List<CrmOrder>();
        lab.Connector.OnOrders = batch =>
        {
            orders.AddRange(batch.Select(item => item.Value));
            return Task.FromResult(new BatchAnswer([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted("o-" + item.Key)))]));
        };
        await lab.Apply(SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow()) with { Content = Cart() });

        var next = await lab.Run(DeliveryKind.SyncOrder);
        var early = orders.Count;
        await lab.Run(DeliveryKind.SyncContact);
        lab.Clock.Set(next!.Value);
        await lab.Run(DeliveryKind.SyncOrder);

        var contact = await lab.Read(db => db.Contacts.SingleAsync());
        Assert.That(early, Is.Zero);
        Assert.That((orders.Single().Total, orders[0].Currency, orders[0].ContactRemoteId), Is.EqualTo((2_525_000m, "VND", $"remote-{contact.Id:N}")));
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
        await lab.Apply(Named("u0", "Lan", lab.Clock.GetUtcNow()));
        await lab.Run(DeliveryKind.SyncContact);
        await lab.Apply(Named("u0", "Chị Lan", lab.Clock.GetUtcNow().AddSeconds(1)));

        lab.Clock.Set((await lab.Run(DeliveryKind.SyncContact))!.Value);
        await lab.Run(DeliveryKind.SyncContact);

        Assert.That(seen, Is.EqualTo(new[] { null, "r1", null }).AsCollection);
        Assert.That((await lab.Read(db => db.ExternalIds.ToListAsync())).Single().RemoteId, Is.EqualTo("r3"));
    }

    internal static ReferralEvent Arrival(string user, DateTimeOffset at, string ad = "ad-1", string thread = "thread-0") => new()
    {
        EventKey = $"ref:{user}:{ad}",
        OccurredAt = at,
        ConversationKey = thread,
        Contact = new Participant([new Identity("user", user)]),
        Referral = new Referral { Source = ReferralSource.Ad, AdId = ad, TrackingId = $"click-{ad}", Title = "Áo dài giảm giá" },
    };

    private static MessageEvent Named(string user, string name, DateTimeOffset at) => SendingTests.Inbound(0, $"m-{at.Ticks}", at) with
    {
        Contact = new Participant([new Identity("user", user)], name),
    };

    private static MessageContent Cart() => new()
    {
        Kind = MessageKind.Order,
        Order = new ChatOrder("c", [new ChatOrderLine("AO-DAI", 2, 1_250_000), new ChatOrderLine("KHAN", 1, 25_000)], "VND"),
    };

    private static Task<Hub.Core.Ingest.Applying.Applied> Greet(Lab lab, int people) =>
        lab.Apply([.. Enumerable.Range(0, people).Select(i => SendingTests.Inbound(i, $"hello-{i}", lab.Clock.GetUtcNow()))]);

    private static BatchAnswer Accepted<T>(IReadOnlyList<WriteItem<T>> batch) =>
        new([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted("remote-" + item.Key)))]);

    private static Task<List<Delivery>> Owed(Lab lab) => lab.Read(db => db.Deliveries
        .Where(row => row.Kind == DeliveryKind.SyncContact).ToListAsync());
}
