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
            $"conversation {names[row.ContactId]} {row.StartedAt:O} {row.LastActivityAt:O} {row.LastInboundAt:O} {row.ReadUpTo:O} {row.Status}"));
        lines.AddRange((await db.Messages.ToListAsync()).Select(row =>
            $"message {Thread(row.ConversationId)} {row.Key} {row.Direction} {row.Kind} {row.Text} {row.Status} {row.StatusCode} "
            + $"{row.OccurredAt:O} {row.EditedAt:O} {row.DeletedAt:O}"));
        lines.AddRange((await db.Reactions.ToListAsync()).Select(row => $"reaction {row.MessageKey} {row.ActorKey} {row.Emoji} {row.At:O}"));
        lines.AddRange((await db.Referrals.ToListAsync()).Select(row =>
            $"referral {Thread(row.ConversationId)} {row.EventKey} {row.AdId} {row.TrackingId} {row.OccurredAt:O}"));
        lines.AddRange((await db.Orders.Include(row => row.Lines).ToListAsync()).Select(row =>
            $"order {names[row.ContactId]} {row.Number} {row.Total:0.##} {row.Currency} {row.PlacedAt:O} {row.Lines.Count}"));
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
