using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Ingest;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Ingest;

/// <summary>Has the failed webhooks of a connection applied again, or those with one failure.</summary>
internal static class ReplayWebhooks
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/webhook-events/replays", Handle).Needs(Permissions.WebhooksReplay).WithName("ReplayWebhookEvents");

    public sealed record Request(Guid? ConnectionId, string? FailureCode);

    public sealed record Response(int Replayed);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Request request, WebhookReplay replay, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var key = context.Caller();
        var count = await replay.Failed(key.WorkspaceId, request.ConnectionId!.Value, request.FailureCode, key.Actor, cancellation);
        return TypedResults.Ok(new Response(count));
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.ConnectionId).NotEmpty().Says(FieldTexts.Required);
    }
}
