using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>Writes notes, and tells those whom a note mentions.</summary>
public sealed class Notes(HubStore store)
{
    /// <param name="text">Clean.</param>
    /// <param name="mentions">Ids that are no members of the workspace are left out.</param>
    /// <returns>Null when the caller sees no such conversation.</returns>
    public Task<Note?> Add(
        Caller caller, Guid conversation, string text, IReadOnlyCollection<Guid> mentions, CancellationToken cancellation) =>
        store.Write(caller.WorkspaceId, null, async db =>
        {
            if (!await db.Conversations.VisibleTo(caller).AnyAsync(row => row.Id == conversation, cancellation))
                return null;
            var members = await db.Members
                .Where(row => row.WorkspaceId == caller.WorkspaceId && mentions.Contains(row.Id) && row.State != MemberState.Disabled)
                .OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellation);
            var note = new Note
            {
                WorkspaceId = caller.WorkspaceId,
                Id = store.Ids.Next(),
                ConversationId = conversation,
                At = store.Now,
                Actor = caller.Actor,
                Text = text,
                Mentions = string.Join(' ', members),
            };
            db.Notes.Add(note);
            foreach (var member in members.Where(member => member != caller.MemberId))
                db.Notifications.Add(new Notification
                {
                    WorkspaceId = caller.WorkspaceId,
                    Id = store.Ids.Next(),
                    MemberId = member,
                    At = note.At,
                    Kind = NotificationKind.Mention,
                    ConversationId = conversation,
                    NoteId = note.Id,
                    Actor = caller.Actor,
                });
            return note;
        }, cancellation);
}
