using System.Text.RegularExpressions;
using Hub.Core.Text;

namespace Hub.Core.Automation;

/// <summary>What rules look at: one message of a contact, with what was known when it came.</summary>
internal sealed partial class Incoming
{
    public string? Text { get; init; }

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

    public IReadOnlyList<string> Languages => field ??= Text is null ? [] : MessageLanguage.Of(Text);

    public bool HasLink => Text is { } text && Link.IsMatch(text);

    [GeneratedRegex(
        @"(?:https?://|www\.)[^\s]|[a-z0-9-]\.(?:com|net|org|vn|io|me|ly|info|shop|xyz|top|link)(?:[/\s]|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link { get; }
}
