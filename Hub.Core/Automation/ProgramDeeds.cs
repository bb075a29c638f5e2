using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Ingest.Applying;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>When programs wrote or changed something in conversations lately: by the API, or past the hub on the platform.</summary>
internal static class ProgramDeeds
{
    // Two bubbles, a label and an assignment are one turn of a program.
    private static readonly TimeSpan OneTurn = TimeSpan.FromSeconds(5);

    public static async Task<ILookup<Guid, DateTimeOffset>> Load(
        Workset set, IReadOnlyCollection<Guid> conversations, DateTimeOffset since, CancellationToken cancellation)
    {
        var messages = await set.Db.Messages
            .Where(row => row.WorkspaceId == set.WorkspaceId && conversations.Contains(row.ConversationId) && row.OccurredAt > since
                && row.Direction == MessageDirection.Outbound && row.Origin == MessageOrigin.Api && row.AuthorId == null)
            .Select(row => new { row.ConversationId, At = row.OccurredAt }).ToListAsync(cancellation);
        var events = await set.Db.ConversationEvents
            .Where(row => row.WorkspaceId == set.WorkspaceId && conversations.Contains(row.ConversationId) && row.At > since
                && row.Actor.StartsWith(Caller.ByKey))
            .Select(row => new { row.ConversationId, row.At }).ToListAsync(cancellation);
        return messages.Concat(events).ToLookup(row => row.ConversationId, row => row.At);
    }

    /// <summary>How often programs had a turn: what they do within five seconds is one.</summary>
    public static int Turns(IEnumerable<DateTimeOffset> deeds)
    {
        var (turns, began) = (0, DateTimeOffset.MinValue);
        foreach (var at in deeds.Order())
            if (at - began >= OneTurn)
                (turns, began) = (turns + 1, at);
        return turns;
    }
}
