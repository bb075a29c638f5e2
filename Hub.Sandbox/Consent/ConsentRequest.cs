namespace Hub.Sandbox.Consent;

/// <summary>What an app asks of the person on the page.</summary>
/// <param name="Optional">Scopes that the page lets go without a word; with the others the app may not work.</param>
/// <param name="Challenge">Of the proof key, S256; null without.</param>
sealed record ConsentRequest(
    string Vendor, string Redirect, string State, IReadOnlyList<string> Required, IReadOnlyList<string> Optional, string? Challenge)
{
    public IEnumerable<string> Scopes => Required.Concat(Optional);
}

/// <summary>An account that the person may give.</summary>
sealed record ConsentAccount(string Id, string Name);

/// <summary>What the person gave; a code stands for it.</summary>
sealed record Consent(
    string Vendor, string Redirect, IReadOnlyList<string> Scopes, IReadOnlyList<string> Accounts, string? Challenge, DateTimeOffset Ends);
