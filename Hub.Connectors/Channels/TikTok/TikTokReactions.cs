using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>Reactions: pushed as a message of their own, listed beside the message that they are about.</summary>
internal static class TikTokReactions
{
    // An AI emoji is a picture that expires after 30 days; the name keeps it apart from "taken back", which is null.
    private const string AiEmoji = ":ai_emoji:";

    /// <param name="property"><c>reaction</c> in a webhook, <c>reactions</c> in the message list.</param>
    /// <param name="messageKey">The message that they are about, where the entries do not say.</param>
    public static IEnumerable<ChannelEvent> Read(
        JsonElement message, string property, string? messageKey, DateTimeOffset at, Participant? contact)
    {
        foreach (var reaction in message.Items(property))
            yield return One(message, reaction, messageKey, at, contact);
    }

    private static ChannelEvent One(
        JsonElement message, JsonElement reaction, string? messageKey, DateTimeOffset at, Participant? contact)
    {
        var about = reaction.Text("original_msg_id") ?? messageKey;
        var actor = reaction.Text("unique_identifier") ?? message.Object("from_user")?.Text("id");
        var operation = (reaction.Text("operation") ?? "ADD").ToUpperInvariant();
        var emoji = reaction.Text("emoji") ?? AiEmoji;
        var key = TikTokKeys.Reaction(about ?? "", actor ?? "", reaction.Text("timestamp"), operation, emoji);
        var conversation = message.Text("conversation_id");
        var when = reaction.Milliseconds("timestamp") ?? at;
        if (about is null || actor is null || !IsAdded(operation, out var added))
            return new UnknownEvent
            {
                EventKey = key,
                OccurredAt = when,
                ConversationKey = conversation,
                Contact = contact,
                Name = "reaction/" + operation,
            };
        return new ReactionEvent
        {
            EventKey = key,
            OccurredAt = when,
            ConversationKey = conversation,
            Contact = contact,
            MessageKey = about,
            ActorKey = actor,
            Emoji = added ? emoji : null,
        };
    }

    // The sources show ADD alone; the words for taking back are guesses, anything else stays unknown.
    private static bool IsAdded(string operation, out bool added)
    {
        added = operation == "ADD";
        return added || operation is "REMOVE" or "DELETE" or "CANCEL";
    }
}
