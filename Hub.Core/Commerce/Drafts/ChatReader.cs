using System.Globalization;
using Hub.Core.Text;

namespace Hub.Core.Commerce.Drafts;

/// <summary>
/// Reads an order out of what a contact wrote: phone, name, address, products, time. Rules and lists, no model; the same messages give the
/// same reading everywhere. Of what was said twice the later counts: people correct themselves. A person looks at it and makes the order.
/// </summary>
public static class ChatReader
{
    /// <summary>Further back is another order.</summary>
    public const int MostMessages = 30;

    private const int LongestText = 1000;

    /// <param name="messages">Of the contact, the oldest first.</param>
    public static OrderReading Read(IReadOnlyList<ChatText> messages, ProductBook products)
    {
        var last = messages.TakeLast(MostMessages).Select(message => message with { Text = Cut(message.Text) }).ToList();
        var hasPhone = last.Exists(message => PhoneNumbers.Any(message.Text));
        return last.Aggregate(OrderReading.Nothing, (reading, message) => Join(reading, ReadOne(message, products, hasPhone)));
    }

    // What is surest goes first: a word that belongs to one field is not looked at for the next.
    private static OrderReading ReadOne(ChatText message, ProductBook products, bool hasPhone)
    {
        var lines = ChatLine.Of(message).ToList();
        var phone = PhoneReader.Read(lines);
        var items = lines.SelectMany(line => ItemReader.Read(line, products)).ToList();
        var time = lines.Select(TimeReader.Read).LastOrDefault(found => found is not null);
        var address = AddressReader.Read(lines);
        return new OrderReading(
            phone, NameReader.Read(lines, hasPhone), address.Street, address.Ward, address.District, address.Province, Counted(items, lines), time)
        {
            Dropped = items.Where(item => item.IsDropped).Select(item => item.Code.Value).ToHashSet(),
        };
    }

    private static List<FoundItem> Counted(List<FoundItem> items, List<ChatLine> lines)
    {
        var wanted = items.Where(item => !item.IsDropped).GroupBy(item => item.Code.Value).Select(Sum).ToList();
        if (wanted is not [{ Quantity: null } only])
            return wanted;
        // "mã AO-01. lấy 2 cái": said apart, of the only product that there is.
        var count = lines.Select(ItemReader.Quantity).FirstOrDefault(found => found is not null);
        return count is null ? wanted : [only with { Quantity = int.Parse(count.Value, CultureInfo.InvariantCulture), QuantityAt = count }];
    }

    // "1 AO-01 size S, 1 AO-01 size M" are two.
    private static FoundItem Sum(IEnumerable<FoundItem> same)
    {
        var counted = same.Where(item => item.Quantity is not null).ToList();
        return counted.Count == 0 ? same.First() : counted[0] with { Quantity = counted.Sum(item => item.Quantity) };
    }

    // A new district with an old ward would be nowhere: the finer part of an address goes with the coarser one.
    private static OrderReading Join(OrderReading before, OrderReading next)
    {
        var moves = next is { Street: not null, District: not null } or { Ward: not null, District: not null } or { Street: not null, Province: not null };
        return new OrderReading(
            next.Phone ?? before.Phone, next.Name ?? before.Name, next.Street ?? (moves ? null : before.Street), next.Ward ?? (moves ? null : before.Ward),
            next.District ?? (moves ? null : before.District), next.Province ?? (moves && next.District is null ? null : before.Province),
            Items(before.Items, next), next.Time ?? before.Time);
    }

    // A product that is only named again keeps how many of it were said.
    private static List<FoundItem> Items(IReadOnlyList<FoundItem> before, OrderReading next) =>
    [
        .. before.Where(item => !next.Dropped.Contains(item.Code.Value) && !next.Items.Any(other => other.Code.Value == item.Code.Value && other.Quantity is not null)),
        .. next.Items.Where(item => item.Quantity is not null || !before.Any(other => other.Code.Value == item.Code.Value)),
    ];

    private static string Cut(string text) => text.Length > LongestText ? text[..LongestText] : text;
}
