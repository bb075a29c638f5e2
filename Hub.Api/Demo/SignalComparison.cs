using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>Every fact of a conversation that a TikTok ad or link brought is reported once; no other; and never a text.</summary>
internal sealed class SignalComparison(
    SandboxView sandbox, HubView hub, IReadOnlyDictionary<string, AgreedBooking> agreed, Findings findings)
{
    private const string AdPlatform = "tiktok";
    private const int ShortestTelling = 6;

    public (int Owed, int Received) Run(IReadOnlyDictionary<(string Channel, string Key), string> conversations)
    {
        var owed = Owed(conversations);
        var ledger = hub.Ledger.Where(row => row.Text("state") == "sent").ToList();
        var received = sandbox.Signals.ToLookup(row => row.GetProperty("event").Text("event_id")!);
        foreach (var row in ledger.Where(row => !received.Contains(row.Text("eventId")!)))
            findings.Lose($"{row.Text("kind")} signal that the ledger says was sent");
        foreach (var fact in owed.Except(ledger.Select(Fact)))
            findings.Lose($"signal {fact.Kind} of conversation {fact.Conversation}");
        foreach (var fact in ledger.GroupBy(Fact).Where(group => group.Count() > 1))
            findings.Repeat($"signal {fact.Key.Kind} of conversation {fact.Key.Conversation}", fact.Count() - 1);
        foreach (var row in ledger.Where(row => !owed.Contains(Fact(row))))
            findings.Blame($"{row.Text("kind")} signal of conversation {row.Text("conversationId")} must not be reported");
        foreach (var twice in received.Where(group => group.Count() > 1))
            findings.Repeat($"signal {twice.Key} reached the ad platform under two names", twice.Count() - 1);
        var sent = ledger.Select(row => row.Text("eventId")!).ToHashSet(StringComparer.Ordinal);
        findings.Blame("signals received that the ledger does not know", received.Count(group => !sent.Contains(group.Key)));
        NoTexts();
        return (owed.Count, received.Count);
    }

    // Told by what the sandbox played and what was agreed on, not by the hub: one start a conversation, one for each keyword that was written
    // in it, and one for its booking.
    private HashSet<(string Kind, string Conversation, int Number)> Owed(IReadOnlyDictionary<(string Channel, string Key), string> conversations)
    {
        var facts = sandbox.Channels.First(channel => channel.Name == AdPlatform).Facts;
        var brought = facts.Items("referrals").Select(row => row.Text("conversation")!).ToHashSet(StringComparer.Ordinal);
        var owed = new HashSet<(string, string, int)>();
        var booked = agreed.Values.Select(booking => booking.Conversation).ToHashSet(StringComparer.Ordinal);
        var said = facts.Items("messages").Concat(facts.Items("polled")).Where(row => brought.Contains(row.Text("conversation")!));
        foreach (var thread in said.GroupBy(row => row.Text("conversation")!))
        {
            if (!conversations.TryGetValue((AdPlatform, thread.Key), out var conversation))
                continue;
            owed.Add(("conversationStarted", conversation, 0));
            if (booked.Contains(conversation))
                owed.Add(("bookingMade", conversation, 0));
            foreach (var number in Enumerable.Range(0, thread.Select(row => row.Text("keyword")).OfType<string>().Distinct().Count()))
                owed.Add(("keyword", conversation, number));
        }

        return owed;
    }

    // Keyword ids are the hub's own, so the keywords of a conversation are told apart by their order alone.
    private Dictionary<string, int>? _numbers;

    private (string Kind, string Conversation, int Number) Fact(JsonElement row)
    {
        _numbers ??= hub.Ledger.GroupBy(entry => (entry.Text("kind"), entry.Text("conversationId")))
            .SelectMany(group => group.Select(entry => entry.Text("eventId")!).Distinct().Order(StringComparer.Ordinal).Select((id, i) => (id, i)))
            .ToDictionary(pair => pair.id, pair => pair.i, StringComparer.Ordinal);
        return (row.Text("kind")!, row.Text("conversationId")!, _numbers[row.Text("eventId")!]);
    }

    // Read as JSON, since a body may escape what is not ASCII.
    private void NoTexts()
    {
        var texts = hub.Messages.Select(row => row.Text("text")).OfType<string>().Where(text => text.Length >= ShortestTelling)
            .Concat(hub.Contacts.SelectMany(row => new[] { row.Text("displayName"), row.Text("phone") }).OfType<string>()
                .Where(text => text.Length >= ShortestTelling))
            .Concat(sandbox.Expected.Items("forbidden").Select(id => id.GetString()!)).ToHashSet(StringComparer.Ordinal);
        foreach (var request in sandbox.SignalRequests.Where(row => row.Text("method") == "POST"))
        {
            var words = string.Join('\n', Strings(JsonSerializer.Deserialize<JsonElement>(request.Text("body")!)));
            findings.Blame("a text in a signal", texts.Count(text => words.Contains(text, StringComparison.OrdinalIgnoreCase)));
        }
    }

    private static IEnumerable<string> Strings(JsonElement of) => of.ValueKind switch
    {
        JsonValueKind.String => [of.GetString()!],
        JsonValueKind.Array => of.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => of.EnumerateObject().SelectMany(property => Strings(property.Value).Prepend(property.Name)),
        _ => [],
    };
}
