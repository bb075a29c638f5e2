using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Signals;

/// <summary>What was reported to which ad platform, and what became of it. The latest change first.</summary>
internal static class ListLedger
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/signals", Handle).Needs(Permissions.SignalsRead).WithName("ListSignals");

    /// <param name="RequestId">The request that carried it last; see <c>/signals/requests/{id}</c> for the very bytes.</param>
    /// <param name="ReferralId">The arrival it was attributed to.</param>
    public sealed record Response(
        Guid SignalId, Guid ConnectionId, SignalKind Kind, string EventId, Guid ConversationId, DateTimeOffset OccurredAt, Guid? KeywordId,
        Guid? OrderId, decimal? Value, string? Currency, LedgerState State, string? ReasonCode, string? ReasonDetail, DateTimeOffset At,
        Guid? RequestId, Guid? ReferralId);

    private static async Task<Results<Ok<Page<Response>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, Named<LedgerState>? state, Named<SignalKind>? kind, Guid? connectionId, HubStore store, HttpContext context,
        CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        var rows = await store.Read(workspace, db => db.LedgerEntries
            .Where(row => row.WorkspaceId == workspace && (state == null || row.State == state.Value.Value)
                && (connectionId == null || row.ConnectionId == connectionId))
            .Where(row => after == null || row.At < after.Value.At
                || (row.At == after.Value.At && (row.SignalId.CompareTo(after.Value.Id) < 0
                    || (row.SignalId == after.Value.Id && row.ConnectionId.CompareTo(after.Value.Second) < 0))))
            .Join(db.Signals, row => new { row.WorkspaceId, Id = row.SignalId }, signal => new { signal.WorkspaceId, signal.Id },
                (row, signal) => new { row, signal })
            .Where(pair => kind == null || pair.signal.Kind == kind.Value.Value)
            .OrderByDescending(pair => pair.row.At).ThenByDescending(pair => pair.row.SignalId).ThenByDescending(pair => pair.row.ConnectionId)
            .Take(page.Size + 1)
            .Select(pair => new Response(
                pair.signal.Id, pair.row.ConnectionId, pair.signal.Kind, pair.signal.EventId, pair.signal.ConversationId,
                pair.signal.OccurredAt, pair.signal.KeywordId, pair.signal.OrderId, pair.signal.Value, pair.signal.Currency, pair.row.State,
                pair.row.ReasonCode, pair.row.ReasonDetail, pair.row.At, pair.row.RequestId, pair.row.ReferralId))
            .ToListAsync(cancellation));
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.At, row.SignalId, row.ConnectionId), row => row));
    }
}
