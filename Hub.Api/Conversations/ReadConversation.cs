using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Conversations;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Conversations;

/// <summary>Notes that the conversation has been read, and tells the contact, where the platform shows it.</summary>
internal static class ReadConversation
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/conversations/{id:guid}/read", Handle).Needs(Permissions.MessagesSend).WithName("ReadConversation");

    private static async Task<Results<Accepted, ApiProblem>> Handle(
        Guid id, ReadMarks marks, HubStore store, HttpContext context, CancellationToken cancellation) =>
        await store.Sees(context.Caller(), id, cancellation) && await marks.Set(context.Caller().WorkspaceId, id, cancellation)
            ? TypedResults.Accepted($"/api/v1/conversations/{id}")
            : ApiProblem.NotFound;
}
