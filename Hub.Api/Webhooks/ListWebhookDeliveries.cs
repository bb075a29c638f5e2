using System.Text.Json;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Webhooks;

/// <summary>What an endpoint was told, or is to be told, with each try: the last first.</summary>
internal static class ListWebhookDeliveries
{
    private const int TriesShown = 20;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(ManageWebhookEndpoints.Path + "/{id:guid}/deliveries", List).Needs(Permissions.WebhooksManage).NeedsSightOfAll()
            .WithName("ListWebhookDeliveries");
        api.MapGet("/webhook-event-types", Types).Needs(Permissions.WebhooksManage).WithName("ListWebhookEventTypes");
    }

    /// <param name="MessageId">What went as <c>webhook-id</c>.</param>
    /// <param name="Payload">The body; null when it is forgotten.</param>
    public sealed record Item(
        Guid Id, string MessageId, string? Type, DeliveryState State, DateTimeOffset OwedAt, DateTimeOffset DueAt, DateTimeOffset? SettledAt,
        string? Code, string? Reason, string? WayOn, JsonElement? Payload, IReadOnlyList<Try> Tries);

    /// <param name="Status">HTTP status; null when no answer came.</param>
    /// <param name="Excerpt">The beginning of a refusal, without what might be a number, an address or a token.</param>
    public sealed record Try(DateTimeOffset At, int? Status, int? DurationMs, string Outcome, string? Code, string? Excerpt);

    public sealed record EventType(string Name, string Description);

    public sealed record EventTypeList(IReadOnlyList<EventType> Items);

    private static Ok<EventTypeList> Types(HttpRequest request)
    {
        var language = Language.Of(request);
        return TypedResults.Ok(new EventTypeList([.. HubEventTypes.Known.Select(type => new EventType(type.Key, type.Value.In(language)))]));
    }

    private static async Task<Results<Ok<Page<Item>>, ApiProblem>> List(
        Guid id, [AsParameters] PageQuery page, Named<DeliveryState>? state, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        var language = Language.Of(context.Request);
        return await store.Read<Results<Ok<Page<Item>>, ApiProblem>>(workspace, async db =>
        {
            if (!await db.WebhookEndpoints.AnyAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation))
                return ApiProblem.NotFound;
            var rows = await db.Deliveries
                .Where(row => row.WorkspaceId == workspace && row.ConnectionId == id && row.Kind == DeliveryKind.CallWebhook
                    && (state == null || row.State == state.Value.Value) && (after == null || row.Id.CompareTo(after.Value.Id) < 0))
                .OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation);
            var (events, tries) = await Facts(db, workspace, rows, cancellation);
            return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.OwedAt, row.Id), row => Read(
                row, events.GetValueOrDefault(row.SubjectId), tries[row.Id], language)));
        });
    }

    private static async Task<(Dictionary<Guid, HubEvent> Events, ILookup<Guid, Attempt> Tries)> Facts(
        HubDb db, Guid workspace, List<Delivery> rows, CancellationToken cancellation)
    {
        var (subjects, ids) = (rows.ConvertAll(row => row.SubjectId), rows.ConvertAll(row => row.Id));
        return (
            await db.HubEvents.Where(row => row.WorkspaceId == workspace && subjects.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation),
            (await db.Attempts.Where(row => row.WorkspaceId == workspace && ids.Contains(row.DeliveryId)).ToListAsync(cancellation))
                .ToLookup(row => row.DeliveryId));
    }

    private static Item Read(Delivery row, HubEvent? item, IEnumerable<Attempt> tries, string language)
    {
        var text = OutcomeTexts.Find(row.Outcome, row.Code);
        return new Item(
            row.Id, HubEvent.NameOf(row.SubjectId), item?.Type, row.State, row.OwedAt, row.DueAt, row.SettledAt, row.Code,
            text?.Reason.In(language), text?.WayOn.In(language),
            item is null ? null : JsonElement.Parse(item.Payload),
            [.. tries.OrderByDescending(found => found.Id).Take(TriesShown)
                .Select(found => new Try(found.At, found.Status, found.DurationMs, found.Outcome, found.Code, found.Detail))]);
    }
}
