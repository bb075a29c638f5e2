using AutoMapper;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>One part of a plan in the platform's words.</summary>
internal sealed class WhatsAppOutbound(IMapper mapper)
{
    public const int MostButtons = 3;
    public const int MostRows = 10;

    /// <param name="media">Where the bytes are by now; null without any.</param>
    public WireMessage Of(OutboundPart part, string to, WireMedia? media, string listButton)
    {
        var content = part.Content;
        var message = new WireMessage
        {
            To = to,
            Type = TypeOf(content.Kind),
            Context = part.QuotedMessageKey is { } quoted ? new WireContext(quoted) : null,
            BizOpaqueCallbackData = part.CorrelationId,
        };
        return content.Kind switch
        {
            MessageKind.Text => message with { Text = new WireText(content.Text ?? "") },
            MessageKind.Image => message with { Image = media },
            MessageKind.Video => message with { Video = media },
            MessageKind.Audio or MessageKind.Voice => message with { Audio = media },
            MessageKind.Document => message with { Document = media },
            MessageKind.Sticker => message with { Sticker = media },
            MessageKind.Location => message with { Location = mapper.Map<WireLocation>(content.Location) },
            MessageKind.Choices => message with { Interactive = Interactive(content, listButton) },
            MessageKind.Template => message with { Template = mapper.Map<WireTemplate>(content.Template) },
            _ => message,
        };
    }

    public static string TypeOf(MessageKind kind) => kind switch
    {
        MessageKind.Voice => "audio",
        MessageKind.Choices => "interactive",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Null without parameters: a template without placeholders takes no components.</summary>
    public static IReadOnlyList<WireComponent>? Components(IReadOnlyList<string> parameters) => parameters.Count == 0
        ? null
        : [new WireComponent("body", [.. parameters.Select(parameter => new WireParameter(parameter))])];

    private WireInteractive Interactive(MessageContent content, string listButton)
    {
        var body = new WireBody(content.Text ?? "");
        if (content.Choices.Count <= MostButtons)
            return new WireInteractive("button", body, new WireAction(mapper.Map<List<WireButton>>(content.Choices)));
        var rows = new WireSection(listButton, mapper.Map<List<WireRow>>(content.Choices));
        return new WireInteractive("list", body, new WireAction(Button: listButton, Sections: [rows]));
    }
}
