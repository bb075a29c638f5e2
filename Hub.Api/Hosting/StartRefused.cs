using Hub.Connectors.Abstractions;

namespace Hub.Api.Hosting;

/// <summary>The hub cannot start as it is configured; the text is for the operator.</summary>
public sealed class StartRefused(LocalizedText text) : Exception(text.En)
{
    public StartRefused(string message)
        : this(new LocalizedText(message, message))
    {
    }

    public LocalizedText Text { get; } = text;
}
