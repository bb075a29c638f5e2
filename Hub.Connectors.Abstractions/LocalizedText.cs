namespace Hub.Connectors.Abstractions;

/// <summary>A text for people in the two languages that the hub speaks.</summary>
public sealed record LocalizedText(string En, string Vi)
{
    /// <param name="language"><c>vi</c> or anything else, which means English.</param>
    public string In(string language) => language.StartsWith("vi", StringComparison.OrdinalIgnoreCase) ? Vi : En;
}
