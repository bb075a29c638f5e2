using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Conversations;

/// <summary>Puts a label on a conversation, or takes it off.</summary>
internal static class LabelConversation
{
    private const string Path = "/conversations/{id:guid}/labels/{labelId:guid}";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut(Path, Put).Needs(Permissions.ConversationsWrite).WithName("LabelConversation");
        api.MapDelete(Path, Delete).Needs(Permissions.ConversationsWrite).WithName("UnlabelConversation");
    }

    private static async Task<Results<Ok<ConversationResponse>, ApiProblem>> Put(
        Guid id, Guid labelId, ConversationDesk desk, ConversationList list, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        if (!await store.Read(workspace, db => db.Labels.AnyAsync(row => row.WorkspaceId == workspace && row.Id == labelId, cancellation)))
            return ApiProblem.NotFound;
        return await ChangeConversation.Changed(context, id, new ConversationChange { AddLabels = [labelId] }, desk, list, cancellation);
    }

    private static Task<Results<Ok<ConversationResponse>, ApiProblem>> Delete(
        Guid id, Guid labelId, ConversationDesk desk, ConversationList list, HttpContext context, CancellationToken cancellation) =>
        ChangeConversation.Changed(context, id, new ConversationChange { RemoveLabels = [labelId] }, desk, list, cancellation);
}
