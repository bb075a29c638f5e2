using Hub.Core.Teams;

namespace Hub.Api.Conversations;

/// <summary>Who did something, as a page of text names them.</summary>
internal static class ActorNames
{
    /// <returns>A member's name; of what is no member, or not any more, as entries keep it.</returns>
    public static async Task<string> Of(MemberDirectory members, Guid workspace, string actor, CancellationToken cancellation) =>
        ActorResponse.Of(actor) is { Kind: ActorKind.Member, Id: { } member }
            ? (await members.Names(workspace, [member], cancellation)).GetValueOrDefault(member, actor)
            : actor;
}
