using System.Security.Cryptography;
using System.Text;

namespace Hub.Connectors.Abstractions;

/// <summary>Where a CRM's records lie, by the settings that say so (<see cref="SettingField.Place"/>).</summary>
public static class SettingsPlace
{
    private const int Digits = 24;

    /// <returns>A digest of their values, or null when none of the fields names the place.</returns>
    public static string? Of(IReadOnlyList<SettingField> fields, ConnectorSettings settings)
    {
        var named = fields.Where(field => field.Place).Select(field => $"{field.Key}={Value(settings, field.Key)}").ToList();
        return named.Count == 0 ? null
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', named))))[..Digits];
    }

    private static string Value(ConnectorSettings settings, string key) =>
        settings.Json.TryGetProperty(key, out var value) ? value.ToString() : "";
}
