using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Teams;

/// <summary>What somebody sees who opens the link of their invitation.</summary>
internal static class GetInvitation
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/invitations/{token}", Handle).ForAnybody().WithName("GetInvitation");

    /// <param name="IsNew">False for a member who gets a new password by it.</param>
    /// <param name="NeedsCode">The acceptance asks for a code of the member's authenticator app.</param>
    public sealed record Response(string Email, string Name, string WorkspaceName, bool IsNew, bool NeedsCode);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        string token, Invitations invitations, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (token.Length > AcceptInvitation.LongestToken || await invitations.Find(token, InvitationKind.Accept, cancellation) is not { } member)
            return new ApiProblem(ProblemTypes.LinkOver);
        var workspace = await store.Read(null, db => db.Workspaces.Where(row => row.Id == member.WorkspaceId).Select(row => row.Name).SingleAsync(cancellation));
        return TypedResults.Ok(new Response(member.Email, member.Name, workspace, member.PasswordHash is null, member.TotpEnabled));
    }
}
