using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Connections;

/// <summary>The templates that a connection's platform has approved: what may leave when the reply window is closed.</summary>
internal static class ListTemplates
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/connections/{id:guid}/templates", Handle).Needs(Permissions.MessagesSend).WithName("ListTemplates");

    /// <param name="Reason">Why they are not known; null when these are all.</param>
    public sealed record Response(IReadOnlyList<MessageTemplate> Items, string? Reason, string? WayOn);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Guid id, TemplateShelf shelf, HttpContext context, CancellationToken cancellation)
    {
        if (await shelf.Find(context.Caller().WorkspaceId, id, cancellation) is not { } found)
            return ApiProblem.NotFound;
        var (language, text) = (Language.Of(context.Request), found.Failure is null ? null : OutcomeTexts.Find(found.Failure.GetType().Name));
        return TypedResults.Ok(new Response(found.Templates, text?.Reason.In(language), text?.WayOn.In(language)));
    }
}
