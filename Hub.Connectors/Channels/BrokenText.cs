using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hub.Connectors.Channels;

/// <summary>
/// Text with half a surrogate pair (an emoji cut in the middle) or with bytes that are not UTF-8, where <see cref="JsonElement"/> throws.
/// The rest of the text is kept; what cannot be read becomes U+FFFD.
/// </summary>
internal static class BrokenText
{
    public static string Read(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Salvage(Encoding.UTF8.GetString(value.Bytes()[1..^1]));
        }
    }

    private static string Salvage(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '\\')
                text.Append(escaped[at]);
            else if (escaped[++at] == 'u')
            {
                text.Append((char)ushort.Parse(escaped.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 4;
            }
            else
                text.Append(Unescaped(escaped[at]));
        }

        // Encoding replaces surrogates without a partner.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static char Unescaped(char letter) => letter switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\b',
        'f' => '\f',
        _ => letter,
    };
}
