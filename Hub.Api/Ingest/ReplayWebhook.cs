using AutoMapper;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Ingest;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Ingest;

/// <summary>Has one webhook applied again, failed or not.</summary>
internal static class ReplayWebhook
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/webhook-events/{id:guid}/replay", Handle).Needs(Permissions.WebhooksReplay).WithName("ReplayWebhookEvent");

    private static async Task<Results<Accepted<WebhookEventResponse>, ApiProblem>> Handle(
        Guid id, WebhookReplay replay, IMapper mapper, HttpContext context, CancellationToken cancellation)
    {
        var key = context.Caller();
        return await replay.One(key.WorkspaceId, id, key.Actor, cancellation) is { } webhook
            ? TypedResults.Accepted("/api/v1/webhook-events?state=pending", mapper.Map<WebhookEventResponse>(webhook))
            : ApiProblem.NotFound;
    }
}
