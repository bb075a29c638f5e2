using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hub.Sandbox.Meta;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Messenger;

/// <summary>
/// <c>GET /{page-id}/conversations</c> (Conversations API, 11 February 2026): pages by cursor, never by time, with the 20 newest messages of each. Two calls
/// a second.
/// </summary>
sealed partial class MessengerReads(SandboxOptions options, MessengerState state, TimeProvider time)
{
    const int MostMessages = 20;
    static readonly string[] Fields = ["id", "updated_time", "participants", "messages"];
    static readonly string[] MessageFields = ["id", "created_time", "from", "to", "message", "attachments"];
    readonly RateWindow _rate = new(time, 2, TimeSpan.FromSeconds(1));

    public VendorAnswer Conversations(VendorCall call)
    {
        if (options.RateLimits && !_rate.TryTake()) return GraphVendor.Error(613, "Calls to this api have exceeded the rate limit.");
        if (call.Query("platform") is not (null or "messenger")) return GraphVendor.Error(100, "Param platform must be one of {MESSENGER, INSTAGRAM}");
        if (call.Query("since") is not null || call.Query("until") is not null)
            return GraphVendor.Error(100, "Time-based pagination is not available for the conversations endpoint.");
        var fields = call.Query("fields") ?? "id,updated_time";
        if (Unknown(fields) is { } unknown) return GraphVendor.Error(100, $"Tried accessing nonexisting field ({unknown})");
        if (!Whole(call.Query("limit"), 25, out var limit) || limit is < 1 or > 500) return GraphVendor.Error(100, "Param limit is invalid");
        if (!Whole(call.Query("after"), 0, out var from)) return GraphVendor.Error(100, "Invalid cursors values");
        var all = state.Threads();
        var page = all.Skip(from).Take(limit).Select(thread => (JsonNode)Wire(thread, fields)).ToArray();
        var body = new JsonObject { ["data"] = new JsonArray(page) };
        var end = (from + page.Length).ToString(CultureInfo.InvariantCulture);
        if (page.Length > 0)
            body["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["before"] = call.Query("after") ?? "0", ["after"] = end } };
        if (from + page.Length < all.Count) body["paging"]!["next"] = $"https://graph.facebook.com/{options.MessengerPage}/conversations?after={end}";
        return GraphVendor.Ok(body);
    }

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);

    JsonObject Wire(MessengerThread thread, string fields)
    {
        var wire = new JsonObject { ["id"] = "t_" + thread.Person, ["updated_time"] = Time(thread.Updated) };
        if (Names(fields).Contains("participants"))
            wire["participants"] = new JsonObject
            {
                ["data"] = new JsonArray(
                    new JsonObject { ["id"] = thread.Person, ["name"] = "Sandbox person" },
                    new JsonObject { ["id"] = options.MessengerPage, ["name"] = "Sandbox Shop" }),
            };
        if (Messages().Match(fields) is { Success: true } messages)
        {
            var most = Whole(messages.Groups["limit"].Value, MostMessages, out var asked) ? Math.Min(asked, MostMessages) : MostMessages;
            wire["messages"] = new JsonObject { ["data"] = new JsonArray([.. thread.Newest(options.MessengerPage, most).Select(one => (JsonNode)one)]) };
        }

        return wire;
    }

    static string? Unknown(string fields) => Names(fields).FirstOrDefault(name => !Fields.Contains(name))
        ?? Messages().Match(fields).Groups["fields"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(name => !MessageFields.Contains(name));

    static string[] Names(string fields) => Messages().Replace(fields, "messages").Split(',');

    static bool Whole(string? text, int otherwise, out int number)
    {
        number = otherwise;
        return string.IsNullOrEmpty(text) || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    // messages.limit(20){id,message}
    [GeneratedRegex(@"messages(?:\.limit\((?<limit>\d+)\))?(?:\{(?<fields>[^}]*)\})?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Messages();
}
