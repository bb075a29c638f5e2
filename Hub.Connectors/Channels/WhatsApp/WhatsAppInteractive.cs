namespace Hub.Connectors.Channels.WhatsApp;

internal sealed record WireInteractive(string Type, WireBody Body, WireAction Action);

internal sealed record WireBody(string Text);

/// <summary>Either <paramref name="Buttons"/>, or <paramref name="Button"/> with <paramref name="Sections"/> for a list.</summary>
internal sealed record WireAction(
    IReadOnlyList<WireButton>? Buttons = null, string? Button = null, IReadOnlyList<WireSection>? Sections = null);

internal sealed record WireButton(WireReply Reply, string Type = "reply");

internal sealed record WireReply(string Id, string Title);

internal sealed record WireSection(string Title, IReadOnlyList<WireRow> Rows);

internal sealed record WireRow(string Id, string Title, string? Description);

internal sealed record WireTemplate(string Name, WireLanguage Language, IReadOnlyList<WireComponent>? Components);

internal sealed record WireLanguage(string Code);

internal sealed record WireComponent(string Type, IReadOnlyList<WireParameter> Parameters);

internal sealed record WireParameter(string Text, string Type = "text");
