using Hub.Sandbox.Consent;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Meta;

/// <summary>The one access token of the options, which serves the WhatsApp number and the Page; tokens of consents; tokens of Pages.</summary>
sealed class MetaTokens(SandboxOptions options, Sequence sequence, TimeProvider time)
{
    static readonly string[] SystemUser =
        ["pages_show_list", "pages_messaging", "pages_manage_metadata", "pages_read_engagement", "whatsapp_business_messaging", "whatsapp_business_management"];

    readonly Dictionary<string, string> _pages = [];
    /// <summary>Granted since the others ended: what a person allows then is good.</summary>
    readonly HashSet<string> _since = [];
    readonly Lock _lock = new();
    volatile bool _expired;

    public GrantedTokens Granted { get; } = new(sequence, time);

    /// <summary>What a person has just allowed.</summary>
    public GrantedToken Allow(IReadOnlyList<string> scopes, IReadOnlyList<string> accounts, TimeSpan life)
    {
        var token = Granted.Grant(scopes, accounts, life);
        lock (_lock) _since.Add(token.Token);
        return token;
    }

    /// <summary>For a longer one, which is as good or as dead as the one that is traded.</summary>
    public GrantedToken Trade(GrantedToken old, TimeSpan life)
    {
        var token = Granted.Grant(old.Scopes, old.Accounts, life);
        lock (_lock)
            if (_since.Contains(old.Token)) _since.Add(token.Token);
        return token;
    }

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
        return _expired && !IsSince(token) ? GraphVendor.Error(190, "Error validating access token: Session has expired.", subcode: 463) : null;
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

    /// <summary>A number or a Page that a person did not choose is none to their token; the options' opens all.</summary>
    public bool Opens(VendorCall call, string account)
    {
        var token = call.Bearer() ?? call.Query("access_token") ?? "";
        lock (_lock) return token == options.MetaToken || Granted.Find(_pages.GetValueOrDefault(token, token))?.Accounts.Contains(account) is true;
    }

    public void Expire()
    {
        lock (_lock) _since.Clear();
        _expired = true;
    }

    public void Restore() => _expired = false;

    bool IsSince(string token)
    {
        lock (_lock) return _since.Contains(_pages.GetValueOrDefault(token, token));
    }

    bool IsOfPage(string token)
    {
        lock (_lock) return _pages.TryGetValue(token, out var person) && Granted.Find(person) is { } found && found.Scopes.Contains("pages_messaging");
    }
}
