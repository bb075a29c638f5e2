using Hub.Core.Conversations;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Conversations;

/// <summary>Messages of one conversation with what hangs on them: two statements for a whole page.</summary>
internal sealed class MessagePage
{
    private readonly ILookup<Guid, Attachment> _attachments;
    private readonly ILookup<string, string> _reactions;

    private MessagePage(IEnumerable<Attachment> attachments, IEnumerable<Reaction> reactions)
    {
        _attachments = attachments.ToLookup(row => row.MessageId);
        _reactions = reactions.ToLookup(row => row.MessageKey, row => row.Emoji!);
    }

    public static async Task<MessagePage> Load(HubDb db, IReadOnlyList<Message> messages, CancellationToken cancellation)
    {
        if (messages.Count == 0)
            return new MessagePage([], []);
        var (workspace, connection) = (messages[0].WorkspaceId, messages[0].ConnectionId);
        var ids = messages.Select(row => row.Id).ToList();
        var keys = messages.Select(row => row.Key).OfType<string>().ToList();
        return new MessagePage(
            await db.Attachments.Where(row => row.WorkspaceId == workspace && ids.Contains(row.MessageId)).ToListAsync(cancellation),
            await db.Reactions
                .Where(row => row.WorkspaceId == workspace && row.ConnectionId == connection && keys.Contains(row.MessageKey) && row.Emoji != null)
                .ToListAsync(cancellation));
    }

    public MessageResponse Of(Message row, string language) =>
        MessageResponse.Of(row, language, _attachments[row.Id], _reactions[row.Key ?? ""]);
}
