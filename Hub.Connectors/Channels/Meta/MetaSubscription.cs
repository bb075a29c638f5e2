using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;
using RestSharp;

namespace Hub.Connectors.Channels.Meta;

/// <summary>
/// What Meta sends an account's webhooks by. The app is subscribed to a kind of object, with the one callback of all accounts
/// (developers.facebook.com/docs/graph-api/webhooks/subscriptions-edge); and the account has the app installed
/// (…/reference/page/subscribed_apps, …/whatsapp/solution-providers/manage-webhooks). Both are needed. Fields that stand already stay.
/// </summary>
/// <param name="subject">Meta's name of the kind of object.</param>
/// <param name="fields">What the hub understands, that without which nothing is worth having first.</param>
internal sealed class MetaSubscription(string name, MetaApp app, GraphApi graph, string subject, IReadOnlyList<string> fields)
{
    private static readonly LocalizedText Elsewhere = new(
        "Your Meta app sends these webhooks to another address. Enter this hub's address at developers.facebook.com > Webhooks, or remove the one there, then check again.",
        "Ứng dụng Meta của bạn đang gửi các webhook này đến địa chỉ khác. Hãy nhập địa chỉ của hub này tại developers.facebook.com > Webhooks, hoặc xóa địa chỉ ở đó, rồi kiểm tra lại.");

    private static readonly LocalizedText Refused = new(
        "Meta refused the app's webhook settings. Check the app id, the app secret, the verify token and the hub's public address.",
        "Meta từ chối cài đặt webhook của ứng dụng. Hãy kiểm tra mã ứng dụng, khóa bí mật, mã xác minh và địa chỉ công khai của hub.");

    /// <param name="account">A Page or a WhatsApp business account.</param>
    /// <param name="withFields">Pages name their fields, WhatsApp business accounts take those of the app.</param>
    public async Task<EnsuredSubscription> Ensure(GraphCall account, string id, bool withFields, Uri callback, CancellationToken cancellation)
    {
        var ofApp = await EnsureApp(account.Http, callback, cancellation);
        if (ofApp.Outcome is not (Outcome.Accepted or Outcome.Duplicate))
            return new EnsuredSubscription(ofApp.Outcome);
        var ofAccount = await EnsureAccount(account, $"{Uri.EscapeDataString(id)}/subscribed_apps", withFields, cancellation);
        var answer = new EnsuredSubscription(ofAccount.Outcome is Outcome.Duplicate ? ofApp.Outcome : ofAccount.Outcome)
        {
            MadeForAll = ofApp is { Outcome: Outcome.Accepted, WasGone: true }, // though this account may have its own part to mend
        };
        if (answer.Outcome is not (Outcome.Accepted or Outcome.Duplicate))
            return answer;
        string[] coming = [.. fields.Intersect(ofApp.Fields).Intersect(ofAccount.Fields)];
        return answer with { Coming = coming, Missing = [.. fields.Except(coming)] };
    }

    /// <summary>Takes the app away from the account; the app's own callback serves all other accounts and stays.</summary>
    public async Task<Outcome> Remove(GraphCall account, string id, CancellationToken cancellation)
    {
        var request = new RestRequest { Method = Method.Delete };
        var answer = await graph.Call(account, $"{Uri.EscapeDataString(id)}/subscribed_apps", request, Repeatable.Yes, [], cancellation);
        return answer.Failure ?? new Outcome.Accepted();
    }

