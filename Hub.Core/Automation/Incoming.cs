using System.Text.RegularExpressions;
using Hub.Core.Conversations;
using Hub.Core.Text;

namespace Hub.Core.Automation;

/// <summary>
/// What rules look at: one message of a contact, with what was known when it came; or a label or a status, with the contact's newest message.
/// </summary>
internal sealed partial class Incoming
{
    public string? Text { get; init; }

    /// <summary>Of the button, row or ice-breaker that the contact took.</summary>
    public string? ChoiceId { get; init; }

    public Guid ConnectionId { get; init; }

    public Guid ContactId { get; init; }

    public Guid? TeamId { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Nobody had written before, neither side.</summary>
    public bool IsFirst { get; init; }

    public bool HasOrder { get; init; }

    public bool HasAttachment { get; init; }

    public bool HasPhone { get; init; }

    public bool FromAd { get; init; }

    /// <summary>The conversation got this label.</summary>
    public Guid? Labelled { get; init; }

    /// <summary>The conversation got this status.</summary>
    public ConversationStatus? Became { get; init; }

    /// <summary>It is about a message that has just come.</summary>
    public bool IsMessage => Labelled is null && Became is null;

    public IReadOnlyList<string> Languages => field ??= Text is null ? [] : MessageLanguage.Of(Text);

    public bool HasLink => Text is { } text && Link.IsMatch(text);

    public static Incoming Of(Happening happened, Message? message) => new()
    {
        Text = message?.Text,
        ConnectionId = happened.Conversation.ConnectionId,
        ContactId = happened.Conversation.ContactId,
        TeamId = happened.Conversation.TeamId,
        At = happened.At,
        HasPhone = happened.Conversation.HasPhone,
        FromAd = happened.Conversation.FromAd,
        Labelled = happened.Label,
        Became = happened.Status,
    };

    [GeneratedRegex(
        @"(?:https?://|www\.)[^\s]|[a-z0-9-]\.(?:com|net|org|vn|io|me|ly|info|shop|xyz|top|link)(?:[/\s]|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link { get; }
}
