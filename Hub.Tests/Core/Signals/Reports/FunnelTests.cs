using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Deliveries;
using Hub.Core.Signals;
using Hub.Core.Signals.Reports;
using Hub.Core.Storage;
using Hub.Tests.Core.Deliveries;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Signals.Reports;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class FunnelTests(StorageKind kind)
{
    [Test]
    public async Task Each_conversation_counts_as_far_as_it_came_and_nothing_unattributed_is_credited_to_an_ad()
    {
        await using var lab = await Lab.Create(kind);
        var now = lab.Clock.GetUtcNow();
        await lab.Apply(
            LaneTests.Arrival("u0", now), // only opened the thread
            LaneTests.Arrival("u1", now, thread: "thread-1"), LaneTests.Arrival("u1", now.AddMinutes(1), "ad-2", "thread-1"),
            SendingTests.Inbound(1, "m1", now), // asked, and bought
            SendingTests.Inbound(2, "m2", now), // came by itself and bought too
            SendingTests.Inbound(3, "m3", now.AddDays(-40))); // before the span
        await Bought(lab, "thread-1", "DH1", 300_000.5m, refunded: 100_000m);
        await Bought(lab, "thread-2", "DH2", 50_000m, refunded: 0);
        await lab.Apply(SendingTests.Inbound(4, "m4", now));
        await Bought(lab, "thread-4", "DH4", 70_000m, refunded: 0, OrderState.Cancelled); // its money counts as money, and nothing was sold

        var funnel = await new FunnelQuery(lab.Store).Run(lab.Workspace, new Span(now.AddDays(-30), now.AddDays(1)), null, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(Counts(funnel, FunnelSource.Ad), Is.EqualTo(new[] { 2, 1, 1, 1, 1 }));
            Assert.That(Counts(funnel, FunnelSource.Link), Is.EqualTo(new[] { 0, 0, 0, 0, 0 }));
            Assert.That(Counts(funnel, FunnelSource.Unattributed), Is.EqualTo(new[] { 2, 2, 1, 1, 1 }));
            Assert.That(funnel.Money, Is.EqualTo(new FunnelMoney[]
            {
                new(FunnelSource.Ad, "VND", 300_000.5m, 300_000.5m, 100_000m, 0), new(FunnelSource.Unattributed, "VND", 50_000m, 120_000m, 0, 0),
            }));
            Assert.That(
                funnel.Ads.Select(ad => (ad.AdId, ad.Title, ad.Conversations, ad.Paid, ad.Revenue.Sum(sum => sum.Amount))),
                Is.EqualTo(new[] { ("ad-2", "Áo dài giảm giá", 1, 1, 200_000.5m), ("ad-1", "Áo dài giảm giá", 0, 0, 0m) }));
        });
    }

    [Test]
    public async Task The_list_of_ads_sums_up_to_what_ads_brought_with_kept_bookings_and_ads_without_a_name()
    {
        await using var lab = await Lab.Create(kind);
        var now = lab.Clock.GetUtcNow();
        await lab.Apply(
            LaneTests.Arrival("u1", now, thread: "thread-1"), SendingTests.Inbound(1, "m1", now),
            LaneTests.Arrival("u2", now, null, "thread-2"), SendingTests.Inbound(2, "m2", now),
            SendingTests.Inbound(3, "m3", now)); // came by itself
        await Bought(lab, "thread-1", "DH1", 300_000m, refunded: 100_000m);
        foreach (var thread in new[] { "thread-1", "thread-2", "thread-3" })
            await Kept(lab, thread, 500_000m);

        var funnel = await new FunnelQuery(lab.Store).Run(lab.Workspace, new Span(now.AddDays(-30), now.AddDays(1)), null, CancellationToken.None);

        Assert.That(
            funnel.Ads.Select(ad => (ad.AdId, ad.Conversations, ad.Paid, ad.Revenue.Single())),
            Is.EqualTo(new[] { ("ad-1", 1, 1, new AdMoney("VND", 700_000m)), ((string?)null, 1, 1, new AdMoney("VND", 500_000m)) }));
        Assert.That(funnel.Ads.Sum(ad => ad.Conversations), Is.EqualTo(Counts(funnel, FunnelSource.Ad)[(int)FunnelStage.Conversation]));
    }

    [Test]
    public async Task Health_says_what_can_be_credited_how_late_reports_are_and_why_some_stayed()
    {
        await using var lab = await Lab.Create(kind);
        var now = lab.Clock.GetUtcNow();
        var answers = new Queue<Outcome>([new Outcome.Accepted(), new Outcome.Duplicate(), new Outcome.Rejected(new Reason("lab/no"))]);
        lab.Connector.OnReport = (_, signals) =>
            Task.FromResult(new BatchAnswer([.. signals.Select(signal => new WriteResult(signal.EventId.Hex, answers.Dequeue()))]));
        for (var person = 0; person < 3; person++)
            await lab.Apply(LaneTests.Arrival($"u{person}", now, thread: $"thread-{person}"), SendingTests.Inbound(person, $"m{person}", now));
        await lab.Apply(SendingTests.Inbound(3, "m3", now)); // nothing brought this one
        lab.Clock.Advance(TimeSpan.FromSeconds(12));
        await lab.Run(DeliveryKind.ReportSignal);

        var health = await new SignalHealthQuery(lab.Store).Run(lab.Workspace, new Span(now.AddDays(-1), now.AddDays(1)), CancellationToken.None);

        var platform = health.Platforms.Single();
        Assert.Multiple(() =>
        {
            Assert.That(health.Tracked, Is.EqualTo(new TrackedShare(4, 3, 3, 3)));
            Assert.That(health.Lag, Is.EqualTo(new SignalLag(12, 12, 2)));
            Assert.That((platform.Sent, platform.Duplicates, platform.Dropped, platform.Held), Is.EqualTo((2, 1, 2, 0)));
            Assert.That(platform.Stayed.Select(row => row.Code), Is.EquivalentTo(new[] { "lab/no", "unattributed" }));
        });
    }

    [Test]
    public void The_95th_of_a_hundred_is_the_95th_percentile() => Assert.Multiple(() =>
    {
        Assert.That(SignalHealthQuery.Percentile([.. Enumerable.Range(1, 100).Select(n => (double)n)], 0.95), Is.EqualTo(95));
        Assert.That(SignalHealthQuery.Percentile([7], 0.95), Is.EqualTo(7));
    });

    private static int[] Counts(Funnel funnel, FunnelSource source) =>
        [.. funnel.Rows.Where(row => row.Source == source).OrderBy(row => row.Stage).Select(row => row.Count)];

    private static Task Kept(Lab lab, string thread, decimal price) => lab.Store.Write(null, null, async db =>
    {
        var conversation = await db.Conversations.SingleAsync(row => row.Key == thread);
        db.Bookings.Add(new Booking
        {
            WorkspaceId = lab.Workspace,
            Id = lab.Store.Ids.Next(),
            ContactId = conversation.ContactId,
            ConversationId = conversation.Id,
            State = BookingState.Kept,
            Price = price,
            Currency = "VND",
            CreatedAt = lab.Store.Now,
            KeptAt = lab.Store.Now,
        });
    }, CancellationToken.None);

    private static Task Bought(Lab lab, string thread, string number, decimal total, decimal refunded, OrderState state = OrderState.Completed) => lab.Store.Write(null, null, async db =>
    {
        var conversation = await db.Conversations.SingleAsync(row => row.Key == thread);
        conversation.HasOrder = true;
        db.Orders.Add(new Order
        {
            WorkspaceId = lab.Workspace,
            Id = lab.Store.Ids.Next(),
            ContactId = conversation.ContactId,
            ConversationId = conversation.Id,
            Number = number,
            Currency = "VND",
            State = state,
            Total = total,
            Paid = total,
            Refunded = refunded,
            PlacedAt = lab.Store.Now,
            PaidAt = lab.Store.Now,
        });
    }, CancellationToken.None);
}
