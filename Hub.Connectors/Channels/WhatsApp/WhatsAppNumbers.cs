using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;
using Hub.Connectors.Grants;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>The numbers of a grant: those of the WhatsApp business accounts that the person chose on Meta's page.</summary>
internal sealed class WhatsAppNumbers(GraphApi graph, MetaGrant grant)
{
    private static readonly string[] Scopes = ["whatsapp_business_management", "whatsapp_business_messaging"];

    private static readonly LocalizedText NoBusiness = new(
        "Enter the WhatsApp Business Account id in this connection's settings (WhatsApp > API setup), or connect the number by authorisation.",
        "Hãy nhập mã tài khoản WhatsApp Business trong cài đặt kết nối (WhatsApp > Thiết lập API), hoặc kết nối số bằng cấp quyền.");

    public async Task<AccountsAnswer> List(HttpClient http, Credentials credentials, CancellationToken cancellation)
    {
        var (found, failure) = await Found(http, credentials, cancellation);
        return failure is null
            ? new AccountsAnswer(new Outcome.Accepted(), [.. found.Select(number => number.Account)])
            : new AccountsAnswer(failure, []);
    }

    /// <summary>The business account of a number: as the settings say, or as the token tells.</summary>
    /// <param name="token">Granted or pasted.</param>
    /// <returns>Null with the reason.</returns>
    public async Task<(string? Business, Outcome? Failure)> BusinessOf(ConnectionContext connection, string token, CancellationToken cancellation)
    {
        if (WhatsAppSettings.Of(connection.Settings).BusinessAccountId is { Length: > 0 } entered)
            return (entered, null);
        var (found, failure) = grant.CanInspect ? await Found(connection.Http, new Credentials(token), cancellation) : ([], null);
        if (failure is Outcome.Transient or Outcome.Throttled)
            return (null, failure);
        if (failure?.Because is { } reason)
            return (null, new Outcome.Misconfigured(reason)); // of the app's proof or of this token: nothing that an id would mend
        return found.FirstOrDefault(number => number.Account.AccountId == connection.AccountId).Business is { } business
            ? (business, null)
            : (null, new Outcome.Misconfigured(new Reason($"{WhatsAppErrors.Connector}/no-business-account") { Words = NoBusiness }));
    }

    public Task<GrantAnswer> Refresh(ConnectionContext connection, CancellationToken cancellation) =>
        connection.Credentials.RefreshToken is { Length: > 0 } token
            ? grant.Extend(connection.Http, token, cancellation)
            : Task.FromResult(PastedToken.CannotRefresh(WhatsAppErrors.Connector));

    public Task<Outcome> Revoke(ConnectionContext connection, CancellationToken cancellation) =>
        connection.Credentials.RefreshToken is { Length: > 0 }
            ? grant.Revoke(connection.Http, connection.Credentials.AccessToken, cancellation)
            : Task.FromResult(PastedToken.CannotRevoke(WhatsAppErrors.Connector, "Meta Business Settings > System users"));

    private async Task<(IReadOnlyList<(string Business, RemoteAccount Account)> Numbers, Outcome? Failure)> Found(
        HttpClient http, Credentials credentials, CancellationToken cancellation)
    {
        var (token, failure) = await grant.Inspect(credentials, cancellation);
        if (failure is not null)
            return ([], failure);
        var numbers = new List<(string Business, RemoteAccount Account)>();
        foreach (var business in Scopes.SelectMany(scope => token!.Targets[scope]).Distinct())
        {
            var path = $"{Uri.EscapeDataString(business)}/phone_numbers";
            var found = await graph.List(
                new GraphCall(http, credentials.AccessToken), path, "id,display_phone_number,verified_name", cancellation);
            if (found.Failure is not null)
                return ([], found.Failure);
            numbers.AddRange(found.Items.Where(item => item.Text("id") is not null).Select(item =>
                (business, new RemoteAccount(item.Text("id")!, $"{item.Text("verified_name")} {item.Text("display_phone_number")}".Trim()))));
        }

        return (numbers, null);
    }
}
