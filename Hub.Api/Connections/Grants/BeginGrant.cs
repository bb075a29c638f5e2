using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Hosting;
using Hub.Api.Http;
using Hub.Core.Connections;
using Hub.Core.Connections.Grants;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Connections.Grants;

/// <summary>Begins an authorisation: answers the address of the vendor's consent page, to which the browser goes next.</summary>
internal static class BeginGrant
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/connections/grants", Handle).Needs(Permissions.ConnectionsWrite).WithName("BeginGrant");

    /// <param name="Redirect">Where the vendor sends the person back to: this hub's own page by default, or one of <c>Hub:GrantRedirects</c>.</param>
    /// <param name="WithOptional">Also ask for the optional permissions; true by default.</param>
    /// <param name="ConnectionId">The connection that is to be connected again.</param>
    public sealed record Request(string? ConnectorId, string? Redirect, bool? WithOptional, Guid? ConnectionId);

    /// <param name="Address">The vendor's page.</param>
    /// <param name="ExpiresAt">Until when the person must be back.</param>
    public sealed record Response(Guid Id, Uri Address, DateTimeOffset ExpiresAt);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Request request, GrantDesk desk, ConnectorRegistry connectors, HubOptions options, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var wanted = new GrantRequest(
            request.ConnectorId!, request.Redirect, [Own(options, context.Request), .. options.GrantRedirects],
            request.WithOptional ?? true, request.ConnectionId);
        return await desk.Begin(context.Caller(), wanted, cancellation) switch
        {
            GrantResult.Begun begun => TypedResults.Ok(new Response(begun.GrantId, begun.Address, begun.ExpiresAt)),
            GrantResult.Refused { Why: GrantRefusal.CannotAuthorize } => GrantProblems.CannotAuthorize(connectors.Find(request.ConnectorId!)),
            GrantResult.Refused refused => GrantProblems.Of(refused),
            _ => ApiProblem.NotFound,
        };
    }

    // With a slash at its end, without query: TikTok takes no other.
    private static Uri Own(HubOptions options, HttpRequest request) =>
        new(options.PublicUrl ?? new Uri($"{request.Scheme}://{request.Host}"), "connections/authorized/");

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.ConnectorId).NotEmpty().Says(FieldTexts.Required);
            RuleFor(request => request.Redirect).MaximumLength(500).Says(FieldTexts.AtMost(500));
        }
    }
}
