using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Connections;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Connections;

/// <summary>Lets what goes out by a connection wait, and go again.</summary>
internal static class ParkConnection
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("/connections/{id:guid}/parking", Put).Needs(Permissions.DeliveriesReplay).NeedsSightOfAll().WithName("ParkConnection");
        api.MapDelete("/connections/{id:guid}/parking", Delete).Needs(Permissions.DeliveriesReplay).NeedsSightOfAll().WithName("ResumeConnection");
    }

    /// <param name="Reason">Shown to those who come after.</param>
    public sealed record Request(string? Reason);

    // No more of the connection: who may deal with deliveries may not therefore see how it is set.
    public sealed record Response(Guid ConnectionId, DateTimeOffset? ParkedAt, string? Reason);

    private static async Task<Results<Ok<Response>, ApiProblem>> Put(
        Guid id, Request request, Parking parking, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var caller = context.Caller();
        return Read(await parking.Park(caller.WorkspaceId, id, SafeText.Clean(request.Reason!).Trim(), caller.Actor, cancellation));
    }

    private static async Task<Results<Ok<Response>, ApiProblem>> Delete(
        Guid id, Parking parking, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        return Read(await parking.Resume(caller.WorkspaceId, id, caller.Actor, cancellation));
    }

    private static Results<Ok<Response>, ApiProblem> Read(ParkAnswer answer) => answer switch
    {
        ParkAnswer.Done done => TypedResults.Ok(new Response(done.Connection.Id, done.Connection.ParkedAt, done.Connection.ParkReason)),
        ParkAnswer.Off off => new ApiProblem(
            ProblemTypes.Conflict with { Code = "connection_not_active" }, ConnectionTexts.Find(off.Connection.State, off.Connection.StateCode)?.Reason),
        _ => ApiProblem.NotFound,
    };

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Reason)
            .NotEmpty().Says(FieldTexts.Required)
            .MaximumLength(500).Says(FieldTexts.AtMost(500));
    }
}
