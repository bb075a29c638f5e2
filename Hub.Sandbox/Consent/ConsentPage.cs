using System.Net;
using System.Text;

namespace Hub.Sandbox.Consent;

/// <summary>A vendor's authorisation page, as plain as can be: tick accounts and scopes, allow or deny.</summary>
sealed class ConsentPage(SandboxOptions options, ConsentBook book)
{
    /// <param name="read">Reads the vendor's query; null is a bad request.</param>
    /// <param name="answer">The redirect's query for a code.</param>
    public void Map(
        IEndpointRouteBuilder app, string path, string title, TimeSpan life, IReadOnlyList<ConsentAccount> accounts, bool many,
        Func<IQueryCollection, ConsentRequest?> read, Func<string, string>? answer = null)
    {
        app.MapGet(path, (HttpRequest http) => read(http.Query) is { } request && IsRegistered(request.Redirect)
            ? Results.Content(Html(title, request, accounts, many), "text/html; charset=utf-8")
            : Results.Text("The app or its redirect address is not registered here.", statusCode: 400));
        app.MapPost(path, async (HttpRequest http) =>
        {
            if (read(http.Query) is not { } request || !IsRegistered(request.Redirect)) return Results.BadRequest();
            var form = await http.ReadFormAsync();
            return Results.Redirect(Back(request, form, accounts, life, answer ?? (code => "code=" + code)));
        });
    }

    /// <summary>Real platforms know the addresses that an app has registered; here those of the hub and of <c>redirects</c>.</summary>
    bool IsRegistered(string redirect) =>
        redirect.StartsWith(options.Hub.TrimEnd('/') + "/", StringComparison.Ordinal)
        || options.Redirects.Split(',', StringSplitOptions.RemoveEmptyEntries).Contains(redirect);

    string Back(
        ConsentRequest request, IFormCollection form, IReadOnlyList<ConsentAccount> accounts, TimeSpan life, Func<string, string> answer)
    {
        var joint = request.Redirect.Contains('?') ? '&' : '?';
        var state = "&state=" + Uri.EscapeDataString(request.State);
        if (form["decision"] != "allow") return $"{request.Redirect}{joint}error=access_denied{state}";
        // One scope that the app was not approved for sinks the whole request.
        var unapproved = options.Unapproved.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (request.Required.Intersect(unapproved).Any() || request.Vendor == "tiktok" && request.Optional.Intersect(unapproved).Any())
            return $"{request.Redirect}{joint}error=invalid_scope{state}";
        var scopes = request.Scopes.Where(scope => form["scope"].Contains(scope)).Except(unapproved).ToList();
        var given = accounts.Select(account => account.Id).Where(id => form["account"].Contains(id)).ToList();
        return $"{request.Redirect}{joint}{answer(book.Issue(request, scopes, given, life))}{state}";
    }

    static string Html(string title, ConsentRequest request, IReadOnlyList<ConsentAccount> accounts, bool many)
    {
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        html.Append($"<title>{title}</title><style>body{{font:16px sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem}}label{{display:block;margin:.4rem 0}}</style>");
        html.Append($"<h1>{title}</h1><p>A page of the sandbox. An app asks for access.</p><form method=\"post\"><fieldset><legend>Account</legend>");
        foreach (var (index, account) in accounts.Index())
            Box(many ? "checkbox" : "radio", "account", account.Id, $"{account.Name} ({account.Id})", index == 0);
        html.Append("</fieldset><fieldset><legend>Permissions</legend>");
        foreach (var scope in request.Required) Box("checkbox", "scope", scope, scope, true);
        foreach (var scope in request.Optional) Box("checkbox", "scope", scope, scope + " (optional)", true);
        html.Append("</fieldset><p><button name=\"decision\" value=\"allow\">Allow</button> <button name=\"decision\" value=\"deny\">Deny</button></form></html>");
        return html.ToString();

        void Box(string type, string name, string value, string text, bool ticked) => html.Append(
            $"<label><input type=\"{type}\" name=\"{name}\" value=\"{WebUtility.HtmlEncode(value)}\"{(ticked ? " checked" : "")}> {WebUtility.HtmlEncode(text)}</label>");
    }
}
