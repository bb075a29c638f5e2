using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Core.Teams;
using Hub.Tests.Support;

namespace Hub.Tests.Promises;

/// <summary>
/// Bodies for the walk over the endpoints. Of one body that would fit all each takes what it knows, since it refuses the rest. Which of the
/// fields name something of the workspace, the endpoint's own request type tells.
/// </summary>
internal static class WalkedBodies
{
    // By the field's name, the table whose ids it takes.
    private static readonly Dictionary<string, string> Tables = new()
    {
        ["roleId"] = "roles",
        ["teamId"] = "teams",
        ["teamIds"] = "teams",
        ["memberIds"] = "members",
        ["memberId"] = "members",
        ["serviceId"] = "services",
        ["resourceId"] = "resources",
        ["resourceIds"] = "resources",
        ["assigneeId"] = "members",
        ["mentions"] = "members",
        ["otherId"] = "contacts",
        ["deliveryId"] = "deliveries",
        ["connectionId"] = "connections",
        ["quotedMessageId"] = "messages",
        ["attachments"] = "attachments",
        ["pictureId"] = "attachments",
        ["ids"] = "conversations",
        ["addLabelIds"] = "labels",
        ["removeLabelIds"] = "labels",
        ["falseLabelIds"] = "labels",
    };

    /// <summary>A body that passes the endpoint's rules and names only what is the caller's own.</summary>
    public static string Sound(WalkedEndpoint endpoint, IReadOnlyDictionary<string, List<Guid>> own) => endpoint.ContentType switch
    {
        "text/csv" => "name,phone\nNew,+84912000111\n",
        "text/plain" => "đặt hàng\n",
        _ => Known(Fields(endpoint, own), endpoint.Request).ToJsonString(),
    };

    /// <summary>The same with something of <paramref name="anothers"/> in it, each time in one place only, so that nothing else stops it.</summary>
    public static IEnumerable<string> Foreign(
        WalkedEndpoint endpoint, IReadOnlyDictionary<string, List<Guid>> own, IReadOnlyDictionary<string, List<Guid>> anothers)
    {
        if (endpoint.ContentType == "text/csv")
            yield return $"id,name\n{anothers["contacts"][0]},New\n";
        foreach (var place in Places(endpoint.Request, []))
            foreach (var preview in place[^1] is "otherId" or "connectionId" ? [true, false] : new[] { false })
            {
                var body = Fields(endpoint, own);
                body["preview"] = preview;
                var at = body;
                foreach (var step in place.SkipLast(1))
                    at = (JsonObject)(at[step] ??= new JsonObject());
                var id = JsonValue.Create(anothers[Tables[place[^1]]][0]);
                at[place[^1]] = at[place[^1]] is JsonArray || place[^1].EndsWith('s') ? new JsonArray(id) : id;
                yield return Known(body, endpoint.Request).ToJsonString();
            }
    }

    private static JsonNode Known(JsonNode body, Type? type)
    {
        if (type?.Assembly != typeof(Hub.Api.Hosting.HubApp).Assembly || body is not JsonObject fields)
            return body;
        var known = type.GetProperties().Where(property => property.CanWrite)
            .ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => property.PropertyType);
        foreach (var (name, value) in fields.ToList())
            if (!known.TryGetValue(name, out var inner))
                fields.Remove(name);
            else if (value is not null)
                Known(value, Nullable.GetUnderlyingType(inner) ?? inner);
        return fields;
    }

    // Every place of a request that holds an id.
    private static IEnumerable<string[]> Places(Type? type, string[] before)
    {
        foreach (var property in type?.Assembly == typeof(Hub.Api.Hosting.HubApp).Assembly ? type.GetProperties() : [])
        {
            var place = before.Append(JsonNamingPolicy.CamelCase.ConvertName(property.Name)).ToArray();
            var inner = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (inner == typeof(Guid) || inner.IsAssignableTo(typeof(IEnumerable<Guid>)))
                yield return place;
            else if (inner.IsClass)
                foreach (var nested in Places(inner, place))
                    yield return nested;
        }
    }

    private static JsonObject Fields(WalkedEndpoint endpoint, IReadOnlyDictionary<string, List<Guid>> own) => JsonSerializer.SerializeToNode(new
    {
        name = $"New {Guid.NewGuid():N}",
        displayName = "New",
        text = "hi",
        account = "shop",
        @ref = $"r{Guid.NewGuid():N}",
        reason = "not needed",
        kind = endpoint.Pattern.RawText!.Contains("/resources", StringComparison.Ordinal) ? "staff"
            : endpoint.Pattern.RawText!.Contains("/auto-messages", StringComparison.Ordinal) ? "welcome" : "sendMessage",
        state = State(endpoint.Pattern.RawText!),
        color = "#112233",
        shortcut = $"s{Guid.NewGuid():N}"[..12],
        shared = true,
        query = new { status = "open" },
        pattern = "[ref: {id}]",
        key = $"k{Guid.NewGuid():N}"[..12],
        label = "L",
        type = "text",
        language = "vi",
        currency = "VND",
        activeVersion = 0,
        lines = new[] { new { productCode = "A", quantity = 1, unitPrice = 1 } },
        amount = 1,
        code = $"P{Guid.NewGuid():N}"[..12],
        price = 1,
        numberPrefix = "DH-",
        durationMinutes = 30,
        serviceId = own["services"][0],
        startsAt = TimeProvider.System.GetUtcNow().Date.AddDays(50),
        priority = "low",
        preview = true,
        read = true,
        permissions = new[] { "contacts.read" },
        scopes = new[] { "contacts.read" },
        sees = "own",
        email = $"{Guid.NewGuid():N}@example.com",
        roleId = BuiltInRoles.Agent.Id,
        otherId = own["contacts"][1],
        connectionId = own["connections"][0],
        ids = new[] { own["conversations"][0] },
        connectorId = ScriptedConnector.Id,
        accountId = $"{Guid.NewGuid():N}",
        settings = new { apiToken = "secret-token-2" },
        change = new { priority = "low" },
        url = "http://127.0.0.1:9/hook",
        events = new[] { "message.received" },
        failedSince = endpoint.Pattern.RawText!.EndsWith("/redeliveries", StringComparison.Ordinal) ? TimeProvider.System.GetUtcNow() : (DateTimeOffset?)null,
    })!.AsObject();

    private static string? State(string path) =>
        path.Contains("/orders", StringComparison.Ordinal) ? "paid"
        : path.Contains("/bookings", StringComparison.Ordinal) ? "confirmed"
        : path.Contains("/members", StringComparison.Ordinal) ? "active"
        : path.Contains("/presence", StringComparison.Ordinal) ? "viewing"
        : null;
}
