using Hub.Core.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Hub.Core.Storage;

/// <summary>
/// What a transaction changes that others have to keep up with. Filled from what is tracked whenever the context saves, so that no way of
/// writing a message can forget its conversation; what is written past the tracker is noted by hand.
/// </summary>
public sealed class Changes
{
    private readonly HashSet<(Guid Workspace, Guid Conversation)> _uncounted = [];

    /// <summary>The conversation's messages have changed past the tracker.</summary>
    public void Recount(Guid workspace, Guid conversation) => _uncounted.Add((workspace, conversation));

    /// <summary>To be called before the context saves, when it has looked for changes.</summary>
    internal void Gather(ChangeTracker tracker)
    {
        var messages = tracker.Entries<Message>().Where(entry => entry.State != EntityState.Unchanged).ToList();
        if (messages.Count == 0)
            return;
        var conversations = tracker.Entries<Conversation>().Where(entry => entry.State != EntityState.Deleted)
            .ToDictionary(entry => entry.Entity.Id);
        foreach (var message in messages)
            if (!Tally(message, conversations.GetValueOrDefault(message.Entity.ConversationId)?.Entity))
                Recount(message.Entity.WorkspaceId, message.Entity.ConversationId);
        foreach (var id in messages.Select(message => message.Entity.ConversationId).Distinct())
            conversations.GetValueOrDefault(id)?.DetectChanges();
    }

    /// <summary>To be called after the context has saved. What it changes has to be saved too.</summary>
    internal async Task<bool> Settle(HubDb db, CancellationToken cancellation)
    {
        if (_uncounted.Count == 0)
            return false;
        foreach (var (workspace, conversation) in _uncounted)
            await ConversationTally.Recount(db, workspace, conversation, cancellation);
        _uncounted.Clear();
        return true;
    }

    private static bool Tally(EntityEntry<Message> entry, Conversation? conversation) => entry.State switch
    {
        EntityState.Added => conversation is not null && ConversationTally.Add(conversation, entry.Entity),
        EntityState.Modified => !Matters(entry),
        EntityState.Deleted => false,
        _ => true,
    };

    private static bool Matters(EntityEntry<Message> entry)
    {
        var (now, was) = (entry.Entity, entry.Property(message => message.Status).OriginalValue);
        return entry.Property(message => message.OccurredAt).IsModified || entry.Property(message => message.ConversationId).IsModified
            || ConversationTally.IsAnswer(now.Direction, now.Origin, now.Status) != ConversationTally.IsAnswer(now.Direction, now.Origin, was)
            || ConversationTally.IsFailure(now.Direction, now.Status) != ConversationTally.IsFailure(now.Direction, was);
    }
}
