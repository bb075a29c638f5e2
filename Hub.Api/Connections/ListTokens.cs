using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Connections;

/// <summary>The token calendar: when each connection's tokens end, the nearest first, and what stops then.</summary>
internal static class ListTokens
{
    private static readonly Dictionary<ConnectorKind, LocalizedText> Stops = new()
    {
        [ConnectorKind.Channel] = new(
            "New messages no longer come in, and answers no longer go out.", "Tin nhắn mới không vào được nữa và câu trả lời không gửi đi được."),
        [ConnectorKind.Crm] = new(
            "Contacts, orders and bookings no longer reach the CRM; they wait here.", "Liên hệ, đơn hàng và lịch hẹn không sang được CRM; chúng chờ tại đây."),
        [ConnectorKind.Ads] = new(
            "Signals no longer reach the ad platform; they wait here for a while.", "Tín hiệu không gửi được đến nền tảng quảng cáo; chúng chờ tại đây một thời gian."),
    };

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/connections/tokens", Handle).Needs(Permissions.ConnectionsRead).WithName("ListTokens");

    public sealed record Response(IReadOnlyList<Token> Items);

    /// <param name="RenewsAt">When the access token lapses that the hub renews by itself.</param>
    /// <param name="LapsesAt">When somebody must have connected again; null when that day never comes, or the platform does not say.</param>
    /// <param name="DaysLeft">Whole days until then; negative afterwards.</param>
    /// <param name="Stops">What breaks if it lapses.</param>
    public sealed record Token(
        Guid ConnectionId, DateTimeOffset? RenewsAt, DateTimeOffset? LapsesAt, int? DaysLeft, TokenState State, string? Stops);

    private static async Task<Ok<Response>> Handle(
        HubStore store, ConnectionVault vault, ConnectorRegistry connectors, HttpContext context, CancellationToken cancellation)
    {
        var (workspace, language) = (context.Caller().WorkspaceId, Language.Of(context.Request));
        var rows = await store.Read(workspace, db => db.Connections
            .Where(row => row.WorkspaceId == workspace && row.ConnectorId != WebhookConnector.Id
                && row.State != ConnectionState.Disconnected).ToListAsync(cancellation));
        var tokens = rows.Select(row => Read(row, vault, connectors, store.Now, language));
        return TypedResults.Ok(new Response(
            [.. tokens.OrderBy(token => token.State == TokenState.Revoked ? int.MinValue : token.DaysLeft ?? int.MaxValue).ThenBy(token => token.ConnectionId)]));
    }

    private static Token Read(Connection row, ConnectionVault vault, ConnectorRegistry connectors, DateTimeOffset now, string language)
    {
        var dates = TokenDates.Of(row, vault.Unlock(row).Credentials, connectors.Can<IAuthorize>(row.ConnectorId), now);
        var kinds = connectors.Find(row.ConnectorId)?.Manifest?.Kinds ?? [];
        return new Token(
            row.Id, dates.RenewsAt, dates.LapsesAt, dates.DaysLeft, dates.State,
            kinds.Count > 0 ? string.Join(' ', kinds.Select(kind => Stops[kind].In(language))) : null);
    }
}
