namespace Hub.Connectors.Abstractions;

/// <summary>What a message holds, both ways. <see cref="Kind"/> says which parts are set.</summary>
public sealed record MessageContent
{
    public required MessageKind Kind { get; init; }

    /// <summary>The text, the caption, or the title of the choice made.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<MediaRef> Media { get; init; } = [];

    public Location? Location { get; init; }

    public IReadOnlyList<SharedContact> Contacts { get; init; } = [];

    /// <summary>A cart that the contact placed in the chat.</summary>
    public ChatOrder? Order { get; init; }

    /// <summary>With <see cref="MessageKind.Choice"/>: the id of the button or row that the contact took.</summary>
    public string? ChoiceId { get; init; }

    /// <summary>Outbound <see cref="MessageKind.Choices"/>: what the contact can take.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    public TemplateRef? Template { get; init; }

    /// <summary>With <see cref="MessageKind.SharedPost"/>: the platform's id of the post.</summary>
    public string? PostId { get; init; }

    /// <summary>With <see cref="MessageKind.Unsupported"/> and <see cref="MessageKind.System"/>: the platform's name of the kind.</summary>
    public string? PlatformKind { get; init; }

    public static MessageContent OfText(string text) => new() { Kind = MessageKind.Text, Text = text };

    /// <summary>Shows the kind only: the rest is somebody's words.</summary>
    public override string ToString() => $"MessageContent({Kind})";
}

public enum MessageKind
{
    Text,
    Image,
    Video,
    Audio,
    Voice,
    Document,
    Sticker,
    Location,
    Contacts,
    Order,
    /// <summary>The contact took a button, a list row or a menu entry.</summary>
    Choice,
    /// <summary>The business offers choices.</summary>
    Choices,
    /// <summary>A filled-in form.</summary>
    Form,
    SharedPost,
    Template,
    System,
    Unsupported,
}

public enum MessageDirection
{
    Inbound,
    Outbound,
}

/// <summary>Who wrote a message.</summary>
public enum MessageOrigin
{
    /// <summary>The contact, or somebody of the business in the platform's own app.</summary>
    Person,

    /// <summary>An API client: the hub itself or another tool.</summary>
    Api,

    /// <summary>The platform's own automation, or a rule of the hub.</summary>
    Automatic,
}

/// <summary>
/// A message's fate, ordered: a later status never goes back, so that any order of arrival ends the same. Delivered and read outrank
/// failed, since they prove that it did arrive.
/// </summary>
public enum MessageStatus
{
    Queued = 0,

    /// <summary>Sent without an answer: it may have arrived.</summary>
    Unknown = 1,

    Sent = 2,
    Failed = 3,
    Delivered = 4,
    Read = 5,
    Played = 6,
}
