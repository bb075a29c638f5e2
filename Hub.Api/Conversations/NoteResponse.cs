using Hub.Core.Conversations;

namespace Hub.Api.Conversations;

/// <param name="AuthorId">The member's; a key's when a program wrote it.</param>
/// <param name="Mentions">Ids of members.</param>
public sealed record NoteResponse(Guid Id, Guid ConversationId, Guid? AuthorId, string Text, IReadOnlyList<Guid> Mentions, DateTimeOffset At)
{
    public static NoteResponse Of(Note row) => new(
        row.Id, row.ConversationId, ActorResponse.Of(row.Actor).Id, row.Text,
        [.. row.Mentions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)], row.At);

    public override string ToString() => $"NoteResponse({Id})";
}
