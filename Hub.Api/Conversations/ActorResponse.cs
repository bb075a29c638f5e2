using Hub.Core.Conversations;

namespace Hub.Api.Conversations;

/// <summary>Who did something.</summary>
/// <param name="Id">A member's, a key's or a rule's; null when the hub did it, or the contact.</param>
public sealed record ActorResponse(ActorKind Kind, Guid? Id)
{
    /// <param name="actor">As entries keep it: <c>member:…</c>, <c>key:…</c>, or a word.</param>
    public static ActorResponse Of(string actor)
    {
        var colon = actor.IndexOf(':');
        var id = colon > 0 && Guid.TryParse(actor.AsSpan(colon + 1), out var read) ? read : (Guid?)null;
        return (colon < 0 ? actor : actor[..colon]) switch
        {
            "member" => new ActorResponse(ActorKind.Member, id),
            "rule" => new ActorResponse(ActorKind.Rule, id),
            "key" => new ActorResponse(ActorKind.ApiKey, id),
            ConversationEvent.ByContact => new ActorResponse(ActorKind.Contact, null),
            _ => new ActorResponse(ActorKind.System, null),
        };
    }
}

public enum ActorKind
{
    Member,
    ApiKey,
    Contact,
    System,
    Rule,
}
