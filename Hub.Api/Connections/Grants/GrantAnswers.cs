using Hub.Api.Http;
using Hub.Core.Connections;
using Hub.Core.Connections.Grants;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Connections.Grants;

/// <summary>What became of a grant, as the API says it.</summary>
internal sealed class GrantAnswers(ConnectionCheck check, ConnectionAnswers answers, HubStore store)
{
    public async Task<Results<Ok<GrantResponse>, ApiProblem>> Of(
        GrantResult result, Caller caller, HttpRequest request, CancellationToken cancellation) => result switch
        {
            GrantResult.Opened opened => TypedResults.Ok(new GrantResponse(
                opened.Grant.Id, opened.Grant.ConnectorId, opened.Grant.ExpiresAt,
                [.. opened.Accounts.Select(account => new GrantAccount(account.AccountId, account.Name, account.Standing, account.ConnectionId))],
                opened.DeclinedScopes, [])),
            GrantResult.Connected connected => TypedResults.Ok(new GrantResponse(
                null, connected.ConnectorId, null, [], [], await Checked(connected, caller, Language.Of(request), cancellation))),
            GrantResult.Invalid invalid => ApiProblem.Invalid(invalid.Problems),
            GrantResult.Refused refused => GrantProblems.Of(refused),
            _ => ApiProblem.NotFound,
        };

    // Also subscribes to webhooks. What does not work yet, such as a property that is missing at the CRM, stands on the connection.
    private async Task<IReadOnlyList<ConnectionResponse>> Checked(
        GrantResult.Connected connected, Caller caller, string language, CancellationToken cancellation)
    {
        foreach (var id in connected.Connections)
            await check.Run(caller.WorkspaceId, id, caller.Actor, cancellation);
        var rows = await store.Read(caller.WorkspaceId, db => db.Connections
            .Where(row => row.WorkspaceId == caller.WorkspaceId && connected.Connections.Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(cancellation));
        return rows.ConvertAll(row => answers.Of(row, language));
    }
}
