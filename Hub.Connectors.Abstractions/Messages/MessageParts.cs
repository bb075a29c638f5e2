namespace Hub.Connectors.Abstractions;

/// <summary>A picture, sound, film or file of a message.</summary>
/// <param name="Id">The platform's media id; null when only an address is known.</param>
/// <param name="Url">Where the bytes are; may expire.</param>
/// <param name="ContentType">As the platform says; not to be trusted.</param>
/// <param name="MessageKey">The message it came with, where the platform asks for it to hand out the bytes.</param>
/// <param name="ConversationKey">Likewise.</param>
public sealed record MediaRef(
    string? Id,
    string? Url = null,
    string? ContentType = null,
    string? FileName = null,
    string? MessageKey = null,
    string? ConversationKey = null);

public sealed record Location(double Latitude, double Longitude, string? Name = null, string? Address = null);

public sealed record SharedContact(string? Name, IReadOnlyList<string> Phones, IReadOnlyList<string> Emails);

/// <summary>A button or list row.</summary>
/// <param name="Description">Second line, where the platform has one.</param>
public sealed record Choice(string Id, string Title, string? Description = null);

/// <param name="Parameters">Texts for the placeholders of the body, in order.</param>
public sealed record TemplateRef(string Name, string Language, IReadOnlyList<string> Parameters);

/// <param name="Currency">ISO 4217; null when no line says it.</param>
public sealed record ChatOrder(string? CatalogId, IReadOnlyList<ChatOrderLine> Lines, string? Currency, string? Note = null);

/// <param name="UnitPrice">In major units as the platform gives it.</param>
public sealed record ChatOrderLine(string ProductCode, decimal Quantity, decimal UnitPrice);
