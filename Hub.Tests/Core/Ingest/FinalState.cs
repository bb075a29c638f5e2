using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Ingest;

/// <summary>What a person would find in the hub, without the ids and times that are the hub's own.</summary>
internal static class FinalState
{
    public static async Task<IReadOnlyList<string>> Of(HubDb db)
    {
        var identities = await db.ContactIdentities.ToListAsync();
        var names = identities.GroupBy(row => row.ContactId)
            .ToDictionary(group => group.Key, group => string.Join('+', group.Select(row => row.Value).Order(StringComparer.Ordinal)));
        var conversations = await db.Conversations.ToDictionaryAsync(row => row.Id);
        string Thread(Guid id) => names[conversations[id].ContactId];
        var lines = new List<string>();
        lines.AddRange((await db.Contacts.ToListAsync()).Select(row =>
            $"contact {names.GetValueOrDefault(row.Id)} {row.DisplayName} {row.Phone} {row.FirstSeenAt:O} {row.LastSeenAt:O}"));
        lines.AddRange(conversations.Values.Select(row =>
            $"conversation {names[row.ContactId]} {row.StartedAt:O} {row.LastActivityAt:O} {row.LastInboundAt:O} {row.ReadUpTo:O} {row.Status} "
            + $"unread {row.Unread} waiting {row.WaitingSince:O} answered {row.AnsweredAt:O} last {row.LastMessageAt:O} "
            + $"failed {row.FailedSend} phone {row.HasPhone} order {row.HasOrder} ad {row.FromAd}"));
        lines.AddRange(await Wrong(db));
        lines.AddRange((await db.Messages.ToListAsync()).Select(row =>
            $"message {Thread(row.ConversationId)} {row.Key} {row.Direction} {row.Kind} {row.Text} {row.Status} {row.StatusCode} "
            + $"{row.OccurredAt:O} {row.EditedAt:O} {row.DeletedAt:O}"));
        lines.AddRange((await db.Reactions.ToListAsync()).Select(row => $"reaction {row.MessageKey} {row.ActorKey} {row.Emoji} {row.At:O}"));
        lines.AddRange((await db.Referrals.ToListAsync()).Select(row =>
            $"referral {Thread(row.ConversationId)} {row.EventKey} {row.AdId} {row.TrackingId} {row.OccurredAt:O}"));
        lines.AddRange((await db.Orders.Include(row => row.Lines).ToListAsync()).Select(row =>
            $"order {names[row.ContactId]} {row.Number} {row.Total:0.##} {row.Currency} {row.PlacedAt:O} {row.Lines.Count}"));
        var numbers = await db.Orders.ToDictionaryAsync(row => row.Id, row => row.Number);
        lines.AddRange((await db.Signals.ToListAsync()).Select(row =>
            $"signal {Thread(row.ConversationId)} {row.Kind} {row.KeywordId} {(row.OrderId is { } id ? numbers[id] : "")} {row.OccurredAt:O}"));
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    // What the list shows must be what counting would give, whatever the order of arrival.
    private static async Task<IEnumerable<string>> Wrong(HubDb db)
    {
        var messages = (await db.Messages.ToListAsync()).ToLookup(row => row.ConversationId);
        return (await db.Conversations.ToListAsync()).Where(row => !Counted(row, [.. messages[row.Id]])).Select(row => $"miscounted {row.Id}");
    }

    private static bool Counted(Conversation row, Message[] messages)
    {
        var answered = messages.Where(item => item.Direction == MessageDirection.Outbound && item.Origin != MessageOrigin.Automatic
            && item.Status is not (MessageStatus.Failed or MessageStatus.Unknown)).Max(item => (DateTimeOffset?)item.OccurredAt);
        var waiting = messages.Where(item => item.Direction == MessageDirection.Inbound && !(item.OccurredAt <= answered)).ToList();
        var last = messages.OrderBy(item => item.OccurredAt).ThenBy(item => item.Id).LastOrDefault();
        return row.AnsweredAt == answered && row.Unread == waiting.Count && row.WaitingSince == waiting.Min(item => (DateTimeOffset?)item.OccurredAt)
            && row.LastMessageId == last?.Id && row.LastMessageAt == last?.OccurredAt
            && row.FailedSend == messages.Any(item => item.Direction == MessageDirection.Outbound && !(item.OccurredAt < answered)
                && item.Status is MessageStatus.Failed or MessageStatus.Unknown);
    }
}
