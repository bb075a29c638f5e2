using System.Text.Json;
using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Connections;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Connections;

internal static class CreateConnection
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/connections", Handle).Needs(Permissions.ConnectionsWrite).WithName("CreateConnection");

    /// <param name="AccountId">May be left out where the connector can ask the vendor whose credentials these are.</param>
    /// <param name="TeamId">Gets the conversations that begin here.</param>
    public sealed record Request(
        string? ConnectorId, string? AccountId, string? Name, JsonElement? Settings, JsonElement? Limits, CredentialsRequest? Credentials,
        Guid? TeamId = null);

    private static async Task<Results<Created<ConnectionResponse>, ApiProblem>> Handle(
        Request request, ConnectionSetup setup, ConnectionAnswers answers, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var key = context.Caller();
        var draft = new NewConnection(
            request.ConnectorId!, string.IsNullOrWhiteSpace(request.AccountId) ? null : request.AccountId.Trim(), request.Name!,
            request.Settings ?? default, request.Limits, request.Credentials?.ToCredentials(), request.TeamId);
        return await setup.Create(key.WorkspaceId, draft, key.Actor, cancellation) is var answer && answer is SetupAnswer.Done done
            ? TypedResults.Created($"/api/v1/connections/{done.Connection.Id}", answers.Of(done.Connection, context.Request))
            : SetupProblems.Of(answer);
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.ConnectorId).NotEmpty().Says(FieldTexts.Required);
            RuleFor(request => request.Name).NotEmpty().Says(FieldTexts.Required).MaximumLength(200).Says(FieldTexts.AtMost(200));
            RuleFor(request => request.AccountId).MaximumLength(200).Says(FieldTexts.AtMost(200));
        }
    }
}
