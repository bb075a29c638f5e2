using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Signals;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Signals;

/// <summary>Says which version of a list is matched from now on; 0 switches the list off.</summary>
internal static class ActivateKeywords
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/keyword-lists/{id:guid}", Handle).Needs(Permissions.KeywordsWrite).WithName("ActivateKeywords");

    public sealed record Request(int? ActiveVersion);

    private static async Task<Results<NoContent, ApiProblem>> Handle(
        Guid id, Request request, KeywordLists lists, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var key = context.Caller();
        return await lists.Activate(key.WorkspaceId, id, request.ActiveVersion!.Value, key.Actor, cancellation)
            ? TypedResults.NoContent()
            : ApiProblem.NotFound;
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.ActiveVersion).Must(version => version >= 0).Says(FieldTexts.NotNegative);
    }
}
