using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Line;

/// <summary>
/// A postback comes back with its data alone. So that agents read what the person took, the title travels behind the id, where both fit.
/// </summary>
internal static class LineChoices
{
    /// <summary>line-openapi, PostbackAction.</summary>
    public const int DataLength = 300;

    private const char Mark = '\n';

    public static string Write(Choice choice)
    {
        var both = $"{choice.Id}{Mark}{choice.Title}";
        return both.Length <= DataLength ? both : choice.Id;
    }

    public static (string? Id, string? Title) Read(string? data)
    {
        var parts = data?.Split(Mark, 2);
        return parts is [var id, var title] ? (id, title) : (data, null);
    }
}
