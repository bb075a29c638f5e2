using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;
using Hub.Connectors.Grants;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>
/// The Pages of a grant. Each has a token of its own, which does not lapse; the person's token, kept in the refresh token's place, gives
/// it anew and takes the grant back.
/// </summary>
internal sealed class MessengerPages(GraphApi graph, MetaGrant grant)
{
    private static readonly LocalizedText Lapsed = new(
        "Take the permission away at Meta: Settings > Business integrations.",
        "Hãy gỡ quyền tại Meta: Cài đặt > Ứng dụng tích hợp doanh nghiệp (Business integrations).");

    public async Task<AccountsAnswer> List(HttpClient http, Credentials person, CancellationToken cancellation)
    {
        var (items, failure) = await graph.List(new GraphCall(http, person.AccessToken), "me/accounts", "id,name,access_token", cancellation);
        if (failure is not null)
            return new AccountsAnswer(failure, []);
        return new AccountsAnswer(
            new Outcome.Accepted(),
            [
                .. items.Where(item => item.Text("id") is not null && item.Text("access_token") is not null).Select(
                    item => new RemoteAccount(item.Text("id")!, item.Text("name"))
                    {
                        Credentials = new Credentials(item.Text("access_token")!, person.AccessToken),
                    }),
            ]);
    }

    public async Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation)
    {
        if (connection.Credentials.RefreshToken is not { Length: > 0 } person)
            return PastedToken.CannotRefresh(MessengerErrors.Connector);
        var pages = await List(connection.Http, new Credentials(person), cancellation);
        if (pages.Outcome is not Outcome.Accepted)
            return new GrantAnswer(pages.Outcome);
        return pages.Accounts.FirstOrDefault(page => page.AccountId == connection.AccountId) is { Credentials: { } fresh }
            ? new GrantAnswer(new Outcome.Accepted(), fresh, connection.AccountId)
            : new GrantAnswer(new Outcome.AuthRevoked(new Reason($"{MessengerErrors.Connector}/page-not-granted")));
    }

    public async Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation)
    {
        if (connection.Credentials.RefreshToken is not { Length: > 0 } person)
            return PastedToken.CannotRevoke(MessengerErrors.Connector, "Meta Business Suite > Settings > Integrations");
        var outcome = await grant.Revoke(connection.Http, person, cancellation);
        // The person's token lapses after about sixty days, the Page's does not: it is not gone with it.
        return outcome is Outcome.AuthRevoked
            ? new Outcome.Rejected(new Reason($"{MessengerErrors.Connector}/grant-lapsed", Lapsed.En) { Words = Lapsed })
            : outcome;
    }
}
