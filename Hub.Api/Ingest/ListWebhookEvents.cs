using System.Linq.Expressions;
using AutoMapper;
using AutoMapper.QueryableExtensions;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Ingest;

/// <summary>What platforms posted, the latest first, without the bytes.</summary>
internal static class ListWebhookEvents
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/webhook-events", Handle).Needs(Permissions.WebhooksRead).WithName("ListWebhookEvents");

    private static async Task<Results<Ok<Page<WebhookEventResponse>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, Named<WebhookEventState>? state, Named<WebhookStage>? failedStage, Guid? connectionId, HubStore store, IMapper mapper, HttpContext context,
        CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        var rows = await store.Read(workspace, db => db.WebhookEvents
            .Where(row => row.WorkspaceId == workspace && (connectionId == null || row.ConnectionId == connectionId))
            .Where(InState(state?.Value))
            .Where(FailedIn(failedStage?.Value))
            .Where(row => after == null || row.Id.CompareTo(after.Value.Id) < 0)
            .OrderByDescending(row => row.Id).Take(page.Size + 1)
            .ProjectTo<WebhookEventResponse>(mapper.ConfigurationProvider).ToListAsync(cancellation));
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.ReceivedAt, row.Id), row => row));
    }

    private static Expression<Func<WebhookEvent, bool>> FailedIn(WebhookStage? stage) => stage switch
    {
        null => row => true,
        WebhookStage.Apply => row => row.FailureCode == WebhookEvent.ApplyFailed,
        _ => row => row.FailureCode != null && row.FailureCode != WebhookEvent.ApplyFailed,
    };

    // Failed ones are few among many, and have an index: it serves a query only that names the state and not a parameter.
    private static Expression<Func<WebhookEvent, bool>> InState(WebhookEventState? state) => state switch
    {
        null => row => true,
        WebhookEventState.Failed => row => row.State == WebhookEventState.Failed,
        _ => row => row.State == state,
    };
}

/// <param name="FailedStage">Where it failed.</param>
/// <param name="Events">How many canonical events it held, and how many of them were of an unknown kind.</param>
public sealed record WebhookEventResponse(
    Guid Id, string ConnectorId, string AccountId, Guid ConnectionId, WebhookEventState State, DateTimeOffset ReceivedAt,
    DateTimeOffset? AppliedAt, int Events, int UnknownEvents, int Attempts, string? FailureCode, string? FailureDetail, WebhookStage? FailedStage);

internal sealed class WebhookEventProfile : Profile
{
    public WebhookEventProfile() => CreateMap<WebhookEvent, WebhookEventResponse>()
        .ForCtorParam(nameof(WebhookEventResponse.FailedStage), stage => stage.MapFrom(row => row.FailureCode == null ? (WebhookStage?)null
            : row.FailureCode == WebhookEvent.ApplyFailed ? WebhookStage.Apply : WebhookStage.Read));
}
