using Hub.Api.Auth;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Ingest;

/// <summary>Accounts that platforms post for and nobody has connected. They belong to no workspace, so it takes the operator's scope.</summary>
internal static class ListUnrouted
{
    private const int Shown = 200;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/webhook-events/unrouted", Handle).Needs(Permissions.Operate).WithName("ListUnrouted");

    public sealed record Response(IReadOnlyList<Account> Items);

    public sealed record Account(string ConnectorId, string AccountId, int Count, DateTimeOffset FirstReceivedAt, DateTimeOffset LastReceivedAt);

    private static async Task<Ok<Response>> Handle(HubStore store, CancellationToken cancellation)
    {
        var groups = await store.Read(null, db => db.WebhookEvents
            .Where(row => row.State == WebhookEventState.Unrouted)
            .GroupBy(row => new { row.ConnectorId, row.AccountId })
            .Select(group => new
            {
                group.Key,
                Count = group.Count(),
                First = group.Min(row => row.ReceivedAt),
                Last = group.Max(row => row.ReceivedAt),
            })
            .OrderByDescending(group => group.Count).Take(Shown).ToListAsync(cancellation));
        return TypedResults.Ok(new Response(groups.ConvertAll(group =>
            new Account(group.Key.ConnectorId, group.Key.AccountId, group.Count, group.First, group.Last))));
    }
}
