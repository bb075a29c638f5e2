using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>What a contact did with buttons, a list or a form.</summary>
internal static class WhatsAppReply
{
    public static MessageContent Of(JsonElement interactive)
    {
        var type = interactive.Text("type") ?? "";
        var reply = interactive.Child(type);
        return type switch
        {
            "button_reply" or "list_reply" => WhatsAppContent.Chosen(reply.Text("id"), reply.Text("title")),
            "nfm_reply" => new MessageContent { Kind = MessageKind.Form, Text = Answers(reply), PlatformKind = reply.Text("name") },
            _ => WhatsAppContent.Unsupported($"interactive/{type}"),
        };
    }

    // The answers come as JSON inside a text. One line a field is what an agent can read; the flow's own token is none of them.
    private static string? Answers(JsonElement reply)
    {
        if (reply.Text("response_json") is not { } json)
            return reply.Text("body");
        try
        {
            using var answers = JsonDocument.Parse(json);
            return answers.RootElement.ValueKind != JsonValueKind.Object
                ? reply.Text("body")
                : string.Join('\n', answers.RootElement.EnumerateObject()
                    .Where(answer => answer.Name != "flow_token")
                    .Select(answer => $"{answer.Name}: {answer.Value.AsText() ?? answer.Value.GetRawText()}"));
        }
        catch (JsonException)
        {
            return reply.Text("body");
        }
    }
}
