using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Conversations;
using Hub.Core.Feed;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Conversations;

/// <summary>Tells that one looks at or writes in a conversation, and hears who else does. To be said anew every 20 seconds.</summary>
internal static class TellPresence
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/conversations/{id:guid}/presence", Handle).Needs(Permissions.ConversationsRead).WithName("TellPresence");

    public sealed record PresenceRequest(PresenceState? State);

    /// <param name="Items">The others, without whoever has been silent for 45 seconds.</param>
    public sealed record PresenceResponse(IReadOnlyList<PresentMember> Items);

    public sealed record PresentMember(Guid MemberId, PresenceState State, DateTimeOffset At);

    private static async Task<Results<Ok<PresenceResponse>, ApiProblem>> Handle(
        Guid id, PresenceRequest request, Presence presence, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var caller = context.Caller();
        if (!await store.Sees(caller, id, cancellation))
            return ApiProblem.NotFound;
        var others = presence.Tell(caller.WorkspaceId, id, caller.Id, request.State!.Value);
        return TypedResults.Ok(new PresenceResponse([.. others.Select(one => new PresentMember(one.MemberId, one.State, one.At))]));
    }

    private sealed class Validator : AbstractValidator<PresenceRequest>
    {
        public Validator() => RuleFor(request => request.State).NotNull().Says(FieldTexts.OneOf<PresenceState>());
    }
}
