using System.Text.Json.Nodes;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.TikTok;

/// <summary>
/// <c>business/message/auto_message/…</c> (pages 1832184584869890 to 1832184641212433). A review takes as long as a receipt; what holds a web
/// address is rejected. A changed greeting is another one: TikTok tells of its deletion and its creation.
/// </summary>
sealed class TikTokAutoMessages(SandboxOptions options, TikTokWebhooks events, Sequence sequence, TimeProvider time)
{
    sealed record Kind(string Part, string[] Fields, int[] Longest, int Most);
    sealed record Entry(string Id, string Type, JsonObject Words, DateTimeOffset ReviewedAt);

    static readonly Dictionary<string, Kind> Kinds = new()
    {
        ["WELCOME_MESSAGE"] = new("welcome_message", ["content"], [250], 1),
        ["SUGGESTED_QUESTION"] = new("suggested_question", ["question", "answer"], [80, 200], 3),
        ["CHAT_PROMPT"] = new("chat_prompt", ["title", "content"], [18, 150], 6),
    };
    readonly Lock _lock = new();
    readonly List<Entry> _entries = [];
    readonly HashSet<string> _on = [];

    public VendorAnswer Create(VendorCall call) => Change(call, (body, type, kind) =>
    {
        if (Wrong(body, kind) is { } wrong) return Refused(wrong);
        if (_entries.Count(e => e.Type == type) >= kind.Most) return Refused("The number of auto messages exceeds the limit.");
        var entry = Entered(NewId(), type, body, kind);
        _entries.Add(entry);
        return TikTokVendor.Ok(new JsonObject { ["auto_message"] = new JsonObject { ["auto_message_id"] = entry.Id } }) with
        {
            Webhooks = [Config(entry, "CREATE"), Audit(entry)],
        };
    });

    public VendorAnswer Update(VendorCall call) => Change(call, (body, type, kind) =>
    {
        var at = _entries.FindIndex(e => e.Type == type && e.Id == body.Text("auto_message_id"));
        if (at < 0) return TikTokVendor.Failure(40007, "auto_message_id does not exist.");
        if (Wrong(body, kind) is { } wrong) return Refused(wrong);
        if (Review(_entries[at]) == "REVIEWING") return Refused("The auto message is under review.");
        var (before, isReplaced) = (_entries[at], type == "WELCOME_MESSAGE");
        var entry = _entries[at] = Entered(isReplaced ? NewId() : before.Id, type, body, kind);
        OutgoingWebhook[] told = isReplaced ? [Config(before, "DELETE"), Config(entry, "CREATE")] : [Config(entry, "UPDATE")];
        return TikTokVendor.Ok([]) with { Webhooks = [.. told, Audit(entry)] };
    });

    public VendorAnswer Switch(VendorCall call) => Change(call, (body, type, _) =>
    {
        var status = body.Text("operation_status");
        if (status is not ("ENABLE" or "DISABLE")) return Refused("operation_status is invalid.");
        if (status == "ENABLE") _on.Add(type);
        else _on.Remove(type);
        return TikTokVendor.Ok([]) with { Webhooks = [.. _entries.Where(e => e.Type == type).Select(e => Config(e, status))] };
    });

    public VendorAnswer Delete(VendorCall call) => Change(call, (body, type, _) =>
    {
        if (type == "WELCOME_MESSAGE") return Refused("A welcome message cannot be deleted.");
        if (_entries.Find(e => e.Type == type && e.Id == body.Text("auto_message_id")) is not { } entry)
            return TikTokVendor.Failure(40007, "auto_message_id does not exist.");
        _entries.Remove(entry);
        return TikTokVendor.Ok([]) with { Webhooks = [Config(entry, "DELETE")] };
    });

