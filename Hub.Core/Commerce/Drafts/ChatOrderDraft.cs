using Hub.Connectors.Abstractions;

namespace Hub.Core.Commerce.Drafts;

/// <summary>
/// A reading as an order that a person looks over. It holds products of the catalogue at their prices only: what has none would be sold for
/// nothing. What else was asked for stands in the note, as the time does.
/// </summary>
public static class ChatOrderDraft
{
    private const int LongestName = 200;
    private const int LongestPhone = 30;
    private const int LongestAddress = 500;
    private const int MostPieces = 10_000;

    private static LocalizedText Unknown(string codes) => new($"Not in the catalogue: {codes}", $"Chưa có trong danh mục: {codes}");

    private static LocalizedText When(string time) => new($"Time: {time}", $"Thời gian: {time}");

    /// <returns>Null when no product was read.</returns>
    public static NewOrder? Of(ChatDraft read, string language)
    {
        var (reading, found) = (read.Reading, read.Reading.Items.Zip(read.Products).ToList());
        if (found.Find(item => item.Second is not null).Second is not { } first || CurrencyCode.From(first.Currency) is not { } currency)
            return null;
        var lines = found.Where(item => item.Second?.Currency == first.Currency).Select(item => new NewOrderLine(
            item.Second!.Code, item.Second.Name, Math.Clamp(item.First.Quantity ?? 1, 1, MostPieces), item.Second.Price));
        var rest = found.Where(item => item.Second?.Currency != first.Currency).Select(item => item.First.Code.Text).ToList();
        var notes = new List<string>();
        if (rest.Count > 0)
            notes.Add(Unknown(string.Join(", ", rest)).In(language));
        if (reading.Time is { } time)
            notes.Add(When(time.Text).In(language));
        return new NewOrder(
            null, currency, OrderState.Draft, null, [.. lines], Delivery: new DeliveryTo(
                Cut(reading.Name?.Value, LongestName), Cut(reading.Phone?.Value, LongestPhone), Cut(reading.Address, LongestAddress),
                notes.Count == 0 ? null : string.Join('\n', notes)));
    }

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;
}
