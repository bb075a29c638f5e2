using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

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
        Guid id, ConnectionCheck check, HttpContext context, CancellationToken cancellation)
    {
        var key = context.Caller();
        return await check.Run(key.WorkspaceId, id, key.Actor, cancellation) switch
        {
            CheckAnswer.Checked answer => TypedResults.Ok(Read(answer.Outcome, Language.Of(context.Request))),
            CheckAnswer.Ended => new ApiProblem(ProblemTypes.Refused, ConnectionTexts.Find(ConnectionState.Disconnected, null)?.Reason),
            CheckAnswer.CannotCheck => new ApiProblem(ProblemTypes.Refused, NoCheck),
            _ => ApiProblem.NotFound,
        };
    }

    private static Response Read(Outcome outcome, string language)
    {
        var text = OutcomeTexts.Find(outcome.GetType().Name, outcome.Because?.Code);
        return new Response(
            outcome is Outcome.Accepted or Outcome.Duplicate, outcome.GetType().Name, outcome.Because?.Code, outcome.Because?.Detail,
            (outcome.Because?.Words ?? text?.Reason)?.In(language), outcome.Because?.Words is null ? text?.WayOn.In(language) : null);
    }
}
