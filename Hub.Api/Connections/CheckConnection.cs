using Hub.Api.Auth;
using Hub.Api.Hosting;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Connections;

/// <summary>Asks the vendor whether the connection works, and renews the webhook subscription where there is one.</summary>
internal static class CheckConnection
{
    private static readonly LocalizedText NoCheck = new(
        "The connector is not active, or has no way to check.", "Loại kết nối này chưa hoạt động hoặc không hỗ trợ kiểm tra.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/connections/{id:guid}/check", Handle).Needs(Permissions.ConnectionsWrite).WithName("CheckConnection");

    /// <param name="Outcome">Name of the outcome; <c>Accepted</c> when all is well.</param>
    public sealed record Response(bool Works, string Outcome, string? Code, string? Detail, string? Reason, string? WayOn);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Guid id, ConnectionSetup setup, HubStore store, HubOptions options, HttpContext context, CancellationToken cancellation)
    {
        var key = context.Caller();
        var connector = await store.Read(key.WorkspaceId, db => db.Connections
            .Where(row => row.WorkspaceId == key.WorkspaceId && row.Id == id).Select(row => row.ConnectorId).FirstOrDefaultAsync(cancellation));
        var callback = options.PublicUrl is { } root && connector is not null ? new Uri(root, $"webhooks/{connector}") : null;
        return await setup.Check(key.WorkspaceId, id, callback, key.Actor, cancellation) switch
        {
            CheckAnswer.Checked answer => TypedResults.Ok(Read(answer.Outcome, Language.Of(context.Request))),
            CheckAnswer.CannotCheck => new ApiProblem(ProblemTypes.Refused, NoCheck),
            _ => ApiProblem.NotFound,
        };
    }

    private static Response Read(Outcome outcome, string language)
    {
        var text = OutcomeTexts.Find(outcome.GetType().Name);
        return new Response(
            outcome is Outcome.Accepted or Outcome.Duplicate, outcome.GetType().Name, outcome.Because?.Code, outcome.Because?.Detail,
            text?.Reason.In(language), text?.WayOn.In(language));
    }
}
