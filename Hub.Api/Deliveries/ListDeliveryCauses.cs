using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Deliveries;

/// <summary>Deliveries of one state, counted by lane and cause: one line to read and to replay for a thousand failures.</summary>
internal static class ListDeliveryCauses
{
    private const int Shown = 200;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/deliveries/causes", Handle).Needs(Permissions.DeliveriesRead).NeedsSightOfAll().WithName("ListDeliveryCauses");

    public sealed record Response(DeliveryState State, IReadOnlyList<Cause> Items);

    /// <param name="Detail">The other side's words, where they are the same of all.</param>
    /// <param name="SkipReason">Of skipped ones the reason that a person gave; null where they gave several.</param>
    /// <param name="NextAt">Of what is owed, when the first of them has its turn; it may be over.</param>
    /// <param name="FirstAt">When the first of them ended as it did; of what is still owed, since when it is.</param>
    public sealed record Cause(
        Guid ConnectionId, DeliveryKind Kind, string? Outcome, string? Code, int Count, DateTimeOffset FirstAt, DateTimeOffset LastAt,
        string? Reason, string? WayOn, string? Detail, string? SkipReason, DateTimeOffset? NextAt);

    /// <param name="state">Dead letters unless said otherwise.</param>
    private static async Task<Ok<Response>> Handle(
        Named<DeliveryState>? state, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var language = Language.Of(context.Request);
        var wanted = state?.Value ?? DeliveryState.Dead;
        var groups = await store.Read(workspace, db => db.Deliveries
            .Where(row => row.WorkspaceId == workspace && row.State == wanted)
            .GroupBy(row => new { row.ConnectionId, row.Kind, row.Outcome, row.Code })
            .Select(group => new
            {
                group.Key,
                Count = group.Count(),
                First = group.Min(row => row.SettledAt ?? row.OwedAt),
                Last = group.Max(row => row.SettledAt ?? row.OwedAt),
                Least = group.Min(row => row.Detail),
                Next = group.Min(row => row.DueAt),
                Most = group.Max(row => row.Detail),
            })
            .OrderByDescending(group => group.Count).Take(Shown).ToListAsync(cancellation));
        return TypedResults.Ok(new Response(wanted, groups.ConvertAll(group =>
        {
            var text = OutcomeTexts.Of(group.Key.Kind, wanted, group.Key.Outcome, group.Key.Code);
            var (isSkipped, detail) = (group.Key.Outcome == DeliverySkip.Outcome, group.Least == group.Most ? group.Least : null);
            return new Cause(
                group.Key.ConnectionId, group.Key.Kind, group.Key.Outcome, group.Key.Code, group.Count, group.First, group.Last,
                text?.Reason.In(language), text?.WayOn.In(language),
                isSkipped ? null : detail, isSkipped ? detail : null, wanted == DeliveryState.Owed ? group.Next : null);
        })));
    }
}
