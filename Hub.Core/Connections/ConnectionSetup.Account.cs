using Hub.Connectors.Abstractions;

namespace Hub.Core.Connections;

public sealed partial class ConnectionSetup
{
    private const string AccountField = "accountId";
    private const string TokenField = "credentials.accessToken";

    private static readonly LocalizedText AccountRequired = new(
        "Enter the platform's id of the account.", "Nhập mã tài khoản trên nền tảng.");

    private static readonly LocalizedText TokenRequired = new(
        "Paste a token of the account, or connect it on the platform's own page.",
        "Hãy dán mã truy cập của tài khoản, hoặc kết nối trên trang của nền tảng.");

    // Where the account is let in by a token, and neither one nor a secret among the settings was given, the platform need not be asked.
    private SetupAnswer.Invalid? NoToken(Connection row, ConnectionForm form) =>
        connectors.Can<IAuthorize>(row.ConnectorId) && form.Secret.Count == 0 && vault.Unlock(row).Credentials.AccessToken.Length == 0
            ? new SetupAnswer.Invalid([new SettingProblem(TokenField, TokenRequired)])
            : null;

    /// <summary>An account id that was typed must be that of the credentials: nothing else would ever arrive there, and answers would leave in another's name.</summary>
    /// <returns>Null when the vendor told whose credentials these are, or cannot be asked just now and a person has said it.</returns>
    private async Task<SetupAnswer?> AskWhose(Connection row, CancellationToken cancellation)
    {
        var isTyped = row.AccountId.Length > 0;
        if (connectors.As<IVerify>(row.ConnectorId) is not { } verifier)
            return isTyped ? null : new SetupAnswer.Invalid([new SettingProblem(AccountField, AccountRequired)]);
        var outcome = await check.Verify(verifier, row, cancellation);
        http.Forget(row.Id);
        if (isTyped && outcome is Outcome.Transient or Outcome.Throttled or Outcome.Unknown)
            return null;
        if (outcome is not Outcome.Accepted { RemoteId: var found })
            return new SetupAnswer.Refused(outcome);
        if (string.IsNullOrEmpty(found))
            return isTyped ? null : new SetupAnswer.Invalid([new SettingProblem(AccountField, AccountRequired)]);
        if (isTyped && row.AccountId != found)
            return new SetupAnswer.Invalid([new SettingProblem(AccountField, Another(found))]);
        row.AccountId = found;
        return null;
    }

    private static LocalizedText Another(string found) => new(
        $"What you entered lets the hub into another account, {found}. Enter that id or leave it empty, or enter this account's own.",
        $"Thông tin đã nhập thuộc tài khoản khác, {found}. Hãy nhập mã đó hoặc để trống, hoặc nhập thông tin của chính tài khoản này.");
}
