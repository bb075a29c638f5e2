using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Signals.Tracking;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Signals;

/// <summary>How messages of a channel's connection carry an ad platform's tracking id. There is no default: no platform has published a form.</summary>
internal static class ManageTracking
{
    private const int LongestSample = 4000;
    private static readonly LocalizedText NotAds = new("Choose an ad platform that is installed.", "Chọn một nền tảng quảng cáo đã cài đặt.");
    private static readonly LocalizedText NotAChannel = new(
        "Only what messages come by can carry tracking ids.", "Chỉ kênh nhận tin nhắn mới có mã theo dõi.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/connections/{id:guid}/tracking", Get).Needs(Permissions.ConnectionsRead).WithName("GetTracking");
        api.MapPut("/connections/{id:guid}/tracking", Put).Needs(Permissions.ConnectionsWrite).WithName("ChangeTracking");
        api.MapDelete("/connections/{id:guid}/tracking", Delete).Needs(Permissions.ConnectionsWrite).WithName("DeleteTracking");
        api.MapPost("/tracking/try", Try).Needs(Permissions.ConnectionsWrite).WithName("TryTracking");
    }

    /// <param name="Platform">Id of the ads connector whose ids they are.</param>
    /// <param name="Pattern">The prefilled text with <c>{id}</c>, and maybe <c>{ad}</c>, in place of what varies; or an expression.</param>
    /// <param name="IsExpression">A regular expression with groups <c>id</c> and maybe <c>ad</c>; without looking around or back.</param>
    public sealed record Request(string? Platform, string? Pattern, bool IsExpression);

    /// <param name="Rule">Null when none is set.</param>
    public sealed record Response(TrackingRule? Rule);

    /// <param name="Text">A message as a contact would send it. It is looked at and not kept.</param>
    public sealed record TryRequest(string? Pattern, bool IsExpression, string? Text);

    /// <param name="TakenOut">Null when the text holds no tracking id.</param>
    public sealed record TryResponse(TakenOut? TakenOut);

    private static async Task<Results<Ok<Response>, ApiProblem>> Get(Guid id, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var row = await store.Read(workspace, db => db.Connections.FirstOrDefaultAsync(
            found => found.WorkspaceId == workspace && found.Id == id, cancellation));
        return row is null ? ApiProblem.NotFound : TypedResults.Ok(new Response(TrackingRule.Of(row.Tracking)));
    }

    private static Task<Results<Ok<Response>, ApiProblem>> Put(
        Guid id, Request request, ConnectorRegistry connectors, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (TrackingPattern.Read(request.Pattern ?? "", request.IsExpression, out var problem) is null)
            return Task.FromResult<Results<Ok<Response>, ApiProblem>>(ApiProblem.Invalid("pattern", problem!));
        return Set(id, new TrackingRule(request.Platform ?? "", request.Pattern!, request.IsExpression), connectors, store, context, cancellation);
    }

    private static Task<Results<Ok<Response>, ApiProblem>> Delete(
        Guid id, ConnectorRegistry connectors, HubStore store, HttpContext context, CancellationToken cancellation) =>
        Set(id, null, connectors, store, context, cancellation);

    private static Results<Ok<TryResponse>, ApiProblem> Try(TryRequest request)
    {
        if (request.Text is { Length: > LongestSample })
            return ApiProblem.Invalid("text", FieldTexts.AtMost(LongestSample));
        return TrackingPattern.Read(request.Pattern ?? "", request.IsExpression, out var problem) is { } pattern
            ? TypedResults.Ok(new TryResponse(pattern.TakeOut(request.Text ?? "")))
            : ApiProblem.Invalid("pattern", problem!);
    }

    private static async Task<Results<Ok<Response>, ApiProblem>> Set(
        Guid id, TrackingRule? rule, ConnectorRegistry connectors, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        return await store.Write<Results<Ok<Response>, ApiProblem>>(caller.WorkspaceId, id, async db =>
        {
            var row = await db.Connections.FirstOrDefaultAsync(
                found => found.WorkspaceId == caller.WorkspaceId && found.Id == id, cancellation);
            if (row is null)
                return ApiProblem.NotFound;
            if (!connectors.Can<IReceive>(row.ConnectorId))
                return ApiProblem.Invalid("pattern", NotAChannel);
            if (rule is not null && !connectors.Can<IReport>(rule.Platform))
                return ApiProblem.Invalid("platform", NotAds);
            row.Tracking = rule?.Write();
            db.Note(store, caller.WorkspaceId, caller.Actor, "connection.tracking_changed", id);
            return TypedResults.Ok(new Response(rule));
        }, cancellation);
    }
}
