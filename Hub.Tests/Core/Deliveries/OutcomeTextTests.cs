using Hub.Core.Deliveries;

namespace Hub.Tests.Core.Deliveries;

/// <summary>What people read of a delivery, in both languages.</summary>
public sealed class OutcomeTextTests
{
    [Test]
    public void What_was_on_its_way_when_the_hub_stopped_says_so_in_both_languages()
    {
        var text = OutcomeTexts.Of(DeliveryKind.SendMessage, DeliveryState.Unknown, "Unknown", LaneRunner.Interrupted)!;

        Assert.That(text.Reason.En, Does.StartWith("The hub stopped while it was being sent"));
        Assert.That(text.Reason.Vi, Does.StartWith("Hub đã dừng trong lúc đang gửi"));
        Assert.That(text.WayOn.Vi, Does.Contain("Kiểm tra trên nền tảng"));
    }

    [TestCase(null, "It became needless before its turn came.")]
    [TestCase("Transient", "It became needless before its turn came.")]
    [TestCase("Skipped", "A person decided that it need not be done.")]
    [TestCase("Withheld", "The hub did not do it: what it was about is gone.")]
    [TestCase("Disconnected", "The account was disconnected before this was done.")]
    public void Whatever_is_set_aside_says_why(string? outcome, string words) =>
        Assert.That(OutcomeTexts.Of(DeliveryKind.RefreshToken, DeliveryState.Cancelled, outcome, null)!.Reason.En, Is.EqualTo(words));

    [Test]
    public void A_disconnecting_that_could_not_end_all_leads_to_the_receipt_and_is_not_replayed()
    {
        var dead = new Delivery { Kind = DeliveryKind.Revoke, State = DeliveryState.Dead, Outcome = "Rejected", Code = "line/endpoint-stays" };

        Assert.That(OutcomeTexts.Of(dead.Kind, dead.State, dead.Outcome, dead.Code)!.WayOn.En, Does.StartWith("The receipt").And.EndsWith("Then skip this."));
        Assert.That(DeliveryReplay.Takes(dead), Is.False);
    }

    [TestCase(DeliveryState.Dead, "Rejected", true)]
    [TestCase(DeliveryState.Unknown, "Unknown", true)]
    [TestCase(DeliveryState.Cancelled, "Skipped", true)]
    [TestCase(DeliveryState.Cancelled, null, false)]
    [TestCase(DeliveryState.Done, null, false)]
    public void What_may_be_done_again_is_what_ended_badly_or_was_set_aside(DeliveryState state, string? outcome, bool may) =>
        Assert.That(DeliveryReplay.Takes(new Delivery { Kind = DeliveryKind.SyncOrder, State = state, Outcome = outcome }), Is.EqualTo(may));
}
