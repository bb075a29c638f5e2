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
            var revoked = facts.Items("revokes").Select(change => change.Text("original")!).ToHashSet(StringComparer.Ordinal);
            Edited(facts, original => held[(channel, original)].Where(_ => !revoked.Contains(original))); // of what was taken back nothing stays
            Revoked(channel, revoked, held);
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

    // The newest edit counts, whichever came last.
    private void Edited(JsonElement facts, Func<string, IEnumerable<JsonElement>> find)
    {
        foreach (var edits in facts.Items("edits").GroupBy(change => change.Text("original")!))
        {
            var newest = edits.Max(change => change.GetProperty("at").GetDateTimeOffset().ToUnixTimeSeconds());
            foreach (var row in find(edits.Key))
                if (row.Text("editedAt") is null || row.GetProperty("editedAt").GetDateTimeOffset().ToUnixTimeSeconds() != newest)
                    findings.Lose($"edit of message {edits.Key}");
        }
    }

    private void Revoked(string channel, HashSet<string> revoked, ILookup<(string Channel, string Id), JsonElement> held)
    {
        foreach (var row in revoked.SelectMany(original => held[(channel, original)]).Where(row => row.Text("deletedAt") is null))
            findings.Lose($"revoke of message {row.Text("platformId")}");
        foreach (var rows in held.Where(rows => rows.Key.Channel == channel && !revoked.Contains(rows.Key.Id)))
            findings.Blame($"{channel} message {rows.Key.Id} is deleted and nobody revoked it", rows.Count(row => row.Text("deletedAt") is not null));
    }

    private void Forbidden(IEnumerable<string> ids)
    {
        var forbidden = sandbox.Expected.Items("forbidden").Select(id => id.GetString()!).ToHashSet(StringComparer.Ordinal);
        foreach (var id in ids.Where(forbidden.Contains))
            findings.Blame($"forged message {id} is held");
    }
}
