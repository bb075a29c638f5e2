using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Automation;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Automation;

/// <summary>Blocks a contact, and takes that back: what a blocked one writes goes to the bin, unanswered.</summary>
internal static class BlockContact
{
    private const string Path = "/automation/contacts/{id:guid}/block";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut(Path, Block).Needs(Permissions.AutomationWrite).NeedsSightOfAll().WithName("BlockContact");
        api.MapDelete(Path, Unblock).Needs(Permissions.AutomationWrite).NeedsSightOfAll().WithName("UnblockContact");
    }

    private static async Task<Results<NoContent, ApiProblem>> Block(
        Guid id, BlockList blocked, HttpContext context, CancellationToken cancellation) =>
        Of(await blocked.Block(context.Caller(), id, cancellation));

    private static async Task<Results<NoContent, ApiProblem>> Unblock(
        Guid id, BlockList blocked, HttpContext context, CancellationToken cancellation) =>
        Of(await blocked.Unblock(context.Caller(), id, cancellation));

    private static Results<NoContent, ApiProblem> Of(RuleAnswer answer) =>
        answer is RuleAnswer.Done ? TypedResults.NoContent() : RuleProblems.Of(answer);
}
