using Hub.Sandbox.Consent;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Meta;

/// <summary>The one access token of the options, which serves the WhatsApp number and the Page; tokens of consents; tokens of Pages.</summary>
sealed class MetaTokens(SandboxOptions options, Sequence sequence, TimeProvider time)
{
    static readonly string[] SystemUser =
        ["pages_show_list", "pages_messaging", "pages_manage_metadata", "pages_read_engagement", "whatsapp_business_messaging", "whatsapp_business_management"];

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

    /// <summary>What the platform knows of a token that was granted, or of the one of the options, which is a system user's and never ends.</summary>
    public GrantedToken? Find(string? token) => token == options.MetaToken
        ? new GrantedToken(token, "", SystemUser, [options.MessengerPage, options.WhatsAppNumber], null)
        : Granted.Find(token);

    /// <summary>What a token may do; a Page's may what its person's may.</summary>
    public IReadOnlyList<string> Scopes(string token)
    {
        lock (_lock) return Find(_pages.GetValueOrDefault(token, token))?.Scopes ?? [];
    }

    public void Expire() => _expired = true;

    public void Restore() => _expired = false;

    bool IsOfPage(string token)
    {
        lock (_lock) return _pages.TryGetValue(token, out var person) && Granted.Find(person) is { } found && found.Scopes.Contains("pages_messaging");
    }
}
