using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>Lays what the sandbox played and took beside what the hub holds.</summary>
/// <param name="queued">Conversation by text of what the hub took to be sent.</param>
/// <param name="agreed">Bookings that the hub has confirmed, by its id.</param>
/// <param name="confirmed">Drafts read from a chat that somebody has confirmed: their totals, by the hub's id.</param>
/// <param name="edits">What was changed in the CRM.</param>
/// <param name="told">How many such changes the hub speaks of.</param>
internal sealed class Comparison(
    SandboxView sandbox, HubView hub, IReadOnlyDictionary<string, string> queued, IReadOnlyDictionary<string, AgreedBooking> agreed,
    IReadOnlyDictionary<string, decimal> confirmed, IReadOnlyList<CrmEdit> edits, int told)
{
    public Findings Findings { get; } = new();

    /// <param name="kills">Times that the hub was killed on the way.</param>
    public CheckResult Run(int kills, TimeSpan took, string database)
    {
        Webhooks();
        var messages = new MessageComparison(sandbox, hub, Findings);
        messages.Run();
        var (signalsOwed, signalsReceived) = new SignalComparison(sandbox, hub, agreed, Findings).Run(messages.ConversationOf);
        var (ordersOwed, ordersReceived) = new CrmComparison(sandbox, hub, confirmed, Findings).Run();
        var (outboundReceived, inDoubt) = new OutboundComparison(sandbox, hub, queued, Findings).Run();
        var (bookingsOwed, bookingsReceived, remindersOwed, remindersReceived) = new BookingComparison(sandbox, hub, agreed, Findings).Run();
        var (changesOwed, changesReceived) = new ChangeComparison(hub, edits, told, Findings).Run();
        var (automaticOwed, automaticReceived, automaticDoubt) = new AutomaticComparison(sandbox, hub, Findings).Run();
        Unsettled();
        var faults = FaultTally.Read(sandbox.Summary, kills);
        faults.Blame(Findings);
        long Sum(Func<JsonElement, long> figure) => sandbox.Webhooks.Sum(channel => figure(channel.Tally));
        var forged = Sum(tally => tally.GetProperty("forged").Number("sent") + tally.GetProperty("stale").Number("sent"));
        return new CheckResult(
            Sum(tally => tally.Number("created")) + forged, Sum(tally => tally.Number("accepted")),
            Sum(tally => tally.GetProperty("forged").Number("refused") + tally.GetProperty("stale").Number("refused")),
            hub.Messages.Count, hub.Conversations.Count, signalsOwed, signalsReceived, ordersOwed, ordersReceived, confirmed.Count, bookingsOwed, bookingsReceived,
            remindersOwed, remindersReceived, changesOwed, changesReceived, automaticOwed, automaticReceived, queued.Count, outboundReceived, inDoubt + automaticDoubt, Findings.Lost,
            Findings.Duplicated, kills > 0, faults, Math.Round(took.TotalSeconds, 1), database);
    }

    private void Webhooks()
    {
        foreach (var (name, tally) in sandbox.Webhooks)
        {
            Findings.Lose($"webhooks of {name} that were not accepted", (int)(tally.Number("created") - tally.Number("accepted")));
            Findings.Blame($"forged or stale webhooks of {name} that were accepted", (int)tally.Number("mustRefuseButAccepted"));
            foreach (var odd in tally.GetProperty("unexpected").EnumerateObject())
                Findings.Blame($"{name}: {odd.Name}", odd.Value.GetInt32());
        }

        if (sandbox.Webhooks.Sum(channel => channel.Tally.Number("accepted")) == 0)
            Findings.Blame("nothing was sent");
    }

    private void Unsettled()
    {
        foreach (var owed in hub.Owed)
            Findings.Lose($"still owed: {owed.Text("kind")} {owed.Text("outcome")} {owed.Text("code")}");
        foreach (var dead in hub.Dead)
            Findings.Lose($"given up: {dead.Text("kind")} {dead.Text("outcome")} {dead.Text("code")} {dead.Text("detail")}");
        foreach (var failed in hub.FailedWebhooks)
            Findings.Lose($"webhook of {failed.Text("connectorId")} could not be applied: {failed.Text("failureCode")}");
    }
}
