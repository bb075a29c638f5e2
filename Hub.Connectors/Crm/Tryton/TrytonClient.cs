using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;
using RestSharp;

namespace Hub.Connectors.Crm.Tryton;

/// <summary>
/// Tryton's JSON-RPC on one database. All calls may be repeated: what is created carries a key that Tryton keeps unique, and is looked for
/// before it is created.
/// </summary>
internal sealed class TrytonClient : IDisposable
{
    private readonly VendorApi _api;
    private readonly string _path;
    private readonly string _authorization;

    public TrytonClient(ConnectionContext connection, TrytonSettings settings, Uri server, TimeProvider clock)
    {
        _api = new VendorApi("tryton", connection.Http, server, clock);
        _path = $"/{settings.Database}/";
        _authorization = BasicLogin.Header(settings.User, settings.Password);
    }

    public void Dispose() => _api.Dispose();

    /// <param name="method">Such as <c>model.party.party.create</c>.</param>
    /// <returns>Tryton's result.</returns>
    /// <exception cref="TrytonException">Tryton refused, or did not answer.</exception>
    public async Task<JsonElement> Call(string method, CancellationToken cancellation, params JsonNode?[] arguments)
    {
        // The server takes these three members and no other.
        var body = new JsonObject { ["id"] = 1, ["method"] = method, ["params"] = new JsonArray(arguments) };
        var request = new RestRequest(_path, Method.Post).AddHeader("Authorization", _authorization)
            .AddStringBody(body.ToJsonString(), ContentType.Json);
        var answer = await _api.Call(request, Repeatable.Yes, cancellation);
        if (Failure(answer) is { } failure)
            throw new TrytonException(failure);
        var read = Read(answer.Body);
        if (read is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty("error", out var error))
            throw new TrytonException(TrytonErrors.Of(error), TrytonErrors.IsOfUser(error));
        return read is { ValueKind: JsonValueKind.Object } done && done.TryGetProperty("result", out var result)
            ? result
            : throw new TrytonException(new Outcome.Transient(new Reason("tryton/unreadable")));
    }

    /// <summary>Records with these fields, archived ones too.</summary>
    /// <param name="limit">Most records, by id; null for all in Tryton's order.</param>
    public async Task<List<JsonElement>> Find(
        string model, JsonArray domain, string[] fields, CancellationToken cancellation, JsonObject? context = null, int? limit = null)
    {
        context ??= [];
        context["active_test"] = false;
        var all = await Call(
            $"model.{model}.search_read", cancellation, domain, 0, limit, limit is null ? null : new JsonArray(new JsonArray("id", "ASC")),
            new JsonArray([.. fields.Select(field => JsonValue.Create(field))]),
            context);
        return [.. all.EnumerateArray()];
    }

    public static JsonObject Decimal(decimal value) => new()
    {
        ["__class__"] = "Decimal",
        ["decimal"] = value.ToString(CultureInfo.InvariantCulture),
    };

    public static JsonArray In(string field, IEnumerable<string> values) =>
        [field, "in", new JsonArray([.. values.Select(value => JsonValue.Create(value))])];

    public static JsonArray In(string field, IEnumerable<int> values) =>
        [field, "in", new JsonArray([.. values.Select(value => JsonValue.Create(value))])];

    private static Outcome? Failure(VendorAnswer answer) => (int)answer.Status switch
    {
        // A password does not refresh itself: a person has to.
        401 => new Outcome.AuthRevoked(new Reason("tryton/http-401")),
        403 or 404 => new Outcome.Misconfigured(new Reason(
            $"tryton/http-{(int)answer.Status}", "There is no such database, or it lacks a module: sale and web_shop are needed.")),
        _ => answer.Failure,
    };

    private static JsonElement? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (JsonException)
        {
            return null; // a proxy's page, half an answer
        }
    }
}
