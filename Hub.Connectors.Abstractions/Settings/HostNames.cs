namespace Hub.Connectors.Abstractions;

/// <summary>Host names as people write them into one field.</summary>
internal static class HostNames
{
    public static IReadOnlyList<string> Read(string? text) =>
        text?.Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>A lone <c>*</c> or a name without a dot is none: it would open far more than somebody meant.</summary>
    public static bool AreHosts(string? text) => text is not null && Read(text).All(IsHost);

    private static bool IsHost(string text) =>
        Uri.CheckHostName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text) == UriHostNameType.Dns && text.Contains('.');
}
