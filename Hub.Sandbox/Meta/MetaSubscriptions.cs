using System.Text;
using System.Text.Json.Nodes;
using Hub.Sandbox.Questions;
using Hub.Sandbox.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Sandbox.Meta;

/// <summary>
/// Who has the app: <c>/{page or business account}/subscribed_apps</c>; and where the app's webhooks go: <c>/{app}/subscriptions</c>, which is asked by
/// the handshake before it counts. The first Page and business account begin subscribed, as if by hand. The callback is kept; it is asked, and webhooks go,
/// at <c>--hub</c>.
/// </summary>
sealed class MetaSubscriptions(SandboxOptions options, MetaTokens tokens, Subscription handshake)
{
    const string Page = "page", Business = "whatsapp_business_account";

    static readonly string[] PageFields =
    [
        "messages", "messaging_postbacks", "messaging_referrals", "message_echoes", "message_deliveries", "message_reads", "message_reactions",
        "message_edits", "messaging_optins", "messaging_handovers", "standby", "feed",
    ];

    static readonly string[] NumberFields = ["messages", "smb_message_echoes", "message_template_status_update", "account_update"];

    readonly Dictionary<string, string[]> _accounts = [];
    readonly Dictionary<string, (string Callback, string[] Fields)> _objects = [];
    readonly HashSet<string> _lost = [];
    readonly Lock _lock = new();

    public void Map(IEndpointRouteBuilder app, VendorEndpoints endpoints, GraphVendor vendor, string root, Resolver resolve)
    {
        Reset();
        endpoints.Map(app, "GET", root + "/subscribed_apps", resolve, call => Task.FromResult(Account(call, Installed)));
        endpoints.Map(app, "POST", root + "/subscribed_apps", resolve, call => Task.FromResult(Account(call, Install)));
        endpoints.Map(app, "DELETE", root + "/subscribed_apps", resolve, call => Task.FromResult(Account(call, Uninstall)));
        endpoints.Map(app, "GET", root + "/subscriptions", vendor, "subscriptions", call => Task.FromResult(App(call) ?? Objects()));
        endpoints.Map(app, "POST", root + "/subscriptions", vendor, "subscriptions", async call => App(call) ?? await Subscribe(call));
    }

    /// <summary>Whether this Page or business account has the app, and the app's webhooks go anywhere.</summary>
    public bool Stands(string account)
    {
        lock (_lock) return _accounts.ContainsKey(account) && !_lost.Contains(IsPage(account) ? Page : Business);
    }

    public void Lose(string account)
    {
        lock (_lock) _accounts.Remove(account);
    }

    /// <summary>The app's own subscription, on which all Pages or all business accounts live.</summary>
    public void LoseApp(bool ofPages)
    {
        var subject = ofPages ? Page : Business;
        lock (_lock)
        {
            _objects.Remove(subject);
            _lost.Add(subject);
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _accounts.Clear();
            _objects.Clear();
            _lost.Clear();
            (_accounts[options.MessengerPage], _accounts[options.WhatsAppAccount]) = (PageFields, NumberFields);
        }
    }

    VendorAnswer Account(VendorCall call, Func<VendorCall, string, VendorAnswer> handler)
    {
        var id = call.Route("id");
        if (tokens.Refusal(call) is { } refusal) return refusal;
        if (!IsPage(id) && id != options.WhatsAppAccount)
            return GraphVendor.Error(100, $"Unsupported request. Object with ID '{id}' does not exist.", subcode: 33);
        var scope = IsPage(id) ? "pages_manage_metadata" : "whatsapp_business_management";
        return tokens.Scopes(call.Bearer()!).Contains(scope) ? handler(call, id) : GraphVendor.Error(200, $"Requires {scope} permission.");
    }

    VendorAnswer Installed(VendorCall call, string id)
    {
        lock (_lock)
        {
            JsonArray rows = !_accounts.TryGetValue(id, out var fields) ? []
                : [IsPage(id)
                    ? new JsonObject { ["id"] = options.MetaApp, ["name"] = "Sandbox", ["subscribed_fields"] = Names(fields) }
                    : new JsonObject { ["whatsapp_business_api_data"] = new JsonObject { ["id"] = options.MetaApp, ["name"] = "Sandbox" } }];
            return GraphVendor.Ok(new JsonObject { ["data"] = rows });
        }
    }

    VendorAnswer Install(VendorCall call, string id)
    {
        var named = Form(call).GetValueOrDefault("subscribed_fields", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (IsPage(id) && named.Length == 0) return GraphVendor.Error(100, "The parameter subscribed_fields is required.");
        if (IsPage(id) && named.Except(PageFields).FirstOrDefault() is { } unknown)
            return GraphVendor.Error(100, $"Param subscribed_fields must be one of {{{string.Join(", ", PageFields)}}} - got \"{unknown}\".");
        lock (_lock) _accounts[id] = IsPage(id) ? named : NumberFields;
        return Done();
    }

    VendorAnswer Uninstall(VendorCall call, string id)
    {
        lock (_lock) _accounts.Remove(id);
        return Done();
    }

    VendorAnswer? App(VendorCall call)
    {
        if (call.Route("id") != options.MetaApp) return GraphVendor.Error(100, "Unsupported request.", subcode: 33);
        return call.Bearer() == $"{options.MetaApp}|{options.MetaSecret}" ? null : GraphVendor.Error(190, "Invalid OAuth access token signature.");
    }

    VendorAnswer Objects()
    {
        lock (_lock)
            return GraphVendor.Ok(new JsonObject
            {
                ["data"] = new JsonArray([.. _objects.Select(one => (JsonNode)new JsonObject
                {
                    ["object"] = one.Key,
                    ["callback_url"] = one.Value.Callback,
                    ["active"] = true,
                    ["fields"] = new JsonArray([.. one.Value.Fields.Select(field => (JsonNode)new JsonObject { ["name"] = field, ["version"] = "v25.0" })]),
                })]),
            });
    }

    async Task<VendorAnswer> Subscribe(VendorCall call)
    {
        var form = Form(call);
        var subject = form.GetValueOrDefault("object", "");
        var known = subject switch { Page => PageFields, Business => NumberFields, _ => [] };
        var fields = form.GetValueOrDefault("fields", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (known.Length == 0 || fields.Length == 0 || fields.Except(known).Any()) return GraphVendor.Error(100, "Invalid object or fields.");
        if (!Uri.TryCreate(form.GetValueOrDefault("callback_url"), UriKind.Absolute, out var callback) || !(callback.Scheme == "https" || callback.IsLoopback))
            return GraphVendor.Error(100, "callback_url must be https.");
        var (isVerified, status) = await handshake.Ask(callback.AbsolutePath, form.GetValueOrDefault("verify_token", ""));
        if (!isVerified) return GraphVendor.Error(2200, $"Callback verification failed with the following errors: HTTP Status Code = {status}");
        lock (_lock)
        {
            _objects[subject] = (callback.OriginalString, fields);
            _lost.Remove(subject);
        }
        return Done();
    }

    bool IsPage(string id) => id == options.MessengerPage || id == options.MessengerSecond;

    static Dictionary<string, string> Form(VendorCall call) =>
        QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Body)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());

    static JsonArray Names(string[] fields) => [.. fields.Select(field => (JsonNode)field)];

    static VendorAnswer Done() => GraphVendor.Ok(new JsonObject { ["success"] = true });
}
