using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;
using Hub.Connectors.Grants;
using Hub.Connectors.Http;
using RestSharp;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>The numbers of a grant: those of the WhatsApp business accounts that the person chose on Meta's page.</summary>
internal sealed class WhatsAppNumbers(GraphApi graph, MetaGrant grant)
{
    private static readonly string[] Scopes = ["whatsapp_business_management", "whatsapp_business_messaging"];

    public async Task<AccountsAnswer> List(HttpClient http, Credentials credentials, CancellationToken cancellation)
    {
        var (token, failure) = await grant.Inspect(credentials, cancellation);
        if (failure is not null)
            return new AccountsAnswer(failure, []);
        var numbers = new List<RemoteAccount>();
        foreach (var business in Scopes.SelectMany(scope => token!.Targets[scope]).Distinct())
        {
            var request = new RestRequest().AddQueryParameter("fields", "id,display_phone_number,verified_name");
            var (call, path) = (new GraphCall(http, credentials.AccessToken), $"{Uri.EscapeDataString(business)}/phone_numbers");
            var answer = await graph.Call(call, path, request, Repeatable.Yes, [], cancellation);
            if (answer.Failure is not null)
                return new AccountsAnswer(answer.Failure, []);
            numbers.AddRange(answer.Json.Items("data").Where(item => item.Text("id") is not null).Select(
                item => new RemoteAccount(item.Text("id")!, $"{item.Text("verified_name")} {item.Text("display_phone_number")}".Trim())));
        }

        return new AccountsAnswer(new Outcome.Accepted(), numbers);
    }

    public Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation) =>
        connection.Credentials.RefreshToken is { Length: > 0 } token
            ? grant.Extend(connection.Http, token, cancellation)
            : Task.FromResult(PastedToken.CannotRefresh(WhatsAppErrors.Connector));

    public Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation) =>
        connection.Credentials.RefreshToken is { Length: > 0 }
            ? grant.Revoke(connection.Http, connection.Credentials.AccessToken, cancellation)
            : Task.FromResult(PastedToken.CannotRevoke(WhatsAppErrors.Connector, "Meta Business Settings > System users"));
}
