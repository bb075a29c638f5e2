using Hub.Connectors.Abstractions;

namespace Hub.Api.Hosting;

/// <summary>
/// The options of a command. The framework passes over names that nobody reads, and takes the word after one for its value: a slip of the pen
/// would do something else than was meant, in silence.
/// </summary>
internal static class CommandLine
{
    private static readonly string[] Host = ["urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName", "AllowedHosts"];
    private static readonly string[] Sections = ["Logging:", "Kestrel:", "OTEL_"];
    private static readonly string[] Settings = ["ConnectionStrings:Hub", .. HubSettings.Names.Select(name => $"Hub:{name}")];

    /// <param name="options">Those of the command that have a value, without dashes.</param>
    /// <param name="flags">Those that have none, with their dashes.</param>
    /// <param name="takesSettings">Whether settings of the hub are taken too: <c>--Name:Of=value</c>.</param>
    /// <returns>What is wrong, or null.</returns>
    public static LocalizedText? Problem(string[] args, string[] options, string[] flags, bool takesSettings = true)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (flags.Contains(args[i], StringComparer.Ordinal))
                continue;
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (!IsKnown(name.TrimStart('-', '/'), options, takesSettings) || !IsOption(name) && value is null)
                return new($"There is no option '{name}'.", $"Không có tùy chọn '{name}'.");
            if (value is null && (++i == args.Length || args[i].StartsWith("--", StringComparison.Ordinal)))
                return new($"The option '{name}' takes a value.", $"Tùy chọn '{name}' cần có giá trị.");
        }

        return null;
    }

    private static bool IsOption(string name) => name.StartsWith("--", StringComparison.Ordinal) || name.StartsWith('/');

    private static bool IsKnown(string name, string[] options, bool takesSettings)
    {
        if (options.Contains(name, StringComparer.OrdinalIgnoreCase))
            return true;
        return takesSettings && (
            Host.Contains(name, StringComparer.OrdinalIgnoreCase)
            || Array.Exists(Sections, section => name.StartsWith(section, StringComparison.OrdinalIgnoreCase))
            || Settings.Contains(WithoutIndex(name), StringComparer.OrdinalIgnoreCase));
    }

    private static string WithoutIndex(string name) =>
        name.LastIndexOf(':') is > 0 and var colon && int.TryParse(name.AsSpan(colon + 1), out _) ? name[..colon] : name;
}
