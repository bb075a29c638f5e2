using Hub.Api.Auth;
using Hub.Api.Deliveries;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Conversations;

/// <summary>Sends a failed message again. What is in doubt only when a person says so: it may have arrived.</summary>
internal static class RetryMessage
{
    private static readonly LocalizedText NotFailed = new(
        "The message has not failed: it is waiting or has been sent.", "Tin nhắn không bị lỗi: đang chờ hoặc đã được gửi.");

    private static readonly LocalizedText InDoubt = new(
        "It may have been sent. Look on the platform; with evenInDoubt=true it is sent again, perhaps twice.",
        "Có thể tin đã được gửi. Hãy kiểm tra trên nền tảng; với evenInDoubt=true sẽ gửi lại, có thể bị trùng.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/conversations/{id:guid}/messages/{messageId:guid}/retry", Handle)
        .Needs(Permissions.MessagesSend).WithName("RetryMessage");

    private static async Task<Results<Accepted, ApiProblem>> Handle(
        Guid id, Guid messageId, bool? evenInDoubt, DeliveryReplay replay, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (!await store.Sees(caller, id, cancellation) || await Delivery(store, caller.WorkspaceId, id, messageId, cancellation) is not { } delivery)
            return ApiProblem.NotFound;
        return await replay.One(caller.WorkspaceId, delivery, evenInDoubt is true, caller.Actor, cancellation) switch
        {
            ReplayAnswer.Replayed => TypedResults.Accepted($"/api/v1/conversations/{id}/messages"),
            ReplayAnswer.NotDead => new ApiProblem(ProblemTypes.Conflict, NotFailed),
            ReplayAnswer.SwitchedOff => new ApiProblem(ProblemTypes.Conflict with { Code = "connection_not_active" }, ReplayDelivery.SwitchedOff),
            ReplayAnswer.InDoubt => new ApiProblem(ProblemTypes.Conflict with { Code = "in_doubt" }, InDoubt),
            _ => ApiProblem.NotFound,
        };
    }

    private static Task<Guid?> Delivery(HubStore store, Guid workspace, Guid conversation, Guid message, CancellationToken cancellation) =>
        store.Read(workspace, db => db.Messages
            .Where(row => row.WorkspaceId == workspace && row.Id == message && row.ConversationId == conversation)
            .Join(
                db.Deliveries.Where(row => row.Kind == DeliveryKind.SendMessage),
                row => new { row.WorkspaceId, row.ConnectionId, row.Id },
                row => new { row.WorkspaceId, row.ConnectionId, Id = row.SubjectId }, (_, row) => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellation));
}
