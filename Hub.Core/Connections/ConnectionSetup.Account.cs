using System.Text.Json;
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
    private SetupAnswer.Invalid? NoToken(Connection row) =>
        connectors.Can<IAuthorize>(row.ConnectorId) && vault.Unlock(row) is { Settings.Count: 0, Credentials.AccessToken.Length: 0 }
            ? new SetupAnswer.Invalid([new SettingProblem(TokenField, TokenRequired)])
            : null;

    // By their fields in the request.
    private static List<string> Keys(ConnectorManifest manifest, bool hasTokens, JsonElement? settings) =>
    [
        .. hasTokens ? [TokenField] : Array.Empty<string>(),
        .. manifest.Settings.Connection.Where(field => field.Type == SettingType.Secret && IsGiven(settings, field.Key)).Select(field => $"settings.{field.Key}"),
    ];

    private static bool HasOpen(ConnectorManifest manifest, JsonElement? settings) =>
        manifest.Settings.Connection.Any(field => field.Type != SettingType.Secret && IsGiven(settings, field.Key));

    private static bool IsGiven(JsonElement? settings, string key) => settings is { ValueKind: JsonValueKind.Object } all
        && all.TryGetProperty(key, out var value) && value.ValueKind is not JsonValueKind.Null;

    /// <summary>An account id that was typed must be that of the credentials: nothing else would ever arrive there, and answers would leave in another's name.</summary>
    /// <returns>Null when the vendor told whose credentials these are, or cannot be asked just now and a person has said it.</returns>
    private async Task<SetupAnswer?> AskWhose(Connection row, IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        var isTyped = row.AccountId.Length > 0;
        if (connectors.As<IVerify>(row.ConnectorId) is not { } verifier)
            return isTyped ? null : new SetupAnswer.Invalid([new SettingProblem(AccountField, AccountRequired)]);
        var outcome = await check.Verify(verifier, row, cancellation);
        http.Forget(row.Id);
        if (isTyped && IsAway(outcome))
            return null;
        if (outcome is not Outcome.Accepted { RemoteId: var found })
            return new SetupAnswer.Refused(outcome, IsOfToken(outcome) ? Only(keys) : outcome.Because?.Field);
        if (string.IsNullOrEmpty(found))
            return isTyped ? null : new SetupAnswer.Invalid([new SettingProblem(AccountField, AccountRequired)]);
        if (isTyped && row.AccountId != found)
            return new SetupAnswer.Invalid([new SettingProblem(AccountField, Another(found))]);
        row.AccountId = found;
        return null;
    }

    /// <summary>The same of what is typed into a connection that stands: its account stays what it is.</summary>
    private async Task<SetupAnswer?> AskStillWhose(Connection row, ConnectorManifest manifest, Typed typed, CancellationToken cancellation)
    {
        if (connectors.As<IVerify>(row.ConnectorId) is not { } verifier)
            return null;
        var outcome = await check.Verify(verifier, row, cancellation);
        // What an authorisation brought lets in before any secret: that it has lapsed says nothing of a secret that was typed.
        var isOfOthers = IsOfToken(outcome) && !typed.HasTokens && vault.Unlock(row).Credentials.AccessToken.Length > 0;
        if (IsAway(outcome) || isOfOthers)
            return null;
        if (outcome is not Outcome.Accepted { RemoteId: var found })
            return new SetupAnswer.Refused(outcome, IsOfToken(outcome) || !typed.HasMore ? Only(typed.Keys) : null);
        return string.IsNullOrEmpty(found) || found == row.AccountId || ConnectionCheck.IsNamedBySettings(manifest)
            ? null
            : new SetupAnswer.Invalid([new SettingProblem(typed.Keys[0], ConnectionCheck.AnotherThanThis(found))]);
    }

    /// <summary>Of one that is paused because its credentials are another account's, and has got no others.</summary>
    private async Task<SetupAnswer?> AskBeforeItGoesOn(Connection row, CancellationToken cancellation)
    {
        if (connectors.As<IVerify>(row.ConnectorId) is not { } verifier)
            return null;
        var outcome = await check.VerifyOwn(verifier, row, cancellation);
        return outcome is Outcome.Accepted ? null : new SetupAnswer.Refused(outcome, null);
    }

    private static bool IsAway(Outcome outcome) => outcome is Outcome.Transient or Outcome.Throttled or Outcome.Unknown;

    private static bool IsOfToken(Outcome outcome) => outcome is Outcome.AuthExpired or Outcome.AuthRevoked;

    // Of several the platform does not say which one it does not take.
    private static string? Only(IReadOnlyList<string> keys) => keys is [var only] ? only : null;

    private static LocalizedText Another(string found) => new(
        $"What you entered lets the hub into another account, {found}. Enter that id or leave it empty, or enter this account's own.",
        $"Thông tin đã nhập thuộc tài khoản khác, {found}. Hãy nhập mã đó hoặc để trống, hoặc nhập thông tin của chính tài khoản này.");

    /// <param name="Keys">Tokens and secrets, by their fields.</param>
    /// <param name="HasTokens">Tokens are among them.</param>
    /// <param name="HasMore">Other settings were typed too.</param>
    private sealed record Typed(IReadOnlyList<string> Keys, bool HasTokens, bool HasMore);
}
