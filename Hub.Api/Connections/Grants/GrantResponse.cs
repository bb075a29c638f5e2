using Hub.Core.Connections.Grants;

namespace Hub.Api.Connections.Grants;

/// <summary>A grant that waits for accounts to be chosen, or what it has connected.</summary>
/// <param name="Id">Null once it is over.</param>
/// <param name="Accounts">To choose from.</param>
/// <param name="DeclinedScopes">Optional permissions that were not given: what needs them will not work.</param>
/// <param name="Connections">Connected by it.</param>
public sealed record GrantResponse(
    Guid? Id, string ConnectorId, DateTimeOffset? ExpiresAt, IReadOnlyList<GrantAccount> Accounts, IReadOnlyList<string> DeclinedScopes,
    IReadOnlyList<ConnectionResponse> Connections);

/// <param name="Standing">An account that is connected <c>elsewhere</c> cannot be chosen; one that is <c>here</c>, or <c>ended</c> (it was here and was disconnected), is connected again and goes on with its history.</param>
/// <param name="ConnectionId">The connection that it is here.</param>
public sealed record GrantAccount(string AccountId, string? Name, AccountStanding Standing, Guid? ConnectionId);
