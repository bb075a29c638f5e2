using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Sending;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Conversations;

/// <summary>Tells the contact, where the platform shows it, that their messages have been read.</summary>
internal static class ReadConversation
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/conversations/{id:guid}/read", Handle).Needs(Permissions.MessagesSend).WithName("ReadConversation");

    private static async Task<Results<Accepted, ApiProblem>> Handle(
        Guid id, ReadMarks marks, HttpContext context, CancellationToken cancellation) =>
        await marks.Set(context.Caller().WorkspaceId, id, cancellation)
            ? TypedResults.Accepted($"/api/v1/conversations/{id}")
            : ApiProblem.NotFound;
}
