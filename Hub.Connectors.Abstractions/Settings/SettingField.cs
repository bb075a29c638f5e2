using System.Text.Json;

namespace Hub.Connectors.Abstractions;

/// <summary>How a field is shown and checked.</summary>
public enum SettingType
{
    Text,
    /// <summary>Write-only: encrypted at rest, never returned by the API.</summary>
    Secret,
    Number,
    Boolean,
    Choice,
    /// <summary>An absolute http(s) address. At app level its host joins the connector's outbound allow-list.</summary>
    Address,
    /// <summary>
    /// Host names with commas between them; <c>*.example.com</c> takes every name below it. At app level they join the connector's outbound
    /// allow-list, over https only.
    /// </summary>
    Hosts,
}

/// <summary>One field of a settings form.</summary>
/// <param name="Key">JSON property name, camelCase.</param>
/// <param name="Default">Used when the field is absent.</param>
/// <param name="Choices">Allowed values of a <see cref="SettingType.Choice"/>.</param>
public sealed record SettingField(
    string Key,
    SettingType Type,
    LocalizedText Label,
    LocalizedText? Help = null,
    bool Required = false,
    JsonElement? Default = null,
    IReadOnlyList<string>? Choices = null)
{
    /// <summary>Comes with an authorisation, such as a token: nobody is asked for it where the account was connected that way.</summary>
    public bool Granted { get; init; }

    /// <summary>
    /// Says where a CRM's records lie, such as its address, a database or the path of a calendar. When it is changed the host takes up what it
    /// has linked as if it had never been written: what the old place holds says nothing of the new one. Since contract 1.5.
    /// </summary>
    public bool Place { get; init; }
}
