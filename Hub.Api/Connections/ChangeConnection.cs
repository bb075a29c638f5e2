using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Connections;

/// <summary>Changes what is given, and switches a connection off (<c>enabled: false</c>) and on.</summary>
internal static class ChangeConnection
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/connections/{id:guid}", Handle).Needs(Permissions.ConnectionsWrite).WithName("ChangeConnection");

    /// <param name="Settings">Put over the ones that there are; null takes a setting away; secrets that are not named stay.</param>
    public sealed record Request(string? Name, JsonElement? Settings, JsonElement? Limits, CredentialsRequest? Credentials, bool? Enabled)
    {
        /// <summary>Gets the conversations that begin here; null takes it away.</summary>
        public Guid? TeamId
        {
            get;
            set => (field, HasTeam) = (value, true);
        }

        [JsonIgnore]
        public bool HasTeam { get; private set; }
    }

    private static async Task<Results<Ok<ConnectionResponse>, ApiProblem>> Handle(
        Guid id, Request request, ConnectionSetup setup, ConnectionAnswers answers, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var key = context.Caller();
        var change = new ConnectionChange(
            request.Name, request.Settings, request.Limits, request.Credentials?.ToCredentials(), request.Enabled,
            request.HasTeam ? new Change<Guid?>(request.TeamId) : null);
        return await setup.Change(key.WorkspaceId, id, change, key.Actor, cancellation) is var answer && answer is SetupAnswer.Done done
            ? TypedResults.Ok(answers.Of(done.Connection, context.Request))
            : SetupProblems.Of(answer);
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Name)
            .Must(name => name is null || !string.IsNullOrWhiteSpace(name)).Says(FieldTexts.Required)
            .MaximumLength(200).Says(FieldTexts.AtMost(200));
    }
}
