using System.Text;

namespace Hub.Core.Connections.Grants;

/// <summary>Names of refusals, for programs and for the audit list.</summary>
public static class GrantTexts
{
    /// <summary>Stable: <c>scope_missing</c>.</summary>
    public static string Code(GrantRefusal why)
    {
        var code = new StringBuilder();
        foreach (var c in why.ToString())
            code.Append(char.IsAsciiLetterUpper(c) && code.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(c));
        return code.ToString();
    }

    public static string Action(GrantRefusal why) => $"grant.refused_{Code(why)}";
}
