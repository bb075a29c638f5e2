using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Connections;

/// <summary>How long a channel's messages are kept.</summary>
internal static class ManageRetention
{
    private static readonly LocalizedText Wrong = new(
        $"Enter {ChannelRetention.Fewest} to {ChannelRetention.Most} days, or nothing to keep messages.",
        $"Nhập từ {ChannelRetention.Fewest} đến {ChannelRetention.Most} ngày, hoặc để trống để giữ mãi.");

    private static readonly LocalizedText NotAChannel = new("Only channels hold messages to forget.", "Chỉ kênh nhận tin mới có tin nhắn để xóa.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/connections/{id:guid}/retention", Get).Needs(Permissions.ConnectionsRead).WithName("GetRetention");
        api.MapPut("/connections/{id:guid}/retention", Put).Needs(Permissions.ConnectionsWrite).WithName("ChangeRetention");
    }

    /// <param name="Days">From 30 on; null keeps messages until somebody erases them.</param>
    public sealed record Retention(int? Days);

    private static async Task<Results<Ok<Retention>, ApiProblem>> Get(Guid id, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var row = await store.Read(workspace, db => db.Connections.FirstOrDefaultAsync(
            found => found.WorkspaceId == workspace && found.Id == id, cancellation));
        return row is null ? ApiProblem.NotFound : TypedResults.Ok(new Retention(row.RetentionDays));
    }

    private static async Task<Results<Ok<Retention>, ApiProblem>> Put(
        Guid id, Retention request, ConnectorRegistry connectors, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (request.Days is < ChannelRetention.Fewest or > ChannelRetention.Most)
            return ApiProblem.Invalid("days", Wrong);
        var caller = context.Caller();
        return await store.Write<Results<Ok<Retention>, ApiProblem>>(caller.WorkspaceId, id, async db =>
        {
            var row = await db.Connections.FirstOrDefaultAsync(found => found.WorkspaceId == caller.WorkspaceId && found.Id == id, cancellation);
            if (row is null)
                return ApiProblem.NotFound;
            if (!connectors.Can<IReceive>(row.ConnectorId))
                return ApiProblem.Invalid("days", NotAChannel);
            row.RetentionDays = request.Days;
            db.Note(store, caller.WorkspaceId, caller.Actor, "connection.retention_changed", id);
            return TypedResults.Ok(request);
        }, cancellation);
    }
}