    public VendorAnswer Sort(VendorCall call) => Change(call, (body, type, _) =>
    {
        if (type != "CHAT_PROMPT") return Refused("auto_message_type is invalid.");
        var ids = (body.Array("auto_message_ids") ?? []).Select(id => (string?)id).ToList();
        var own = _entries.Where(e => e.Type == type).ToList();
        if (ids.Count != own.Count || own.Any(e => !ids.Contains(e.Id))) return Refused("auto_message_ids is invalid.");
        _entries.RemoveAll(e => e.Type == type);
        _entries.AddRange(ids.Select(id => own.Single(e => e.Id == id)));
        return TikTokVendor.Ok([]);
    });

    public VendorAnswer Get(VendorCall call)
    {
        if (call.Query("business_id") != options.TikTokBusiness) return TikTokVendor.Failure(40001, "No permission for business_id.");
        if (call.Query("auto_message_type") is not { } type || !Kinds.TryGetValue(type, out var kind)) return Refused("auto_message_type is invalid.");
        lock (_lock)
            return TikTokVendor.Ok(new JsonObject
            {
                ["operation_status"] = _on.Contains(type) ? "ENABLE" : "DISABLE",
                ["business_id"] = options.TikTokBusiness,
                ["auto_messages"] = new JsonArray([.. _entries.Where(e => e.Type == type).Select(e => (JsonNode)new JsonObject
                {
                    ["auto_message_id"] = e.Id,
                    ["auto_message_type"] = type,
                    ["audit_status"] = Review(e),
                    [kind.Part] = e.Words.DeepClone(),
                })]),
            });
    }

    public void Reset()
    {
        lock (_lock)
        {
            _entries.Clear();
            _on.Clear();
        }
    }

    VendorAnswer Change(VendorCall call, Func<JsonObject, string, Kind, VendorAnswer> change)
    {
        if (call.Json() is not { } body) return Refused("The body is not a JSON object.");
        if (body.Text("business_id") != options.TikTokBusiness) return TikTokVendor.Failure(40001, "No permission for business_id.");
        if (body.Text("auto_message_type") is not { } type || !Kinds.TryGetValue(type, out var kind)) return Refused("auto_message_type is invalid.");
        lock (_lock) return change(body, type, kind);
    }

    static string? Wrong(JsonObject body, Kind kind)
    {
        if (body.Object(kind.Part) is not { } words) return kind.Part + " is required.";
        for (var i = 0; i < kind.Fields.Length; i++)
            if (words.Text(kind.Fields[i]) is not { Length: > 0 } text || text.Length > kind.Longest[i])
                return $"{kind.Part}.{kind.Fields[i]} must have 1 to {kind.Longest[i]} characters.";
        return null;
    }

    string NewId() => Ids.Digits("auto:" + sequence.Next("auto"), 19);

    Entry Entered(string id, string type, JsonObject body, Kind kind) =>
        new(id, type, (JsonObject)body.Object(kind.Part)!.DeepClone(), time.GetUtcNow().AddMilliseconds(options.ReceiptDelayMs));

    string Review(Entry entry) => time.GetUtcNow() < entry.ReviewedAt ? "REVIEWING" : Verdict(entry);

    static string Verdict(Entry entry) =>
        entry.Words.Any(word => ((string?)word.Value)?.Contains("http", StringComparison.OrdinalIgnoreCase) == true) ? "REJECTED" : "APPROVED";

    OutgoingWebhook Config(Entry entry, string action) => events.AutoMessage(
        sequence.Next("auto-config"), "im_auto_message_config_update", Told(entry, "auto_message_action", action), time.GetUtcNow());

    OutgoingWebhook Audit(Entry entry) => events.AutoMessage(
        sequence.Next("auto-audit"), "im_auto_message_audit_update", Told(entry, "audit_status", Verdict(entry)), entry.ReviewedAt) with
    {
        After = entry.ReviewedAt - time.GetUtcNow(),
    };

    static JsonObject Told(Entry entry, string name, string value) =>
        new() { ["auto_message_id"] = entry.Id, ["auto_message_type"] = entry.Type, [name] = value };

    static VendorAnswer Refused(string message) => TikTokVendor.Failure(40002, message);
}
