using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>Every message once, in one conversation; no forged one; every edit and deletion taken over.</summary>
internal sealed class MessageComparison(SandboxView sandbox, HubView hub, Findings findings)
{
    /// <summary>The hub's conversation by channel and the platform's conversation.</summary>
    public Dictionary<(string Channel, string Key), string> ConversationOf { get; } = [];

    public void Run()
    {
        var channels = hub.Conversations.ToDictionary(row => row.Text("id")!, hub.ChannelOf);
        var held = hub.Messages.Where(row => row.Text("platformId") is not null && row.Text("kind") != "system") // a notice is none
            .ToLookup(row => (channels[row.Text("conversationId")!], row.Text("platformId")!));
        foreach (var (channel, facts) in sandbox.Channels)
        {
            var expected = facts.Items("messages").Concat(facts.Items("echoes")).Concat(facts.Items("polled")).ToList();
            foreach (var fact in expected)
                Find(channel, fact, [.. held[(channel, fact.Text("id")!)]]);
            Surplus(channel, expected, held.Where(group => group.Key.Item1 == channel).Select(group => group.Key.Item2));
            Conversations(channel, facts, channels.Values.Count(name => name == channel));
            Changed(facts.Items("edits"), "editedAt", original => held[(channel, original)]);
            Changed(facts.Items("revokes"), "deletedAt", original => held[(channel, original)]);
        }

        Forbidden(held.Select(group => group.Key.Item2));
    }

    private void Find(string channel, JsonElement fact, List<JsonElement> rows)
    {
        if (rows.Count == 0)
        {
            findings.Lose($"{channel} message {fact.Text("id")} ({fact.Text("type")})");
            return;
        }

        if (rows.Count > 1)
            findings.Repeat($"{channel} message {fact.Text("id")}", rows.Count - 1);
        var conversation = rows[0].Text("conversationId")!;
        if (!ConversationOf.TryAdd((channel, fact.Text("conversation")!), conversation)
            && ConversationOf[(channel, fact.Text("conversation")!)] != conversation)
            findings.Repeat($"{channel} conversation {fact.Text("conversation")} is two");
    }

    private void Surplus(string channel, List<JsonElement> expected, IEnumerable<string> ids)
    {
        var known = expected.Select(fact => fact.Text("id")!)
            .Concat(sandbox.Outbound.Select(sent => sent.Text("messageId")!)).ToHashSet(StringComparer.Ordinal); // WhatsApp echoes none
        foreach (var id in ids.Where(id => !known.Contains(id)))
            findings.Blame($"{channel} message {id} that nobody sent");
    }

    private void Conversations(string channel, JsonElement facts, int count)
    {
        var expected = facts.GetProperty("conversations").GetArrayLength();
        findings.Lose($"conversations of {channel}", Math.Max(0, expected - count));
        findings.Repeat($"conversations of {channel}", Math.Max(0, count - expected));
    }

    private void Changed(IEnumerable<JsonElement> changes, string mark, Func<string, IEnumerable<JsonElement>> find)
    {
        foreach (var change in changes)
            if (change.Text("original") is { } original && find(original).Any(row => row.Text(mark) is null && row.Text("deletedAt") is null))
                findings.Lose($"{change.Text("type")} of message {original}");
    }

    private void Forbidden(IEnumerable<string> ids)
    {
        var forbidden = sandbox.Expected.Items("forbidden").Select(id => id.GetString()!).ToHashSet(StringComparer.Ordinal);
        foreach (var id in ids.Where(forbidden.Contains))
            findings.Blame($"forged message {id} is held");
    }
}
