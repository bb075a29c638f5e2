using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Conversations;

/// <summary>Status, snoozing, priority, assignee, team.</summary>
internal static class ChangeConversation
{
    private static readonly LocalizedText NoSuchMember = new("There is no such active member.", "Không có thành viên đang hoạt động này.");
    private static readonly LocalizedText NoSuchTeam = new("There is no such team.", "Không có nhóm này.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/conversations/{id:guid}", Handle).Needs(Permissions.ConversationsWrite).WithName("ChangeConversation");

    private static async Task<Results<Ok<ConversationResponse>, ApiProblem>> Handle(
        Guid id, ConversationChangeRequest request, ConversationDesk desk, ConversationList list, HubStore store, HttpContext context,
        CancellationToken cancellation)
    {
        if (new ConversationChangeValidator(store.Now).Check(request) is { } problem)
            return problem;
        var change = request.ToChange();
        return await desk.Check(context.Caller().WorkspaceId, change, cancellation) is { } missing
            ? Missing(missing)
            : await Changed(context, id, change, desk, list, cancellation);
    }

    internal static ApiProblem Missing(ChangeProblem problem, string at = "") => problem switch
    {
        ChangeProblem.NoSuchMember => ApiProblem.Invalid(at + "assigneeId", NoSuchMember),
        _ => ApiProblem.Invalid(at + "teamId", NoSuchTeam),
    };

    /// <summary>Changes one and shows what it has become, also when it has gone out of the caller's sight by that.</summary>
    internal static async Task<Results<Ok<ConversationResponse>, ApiProblem>> Changed(
        HttpContext context, Guid id, ConversationChange change, ConversationDesk desk, ConversationList list, CancellationToken cancellation)
    {
        var caller = context.Caller();
        var answers = await desk.Change(caller, [id], change, cancellation);
        if (answers[id] == ChangeAnswer.NotFound)
            return ApiProblem.NotFound;
        var item = await list.One(caller with { Sees = VisibilityScope.All }, id, cancellation);
        return item is null ? ApiProblem.NotFound : TypedResults.Ok(ConversationResponse.Of(item));
    }
}
