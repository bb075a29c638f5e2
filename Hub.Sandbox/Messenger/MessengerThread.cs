using System.Text.Json.Nodes;

namespace Hub.Sandbox.Messenger;

/// <summary>One conversation of the Page, as Meta keeps it.</summary>
sealed class MessengerThread(string person)
{
    const int KeptMessages = 40;
    readonly LinkedList<Kept> _messages = new();

    sealed record Kept(string Id, DateTimeOffset At, bool FromPage, string? Text, JsonArray? Attachments);

    public string Person { get; } = person;
    public DateTimeOffset Updated { get; private set; }

    public void Keep(string id, DateTimeOffset at, bool fromPage, JsonObject message)
    {
        if (_messages.Any(known => known.Id == id)) return;
        Updated = at > Updated ? at : Updated;
        _messages.AddLast(new Kept(id, at, fromPage, (string?)message["text"], message["attachments"] as JsonArray));
        if (_messages.Count > KeptMessages) _messages.RemoveFirst();
    }

    /// <summary>The newest, newest first: those that a caller may read.</summary>
    public IEnumerable<JsonObject> Newest(string page, int most) => _messages.Reverse().OrderByDescending(one => one.At).Take(most).Select(one => Wire(one, page));

    JsonObject Wire(Kept one, string page)
    {
        var (from, to) = one.FromPage ? (page, Person) : (Person, page);
        var wire = new JsonObject
        {
            ["id"] = one.Id,
            ["created_time"] = MessengerReads.Time(one.At),
            ["from"] = new JsonObject { ["id"] = from },
            ["to"] = new JsonObject { ["data"] = new JsonArray(new JsonObject { ["id"] = to }) },
            ["message"] = one.Text ?? "",
        };
        if (one.Attachments is { } attachments)
            wire["attachments"] = new JsonObject { ["data"] = new JsonArray([.. attachments.Select(item => (JsonNode)Attachment(item!))]) };
        return wire;
    }

    static JsonObject Attachment(JsonNode attachment)
    {
        var (type, url) = ((string?)attachment["type"], (string?)attachment["payload"]?["url"]);
        return type == "image"
            ? new JsonObject { ["mime_type"] = "image/jpeg", ["image_data"] = new JsonObject { ["url"] = url } }
            : new JsonObject { ["mime_type"] = $"{type}/unknown", ["file_url"] = url };
    }
}
