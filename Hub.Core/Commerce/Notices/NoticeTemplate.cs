using Hub.Connectors.Abstractions;

namespace Hub.Core.Commerce.Notices;

/// <summary>An approved template that leaves in a text's place when a connection's reply window is closed: of orders' notices and bookings' reminders.</summary>
/// <param name="Language">As the platform writes it.</param>
/// <param name="Parameters">For its placeholders, in order; filled in like a text.</param>
public sealed record NoticeTemplate(Guid ConnectionId, string Name, string Language, IReadOnlyList<string> Parameters)
{
    private const int LongestText = 500;
    private const int MostParameters = 10;

    private static readonly LocalizedText Wrong = new(
        "Give the template's name, its language and at most 10 values.", "Nhập tên mẫu tin, ngôn ngữ và tối đa 10 giá trị.");

    private static readonly LocalizedText NoConnection = new("There is no such connection.", "Không có kết nối này.");

    /// <param name="isUnknown">Whether a text names a place that is not filled in, for which there is <paramref name="noSuchPlace"/>.</param>
    public static IEnumerable<SettingProblem> Problems(
        IReadOnlyList<NoticeTemplate>? templates, string at, Func<string?, bool> isUnknown, LocalizedText noSuchPlace)
    {
        for (var i = 0; i < templates?.Count; i++)
        {
            if (templates[i] is not { Name.Length: > 0 and <= 512, Language.Length: > 0 and <= 20, Parameters.Count: <= MostParameters } template
                || template.Parameters.Any(text => text is null or { Length: > LongestText }))
                yield return new SettingProblem($"{at}[{i}]", Wrong);
            else if (template.Parameters.Any(isUnknown))
                yield return new SettingProblem($"{at}[{i}].parameters", noSuchPlace);
        }
    }

    public static IEnumerable<SettingProblem> Unconnected(IReadOnlyList<NoticeTemplate>? templates, string at, IReadOnlyCollection<Guid> connections)
    {
        for (var i = 0; i < templates?.Count; i++)
            if (templates[i] is { } template && !connections.Contains(template.ConnectionId))
                yield return new SettingProblem($"{at}[{i}].connectionId", NoConnection);
    }

    /// <param name="fill">A text, and whether it is in Vietnamese.</param>
    /// <returns>Null when none is set for the connection.</returns>
    public static TemplateRef? For(IReadOnlyList<NoticeTemplate>? templates, Guid connection, Func<string, bool, string> fill)
    {
        if (templates?.FirstOrDefault(row => row.ConnectionId == connection) is not { } found)
            return null;
        var isVi = found.Language.StartsWith("vi", StringComparison.OrdinalIgnoreCase);
        return new TemplateRef(found.Name, found.Language, [.. found.Parameters.Select(text => fill(text, isVi))]);
    }
}
