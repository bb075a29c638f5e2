using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;

namespace Hub.Tests.Promises;

/// <summary>Retries follow the schedule of docs/operating/running.md, ±10 %, and end among the dead letters.</summary>
internal sealed class P17_RetryScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_crm_that_is_read_is_asked_again_within_minutes() => Assert.That(
        new RetryPolicy(() => 0.5).Next(DeliveryKind.ReadCrm, 20, Start, Start), Is.EqualTo(Start + TimeSpan.FromMinutes(5)));

    [TestCase(DeliveryKind.SyncOrder, 72)]
    [TestCase(DeliveryKind.ReportSignal, 72)]
    [TestCase(DeliveryKind.FetchAttachment, 24)]
    [TestCase(DeliveryKind.SendMessage, 0.5)]
    public void A_failing_delivery_is_tried_ever_more_rarely_and_then_no_more(DeliveryKind kind, double hours)
    {
        var random = new Random(17);
        var settlement = new Settlement(new RetryPolicy(random.NextDouble));
        var delivery = new Delivery { Kind = kind, State = DeliveryState.Owed, OwedAt = Start, DueAt = Start };
        var waits = new List<double>();
        for (var now = Start; delivery.State == DeliveryState.Owed; now = delivery.DueAt)
        {
            settlement.Apply(delivery, 0, new Outcome.Transient(new Reason("vendor/http-503")), false, new Lane(), new Connection
            {
                ConnectorId = "crm",
                AccountId = "1",
                Name = "CRM",
                Settings = "{}",
                Vault = [],
            }, now);
            if (delivery.State == DeliveryState.Owed)
                waits.Add((delivery.DueAt - now).TotalSeconds);
        }

        var due = Enumerable.Range(1, waits.Count).Select(attempt => Math.Min(3600, Math.Pow(2, attempt)));
        Assert.That(waits.Zip(due, (wait, planned) => Math.Abs(wait / planned - 1)), Is.All.LessThanOrEqualTo(0.1));
        Assert.That(delivery.State, Is.EqualTo(DeliveryState.Dead));
        Assert.That(delivery.SettledAt - Start, Is.LessThanOrEqualTo(TimeSpan.FromHours(hours)).And.GreaterThan(TimeSpan.FromHours(hours * 0.4)));
        Verdict.Pass("P17", $"{kind}: {waits.Count + 1} tries in {(delivery.SettledAt!.Value - Start).TotalHours:N1} h, then a dead letter");
    }
}
