using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;
using RestSharp;

namespace Hub.Connectors.Channels.Meta;

/// <summary>Decides what an error code of one product means; null when its table does not have it.</summary>
internal delegate Outcome? ErrorTable(GraphError error, Reason reason, TimeSpan? retryAfter);

/// <summary>Calls to the Graph API, ended in a value by the product's error table.</summary>
internal sealed class GraphApi(string name, MetaApp app, TimeProvider clock, ErrorTable table)
{
    private const int PageSize = 100;
    private const int MostPages = 20;

    // Meta does not tell the one from the other (error 100, subcode 33).
    private static readonly LocalizedText UnknownId = new(
        "Meta does not know this id, or the token may not see it. Compare it with the one at Meta, and give the token's user access to it.",
        "Meta không biết mã này, hoặc mã truy cập không được phép xem. Hãy đối chiếu với mã tại Meta và cấp quyền cho người dùng của mã truy cập.");

    /// <param name="path">Below the API version.</param>
    /// <param name="secrets">Texts and numbers of the request; they are cut out of the vendor's words.</param>
    public async Task<GraphAnswer> Call(
        GraphCall call, string path, RestRequest request, Repeatable repeatable, IReadOnlyList<string?> secrets,
        CancellationToken cancellation)
    {
        request.Resource = $"{app.ApiVersion}/{path}";
        if (call.Token.Length > 0)
            request.AddHeader("Authorization", $"Bearer {call.Token}");
        using var api = new VendorApi(name, call.Http, app.BaseAddress, clock);
        var answer = await api.Call(request, repeatable, cancellation);
        var json = Json(answer.Body);
        return GraphError.Of(json.Child("error")) is { } error
            ? new GraphAnswer(Classify(error, answer, [.. secrets, call.Token]), json)
            : new GraphAnswer(answer.Failure is null ? null : Settled(answer.Failure), json);
    }

    /// <summary>A list with all its pages, as far as a business can have them (developers.facebook.com/docs/graph-api/results).</summary>
    /// <returns>What was read, and why it is not all.</returns>
    public async Task<(IReadOnlyList<JsonElement> Items, Outcome? Failure)> List(
        GraphCall call, string path, string fields, CancellationToken cancellation)
    {
        var items = new List<JsonElement>();
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var request = new RestRequest().AddQueryParameter("fields", fields).AddQueryParameter("limit", PageSize);
            if (after is not null)
                request.AddQueryParameter("after", after);
            var answer = await Call(call, path, request, Repeatable.Yes, [], cancellation);
            if (answer.Failure is not null)
                return ([], answer.Failure);
            items.AddRange(answer.Json.Items("data"));
            var paging = answer.Json.Child("paging");
            after = paging.Text("next") is null ? null : paging.Child("cursors").Text("after");
            if (after is null)
                break;
        }

        return (items, null);
    }

    /// <summary>A path that names our own account was not found: its id in the settings is wrong.</summary>
    public static Outcome NoSuchAccount(Outcome failure) =>
        failure is Outcome.NotFound(var reason) ? new Outcome.Misconfigured(reason) : failure;

    /// <summary>A check that was turned down for good: the id is wrong or the token may not see it.</summary>
    /// <param name="field">Where a person has entered the id; see <see cref="Reason.Field"/>.</param>
    public static Outcome NotOurs(Outcome failure, string? field = null)
    {
        var reason = failure switch
        {
            Outcome.Rejected(var rejected) => rejected,
            Outcome.NotFound(var missing) => missing,
            _ => null,
        };
        return reason is null ? failure : new Outcome.Misconfigured(field is null ? reason : Unseen(reason, field));
    }

    /// <summary>The same, of an error that can be nothing else.</summary>
    public static Reason Unseen(Reason reason, string field) => reason with { Words = UnknownId, Field = field };

    private static JsonElement Json(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private Outcome Classify(GraphError error, VendorAnswer answer, IReadOnlyList<string?> secrets)
    {
        var reason = error.Because(name, secrets);
        return table(error, reason, answer.RetryAfter) ?? answer.Failure switch
        {
            Outcome.AuthExpired => new Outcome.AuthRevoked(reason),
            Outcome.Misconfigured => new Outcome.Misconfigured(reason),
            Outcome.NotFound => new Outcome.NotFound(reason),
            Outcome.Throttled wait => wait with { Reason = reason },
            Outcome.Transient => new Outcome.Transient(reason),
            Outcome.Unknown => new Outcome.Unknown(reason),
            _ => new Outcome.Rejected(reason),
        };
    }

    // Tokens of system users and Pages are pasted and cannot be refreshed: only a person can help.
    private static Outcome Settled(Outcome failure) =>
        failure is Outcome.AuthExpired(var reason) ? new Outcome.AuthRevoked(reason) : failure;
}

/// <summary>On whose behalf.</summary>
/// <param name="Token">Empty for calls that prove themselves otherwise.</param>
internal sealed record GraphCall(HttpClient Http, string Token)
{
    /// <summary>Shows no token.</summary>
    public override string ToString() => "GraphCall";
}

/// <param name="Failure">Null when it worked.</param>
/// <param name="Json">Undefined when the body was no JSON.</param>
internal sealed record GraphAnswer(Outcome? Failure, JsonElement Json);