    private async Task<Part> EnsureApp(HttpClient http, Uri callback, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(app.AppId) || string.IsNullOrEmpty(app.AppSecret) || string.IsNullOrEmpty(app.VerifyToken))
            return new Part(new Outcome.Duplicate(), fields); // entered at Meta by hand: without the app's id nobody can look
        var (call, path) = (new GraphCall(http, $"{app.AppId}|{app.AppSecret}"), $"{Uri.EscapeDataString(app.AppId)}/subscriptions");
        var answer = await graph.Call(call, path, new RestRequest(), Repeatable.Yes, [app.AppSecret], cancellation);
        if (answer.Failure is not null)
            return new Part(OfApp(answer.Failure), []);
        var row = answer.Json.Items("data").FirstOrDefault(found => found.Text("object") == subject);
        if (row.Text("callback_url") is { Length: > 0 } address && address != callback.AbsoluteUri)
            return new Part(new Outcome.Rejected(new Reason($"{name}/foreign-callback") { Words = Elsewhere }), []);
        string[] standing = [.. row.Items("fields").Select(field => field.Text("name")).OfType<string>()];
        var stands = row.Exists() && row.Child("active").ValueKind != JsonValueKind.False;
        var part = await Complete(stands, standing, wanted => graph.Call(
            call, path,
            new RestRequest { Method = Method.Post }
                .AddParameter("object", subject)
                .AddParameter("callback_url", callback.AbsoluteUri)
                .AddParameter("verify_token", app.VerifyToken)
                .AddParameter("fields", string.Join(',', wanted)),
            Repeatable.Yes, [app.AppSecret, app.VerifyToken], cancellation));
        return part.Outcome is Outcome.Accepted or Outcome.Duplicate ? part : part with { Outcome = OfApp(part.Outcome) };
    }

    private async Task<Part> EnsureAccount(GraphCall account, string path, bool withFields, CancellationToken cancellation)
    {
        var answer = await graph.Call(account, path, new RestRequest(), Repeatable.Yes, [], cancellation);
        if (answer.Failure is Outcome.Transient or Outcome.Throttled)
            return new Part(answer.Failure, []); // no answer does not show that it was lost
        var row = answer.Json.Items("data").FirstOrDefault(IsOurs);
        IReadOnlyList<string> standing = withFields
            ? [.. row.Items("subscribed_fields").Select(field => field.AsText()).OfType<string>()]
            : row.Exists() ? fields : [];
        var part = await Complete(row.Exists(), standing, wanted =>
        {
            var request = new RestRequest { Method = Method.Post };
            if (withFields)
                request.AddParameter("subscribed_fields", string.Join(',', wanted));
            return graph.Call(account, path, request, Repeatable.Yes, [], cancellation);
        });
        // Who may subscribe but not look, or does not know its own id, cannot tell a lost one from one that stood.
        return part.Outcome is Outcome.Accepted && (answer.Failure is not null || string.IsNullOrEmpty(app.AppId))
            ? part with { Outcome = new Outcome.Duplicate() }
            : part;
    }

    // Where Meta refuses the whole, such as for one field that the app may not have, what matters most is asked for alone.
    private async Task<Part> Complete(bool stands, IReadOnlyList<string> standing, Func<IEnumerable<string>, Task<GraphAnswer>> post)
    {
        if (stands && !fields.Except(standing).Any())
            return new Part(new Outcome.Duplicate(), standing);
        var wasGone = !stands || !standing.Contains(fields[0]);
        var whole = standing.Union(fields).ToList();
        var failure = (await post(whole)).Failure;
        if (failure is null)
            return new Part(new Outcome.Accepted(), whole, wasGone);
        if (failure is not (Outcome.Rejected or Outcome.Misconfigured) || fields.Count == 1)
            return new Part(failure, standing);
        if (!wasGone)
            return new Part(new Outcome.Duplicate(), standing);
        var least = standing.Union(fields.Take(1)).ToList();
        return (await post(least)).Failure is null ? new Part(new Outcome.Accepted(), least, wasGone) : new Part(failure, standing);
    }

    private bool IsOurs(JsonElement row) =>
        !string.IsNullOrEmpty(app.AppId) && (row.Text("id") ?? row.Child("whatsapp_business_api_data").Text("id")) == app.AppId;

    // The app's proof is not the account's token: what is wrong with it is no reason to call the account's lapsed.
    private static Outcome OfApp(Outcome failure) => failure is Outcome.Transient or Outcome.Throttled or Outcome.Unknown
        ? failure
        : new Outcome.Rejected(failure.Because! with { Words = Refused });

    /// <param name="Fields">That stand now.</param>
    /// <param name="WasGone">Made now, where nothing that matters came before.</param>
    private sealed record Part(Outcome Outcome, IReadOnlyList<string> Fields, bool WasGone = false);
}
