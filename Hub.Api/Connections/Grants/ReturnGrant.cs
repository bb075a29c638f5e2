using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Connections.Grants;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Connections.Grants;

/// <summary>Hands in what the vendor's redirect carried. Answers the accounts to choose from, or the connection that was connected again.</summary>
internal static class ReturnGrant
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/connections/grants/return", Handle).Needs(Permissions.ConnectionsWrite).WithName("ReturnGrant");

    /// <param name="Code">Named <c>code</c> in the redirect, or <c>auth_code</c>.</param>
    /// <param name="Error">Named <c>error</c> in the redirect; then there is no code.</param>
    public sealed record Request(string? State, string? Code, string? Error)
    {
        public override string ToString() => "ReturnGrant";
    }

    private static async Task<Results<Ok<GrantResponse>, ApiProblem>> Handle(
        Request request, GrantDesk desk, GrantAnswers answers, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        var result = await desk.Return(caller, new GrantReturn(request.State, request.Code, request.Error), cancellation);
        return await answers.Of(result, caller, context.Request, cancellation);
    }
}
