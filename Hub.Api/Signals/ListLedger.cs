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
    /// <param name="Reason">Why it was not sent, and in <c>WayOn</c> what to do; null when it was.</param>
    /// <param name="Referral">The arrival it was attributed to.</param>
    public sealed record Response(
        Guid SignalId, Guid ConnectionId, SignalKind Kind, string EventId, Guid ConversationId, DateTimeOffset OccurredAt, Guid? KeywordId,
        Guid? OrderId, string? OrderNumber, decimal? Value, string? Currency, LedgerState State, string? ReasonCode, string? ReasonDetail,
        string? Reason, string? WayOn, DateTimeOffset At, Guid? RequestId, Guid? ReferralId, ReferralOf? Referral);

    public sealed record ReferralOf(
        Guid Id, DateTimeOffset OccurredAt, ReferralSource Source, string? TrackingId, string? AdId, string? Ref, string? Title);

    private static async Task<Results<Ok<Page<Response>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, Named<LedgerState>? state, Named<SignalKind>? kind, Guid? connectionId, Guid? conversationId,
        Guid? orderId, DateTimeOffset? from, DateTimeOffset? to, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var caller = context.Caller();
        var language = Language.Of(context.Request);
        var filter = new LedgerFilter
        {
            State = state?.Value,
            Kind = kind?.Value,
            ConnectionId = connectionId,
            ConversationId = conversationId,
            OrderId = orderId,
            From = from,
            To = to,
        };
        var place = after is { } last ? new LedgerPlace(last.At, last.Id, last.Second) : null;
        var rows = await store.Read(caller.WorkspaceId, async db =>
        {
            var found = await LedgerRows.Find(db, caller, filter, place, page.Size + 1, cancellation);
            var links = await Links.Load(
                db, caller.WorkspaceId, [.. found.Select(row => row.Entry.ReferralId).OfType<Guid>()],
                [.. found.Select(row => row.Signal.OrderId).OfType<Guid>()], cancellation);
            return found.ConvertAll(row => Read(row.Entry, row.Signal, links, language));
        });
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.At, row.SignalId, row.ConnectionId), row => row));
    }

    private static Response Read(LedgerEntry row, SignalRecord signal, Links links, string language)
    {
        var text = LedgerTexts.Find(row.State, row.ReasonCode);
        return new Response(
            signal.Id, row.ConnectionId, signal.Kind, signal.EventId, signal.ConversationId, signal.OccurredAt, signal.KeywordId,
            signal.OrderId, links.Number(signal.OrderId), signal.Value, signal.Currency, row.State, row.ReasonCode, row.ReasonDetail,
            text?.Reason.In(language), text?.WayOn.In(language), row.At, row.RequestId, row.ReferralId, links.Referral(row.ReferralId));
    }

    /// <summary>What the signals of a page point to, in two queries.</summary>
    private sealed record Links(Dictionary<Guid, ReferralOf> Referrals, Dictionary<Guid, string> Orders)
    {
        public static async Task<Links> Load(
            HubDb db, Guid workspace, List<Guid> referrals, List<Guid> orders, CancellationToken cancellation) => new(
            await db.Referrals.Where(row => row.WorkspaceId == workspace && referrals.Contains(row.Id))
                .ToDictionaryAsync(
                    row => row.Id, row => new ReferralOf(row.Id, row.OccurredAt, row.Source, row.TrackingId, row.AdId, row.Ref, row.Title), cancellation),
            await db.Orders.Where(row => row.WorkspaceId == workspace && orders.Contains(row.Id))
                .ToDictionaryAsync(row => row.Id, row => row.Number, cancellation));

        public string? Number(Guid? order) => order is { } id ? Orders.GetValueOrDefault(id) : null;

        public ReferralOf? Referral(Guid? referral) => referral is { } id ? Referrals.GetValueOrDefault(id) : null;
    }
}
