using System.Text.Json;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Connections.Grants;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Connections.Grants;

/// <summary>
/// Shows the accounts of a grant that waits, connects the chosen ones, all or none, or calls it off, which gives the grant back to the vendor.
/// </summary>
internal static class ChooseAccounts
{
    private const int MostAccounts = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/connections/grants/{id:guid}", Show).Needs(Permissions.ConnectionsWrite).WithName("GetGrant");
        api.MapPost("/connections/grants/{id:guid}/connections", Choose).Needs(Permissions.ConnectionsWrite).WithName("ConnectGrant");
        api.MapDelete("/connections/grants/{id:guid}", CallOff).Needs(Permissions.ConnectionsWrite).WithName("CallOffGrant");
    }

    public sealed record Request(IReadOnlyList<Choice>? Accounts);

    /// <param name="Name">As people shall see it; the vendor's by default.</param>
    /// <param name="Settings">For new connections, as with <c>CreateConnection</c>; without what the grant brings.</param>
    /// <param name="TeamId">Gets the conversations that begin here.</param>
    public sealed record Choice(string? AccountId, string? Name, JsonElement? Settings, Guid? TeamId);

    private static async Task<Results<Ok<GrantResponse>, ApiProblem>> Show(
        Guid id, GrantChoice choice, GrantAnswers answers, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        return await answers.Of(await choice.Show(caller, id, cancellation), caller, context.Request, cancellation);
    }

    private static async Task<Results<Ok<GrantResponse>, ApiProblem>> Choose(
        Guid id, Request request, GrantChoice choice, GrantAnswers answers, HttpContext context, CancellationToken cancellation)
    {
        var chosen = request.Accounts ?? [];
        if (chosen.Count > MostAccounts)
            return ApiProblem.Invalid("accounts", FieldTexts.AtMost(MostAccounts));
        var missing = chosen.ToList().FindIndex(one => one is null);
        if (missing >= 0)
            return ApiProblem.Invalid($"accounts[{missing}]", FieldTexts.Required);
        var wanted = chosen
            .Select(one => new AccountChoice(one.AccountId ?? "", one.Name, one.Settings ?? default, one.TeamId)).ToList();
        if (wanted.Any(one => one.Name is { Length: > 200 }))
            return ApiProblem.Invalid("accounts", FieldTexts.AtMost(200));
        var caller = context.Caller();
        return await answers.Of(await choice.Connect(caller, id, wanted, cancellation), caller, context.Request, cancellation);
    }

    private static async Task<Results<NoContent, ApiProblem>> CallOff(
        Guid id, GrantChoice choice, HttpContext context, CancellationToken cancellation) =>
        await choice.CallOff(context.Caller(), id, cancellation) is GrantResult.CalledOff ? TypedResults.NoContent() : ApiProblem.NotFound;
}
