using Hub.Sandbox.Consent;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Meta;

/// <summary>The one access token of the options, which serves the WhatsApp number and the Page; tokens of consents; tokens of Pages.</summary>
sealed class MetaTokens(SandboxOptions options, Sequence sequence, TimeProvider time)
{
    readonly Dictionary<string, string> _pages = [];
    readonly Lock _lock = new();
    volatile bool _expired;

    public GrantedTokens Granted { get; } = new(sequence, time);

    /// <summary>A Page's own token: it does not end with the person's, but with the person's permission.</summary>
    public string PageToken(string person, string page)
    {
        var token = "page-" + Ids.Hex(person + page, 40);
        lock (_lock) _pages[token] = person;
        return token;
    }

    public VendorAnswer? Refusal(VendorCall call)
    {
        var token = call.Bearer() ?? call.Query("access_token");
        if (token is null) return GraphVendor.Error(190, "An access token is required to request this resource.");
        if (token != options.MetaToken && !Granted.IsLive(token) && !IsOfPage(token)) return GraphVendor.Error(190, "Invalid OAuth access token.");
        return _expired ? GraphVendor.Error(190, "Error validating access token: Session has expired.", subcode: 463) : null;
    }

    public void Expire() => _expired = true;

    public void Restore() => _expired = false;

    bool IsOfPage(string token)
    {
        lock (_lock) return _pages.TryGetValue(token, out var person) && Granted.Find(person) is { } found && found.Scopes.Contains("pages_messaging");
    }
}
